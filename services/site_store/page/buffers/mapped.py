"""The map buffer: rows by key."""

from typing import Any

from services.site_store.page.buffers.buffer import Buffer
from services.site_store.page.row import Fields


class MapBuffer(Buffer):
    """Rows by key."""

    __slots__ = ("rows",)

    def __init__(self, fields: Fields, rows: dict[str, Any]) -> None:
        super().__init__(fields)
        self.rows = rows

    @classmethod
    def load(
        cls, fields: Fields, rows: dict[str, Any] | None, _size: int | None, _cursor: int | None
    ) -> "MapBuffer":
        """[B2] [B3] Returns a buffer with the rows."""
        return cls(fields, rows or {})

    def set_row(self, segment: str, value: Any) -> None:
        """[B9] Stores the row, or deletes it when it is null."""
        if value is None:
            self.rows.pop(segment, None)
        elif self.fields.fit(value):
            self.rows[segment] = value

    def put(self, value: Any) -> None:
        """[B10] Replaces the content by the rows that fit."""
        if type(value) is dict:
            self.rows = {key: row for key, row in value.items() if self.fields.fit(row)}

    def cells(self, segment: str) -> list[Any] | None:
        """[B17] Returns the cells of the row of that key."""
        return self.rows.get(segment)

    def dump(self) -> dict[str, Any]:
        """[S4]"""
        return {"m": {"f": self.fields.dump(), "d": self.rows}}
