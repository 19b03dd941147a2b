"""The list buffer: rows that are set by index or appended."""

from typing import Any

from services.site_store.page.buffers.buffer import Buffer, null_rows
from services.site_store.page.limits import LIST_CAPACITY_ROWS
from services.site_store.page.row import Fields, integer


class ListBuffer(Buffer):
    """Rows that are set by index or appended at the end cursor; the capacity doubles when it is used up."""

    __slots__ = ("end", "rows")

    def __init__(self, fields: Fields, rows: list[Any], end: int) -> None:
        super().__init__(fields)
        # As long as the capacity; spare rows are null.
        self.rows = rows
        # Where the next appended row goes; at most the capacity.
        self.end = end

    @classmethod
    def load(
        cls, fields: Fields, rows: list[Any] | None, size: int | None, cursor: int | None
    ) -> "ListBuffer":
        """[B2] [B3] [B15] Returns a buffer with the rows, or with `size` null rows and nothing appended yet."""
        if not rows:
            return cls(fields, null_rows(size), 0)
        return cls(fields, rows, cursor if cursor is not None and 0 <= cursor <= len(rows) else len(rows))

    def set_row(self, segment: str, value: Any) -> None:
        """[B11] [B12] Sets the row at an index within the capacity; appends under any other key."""
        index = integer(segment)
        if index is not None and index < 0:
            index += self.end
        if index is None or not 0 <= index < len(self.rows):
            self._append(value)
        elif value is None or self.fields.fit(value):
            self.rows[index] = value

    def put(self, value: Any) -> None:
        """[B14] Appends one row after the other."""
        if type(value) is list:
            for row in value:
                self._append(row)

    def _append(self, row: Any) -> None:
        if self.end >= len(self.rows) and not self._grow():
            return
        if row is None or self.fields.fit(row):
            self.rows[self.end] = row
        self.end += 1

    def _grow(self) -> bool:
        """[B12] [B13] Doubles the capacity; rows that do not fit become null. False when there is no more to be had."""
        capacity = len(self.rows)
        more = min(capacity, LIST_CAPACITY_ROWS - capacity)
        if more <= 0:
            return False
        fit = self.fields.fit
        self.rows = [row if fit(row) else None for row in self.rows]
        self.rows.extend([None] * more)
        return True

    def cells(self, segment: str) -> list[Any] | None:
        """[B17] Returns the cells of the row at an index, or of the one at the end cursor."""
        index = integer(segment)
        if index is None:
            index = self.end
        elif index < 0:
            index += len(self.rows)
        if not 0 <= index < len(self.rows):
            return None
        cells: list[Any] | None = self.rows[index]
        return cells

    def dump(self) -> dict[str, Any]:
        """[S4] The end cursor is written when it does not follow from the rows."""
        size = len(self.rows)
        body: dict[str, Any] = {"f": self.fields.dump(), "d": self.rows, "n": size}
        if self.end != size:
            body["i"] = self.end
        return {"l": body}
