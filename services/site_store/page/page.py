"""A page: cards by name."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

import orjson

from services.site_store.page.card import Card
from services.site_store.page.delta import Delta
from services.site_store.page.errors import BadDelta, BadSnapshot, PageTooLarge, TooManyCards, kind
from services.site_store.page.limits import LIST_CAPACITY_ROWS, PageLimits
from services.site_store.page.ops import AddCard, AttachBuffer, DropCard, DropPage, Op, SetValue
from services.site_store.page.reading import Reading, fold, nesting, read_card
from services.site_store.page.snapshot import encode_card

# What orjson can write again. Our own snapshots stay below it (see limits.COMPONENT_LISTS_DEPTH).
_MAX_SNAPSHOT_DEPTH: Final = 254

_DROPS: Final = (DropPage, DropCard)


class Page:
    """Cards by name, at a revision. Ops that have been decoded can always be applied."""

    __slots__ = ("_names", "_size", "_snapshot", "cards", "revision")

    def __init__(self) -> None:
        self.cards: dict[str, Card] = {}
        # The position of the last change; set by whoever applies it.
        self.revision = 0
        # Each of these is None while out of date: the snapshot, and the names in its order.
        self._snapshot: bytes | None = None
        self._names: list[str] | None = None
        # The snapshot has at most so many bytes when all edits that found room are applied; None when not known.
        self._size: int | None = None

    @property
    def card_count(self) -> int:
        """How many cards there are."""
        return len(self.cards)

    def apply(self, ops: Iterable[Op]) -> None:
        """[D2] [D7] Applies the ops of a delta, in order."""
        self._snapshot = None
        for op in ops:
            if type(op) is SetValue:  # The usual op, quickly.
                card = self.cards.get(op.segments[0])
                if card is not None:
                    card.set(op.segments, op.value)
            else:
                _APPLY[type(op)](self, op)

    def _drop_page(self, _op: DropPage) -> None:
        self.cards = {}
        self._names = None

    def _drop_card(self, op: DropCard) -> None:
        if self.cards.pop(op.card_name, None) is not None:
            self._names = None

    def _add_card(self, op: AddCard) -> None:
        name = op.card.name
        if name not in self.cards:
            self._names = None
        self.cards[name] = op.card

    def _attach_buffer(self, op: AttachBuffer) -> None:
        """[D7]"""
        card = self.cards.get(op.segments[0])
        if card is not None:
            card.attach(op.segments, op.buffer)

    def snapshot(self) -> bytes:
        """[S1] Returns the page as JSON, `{"p":{"c":{…}}}`. Only cards that have changed since the last call are encoded."""
        if self._snapshot is None:
            if self._names is None:
                self._names = sorted(self.cards)
            self._snapshot = b'{"p":{"c":{%b}}}' % b",".join([self._encoded(name) for name in self._names])
        return self._snapshot

    def _encoded(self, name: str) -> bytes:
        card = self.cards[name]
        if card.encoded is None:
            card.encoded = encode_card(card)
        return card.encoded

    def replace(self, snapshot: bytes) -> None:
        """[S6] Replaces the content by that of a snapshot.

        Raises BadSnapshot, and leaves the page as it was, when the bytes are not a page.
        """
        self.cards = {card.name: card for card in _read_cards(snapshot)}
        self._snapshot = None
        self._names = None
        self._size = None

    def check_room(self, delta: Delta, limits: PageLimits) -> None:
        """[D19] Reserves room for a delta that is about to be logged.

        Sizes are estimated, generously; they are measured when the estimate meets the limit. Ops that only delete always
        find room. Raises TooManyCards or PageTooLarge.
        """
        ops = delta.ops
        if len(self.cards) + len(ops) > limits.max_cards:
            self._check_cards(ops, limits.max_cards)
        if self._size is None:
            self._size = len(self.snapshot())
        if self._size + delta.weight > limits.max_page_bytes:
            self._size = len(self.snapshot())
            size = self._size - self._freed_bytes(ops) + len(delta.body)
            if size > limits.max_page_bytes and not all(_only_deletes(op) for op in ops):
                raise PageTooLarge(limits.max_page_bytes, size)
        self._size += delta.weight

    def _freed_bytes(self, ops: Iterable[Op]) -> int:
        """Counts the bytes of the cards that go."""
        names: set[str] = set()
        for op in ops:
            if isinstance(op, DropPage):
                names.update(self.cards)
            elif isinstance(op, DropCard):
                names.add(op.card_name)
            elif isinstance(op, AddCard):
                names.add(op.card.name)
        return sum(len(self._encoded(name)) for name in names if name in self.cards)

    def _check_cards(self, ops: Iterable[Op], limit: int) -> None:
        names = set(self.cards)
        before = len(names)
        for op in ops:
            if isinstance(op, DropPage):
                names.clear()
            elif isinstance(op, DropCard):
                names.discard(op.card_name)
            elif isinstance(op, AddCard):
                names.add(op.card.name)
        if len(names) > max(limit, before):
            raise TooManyCards(limit, len(names))


def _only_deletes(op: Op) -> bool:
    return isinstance(op, _DROPS) or (isinstance(op, SetValue) and op.value is None)


def _read_cards(snapshot: bytes) -> list[Card]:
    try:
        document = orjson.loads(snapshot)
    except orjson.JSONDecodeError as error:
        raise BadSnapshot(f"the snapshot is not JSON: {error}") from None
    if nesting(document) > _MAX_SNAPSHOT_DEPTH:
        raise BadSnapshot(f"the snapshot is nested deeper than {_MAX_SNAPSHOT_DEPTH} levels")
    # Pages that were accepted load whatever the limits are now; but rows must be there, not just be declared.
    most_rows = max(LIST_CAPACITY_ROWS, len(snapshot))
    reading = Reading(replace(PageLimits.unlimited(), max_buffer_rows=most_rows), 0)
    cards = _object("'p.c'", _object("'p'", _object("the snapshot", document, "p"), "c"), None)
    return [_read_card(name, card, reading) for name, card in cards.items()]


def _object(what: str, value: Any, member: str | None) -> Any:
    """Returns a member of an object, or the object itself; null stands for an empty one."""
    value = {} if value is None else value
    if type(value) is not dict:
        raise BadSnapshot(f"{what} must be an object, got {kind(value)}")
    return fold(value, frozenset(member)).get(member) if member else value


def _read_card(name: str, card: Any, reading: Reading) -> Card:
    if type(card) is not dict:
        raise BadSnapshot(f"card {name!r} must be an object, got {kind(card)}")
    members = fold(card, frozenset("db"))
    attributes = members.get("d")
    try:
        return read_card(name, {} if attributes is None else attributes, members.get("b"), reading)
    except BadDelta as error:
        raise BadSnapshot(f"card {name!r}: {error.reason}") from error


_APPLY: Final[dict[type, Callable[[Page, Any], None]]] = {
    DropPage: Page._drop_page,
    DropCard: Page._drop_card,
    AddCard: Page._add_card,
    AttachBuffer: Page._attach_buffer,
}
