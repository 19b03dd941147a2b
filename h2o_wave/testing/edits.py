"""From the bytes of an edit to checked ops: what the server would refuse is refused here, for the same reasons."""

from collections.abc import Mapping
from typing import Any

import orjson

from ..errors import BadValue
from .tables import TABLES, Table

_MAX_BYTES = 5 * 1024 * 1024
_MAX_OPS = 10_000
_MAX_ROWS = 1_000_000
_MAX_DEPTH = 200
_LISTS = ("items", "secondary_items", "buttons", "commands")
_NESTED_LISTS = _LISTS[:3]
_ROWS_UNLESS_SAID = 10

#: [D16] The members of an edit, and of the notice `m`.
_EDIT = {"p": dict, "d": list, "r": int, "u": str, "e": str, "m": dict, "c": int, "i": str}
_NOTICE = {"u": str, "e": bool}
_OP = {"k": str, "v": object, "d": dict, "b": list, "c": dict, "f": dict, "m": dict, "l": dict}
_ENTRY = {"c": dict, "f": dict, "m": dict, "l": dict}
_BODY = {"f": list, "d": list, "n": int, "i": int}
_MAP_BODY = {"f": list, "d": dict, "n": object, "i": object}
_NAMES = {dict: "an object", list: "an array", str: "a string", int: "an integer", bool: "true or false"}


class BadEdit(BadValue):
    """An edit that the server would answer with 400."""


class Reader:
    """Reads the ops of one edit, and counts what they add up to."""

    def __init__(self) -> None:
        self._rows = 0

    def read(self, body: bytes) -> list[dict[str, Any]]:
        """The ops, with `b` and the letters of buffers turned into `Table`s. Raises `BadEdit`."""
        if len(body) > _MAX_BYTES:
            raise BadEdit(f"an edit has at most {_MAX_BYTES} bytes, got {len(body)}")
        try:
            document = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise BadEdit(f"the edit is not JSON: {error}") from error
        members = members_of("an edit", document, _EDIT) if document is not None else {}
        members_of("'m'", members.get("m") or {}, _NOTICE)
        ops = members.get("d") or []
        if len(ops) > _MAX_OPS:
            raise BadEdit(f"an edit has at most {_MAX_OPS} ops, got {len(ops)}")
        return [self._read_op(index, op) for index, op in enumerate(ops)]

    def read_card(
        self, attributes: dict[str, Any], entries: list[Any]
    ) -> tuple[dict[str, Any], dict[str, Table]]:
        """[C3] Part the attributes of a card from its buffers. Raises `BadEdit`."""
        tables = [self._table(entry) for entry in entries]  # all are checked, named or not
        plain, named = {}, {}
        used: set[int] = set()
        for name, value in attributes.items():
            position = table_position(value, len(entries)) if name.startswith("~") else None
            if position is None:
                plain[name] = value
                continue
            table = tables[position]
            if table is not None:
                # Two buffers from one entry must not share their rows.
                named[name[1:]] = self._copy(entries[position]) if position in used else table
            used.add(position)
        return plain, named

    def _copy(self, entry: Any) -> Table:
        table = self._table(orjson.loads(orjson.dumps(entry)))
        if table is None:
            raise BadEdit("an entry of 'b' without a buffer cannot be copied")
        return table

    def _read_op(self, index: int, op: Any) -> dict[str, Any]:
        try:
            members = members_of("an op", {} if op is None else op, _OP)
            key = members.get("k") or ""
            _check_depth(key, members)
            if "d" in members:
                _check_components(members["d"])
                members["card"] = self.read_card(members["d"], members.get("b") or [])
            else:
                for entry in members.get("b") or []:
                    self._table(entry)
            members["table"] = self._table({letter: members.get(letter) for letter in TABLES})
        except BadEdit as error:
            raise BadEdit(f"op {index}: {error}") from None
        return members

    def _table(self, entry: Any) -> Table | None:
        members = members_of("an entry of 'b'", {} if entry is None else entry, _ENTRY)
        tables = [self._read_table(letter, members[letter]) for letter in TABLES if letter in members]
        return tables[0] if tables else None

    def _read_table(self, letter: str, body: Any) -> Table:
        body = members_of(f"buffer '{letter}'", body, _MAP_BODY if letter == "m" else _BODY)
        fields, rows = body.get("f") or [], body.get("d")
        for field in fields:
            if not isinstance(field, str):
                raise BadEdit(f"a field of buffer '{letter}' must be a string, got {field!r:.60}")
        for row in (rows.values() if isinstance(rows, dict) else rows) or ():
            if not (row is None or isinstance(row, list)):
                raise BadEdit(f"a row of buffer '{letter}' must be an array or null, got {row!r:.60}")
        size = body.get("n") if letter != "m" else None
        declared = 0 if letter == "m" else max(size or 0, 0) or _ROWS_UNLESS_SAID
        self._rows += len(rows) if rows else declared
        if self._rows > _MAX_ROWS:
            raise BadEdit(f"an edit has at most {_MAX_ROWS} buffer rows, got {self._rows}")
        return TABLES[letter](fields, rows, size, body.get("i"))


def members_of(what: str, value: Any, wanted: Mapping[str, type]) -> dict[str, Any]:
    """[D17] The members that are letters, in lower case, those that are null left out. Raises `BadEdit`."""
    if not isinstance(value, dict):
        raise BadEdit(f"{what} must be an object, got {value!r:.60}")
    folded = {name.lower(): member for name, member in value.items() if name.lower() in wanted}
    for letter, member in folded.items():
        kind = wanted[letter]
        if member is not None and kind is not object and type(member) is not kind:
            raise BadEdit(f"{what}: '{letter}' must be {_NAMES[kind]}, got {member!r:.60}")
    return {letter: member for letter, member in folded.items() if member is not None}


def table_position(value: Any, count: int) -> int | None:
    """[C3] Which of so many buffers the value of a `~` member means."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    position = int(value)
    return position if 0 <= position < count else None


def _check_depth(key: str, members: dict[str, Any]) -> None:
    """[D19] The segments of a key and the nesting of its value together."""
    steps = key.count(" ") + 1
    content = {name: value for name, value in members.items() if name not in ("k", "v")}
    if content:
        dots = max((name.count(".") for name in members.get("d", ())), default=0)
        depth = steps + max(key.count("."), dots) - 1 + _nesting(members)
    else:
        depth = steps + key.count(".") + _nesting(members.get("v"))
    if depth > _MAX_DEPTH and (content or (key and steps > 1)):
        raise BadEdit(f"a key and its value have at most {_MAX_DEPTH} levels, got {depth}")


def _nesting(value: Any) -> int:
    depth, level = 0, [value]
    while level := [item for item in level if isinstance(item, (dict, list))]:
        depth += 1
        level = [child for item in level for child in (item.values() if isinstance(item, dict) else item)]
    return depth


def _check_components(attributes: dict[str, Any]) -> None:
    """[C5] Component lists of a new card are arrays of objects."""
    for name in _LISTS:
        if name in attributes:
            _check_list(attributes[name], name)


def _check_list(elements: Any, where: str) -> None:
    if not isinstance(elements, list):
        raise BadEdit(f"{where} must be an array of components, got {elements!r:.60}")
    for position, element in enumerate(elements):
        if not isinstance(element, dict):
            raise BadEdit(f"{where}[{position}] must be an object, got {element!r:.60}")
        for component in components_of(element):
            for name in _NESTED_LISTS:
                if name in component:
                    _check_list(component[name], f"{where}[{position}].{name}")


def components_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """[C7] What an element of a component list stands for."""
    found = [value for _, value in sorted(element.items()) if isinstance(value, dict)]
    return found if found and len(found) == len(element) else [*found, element]
