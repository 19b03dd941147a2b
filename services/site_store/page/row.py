"""Rows of buffers and the names of their cells."""

from typing import Any


def integer(segment: str) -> int | None:
    """[D13] Returns the index that a segment of a key stands for, or None when it stands for none."""
    if not segment.isascii():
        return None
    digits = segment[1:] if segment[:1] in ("+", "-") else segment
    if not digits.isdigit():
        return None
    if len(digits) > 18:  # It may not fit 64 bits; and int() refuses thousands of digits.
        digits = digits.lstrip("0") or "0"
        if len(digits) > 19:
            return None
    value = -int(digits) if segment[0] == "-" else int(digits)
    return value if -(1 << 63) <= value < 1 << 63 else None


class Fields:
    """The field names of a buffer."""

    __slots__ = ("names", "positions", "width")

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.width = len(names)
        # Of equal names the last counts.
        self.positions = {name: position for position, name in enumerate(names)}

    def fit(self, row: Any) -> bool:
        """Whether a value can be a row: an array with one cell per field."""
        return type(row) is list and len(row) == self.width

    def dump(self) -> list[str] | None:
        """[B1] Returns the names as a snapshot has them; no fields show as null."""
        return self.names or None


class Row:
    """A row on the way to one of its cells. Lives for one op."""

    __slots__ = ("cells", "fields")

    def __init__(self, fields: Fields, cells: list[Any]) -> None:
        self.fields = fields
        self.cells = cells

    def position(self, segment: str) -> int | None:
        """[B18] Returns where the cell of that field or index is, or None when there is none."""
        position = self.fields.positions.get(segment)
        if position is None:
            position = integer(segment)
        return position if position is not None and 0 <= position < len(self.cells) else None

    def cell(self, segment: str) -> Any:
        """Returns the cell of that field or index, or None."""
        position = self.position(segment)
        return None if position is None else self.cells[position]

    def set_cell(self, segment: str, value: Any) -> None:
        """Sets the cell of that field or index, if there is one."""
        position = self.position(segment)
        if position is not None:
            self.cells[position] = value
