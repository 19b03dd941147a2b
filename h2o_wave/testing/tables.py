"""Buffers of the replica: the four kinds of small table. The numbers are rules of `docs/page-model.md`."""

from typing import Any, ClassVar

_MOST_LIST_ROWS = 1_000_000
_ROWS_UNLESS_SAID = 10


def index_of(segment: str) -> int | None:
    """[D13] The index that a segment of a key stands for; None when it stands for none."""
    digits = segment[1:] if segment[:1] in ("+", "-") else segment
    if not (digits.isascii() and digits.isdigit() and len(digits.lstrip("0")) < 20):
        return None
    value = int(segment)
    return value if -(2**63) <= value < 2**63 else None


class Table:
    """A buffer: named fields and rows. What does not fit is skipped; nothing here raises."""

    letter: ClassVar[str]

    def __init__(self, fields: list[str], rows: Any, size: int | None, cursor: int | None) -> None:
        self.fields = fields
        self.rows: Any = rows or [None] * (size if size is not None and size > 0 else _ROWS_UNLESS_SAID)
        self.cursor = cursor or 0 if rows else 0

    def fits(self, row: Any) -> bool:
        """Whether a value has one cell per field."""
        return isinstance(row, list) and len(row) == len(self.fields)

    def write(self, segment: str, row: Any) -> None:
        """[B5] Set the row at an index."""
        index = index_of(segment)
        if index is not None and 0 <= index < len(self.rows):
            self._place(index, row)

    def put(self, rows: Any) -> None:
        """[B6] Set all rows, if there are as many."""
        if isinstance(rows, list) and len(rows) == len(self.rows):
            for index, row in enumerate(rows):
                self._place(index, row)

    def cells(self, segment: str) -> list[Any] | None:
        """[B17] The row that a longer key goes through."""
        return self._at(index_of(segment))

    def dump(self) -> dict[str, Any]:
        """[S4] The buffer as a snapshot has it."""
        return {self.letter: {"f": self.fields or None, "d": self.rows, "n": len(self.rows), **self._tail()}}

    def records(self) -> Any:
        """The rows as a chart reads them: values by field; None in the place of an empty row."""
        return [self._record(row) for row in self.rows]

    def _tail(self) -> dict[str, Any]:
        return {}

    def _place(self, index: int, row: Any) -> None:
        if row is None or self.fits(row):
            self.rows[index] = row

    def _at(self, index: int | None) -> list[Any] | None:
        if index is None or not 0 <= index < len(self.rows):
            return None
        cells: list[Any] | None = self.rows[index]
        return cells

    def _record(self, row: list[Any] | None) -> dict[str, Any] | None:
        return None if row is None else dict(zip(self.fields, row, strict=False))


class FixedTable(Table):
    """Rows that are set by index."""

    letter = "f"


class CyclicTable(Table):
    """Rows that are written at a cursor, which moves on with every write."""

    letter = "c"

    def write(self, segment: str, row: Any) -> None:
        """[B7] Write at the cursor, whatever the key."""
        size = len(self.rows)
        if not 0 <= self.cursor < size:
            self.cursor = 0
            return
        self._place(self.cursor, row)
        self.cursor = (self.cursor + 1) % size

    def put(self, rows: Any) -> None:
        """[B8] Write one row after the other."""
        for row in rows if isinstance(rows, list) else ():
            self.write("", row)

    def cells(self, segment: str) -> list[Any] | None:
        """[B17] The row at the cursor, whatever the key."""
        return self._at(self.cursor)

    def records(self) -> Any:
        """The rows from the oldest to the newest, empty ones left out."""
        ordered = self.rows[self.cursor :] + self.rows[: self.cursor]
        return [self._record(row) for row in ordered if row is not None]

    def _tail(self) -> dict[str, Any]:
        return {"i": self.cursor}


class ListTable(Table):
    """Rows that are set by index or appended; the capacity doubles when it is used up."""

    letter = "l"

    def __init__(self, fields: list[str], rows: Any, size: int | None, cursor: int | None) -> None:
        super().__init__(fields, rows, size, cursor)
        count = len(rows) if rows else 0
        self.cursor = cursor if rows and cursor is not None and 0 <= cursor <= count else count

    def write(self, segment: str, row: Any) -> None:
        """[B11] [B12] Set the row at an index within the capacity; append under any other key."""
        index = index_of(segment)
        if index is not None and index < 0:
            index += self.cursor
        if index is None or not 0 <= index < len(self.rows):
            self._append(row)
        else:
            self._place(index, row)

    def put(self, rows: Any) -> None:
        """[B14] Append one row after the other."""
        for row in rows if isinstance(rows, list) else ():
            self._append(row)

    def cells(self, segment: str) -> list[Any] | None:
        """[B17] The row at an index; a negative one counts from the capacity, none means the end."""
        index = index_of(segment)
        if index is None:
            return self._at(self.cursor)
        return self._at(index + len(self.rows) if index < 0 else index)

    def records(self) -> Any:
        """The rows in order, empty ones left out."""
        return [self._record(row) for row in self.rows if row is not None]

    def _append(self, row: Any) -> None:
        capacity = len(self.rows)
        if self.cursor >= capacity:
            more = min(capacity, _MOST_LIST_ROWS - capacity)
            if more <= 0:
                return
            self.rows = [kept if self.fits(kept) else None for kept in self.rows] + [None] * more
        self._place(self.cursor, row)
        self.cursor += 1

    def _tail(self) -> dict[str, Any]:
        return {"i": self.cursor} if self.cursor != len(self.rows) else {}


class MapTable(Table):
    """Rows by key."""

    letter = "m"

    def __init__(self, fields: list[str], rows: Any, size: int | None, cursor: int | None) -> None:
        super().__init__(fields, rows or {}, 0, None)
        self.rows = rows or {}

    def write(self, segment: str, row: Any) -> None:
        """[B9] Store the row, or delete it when it is None."""
        if row is None:
            self.rows.pop(segment, None)
        elif self.fits(row):
            self.rows[segment] = row

    def put(self, rows: Any) -> None:
        """[B10] Replace the content by the rows that fit."""
        if isinstance(rows, dict):
            self.rows = {key: row for key, row in rows.items() if self.fits(row)}

    def cells(self, segment: str) -> list[Any] | None:
        """[B17] The row of that key."""
        cells: list[Any] | None = self.rows.get(segment)
        return cells

    def dump(self) -> dict[str, Any]:
        """[S4] The buffer as a snapshot has it."""
        return {"m": {"f": self.fields or None, "d": self.rows}}

    def records(self) -> Any:
        """The rows by key, in the order of the keys."""
        return {key: self._record(row) for key, row in sorted(self.rows.items())}


#: By letter, in the order in which letters count when there are several (D3, B1).
TABLES: dict[str, type[Table]] = {"c": CyclicTable, "f": FixedTable, "m": MapTable, "l": ListTable}


class Row:
    """[B18] A row on the way to one of its cells."""

    def __init__(self, table: Table, cells: list[Any]) -> None:
        self._cells = cells
        self._positions = {field: position for position, field in enumerate(table.fields)}

    def read(self, segment: str) -> Any:
        """The cell of a field or index, or None."""
        position = self._position(segment)
        return None if position is None else self._cells[position]

    def write(self, segment: str, value: Any) -> None:
        """Set the cell of a field or index, if there is one."""
        position = self._position(segment)
        if position is not None:
            self._cells[position] = value

    def _position(self, segment: str) -> int | None:
        position = self._positions.get(segment)
        if position is None:
            position = index_of(segment)
        return position if position is not None and 0 <= position < len(self._cells) else None
