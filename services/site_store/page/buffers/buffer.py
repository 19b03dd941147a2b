"""What the four kinds of buffer have in common."""

from abc import ABC, abstractmethod
from typing import Any, Final

from services.site_store.page.row import Fields, Row

# [B2] How many rows a buffer has that says nothing about it.
DEFAULT_ROWS: Final = 10


class Buffer(ABC):
    """A small table inside a card."""

    __slots__ = ("fields",)

    def __init__(self, fields: Fields) -> None:
        self.fields = fields

    @abstractmethod
    def set_row(self, segment: str, value: Any) -> None:
        """Writes one row. What does not fit is handled as the kind says; never fails."""

    @abstractmethod
    def put(self, value: Any) -> None:
        """Writes many rows: what setting the attribute of a buffer means. Never fails."""

    @abstractmethod
    def cells(self, segment: str) -> list[Any] | None:
        """[B17] Returns the cells of the row that a longer key goes through, or None."""

    @abstractmethod
    def dump(self) -> dict[str, Any]:
        """[S4] Returns the buffer as a snapshot has it, under its letter."""

    def row(self, segment: str) -> Row | None:
        """Returns the row that a longer key goes through, or None."""
        cells = self.cells(segment)
        return None if cells is None else Row(self.fields, cells)


def null_rows(size: int | None) -> list[Any]:
    """[B2] Returns the rows of a buffer that was given none."""
    return [None] * (size if size is not None and size > 0 else DEFAULT_ROWS)
