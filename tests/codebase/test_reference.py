"""The reference shows everything there is, and what it shows works."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from h2o_wave import ui
from h2o_wave.data import Data
from scripts.reference import cards, components, parts
from tests.codebase.tree import ROOT

REFERENCE = ROOT / "docs" / "reference"
SCHEMA = json.loads((REFERENCE / "vocabulary.schema.json").read_text())
MADE = [
    made for made in (*cards.EXAMPLES, *components.EXAMPLES, *parts.EXAMPLES) if not isinstance(made, str)
]


def test_every_function_has_a_section() -> None:
    text = "".join(path.read_text() for path in REFERENCE.glob("*.md"))
    assert [name for name in ui.__all__ if f"\n## ui.{name}\n" not in text] == []


def test_every_link_leads_to_a_section() -> None:
    pages = {path.name: path.read_text() for path in REFERENCE.glob("*.md")}
    links = {
        tuple(link.split(")")[0].split("#"))
        for text in pages.values()
        for link in text.split("](")[1:]
        if ".md#ui" in link.split(")")[0]
    }
    assert links
    for page, anchor in links:
        assert f"\n## ui.{anchor.removeprefix('ui')}\n" in pages[page]


@pytest.mark.parametrize("made", MADE, ids=lambda made: type(made).__name__)
def test_the_schema_describes_what_is_sent(made: Any) -> None:
    assert _complaints(type(made).__name__, _plain(made.dump())) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("FormCard", {"view": "form", "box": "1 1 1 1"}),
        ("FormCard", {"view": "markdown", "box": "1 1 1 1", "items": []}),
        ("Component", {"text": {"content": "a"}, "text_l": {"content": "b"}}),
        ("Component", {"textbox": {"name": ""}}),
        ("Component", {"text": {"content": "a", "size": "huge"}}),
        ("Component", {"spinbox": {"name": "n", "value": "1"}}),
    ],
)
def test_the_schema_refuses_what_is_wrong(name: str, wrong: dict[str, Any]) -> None:
    assert _complaints(name, wrong) != []


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def _complaints(name: str, value: Any) -> list[str]:
    schema = {"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def _plain(value: Any) -> Any:
    """A dump, with buffers as what the schema sees of them: objects."""
    if isinstance(value, Data):
        return value.dump()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
