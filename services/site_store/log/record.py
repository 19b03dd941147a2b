"""One record ↔ its bytes. Pure.

    u8 kind | u16 route length | u32 body length | u64 writer | u64 number | route, UTF-8 | body        (little endian)

The length of everything is said before it comes, so routes and bodies may hold any byte.
"""

from enum import IntEnum
from struct import Struct
from struct import error as StructError
from typing import NamedTuple

from services.chassis import quick_tuple
from services.site_store.log.errors import RecordTooLarge

_HEAD = Struct("<BHIQQ")
HEAD_BYTES = _HEAD.size
MAX_ROUTE_BYTES = 0xFFFF
MAX_BODY_BYTES = 64 * 1024 * 1024


class RecordKind(IntEnum):
    """What a record does to the page at its route."""

    EDIT = 1
    """Changes it; the body is the edit."""
    SNAPSHOT = 2
    """Replaces it; the body is the whole page."""
    DROP = 3
    """Removes it for good; no body."""


_KINDS = {kind.value: kind for kind in RecordKind}


class Record(NamedTuple):
    """One entry of the log. `(writer, number)` names the edit for whoever sent it; a writer of 0 is unknown."""

    kind: RecordKind
    route: str
    body: bytes
    writer: int = 0
    number: int = 0


class BadRecord(ValueError):
    """Bytes with a good checksum that are not records of this version."""


def pack(record: Record) -> tuple[bytes, bytes]:
    """Returns head and route of a record, and its body: two pieces, so that a large body is copied once only.

    Raises RecordTooLarge for a route over 65,535 bytes or a body over 64 MiB, and ValueError for a route that is not text.
    """
    kind, text, body, writer, number = record
    route = text.encode()
    if len(route) > MAX_ROUTE_BYTES:
        raise RecordTooLarge(
            f"route {text[:40]!r}… has {len(route)} bytes; the log takes up to {MAX_ROUTE_BYTES}"
        )
    if len(body) > MAX_BODY_BYTES:
        raise RecordTooLarge(
            f"the body for {text[:80]!r} has {len(body)} bytes; the log takes up to {MAX_BODY_BYTES}"
        )
    return _HEAD.pack(kind, len(route), len(body), writer, number) + route, body


def unpack(data: bytes, start: int, end: int) -> list[Record]:
    """Returns the records between two offsets. Raises BadRecord when that space is not filled with records exactly."""
    records: list[Record] = []
    # Restoring a site comes through here once per record.
    unpack_head, kinds, new = _HEAD.unpack_from, _KINDS, quick_tuple.new
    at = start
    try:
        while at < end:
            kind, route_length, body_length, writer, number = unpack_head(data, at)
            body = at + HEAD_BYTES + route_length
            route = data[at + HEAD_BYTES : body].decode()
            at = body + body_length
            records.append(new(Record, (kinds[kind], route, data[body:at], writer, number)))
    except (KeyError, UnicodeDecodeError, StructError) as error:
        raise BadRecord(
            f"record {len(records)} behind offset {start} is not of this version: {error!r}"
        ) from error
    if at != end:
        raise BadRecord(f"the records behind offset {start} end at {at}, not at {end}")
    return records
