"""Cards on their way to a page."""

import copy
import json
from typing import Any

import pytest

from h2o_wave import ui
from h2o_wave.card import LateCard, card_op, encode_card
from h2o_wave.data import data
from h2o_wave.errors import BadType, BadValue


def op_of(card: Any) -> Any:
    op = card_op("c", card)
    return json.loads(op.encode() if isinstance(op, LateCard) else op)


def test_a_card_becomes_an_op() -> None:
    card = ui.markdown_card(box="1 1 1 1", title="t", content="c")
    assert op_of(card) == {
        "k": "c",
        "d": {"view": "markdown", "box": "1 1 1 1", "title": "t", "content": "c"},
    }


def test_buffers_are_set_apart_in_their_order() -> None:
    card = {"view": "x", "first": data("a", 1), "n": 1, "second": data("b", -2)}
    assert op_of(card) == {
        "k": "c",
        "d": {"view": "x", "n": 1, "~first": 0, "~second": 1},
        "b": [{"f": {"f": ["a"], "n": 1}}, {"c": {"f": ["b"], "n": 2}}],
    }


def test_references_to_buffers_come_after_what_they_point_into() -> None:
    card = {"data": data("a", 1), "view": "x"}
    assert list(op_of(card)["d"]) == ["view", "~data"]


def test_a_form_may_hold_buffers_at_any_depth() -> None:
    plot = ui.plot([ui.mark(x="=a")])
    card = ui.form_card(
        box="1 1 1 1",
        items=[ui.text("t"), ui.inline(items=[ui.visualization(plot=plot, data=data("a", 3))])],
    )
    op = op_of(card)
    assert op["d"]["~items.1.inline.items.0.visualization.data"] == 0
    assert op["d"]["items"][1]["inline"]["items"] == [{"visualization": {"plot": {"marks": [{"x": "=a"}]}}}]


def test_a_dictionary_may_hold_components_and_buffers() -> None:
    card = {"view": "form", "items": (ui.text("t"), ui.visualization(plot=ui.plot([]), data=data("a", 1)))}
    op = op_of(card)
    assert op["d"]["items"][0] == {"text": {"content": "t"}}
    assert op["d"]["~items.1.visualization.data"] == 0


def test_a_dictionary_is_not_changed() -> None:
    card = {"view": "form", "data": data("a", 1), "items": [{"visualization": {"data": data("b", 1)}}]}
    before = copy.copy(card)
    assert op_of(card) == op_of(card)
    assert card == before


@pytest.mark.parametrize(
    ("card", "place"),
    [
        ({"view": "x", "nest": {"data": data("a", 1)}}, "c.nest.data"),
        ({"view": "form", "items": [data("a", 1)]}, r"c.items\[0\]"),
        (
            ui.meta_card(
                box="",
                dialog=ui.dialog(title="t", items=[ui.visualization(plot=ui.plot([]), data=data("a", 1))]),
            ),
            r"c.dialog.items\[0\].visualization.data",
        ),
    ],
)
def test_a_buffer_elsewhere_is_refused_with_its_place(card: Any, place: str) -> None:
    with pytest.raises(BadType, match=f"{place}: a buffer can only stand in a card"):
        op_of(card)


def test_a_bad_cell_of_a_buffer_is_named() -> None:
    with pytest.raises(BadType, match=r"c.data\[1\]\[0\]: JSON has no set"):
        op_of({"view": "x", "data": data("a", rows=[[1], [{2}]])})


@pytest.mark.parametrize(
    ("card", "got"),
    [
        ("text", "got str: 'text'"),
        ([{"view": "x"}], "got list"),
        (None, "got NoneType"),
        (ui.text("x"), "got a component; put it into the items of a form card"),
        (data("a", 1), "got a buffer"),
    ],
)
def test_what_is_no_card_is_refused(card: Any, got: str) -> None:
    with pytest.raises(BadValue, match=rf"page\['c'\]: want a card .*{got}"):
        op_of(card)


def test_an_object_that_dumps_a_dictionary_is_a_card() -> None:
    class Own:
        def dump(self) -> dict[str, str]:
            return {"view": "own"}

    assert op_of(Own()) == {"k": "c", "d": {"view": "own"}}


def test_an_object_that_dumps_something_else_is_no_card() -> None:
    class Own:
        def dump(self) -> list[str]:
            return []

    with pytest.raises(BadValue, match=r"dump\(\) of Own gave list"):
        op_of(Own())


def test_a_dictionary_is_read_again_when_the_page_is_saved() -> None:
    card: dict[str, Any] = {"view": "x"}
    late = LateCard("c", card)
    card["n"] = 2
    assert late.encode() == encode_card("c", {"view": "x", "n": 2})


def test_a_dictionary_that_was_spoilt_later_is_sent_as_it_was() -> None:
    card: dict[str, Any] = {"view": "x"}
    late = LateCard("c", card)
    card["n"] = {1}
    with pytest.raises(BadType, match="c.n: JSON has no set"):
        late.encode()
    assert late.encode() == encode_card("c", {"view": "x"})


def test_a_wrong_dictionary_is_refused_when_it_is_added() -> None:
    with pytest.raises(BadType, match="c.n: JSON has no set"):
        LateCard("c", {"n": {1}})
