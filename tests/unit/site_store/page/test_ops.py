"""Ops as data."""

from services.site_store.page.buffers import MapBuffer
from services.site_store.page.card import Card
from services.site_store.page.ops import AddCard, AttachBuffer, DropCard, DropPage, SetValue
from services.site_store.page.row import Fields


def test_ops_hold_what_they_were_given_and_nothing_else() -> None:
    card, buffer = Card("c"), MapBuffer(Fields([]), {})
    assert DropCard("c").card_name == "c"
    assert AddCard(card).card is card
    op = SetValue(["c", "n"], [1])
    assert (op.segments, op.value) == (["c", "n"], [1])
    attach = AttachBuffer(["c", "z"], buffer)
    assert (attach.segments, attach.buffer) == (["c", "z"], buffer)
    assert not any(hasattr(made, "__dict__") for made in (DropPage(), op, attach))
