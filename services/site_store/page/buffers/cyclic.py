"""The cyclic buffer: so many rows, the newest overwrites the oldest."""

from typing import Any

from services.site_store.page.buffers.buffer import Buffer, null_rows
from services.site_store.page.row import Fields


class CyclicBuffer(Buffer):
    """Rows that are written at a cursor, which moves on with every write."""

    __slots__ = ("cursor", "rows")

    def __init__(self, fields: Fields, rows: list[Any], cursor: int) -> None:
        super().__init__(fields)
        self.rows = rows
        self.cursor = cursor

    @classmethod
    def load(
        cls, fields: Fields, rows: list[Any] | None, size: int | None, cursor: int | None
    ) -> "CyclicBuffer":
        """[B2] [B3] [B16] Returns a buffer with the rows and the cursor, or with `size` null rows."""
        return cls(fields, rows, cursor or 0) if rows else cls(fields, null_rows(size), 0)

    def set_row(self, _segment: str, value: Any) -> None:
        """[B7] Writes the row at the cursor, whatever the key, and moves the cursor."""
        cursor = self.cursor
        size = len(self.rows)
        if not 0 <= cursor < size:
            # Loaded that way: the row is lost, and the cursor starts over.
            self.cursor = 0
            return
        if value is None or self.fields.fit(value):
            self.rows[cursor] = value
        self.cursor = cursor + 1 if cursor + 1 < size else 0

    def put(self, value: Any) -> None:
        """[B8] Writes one row after the other."""
        if type(value) is list:
            for row in value:
                self.set_row("", row)

    def cells(self, _segment: str) -> list[Any] | None:
        """[B17] Returns the cells of the row at the cursor, whatever the key."""
        if not 0 <= self.cursor < len(self.rows):
            return None
        cells: list[Any] | None = self.rows[self.cursor]
        return cells

    def dump(self) -> dict[str, Any]:
        """[S4]"""
        return {"c": {"f": self.fields.dump(), "d": self.rows, "n": len(self.rows), "i": self.cursor}}
