"""A group: the records that were written by one write, and live or die together. Pure.

    4 B mark | u32 crc32c | u32 length | u32 count | u64 first | u64 synced | payload                 (little endian)

`first` is the revision of the first of `count` records; `length` is that of the payload. `synced` is the revision up to which
the log was known to be on disk when the group was written: a later group whose `synced` covers a damaged one proves
that the damage was not done by an interrupted write. The checksum covers everything behind it and begins with that of the
file's header; the mark is made of the file's salt. So a group of another file, or of an earlier life of this one, is never
taken for one of this file, and the next good group behind a damaged one can be found.

A group without payload is a gap: `count` revisions that a repair had to give up.
"""

from collections.abc import Iterator, Sequence
from struct import Struct
from typing import NamedTuple

import google_crc32c

_CHECKED = Struct("<IIQQ")
_HEAD = Struct("<4sIIIQQ")
_CRC = Struct("<I")
HEAD_BYTES = _HEAD.size
MARK_BYTES = 4
_CHECKED_START = MARK_BYTES + _CRC.size
_ZEROS = bytes(1 << 16)


class Seal(NamedTuple):
    """What ties groups to their file: the mark they begin with and where their checksum begins."""

    mark: bytes
    seed: int


class Group(NamedTuple):
    """A group found in a file: what its head says, and where it and its payload lie."""

    first: int
    records: int
    synced: int
    start: int
    payload: int
    end: int

    @property
    def last(self) -> int:
        """The revision of its last record."""
        return self.first + self.records - 1


def pack(seal: Seal, first: int, count: int, synced: int, pieces: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Returns the bytes of a group in two pieces: mark with checksum, and what the checksum covers."""
    length = sum(map(len, pieces))
    checked = b"".join((_CHECKED.pack(length, count, first, synced), *pieces))
    crc: int = google_crc32c.extend(seal.seed, checked)
    return seal.mark + _CRC.pack(crc), checked


def length(head: bytes) -> int:
    """Returns the length of the payload behind the head of a group, 0 if this is not all of a head."""
    return int(_HEAD.unpack(head)[2]) if len(head) == HEAD_BYTES else 0


def parse(seal: Seal, data: bytes, start: int) -> Group | str:
    """Returns the group at an offset, or says why there is none."""
    if start + HEAD_BYTES > len(data):
        return f"{len(data) - start} bytes are too few for a group"
    mark, crc, length, count, first, synced = _HEAD.unpack_from(data, start)
    if mark != seal.mark:
        return "no group begins here"
    end = start + HEAD_BYTES + length
    if end > len(data):
        return f"a group of {length} bytes runs over the end of the file"
    if google_crc32c.extend(seal.seed, data[start + _CHECKED_START : end]) != crc:
        return "the checksum of the group does not match"
    return Group(first, count, synced, start, start + HEAD_BYTES, end)


class Run(NamedTuple):
    """Whole groups, one behind the other: where they lie, their revisions, how many they are, their highest `synced`."""

    start: int
    end: int
    first: int
    last: int
    groups: int
    synced: int


def scan(seal: Seal, data: bytes, start: int, first: int) -> Run:
    """Returns the groups from an offset on, as long as they are whole and their revisions go on from `first`."""
    mark, seed = seal
    unpack, extend = _HEAD.unpack_from, google_crc32c.extend
    at, size, expected, groups, highest = start, len(data), first, 0, 0
    while at + HEAD_BYTES <= size:
        found, crc, length, records, revision, synced = unpack(data, at)
        end = at + HEAD_BYTES + length
        if (
            found != mark
            or revision != expected
            or end > size
            or extend(seed, data[at + _CHECKED_START : end]) != crc
        ):
            break
        at, expected, groups = end, expected + records, groups + 1
        if synced > highest:
            highest = synced
    return Run(start, at, first, expected - 1, groups, highest)


def walk(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yields first revision, number of records, and start and end of the payload of the groups of a run, unchecked."""
    unpack = _HEAD.unpack_from
    while start < end:
        _, _, length, records, first, _ = unpack(data, start)
        start += HEAD_BYTES
        yield first, records, start, start + length
        start += length


def is_blank(data: bytes, start: int) -> bool:
    """True if there are only zeros from this offset on: nothing was ever written there."""
    # Copies a little at a time, because views are compared element by element, a hundred times as slowly.
    step = len(_ZEROS)
    return all(data[at : at + step] == _ZEROS[: len(data) - at] for at in range(start, len(data), step))


def find(seal: Seal, data: bytes, start: int) -> Group | None:
    """Returns the next whole group at or behind an offset, wherever it begins."""
    at = data.find(seal.mark, start)
    while at >= 0:
        group = parse(seal, data, at)
        if isinstance(group, Group):
            return group
        at = data.find(seal.mark, at + 1)
    return None
