"""The text form of the log, as the reference writes and reads it: one change per line. Pure.

    2026/11/20 08:57:08 * /a {"d":[{"k":"c z","v":1}]}        an edit
    2026/11/20 08:57:08 = /a {"p":{"c":{}}}                   a whole page
    2026/11/20 08:57:08 # anything                            a comment

Reading is tolerant: lines may have any length, what cannot be used is rejected with its number and the rest goes on. Writing
makes sure that a route or a body can never become a second line.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import orjson

from services.site_store.log.record import Record, RecordKind

MAX_REJECTED = 1000


class Rejected(NamedTuple):
    """A line that cannot be used; the first line is number 1."""

    number: int
    reason: str


class BadTextLog(ValueError):
    """A line cannot be used, and the reader is strict."""


class Unwritable(ValueError):
    """A route cannot be written in the text form."""


class TextLogReader:
    """Turns lines into records and counts what it sees. It keeps the first 1,000 rejected lines, and counts all of them."""

    def __init__(self, *, strict: bool = False) -> None:
        self.read_count = 0
        self.used_count = 0
        self.rejected_count = 0
        self.rejected: list[Rejected] = []
        self._strict = strict

    def read(self, lines: Iterable[bytes]) -> Iterator[Record]:
        """Yields the records of lines, with or without their line feeds. Raises BadTextLog if strict.

        An EDIT has the edit as its body, a SNAPSHOT the object with the page under `p`: both are JSON objects for certain, but
        nothing else about them has been checked.
        """
        for line in lines:
            self.read_count += 1
            parsed = parse_line(line)
            if isinstance(parsed, Record):
                self.used_count += 1
                yield parsed
            elif parsed:
                self.reject(parsed)

    def reject(self, reason: str) -> None:
        """Notes that the line read last cannot be used. Raises BadTextLog if strict."""
        if self._strict:
            raise BadTextLog(f"line {self.read_count}: {reason}")
        self.rejected_count += 1
        if len(self.rejected) < MAX_REJECTED:
            self.rejected.append(Rejected(self.read_count, reason))


_KINDS = {b"*": RecordKind.EDIT, b"=": RecordKind.SNAPSHOT}
_COMMENT = b"#"
_SEPARATORS = frozenset(" \r\n")


def parse_line(line: bytes) -> Record | str:
    """Returns the record of a line, why it cannot be used, or an empty string for a comment."""
    fields = line.rstrip(b"\r\n").split(b" ", 4)
    marker = fields[2][:1] if len(fields) > 2 else b""
    if marker == _COMMENT:
        return ""
    if len(fields) < 5 or not fields[4].strip():
        return "it has not the form 'date time marker route body'"
    kind = _KINDS.get(marker)
    if kind is None:
        return f"its marker {_show(fields[2])} is unknown"
    try:
        route = fields[3].decode()
    except UnicodeDecodeError:
        return f"its route {_show(fields[3])} is not UTF-8"
    if not route:
        return "its route is empty"
    reason = _check_body(kind, fields[4])
    return reason or Record(kind, route, fields[4])


def _check_body(kind: RecordKind, body: bytes) -> str:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        return f"its body is not JSON: {error}"
    if not isinstance(content, dict):
        return "its body is not a JSON object"
    if kind is RecordKind.SNAPSHOT and not isinstance(content.get("p"), dict):
        return "it is to hold a page but has no object 'p'"
    return ""


def _show(field: bytes) -> str:
    return repr(field[:40].decode(errors="replace"))


def page_line(at: datetime, route: str, body: bytes) -> bytes:
    """Returns the line, with its line feed, that holds a whole page; `body` is the JSON object with the page under `p`.

    Raises Unwritable for a route that has a space, a line break, or nothing in it: readers would take it for something else.
    """
    if not route or not _SEPARATORS.isdisjoint(route):
        raise Unwritable(
            f"route {route!r} cannot be written to a text log: it is empty, or has a space or a line break"
        )
    if b"\n" in body or b"\r" in body:
        # Outside strings a line break is as good as a space; inside them JSON does not allow it.
        body = body.replace(b"\n", b" ").replace(b"\r", b" ")
    return b"%s = %s %s\n" % (f"{at:%Y/%m/%d %H:%M:%S}".encode(), route.encode(), body)


def page_lines(at: datetime, pages: Iterable[tuple[str, bytes]], unwritable: list[str]) -> Iterator[bytes]:
    """Yields a line for each page; routes that cannot be written go to `unwritable`."""
    for route, body in pages:
        try:
            yield page_line(at, route, body)
        except Unwritable:
            unwritable.append(route)
