"""The first 64 bytes of a segment and of a snapshot file, and the names of both. Pure.

    8 B magic | u16 version | 6 B zero | 8 B epoch | 8 B salt | u64 number | u64 capacity | 12 B zero | u32 crc32c

`number` counts the segments of an epoch from 1; in a snapshot file it is the revision that the snapshot stands for.
`capacity` is the length that the file was made with.
"""

import os
import re
from struct import Struct
from typing import NamedTuple

import google_crc32c

from services.site_store.log.disk.group import Seal

HEADER_BYTES = 64
VERSION = 1
SEGMENT_MAGIC = b"WAVELOG\n"
SNAPSHOT_MAGIC = b"WAVESNP\n"

_FIELDS = Struct("<8sH6x8s8sQQ12x")
_CRC = Struct("<I")
_NAME = re.compile(r"(seg|snap)-([0-9a-f]{16})-([0-9]{20})\.(log|bin)")
_MAGICS = {"seg": SEGMENT_MAGIC, "snap": SNAPSHOT_MAGIC}


class Header(NamedTuple):
    """Says what a file is. The epoch is written as 16 hexadecimal digits."""

    magic: bytes
    epoch: str
    salt: bytes
    number: int
    capacity: int


class FileName(NamedTuple):
    """What the name of a segment or snapshot file says."""

    magic: bytes
    epoch: str
    number: int


def new_epoch() -> str:
    """Returns a name for a new life of a log."""
    return os.urandom(8).hex()


def new_header(magic: bytes, epoch: str, number: int, capacity: int) -> Header:
    """Returns a header with a salt of its own."""
    salt = os.urandom(8)
    while not salt[0]:  # A mark must not look like unwritten space, not even its first byte.
        salt = os.urandom(8)
    return Header(magic, epoch, salt, number, capacity)


def pack(header: Header) -> bytes:
    """Returns the 64 bytes of a header."""
    fields = _FIELDS.pack(
        header.magic, VERSION, bytes.fromhex(header.epoch), header.salt, header.number, header.capacity
    )
    return fields + _CRC.pack(google_crc32c.value(fields))


def parse(data: bytes) -> Header | str:
    """Returns the header that a file begins with, or says why it has none that we understand."""
    if len(data) < HEADER_BYTES:
        return f"{len(data)} bytes are too few for a header"
    fields, crc = data[: _FIELDS.size], _CRC.unpack_from(data, _FIELDS.size)[0]
    magic, version, epoch, salt, number, capacity = _FIELDS.unpack(fields)
    if magic not in (SEGMENT_MAGIC, SNAPSHOT_MAGIC):
        return "it does not begin as a file of this log"
    if google_crc32c.value(fields) != crc:
        return "the checksum of the header does not match"
    if version != VERSION:
        return f"it has format version {version}; this program reads version {VERSION}"
    return Header(magic, epoch.hex(), salt, number, capacity)


def seal(header: Header) -> Seal:
    """Returns what ties groups to the file with this header."""
    return Seal(header.salt[:4], google_crc32c.value(pack(header)))


def segment_name(epoch: str, number: int) -> str:
    """Returns the name of a segment file."""
    return f"seg-{epoch}-{number:020}.log"


def snapshot_name(epoch: str, revision: int) -> str:
    """Returns the name of a snapshot file."""
    return f"snap-{epoch}-{revision:020}.bin"


def parse_name(name: str) -> FileName | None:
    """Returns what a file's name says, None if it is not one of this log's files."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    kind, epoch, number, _ = match.groups()
    return FileName(_MAGICS[kind], epoch, int(number))
