"""How one card is written."""

import json
from typing import Any

import pytest

from services.site_store.page.buffers import FixedBuffer, MapBuffer
from services.site_store.page.card import Card
from services.site_store.page.row import Fields
from services.site_store.page.snapshot import encode_card


def card(attributes: dict[str, Any], **buffers: Any) -> Card:
    made = Card("c")
    made.fill(attributes, {name.replace("__", "."): buffer for name, buffer in buffers.items()})
    return made


def written(made: Card) -> Any:
    return json.loads(b"{" + encode_card(made) + b"}")["c"]


def test_a_plain_card_is_one_line_in_order() -> None:
    """[S1]"""
    assert (
        encode_card(card({"b": [1], "a": {"d": 1, "c": "\n"}}))
        == b'"c":{"d":{"a":{"c":"\\n","d":1},"b":[1]}}'
    )


def test_a_card_of_buffers_only_has_no_stray_commas() -> None:
    """[S2]"""
    line = encode_card(card({}, z=MapBuffer(Fields(["a"]), {"k": [1]})))
    assert line == b'"c":{"d":{"~z":0},"b":[{"m":{"d":{"k":[1]},"f":["a"]}}]}'


def test_the_name_of_a_card_is_quoted() -> None:
    made = Card('a"\nb')
    assert encode_card(made) == b'"a\\"\\nb":{"d":{}}'


def test_nested_buffers_leave_a_placeholder_and_get_a_dotted_name() -> None:
    """[S3]"""
    made = card(
        {"o": {"l": [{"x": 1}]}}, z=FixedBuffer(Fields([]), [None]), o__l__0__y=MapBuffer(Fields([]), {})
    )
    assert written(made) == {
        "d": {"o": {"l": [{"x": 1, "y": {}}]}, "~o.l.0.y": 0, "~z": 1},
        "b": [{"m": {"f": None, "d": {}}}, {"f": {"f": None, "d": [None], "n": 1}}],
    }


def test_a_nested_buffer_whose_place_has_gone_is_not_written() -> None:
    made = card({"o": {}}, o__y=MapBuffer(Fields([]), {}))
    made.set(["c", "o"], 5)
    assert written(made) == {"d": {"o": 5}}


def test_a_nested_buffer_below_a_dotted_name_is_only_a_placeholder() -> None:
    """[B20] [S3]"""
    made = card({"items": [{"x.y": {"name": "t"}}]})
    made.attach(["c", "t", "data"], MapBuffer(Fields([]), {}))
    assert written(made) == {"d": {"items": [{"x.y": {"name": "t", "data": {}}}]}}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, False), (0.5, False), (1, True), (-1, True), ("0", True), ([], True), (True, True)],
)
def test_a_tilde_attribute_is_shown_unless_it_looks_like_a_buffer(value: Any, shown: bool) -> None:
    """[S5]"""
    made = card({"~y": value}, z=MapBuffer(Fields([]), {}))
    assert ("~y" in written(made)["d"]) is shown


def test_a_value_that_no_page_can_have_is_an_error_of_ours() -> None:
    made = card({"~x": 1})
    made.attributes["q"] = object()
    with pytest.raises(TypeError):
        encode_card(made)
