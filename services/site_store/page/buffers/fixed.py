"""The fixed buffer: so many rows, set by index."""

from typing import Any

from services.site_store.page.buffers.buffer import Buffer, null_rows
from services.site_store.page.row import Fields, integer


class FixedBuffer(Buffer):
    """Rows that are set by index."""

    __slots__ = ("rows",)

    def __init__(self, fields: Fields, rows: list[Any]) -> None:
        super().__init__(fields)
        self.rows = rows

    @classmethod
    def load(
        cls, fields: Fields, rows: list[Any] | None, size: int | None, _cursor: int | None
    ) -> "FixedBuffer":
        """[B2] [B3] Returns a buffer with the rows, or with `size` null rows."""
        return cls(fields, rows or null_rows(size))

    def set_row(self, segment: str, value: Any) -> None:
        """[B5] Sets the row at an index."""
        index = integer(segment)
        if index is not None and 0 <= index < len(self.rows):
            self._write(index, value)

    def put(self, value: Any) -> None:
        """[B6] Sets all rows, if there are as many."""
        if type(value) is list and len(value) == len(self.rows):
            for index, row in enumerate(value):
                self._write(index, row)

    def _write(self, index: int, row: Any) -> None:
        if row is None or self.fields.fit(row):
            self.rows[index] = row

    def cells(self, segment: str) -> list[Any] | None:
        """[B17] Returns the cells of the row at an index."""
        index = integer(segment)
        if index is None or not 0 <= index < len(self.rows):
            return None
        cells: list[Any] | None = self.rows[index]
        return cells

    def dump(self) -> dict[str, Any]:
        """[S4]"""
        return {"f": {"f": self.fields.dump(), "d": self.rows, "n": len(self.rows)}}
