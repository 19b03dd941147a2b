"""Buffers as the author writes them: small tables that live inside a card."""

from collections.abc import Iterable
from typing import Any, Literal, overload

from .errors import BadValue
from .plain import frame_columns, plain

_Fields = str | tuple[str, ...] | list[str]
_Rows = dict[str, Any] | list[Any]
_Columns = Iterable[Iterable[Any]]
_PACKED = {"rows": "rows", "columns": "cols"}
_LETTERS = {"fixed": "f", "cyclic": "c", "map": "m", "list": "l"}


class Data:
    """A buffer: named fields, a kind, and the rows or the size it begins with. Made by `data()`."""

    __slots__ = ("fields", "kind", "rows", "size")

    def __init__(
        self,
        fields: _Fields,
        size: int = 0,
        data: _Rows | None = None,
        t: str | None = None,
    ) -> None:
        """Check the shape. Raises `BadValue`; see `data`."""
        self.fields = _check_fields(fields)
        self.rows = _check_rows(data, len(self.fields))
        self.kind = _choose_kind(size, self.rows, t)
        self.size = abs(_check_size(size))

    def dump(self) -> dict[str, Any]:
        """The buffer as JSON: its kind as a letter, its fields, and its rows or its size."""
        body: dict[str, Any] = {"f": self.fields}
        if self.rows:
            body["d"] = self.rows
        elif self.kind != "map":
            body["n"] = self.size
        return {_LETTERS[self.kind]: body}


@overload
def data(
    fields: _Fields,
    size: int = 0,
    rows: _Rows | None = None,
    columns: _Columns | None = None,
    pack: Literal[False] = False,
    t: str | None = None,
) -> Data: ...
@overload
def data(
    fields: _Fields,
    size: int = 0,
    rows: _Rows | None = None,
    columns: _Columns | None = None,
    *,
    pack: Literal[True],
    t: str | None = None,
) -> str: ...
def data(
    fields: _Fields,
    size: int = 0,
    rows: _Rows | None = None,
    columns: _Columns | None = None,
    pack: bool = False,
    t: str | None = None,
) -> Data | str:
    """Declare a buffer for a card.

    `fields` names the columns, as one text split at spaces or as a list. Rows are given as a list of lists, or as a
    dictionary of lists when they have names; `columns` gives the same turned round. Which kind of buffer it is follows
    from what is given:

    - `size` above 0, or a list of rows: `fixed`, that many rows, each set by its index;
    - `size` below 0: `cyclic`, that many rows, where a new one pushes out the oldest;
    - neither, or a dictionary of rows: `map`, rows by name;
    - `t='list'`: `list`, a table that grows by `+=`.

    Arrays of NumPy and tables of pandas will do, too: `data(frame.columns, rows=frame)`.

    `t` (`'fixed'`, `'cyclic'`, `'map'` or `'list'`) says it outright. With `pack=True` the rows travel as one text and
    cannot be changed one by one. Raises `BadValue` for shapes that the server would not take.
    """
    fields, rows, columns = plain(fields), plain(rows), frame_columns(columns)
    if pack:
        return _pack_table(_check_fields(fields), rows, columns)
    if not rows and columns:
        rows = _transpose(columns, len(_check_fields(fields)))
    return Data(fields, size, rows, t)


def pack(data: Any) -> str:
    """Turn a value into one text that the browser unpacks. Raises `BadType` or `BadValue`."""
    from .marshalling import encode  # it knows Data, hence not at the top

    return "data:" + encode(data.dump() if isinstance(data, Data) else data, "pack()")


def _pack_table(fields: list[str], rows: _Rows | None, columns: _Columns | None) -> str:
    from .marshalling import marshal

    name, table = ("rows", rows) if rows else ("columns", columns)
    if not table:
        raise BadValue("data(pack=True): want rows or columns, got neither")
    if not isinstance(table, list):
        raise BadValue(f"data(pack=True): want {name} as a list, got {type(table).__name__}")
    if name == "rows":
        _check_rows(table, len(fields))
    else:
        table = _check_columns(table, len(fields))
    return f"{_PACKED[name]}:{marshal([fields, table])}"


def _check_fields(fields: object) -> list[str]:
    names = fields.split() if isinstance(fields, str) else fields
    if not isinstance(names, (list, tuple)):
        raise BadValue(f"data(): want fields as a text, list or tuple, got {type(names).__name__}: {names!r}")
    if not names:
        raise BadValue("data(): want at least one field, got none")
    for index, name in enumerate(names):
        if not isinstance(name, str) or not name:
            raise BadValue(f"data(): want a name as field {index}, got {name!r}")
    return list(names)


def _check_size(size: object) -> int:
    if isinstance(size, bool) or not isinstance(size, int):
        raise BadValue(f"data(): want size as int, got {type(size).__name__}: {size!r}")
    return size


def _check_rows(rows: object, width: int) -> _Rows | None:
    if rows is None:
        return None
    if not isinstance(rows, (list, dict)):
        raise BadValue(f"data(): want rows as list or dict, got {type(rows).__name__}")
    taken: Any = rows
    for key, given in rows.items() if isinstance(rows, dict) else enumerate(rows):
        if given is None:  # an empty place
            continue
        row = given if isinstance(given, (list, tuple)) else plain(given)
        if row is not given:
            taken = rows.copy() if taken is rows else taken
            taken[key] = row
        if not isinstance(row, (list, tuple)):
            raise BadValue(
                f"data(): want a list of {width} cells as row {key!r}, got {type(row).__name__}: {row!r:.80}"
            )
        if len(row) != width:
            raise BadValue(f"data(): want {width} cells in row {key!r}, one per field, got {len(row)}")
    checked: _Rows = taken
    return checked


def _choose_kind(size: int, rows: _Rows | None, t: object) -> str:
    """Raises `BadValue` when what is said and what is given do not go together."""
    if t is not None and t not in _LETTERS:
        raise BadValue(f"data(): want t as one of {', '.join(_LETTERS)}, got {t!r}")
    _check_size(size)
    if rows:
        return _kind_of_rows(size, rows, t)
    kind = str(t) if t else ("fixed" if size > 0 else "cyclic" if size < 0 else "map")
    if kind == "list" and size < 0:
        raise BadValue(f"data(): want a size of 0 or more for a list buffer, got {size}")
    if kind in ("fixed", "cyclic") and size == 0:
        raise BadValue(f"data(): want a size other than 0 for a {kind} buffer without rows")
    if kind == "fixed" and size < 0:
        raise BadValue(f"data(): want a size above 0 for a fixed buffer, got {size}")
    return kind


def _kind_of_rows(size: int, rows: _Rows, t: object) -> str:
    if isinstance(rows, dict):
        if t not in (None, "map"):
            raise BadValue(f"data(): want rows as a list for a {t} buffer, got a dict")
        return "map"
    if t == "map":
        raise BadValue("data(): want rows as a dict for a map buffer, got a list")
    return str(t) if t else ("cyclic" if size < 0 else "fixed")


def _check_columns(columns: _Columns, width: int) -> list[list[Any]]:
    try:
        table = [list(plain(column)) for column in columns]
    except TypeError as error:
        raise BadValue(f"data(): want columns as a list of lists, got {columns!r:.80}") from error
    if len(table) != width:
        raise BadValue(f"data(): want {width} columns, one per field, got {len(table)}")
    lengths = sorted({len(column) for column in table})
    if len(lengths) > 1:
        raise BadValue(f"data(): want columns of one length, got {lengths[0]} and {lengths[-1]} cells")
    return table


def _transpose(columns: _Columns, width: int) -> list[Any]:
    return [list(row) for row in zip(*_check_columns(columns, width), strict=True)]
