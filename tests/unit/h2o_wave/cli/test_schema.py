import json
from typing import Any

import pytest

from h2o_wave import ui
from h2o_wave.cli import main
from h2o_wave.cli.schema import describe


def definition(name: str) -> dict[str, Any]:
    found: dict[str, Any] = describe()["$defs"][name]
    return found


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(describe())
    names = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert names <= describe()["$defs"].keys()


def test_a_card_is_known_by_its_view() -> None:
    card = definition("MarkdownCard")
    assert card["properties"]["view"] == {"const": "markdown"}
    assert card["required"] == ["view", "box", "title", "content"]


def test_exactly_one_thing_is_in_a_component() -> None:
    component = definition("Component")
    assert (component["minProperties"], component["maxProperties"]) == (1, 1)
    assert component["properties"]["button"]["$ref"] == "#/$defs/Button"


def test_attributes_say_what_they_take_and_mean() -> None:
    button = definition("Button")["properties"]
    assert button["name"]["minLength"] == 1
    assert button["disabled"]["type"] == "boolean"
    assert button["icon"]["description"] == "The name of an icon."
    assert "start" in definition("Buttons")["properties"]["justify"]["enum"]


def test_every_class_that_authors_make_is_described() -> None:
    made = {name for name in vars(ui) if name[0].isupper() and hasattr(vars(ui)[name], "dump")}
    assert made <= describe()["$defs"].keys()


def test_every_attribute_takes_something() -> None:
    empty = [
        f"{name}.{attribute}"
        for name, cls in describe()["$defs"].items()
        for attribute, schema in cls["properties"].items()
        if not schema.keys() & {"type", "$ref", "anyOf", "enum", "const"}
    ]
    assert empty == []


def test_one_class_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "Button"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Button"
    assert main(["schema", "--list"]) == 0
    assert "Button" in capsys.readouterr().out.split()
    assert main(["schema", "Nonsense"]) == 1
    assert "Nonsense" in capsys.readouterr().err
