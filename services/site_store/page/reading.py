"""From decoded JSON to cards and buffers, with every check there is."""

from typing import Any, Final

import orjson

from services.site_store.page.buffers import KINDS, Buffer
from services.site_store.page.buffers.buffer import DEFAULT_ROWS
from services.site_store.page.card import Card
from services.site_store.page.errors import TooDeep, TooManyRows, wrong_type
from services.site_store.page.limits import PageLimits
from services.site_store.page.row import Fields

BODY_LETTERS: Final = frozenset("fdni")
ENTRY_LETTERS: Final = frozenset(KINDS)

_ROW_TYPES: Final = frozenset((list, type(None)))
_NAME_TYPES: Final = frozenset((str,))


class Reading:
    """What the parts of one edit, or of one snapshot, add up to while they are read."""

    __slots__ = ("brackets", "exact", "limits", "rows")

    def __init__(self, limits: PageLimits, brackets: int) -> None:
        self.limits = limits
        # How many objects and arrays there can be; no value is nested deeper.
        self.brackets = brackets
        # Whether all letters have been as browsers expect them.
        self.exact = True
        # Rows of buffers so far.
        self.rows = 0

    def fold(self, members: dict[str, Any], letters: frozenset[str]) -> dict[str, Any]:
        """[D17] Returns the members that are letters, in lower case."""
        if members.keys() <= letters:
            return members
        self.exact = False
        return fold(members, letters)

    def take_rows(self, count: int) -> None:
        """Raises TooManyRows when so many more rows are too many."""
        self.rows += count
        if self.rows > self.limits.max_buffer_rows:
            raise TooManyRows(self.limits.max_buffer_rows, self.rows)

    def check_depth(self, levels: int, value: Any) -> None:
        """Raises TooDeep when the value goes too deep, so many levels down."""
        limit = self.limits.max_depth
        if self.brackets + levels > limit and (depth := levels + nesting(value)) > limit:
            raise TooDeep(limit, depth)


def fold(members: dict[str, Any], letters: frozenset[str]) -> dict[str, Any]:
    """[D17] Returns the members that are letters, in lower case; of equal ones the last."""
    return {letter: value for name, value in members.items() if (letter := name.lower()) in letters}


def nesting(value: Any) -> int:
    """Counts how many objects and arrays are inside each other; 0 for a scalar."""
    depth = 0
    level = [value] if type(value) is dict or type(value) is list else []
    while level:
        depth += 1
        level = [
            child
            for container in level
            for child in (container.values() if type(container) is dict else container)
            if type(child) is dict or type(child) is list
        ]
    return depth


def read_card(name: str, attributes: Any, entries: Any, reading: Reading) -> Card:
    """[C3] Returns a new card. Raises BadDelta."""
    if type(attributes) is not dict:
        raise wrong_type("card data 'd'", "an object", attributes)
    buffers = read_entries(entries, reading)
    card = Card(name)
    if buffers:
        attributes, attached = _resolve(attributes, entries, buffers, reading)
        card.fill(attributes, attached)
    else:
        card.fill(attributes, {})
    return card


def _resolve(
    attributes: dict[str, Any], entries: list[Any], buffers: list[Buffer | None], reading: Reading
) -> tuple[dict[str, Any], dict[str, Buffer]]:
    """[C3] Parts the attributes of a new card from its buffers by name."""
    plain: dict[str, Any] = {}
    attached: dict[str, Buffer] = {}
    used: set[int] = set()
    for name, value in attributes.items():
        position = buffer_index(value, len(buffers)) if name.startswith("~") else None
        if position is None:
            plain[name] = value
            continue
        buffer = buffers[position]
        if position in used:
            # Two buffers from one entry must not share their rows.
            buffer = _read_entry(orjson.loads(orjson.dumps(entries[position])), reading)
        used.add(position)
        if buffer is not None:
            attached[name[1:]] = buffer
    return plain, attached


def buffer_index(value: Any, count: int) -> int | None:
    """[C3] Returns which of so many buffers the value of a `~` member means, or None."""
    if type(value) not in (int, float):
        return None
    position = int(value)
    return position if 0 <= position < count else None


def read_entries(entries: Any, reading: Reading) -> list[Buffer | None]:
    """Returns the buffers of `b`. Raises BadDelta."""
    if entries is None:
        return []
    if type(entries) is not list:
        raise wrong_type("buffers 'b'", "an array", entries)
    return [_read_entry(entry, reading) for entry in entries]


def _read_entry(entry: Any, reading: Reading) -> Buffer | None:
    if entry is None:
        return None
    if type(entry) is not dict:
        raise wrong_type("an entry of 'b'", "an object", entry)
    return read_buffer(reading.fold(entry, ENTRY_LETTERS), reading)


def read_buffer(members: dict[str, Any], reading: Reading) -> Buffer | None:
    """[D3] [B1] Returns the buffer that the letters of an op or an entry make, if any. Raises BadDelta."""
    buffers = [
        _read_body(letter, members[letter], reading) for letter in KINDS if members.get(letter) is not None
    ]
    return buffers[0] if buffers else None


def _read_body(letter: str, body: Any, reading: Reading) -> Buffer:
    if type(body) is not dict:
        raise wrong_type(f"buffer '{letter}'", "an object", body)
    body = reading.fold(body, BODY_LETTERS)
    fields = Fields(_names(letter, body.get("f")))
    if letter == "m":
        rows = _rows(letter, body.get("d"), dict, "an object of rows by key")
        reading.take_rows(len(rows or ()))
        return KINDS[letter].load(fields, rows, None, None)
    rows = _rows(letter, body.get("d"), list, "an array of rows")
    size = _integer(letter, "n", body)
    reading.take_rows(len(rows) if rows else max(size or 0, 0) or DEFAULT_ROWS)
    return KINDS[letter].load(fields, rows, size, _integer(letter, "i", body))


def _names(letter: str, names: Any) -> list[str]:
    if names is None:
        return []
    if type(names) is not list:
        raise wrong_type(f"fields 'f' of buffer '{letter}'", "an array of strings", names)
    if not _NAME_TYPES.issuperset(map(type, names)):
        wrong = next(name for name in names if type(name) is not str)
        raise wrong_type(f"a field of buffer '{letter}'", "a string", wrong)
    return names


def _rows(letter: str, rows: Any, container: type, wanted: str) -> Any:
    if rows is None:
        return None
    values: Any = rows
    if type(rows) is not container:
        raise wrong_type(f"rows 'd' of buffer '{letter}'", wanted, rows)
    if container is dict:
        values = values.values()
    if not _ROW_TYPES.issuperset(map(type, values)):
        wrong = next(row for row in values if type(row) not in _ROW_TYPES)
        raise wrong_type(f"a row of buffer '{letter}'", "an array or null", wrong)
    return rows


def _integer(letter: str, member: str, body: dict[str, Any]) -> int | None:
    value = body.get(member)
    if value is not None and type(value) is not int:
        raise wrong_type(f"'{member}' of buffer '{letter}'", "an integer", value)
    return value
