"""Cards: attributes, by-name access, and what makes an encoded card out of date."""

from typing import Any

import pytest

from services.site_store.page import components
from services.site_store.page.buffers import FixedBuffer, MapBuffer
from services.site_store.page.card import Card
from services.site_store.page.row import Fields


def card(attributes: dict[str, Any]) -> Card:
    made = Card("c")
    made.fill(attributes, {})
    return made


def table() -> MapBuffer:
    return MapBuffer(Fields(["a"]), {})


def test_a_filled_card_has_no_nulls_and_no_dotted_names() -> None:
    """[C2] [C4]"""
    assert card({"a": None, "b": {}, "b.c": 1, "x.y": 2}).attributes == {"b": {"c": 1}}


def test_buffers_come_after_attributes() -> None:
    """[C4]"""
    made = Card("c")
    made.fill({"z": 1, "o": {}}, {"z": table(), "o.p": table()})
    assert isinstance(made.attributes["z"], MapBuffer)
    assert isinstance(made.attributes["o"]["p"], MapBuffer)
    assert made.has_nested_buffers


@pytest.mark.parametrize(
    "segments", [["c", "n"], ["c", "o", "p"], ["c", "x", "y"], ["c", "o.p"], ["c", "t", "label"]]
)
def test_a_write_makes_the_encoded_card_out_of_date(segments: list[str]) -> None:
    made = card({"n": 1, "o": {}, "items": [{"text": {"name": "t"}}]})
    made.encoded = b"old"
    made.set(segments, 5)
    assert made.encoded is None
    made.encoded = b"old"
    made.attach(segments, table())
    assert made.encoded is None


def test_a_buffer_stays_where_one_is() -> None:
    """[B4]"""
    made, first = card({}), table()
    made.attach(["c", "z"], first)
    made.attach(["c", "z"], FixedBuffer(Fields([]), [None]))
    made.set(["c", "z"], None)
    made.set(["c", "z"], "x")
    assert made.attributes["z"] is first


@pytest.mark.parametrize(
    ("segments", "content"),
    [
        (["c", "l", "0"], {"l": [{}], "o": {"p.q": {}}}),
        (["c", "o", "p.q", "r"], {"l": [0], "o": {"p.q": {"r": {}}}}),
        (["c", "o", "x.y"], {"l": [0], "o": {"p.q": {}, "x.y": {}}}),
        (["c", "l.0"], {"l": [0], "o": {"p.q": {}}}),
        (["c", "q", "r"], {"l": [0], "o": {"p.q": {}}}),
    ],
)
def test_no_buffer_is_where_a_snapshot_could_not_name_it(
    segments: list[str], content: dict[str, Any]
) -> None:
    """[B20] [D9]"""
    made = card({"l": [0], "o": {"p.q": {}}})
    made.attach(segments, table())
    assert made.attributes == content
    assert not made.has_nested_buffers


def test_names_are_looked_up_once_for_many_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """[C11]"""
    lookups: list[dict[str, Any]] = []
    index = components.index

    def look_up(attributes: dict[str, Any]) -> dict[str, dict[str, Any]]:
        lookups.append(attributes)
        return index(attributes)

    monkeypatch.setattr(components, "index", look_up)
    made = card({"view": "form", "items": [{"textbox": {"name": "t", "value": "x", "choices": []}}]})
    for value in ("y", 5, None, ["z"], True):
        made.set(["c", "t", "value"], value)
        made.set(["c", "t", "choices"], [{"name": "u"}])
        made.set(["c", "title"], value)
        made.set(["c", "o"], {"name": value})
        made.set(["c", "q", "x"], value)
    assert len(lookups) == 1
    made.set(["c", "t", "name"], "u")
    made.set(["c", "u", "value"], "z")
    assert len(lookups) == 2
    assert made.attributes["items"] == [{"textbox": {"name": "u", "value": "z", "choices": [{"name": "u"}]}}]


def test_names_are_not_looked_up_for_attributes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_attributes: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError("the names were looked up")

    monkeypatch.setattr(components, "index", fail)
    made = card({"items": [{"textbox": {"name": "t"}}], "o": {}})
    made.set(["c", "o", "p"], 1)
    made.set(["c", "items", "0", "textbox", "name"], "u")
    made.set(["c", "t"], 1)
    assert made.attributes["o"] == {"p": 1}
