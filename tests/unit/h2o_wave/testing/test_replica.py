"""The replica that tests of apps read passes the vectors it shares with the server and the browser."""

import json
from pathlib import Path
from typing import Any

import pytest

from h2o_wave.testing.replica import BadEdit, Replica

FOLDER = Path(__file__).parents[3] / "vectors" / "page"
VECTORS = [vector for path in sorted(FOLDER.glob("*.json")) for vector in json.loads(path.read_text("utf-8"))]


def given(vector: dict[str, Any]) -> Replica:
    page = Replica()
    page.restore(vector["given"] or {})
    return page


def body(vector: dict[str, Any]) -> bytes:
    text: str | None = vector.get("body")
    return json.dumps(vector["apply"], ensure_ascii=False).encode() if text is None else text.encode()


def title(vector: dict[str, Any]) -> str:
    return f"[{vector['rule']}] {vector['name']}"


@pytest.mark.parametrize("vector", [v for v in VECTORS if not v.get("refuse")], ids=title)
def test_an_edit_has_the_effect_of_its_vector(vector: dict[str, Any]) -> None:
    page = given(vector)
    page.apply(body(vector))
    assert page.snapshot() == vector["expect"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if not v.get("refuse")], ids=title)
def test_a_restored_page_has_the_same_snapshot(vector: dict[str, Any]) -> None:
    page = Replica()
    page.restore(vector["expect"])
    assert page.snapshot() == vector["expect"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if v.get("refuse")], ids=title)
def test_a_bad_edit_is_refused_with_a_reason_and_changes_nothing(vector: dict[str, Any]) -> None:
    page = given(vector)
    before = page.snapshot()
    with pytest.raises(BadEdit) as refusal:
        page.apply(body(vector))
    assert str(refusal.value)
    assert page.snapshot() == before
