"""The snapshot file: every page of the site, each at a revision of its own.

Header, groups as in a segment, and a trailer. The payload of a group is the
revision (u64) of each of its pages, then a record for each. `first` counts the pages from 1. The trailer is a group of count 0 with

    u64 pages | u64 through | u64 segment | u64 offset | u32 crc32c of the checksums of all groups

`through` is the highest revision of any page, `segment` and `offset` are where the log goes on. The pages are collected while
edits go on, so a page may be ahead of the revision in the header: replay skips what it already holds.
"""

from collections.abc import Iterator
from pathlib import Path
from struct import Struct
from typing import NamedTuple

import google_crc32c

from services.chassis.logs import get_logger
from services.site_store.log import record
from services.site_store.log.disk import group, header
from services.site_store.log.disk.files import TEMPORARY, Files, put_in_place
from services.site_store.log.disk.group import Group, Seal
from services.site_store.log.disk.header import HEADER_BYTES, SNAPSHOT_MAGIC, Header
from services.site_store.log.disk.manifest import Place
from services.site_store.log.record import Record, RecordKind

logger = get_logger("site_store.log")

_TRAILER = Struct("<QQQQI")
GROUP_BYTES = 256 * 1024


class Trailer(NamedTuple):
    """What the end of a snapshot file says about all of it."""

    pages: int
    through: int
    base: Place
    bytes: int


class SnapshotWriter:
    """Writes a snapshot file. Every method may raise OSError; then `discard` it."""

    def __init__(self, files: Files, directory: Path, epoch: str, base: Place) -> None:
        self._files = files
        self._base = base
        self._header = header.new_header(SNAPSHOT_MAGIC, epoch, base.revision, 0)
        self._seal = header.seal(self._header)
        self.path = directory / header.snapshot_name(epoch, base.revision)
        self._temporary = self.path.with_name(self.path.name + TEMPORARY)
        self._fd: int | None = files.create(self._temporary)
        self._offset = HEADER_BYTES
        self._crc = 0
        self._revisions: list[int] = []
        self._pieces: list[bytes] = []
        self.pages = 0
        self.through = base.revision
        self.pending_bytes = 0
        self._write_header()

    def _write_header(self) -> None:
        try:
            self._files.write(self._opened, [header.pack(self._header)], 0)
        except OSError:
            self.discard()
            raise

    @property
    def _opened(self) -> int:
        assert self._fd is not None, "the snapshot has been finished or discarded"
        return self._fd

    def add(self, route: str, revision: int, body: bytes) -> None:
        """Takes a page. Nothing is written before `flush`."""
        head, body = record.pack(Record(RecordKind.SNAPSHOT, route, body))
        self._revisions.append(revision)
        self._pieces += (head, body)
        self.pending_bytes += len(head) + len(body)
        if revision > self.through:
            self.through = revision

    def flush(self) -> None:
        """Writes the pages taken since the last time."""
        count = len(self._revisions)
        if count:
            revisions = Struct(f"<{count}Q").pack(*self._revisions)
            self._write_group(self.pages + 1, count, [revisions, *self._pieces])
            self.pages += count
            self._revisions, self._pieces, self.pending_bytes = [], [], 0

    def _write_group(self, first: int, count: int, pieces: list[bytes]) -> None:
        written = group.pack(self._seal, first, count, self._base.revision, pieces)
        self._files.write(self._opened, written, self._offset)
        self._offset += len(written[0]) + len(written[1])
        self._crc = google_crc32c.extend(self._crc, written[0])

    def finish(self) -> Trailer:
        """Ends the file, syncs it and gives it its name."""
        self.flush()
        revision, segment, offset = self._base
        trailer = _TRAILER.pack(self.pages, self.through, segment, offset, self._crc)
        self._write_group(self.pages + 1, 0, [trailer])
        self._files.sync(self._opened)
        self._close()
        put_in_place(self._files, self._temporary, self.path)
        return Trailer(self.pages, self.through, self._base, self._offset)

    def discard(self) -> None:
        """Removes what was written, as far as that is possible; the rest goes when the log is opened again."""
        try:
            if self._fd is not None:
                self._close()
            for path in (self._temporary, self.path):
                if self._files.exists(path):
                    self._files.remove(path)
        except OSError as error:
            logger.warning("file_kept", file=self.path.name, reason=str(error))

    def _close(self) -> None:
        fd, self._fd = self._opened, None
        self._files.close(fd)


class SnapshotReader:
    """Reads a snapshot file group by group, so that it need not fit into memory twice. Use it with `with`."""

    def __init__(self, files: Files, path: Path, epoch: str, revision: int) -> None:
        self._files = files
        self._path = path
        self._epoch = epoch
        self._revision = revision
        self._fd = files.open(path)
        self._size = files.size(self._fd)

    def __enter__(self) -> "SnapshotReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close(self._fd)

    def check(self) -> Trailer | str:
        """Reads everything; returns the trailer, or says what is wrong and where."""
        found = self._seal()
        if isinstance(found, str):
            return found
        offset, pages, crc = HEADER_BYTES, 0, 0
        while True:
            data = self._read_group(offset)
            piece = group.parse(found, data, 0)
            if isinstance(piece, str):
                return f"offset {offset}: {piece}"
            if piece.first != pages + 1:
                return f"offset {offset}: page {piece.first} stands where page {pages + 1} was due"
            if piece.records == 0:
                return self._check_trailer(data, offset, pages, crc)
            crc = google_crc32c.extend(crc, data[: group.MARK_BYTES + 4])
            offset, pages = offset + piece.end, pages + piece.records

    def _check_trailer(self, data: bytes, offset: int, pages: int, crc: int) -> Trailer | str:
        if len(data) != group.HEAD_BYTES + _TRAILER.size:
            return f"offset {offset}: the trailer has the wrong size"
        counted, through, segment, place, checked = _TRAILER.unpack_from(data, group.HEAD_BYTES)
        if (counted, checked) != (pages, crc):
            return f"offset {offset}: the trailer is that of {counted} other pages"
        if offset + len(data) != self._size:
            return f"offset {offset + len(data)}: the file goes on behind its trailer"
        return Trailer(pages, through, Place(self._revision, segment, place), self._size)

    def pages(self) -> Iterator[tuple[int, Record]]:
        """Yields the revision and the record of every page of a file that has been checked."""
        found = self._seal()
        assert isinstance(found, Seal), found
        offset = HEADER_BYTES
        while offset < self._size:
            data = self._read_group(offset)
            piece = group.parse(found, data, 0)
            if isinstance(piece, str):
                raise OSError(f"{self._path} has changed while it was read: offset {offset}: {piece}")
            yield from _pages(data, piece)
            offset += piece.end

    def salvage(self) -> Iterator[tuple[int, Record]]:
        """Yields the pages in those groups of a damaged file that are whole."""
        found = self._seal()
        if isinstance(found, str):
            return
        data = self._files.read(self._path)
        piece = group.find(found, data, HEADER_BYTES)
        while piece is not None:
            yield from _pages(data, piece)
            piece = group.find(found, data, piece.end)

    def _seal(self) -> Seal | str:
        parsed = header.parse(self._files.read_at(self._fd, HEADER_BYTES, 0))
        if isinstance(parsed, str):
            return f"offset 0: {parsed}"
        if parsed[:2] + (parsed.number,) != (SNAPSHOT_MAGIC, self._epoch, self._revision):
            return f"offset 0: it is the header of another file: {describe(parsed)}"
        return header.seal(parsed)

    def _read_group(self, offset: int) -> bytes:
        head = self._files.read_at(self._fd, group.HEAD_BYTES, offset)
        length = group.length(head)
        return head + self._read_rest(min(length, self._size), offset + len(head))

    def _read_rest(self, size: int, offset: int) -> bytes:
        return self._files.read_at(self._fd, size, offset) if size else b""


def describe(parsed: Header) -> str:
    """Returns what a header says, for a message."""
    kind = "snapshot" if parsed.magic == SNAPSHOT_MAGIC else "segment"
    return f"{kind} {parsed.number} of epoch {parsed.epoch}"


def _pages(data: bytes, piece: Group) -> Iterator[tuple[int, Record]]:
    if piece.records:
        revisions = Struct(f"<{piece.records}Q")
        pages = record.unpack(data, piece.payload + revisions.size, piece.end)
        yield from zip(revisions.unpack_from(data, piece.payload), pages, strict=True)
