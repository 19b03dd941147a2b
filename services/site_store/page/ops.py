"""The kinds of op, as data. Checked already: an op can be applied to any page.

An op hands its values over to the page it is applied to, so it is applied once.
"""

from typing import Any

from services.site_store.page.buffers import Buffer
from services.site_store.page.card import Card

# Plain classes: a frozen dataclass takes three times as long to make, and every edit makes at least one.


class DropPage:
    """[D15] Removes all cards."""

    __slots__ = ()


class DropCard:
    """[D6] Removes a card."""

    __slots__ = ("card_name",)

    def __init__(self, card_name: str) -> None:
        self.card_name = card_name


class AddCard:
    """[C1] Adds a card, or replaces the one of the same name."""

    __slots__ = ("card",)

    def __init__(self, card: Card) -> None:
        self.card = card


class SetValue:
    """[D8] [D10] Sets what a key of two or more segments names. None deletes."""

    __slots__ = ("segments", "value")

    def __init__(self, segments: list[str], value: Any) -> None:
        self.segments = segments
        self.value = value


class AttachBuffer:
    """[B4] [B19] Puts a new buffer where a key of two or more segments names."""

    __slots__ = ("buffer", "segments")

    def __init__(self, segments: list[str], buffer: Buffer) -> None:
        self.segments = segments
        self.buffer = buffer


Op = DropPage | DropCard | AddCard | SetValue | AttachBuffer
