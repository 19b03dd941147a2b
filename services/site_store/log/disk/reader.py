"""Reads the groups of a log in order, and what is still whole behind a damaged place. Changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from services.site_store.log.disk import group, header
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.group import Group, Run, Seal
from services.site_store.log.disk.header import HEADER_BYTES, SEGMENT_MAGIC, Header
from services.site_store.log.disk.manifest import Place
from services.site_store.log.disk.snapshot import describe


class Found(NamedTuple):
    """Whole groups. `data` is all of segment number `segment`."""

    segment: int
    run: Run
    data: bytes


class Damage(NamedTuple):
    """A place where something else is than a group or unwritten space. `revision` is the first one that is in doubt there."""

    segment: int
    file: str
    offset: int
    revision: int
    reason: str
    by_crash: bool = True
    """False if an interrupted write cannot have done this."""


class Reader:
    """Yields what it finds from a base on; `expected` is the next revision."""

    def __init__(self, files: Files, directory: Path, epoch: str, base: Place) -> None:
        self._files = files
        self._directory = directory
        self._epoch = epoch
        self._base = base
        self.expected = base.revision + 1

    def read(self) -> Iterator[Found | Damage]:
        """Yields groups with contiguous revisions; after a Damage, from the next whole group on that is not a repetition."""
        present = segment_numbers(self._files, self._directory, self._epoch)
        last = max([self._base.segment, *present])
        for number in range(self._base.segment, last + 1):
            if number in present:
                yield from self._read_segment(number)
            else:
                yield self._damage(number, 0, "the file is missing", by_crash=False)

    def _read_segment(self, number: int) -> Iterator[Found | Damage]:
        data = self._files.read(self._directory / header.segment_name(self._epoch, number))
        head = header.parse(data)
        if isinstance(head, str):
            yield self._damage(number, 0, head, by_crash=False)
            return
        if (head.magic, head.epoch, head.number) != (SEGMENT_MAGIC, self._epoch, number):
            yield self._damage(
                number, 0, f"it is the header of another file: {describe(head)}", by_crash=False
            )
            return
        start = self._base.offset if number == self._base.segment else HEADER_BYTES
        yield from self._read_groups(number, data, header.seal(head), start)
        yield from self._check_length(number, len(data), head)

    def _read_groups(self, number: int, data: bytes, seal: Seal, start: int) -> Iterator[Found | Damage]:
        at: int | None = start
        while at is not None and at < len(data):
            run = group.scan(seal, data, at, self.expected)
            if run.groups:
                self.expected = run.last + 1
                yield Found(number, run, data)
            if group.is_blank(data, run.end):
                return
            piece = group.parse(seal, data, run.end)
            if isinstance(piece, Group):
                piece = f"revision {piece.first} stands where {self.expected} was due"
            yield self._damage(number, run.end, piece)
            at = self._resume(seal, data, run.end)

    def _resume(self, seal: Seal, data: bytes, at: int) -> int | None:
        """Returns where the next whole group begins that is not older than what was due, and expects it."""
        piece = group.find(seal, data, at)
        while piece is not None and piece.first < self.expected:
            piece = group.find(seal, data, piece.start + 1)
        if piece is None:
            return None
        self.expected = piece.first
        return piece.start

    def _check_length(self, number: int, size: int, head: Header) -> Iterator[Damage]:
        if size < head.capacity:
            yield self._damage(number, size, f"the file is cut short: it has {size} of {head.capacity} bytes")

    def _damage(self, number: int, offset: int, reason: str, *, by_crash: bool = True) -> Damage:
        name = header.segment_name(self._epoch, number)
        return Damage(number, name, offset, self.expected, reason, by_crash)


def segment_numbers(files: Files, directory: Path, epoch: str) -> list[int]:
    """Returns the numbers of the segments that a directory holds, in order."""
    names = (header.parse_name(name) for name in files.names(directory))
    return [name.number for name in names if name and (name.magic, name.epoch) == (SEGMENT_MAGIC, epoch)]


def snapshot_revisions(files: Files, directory: Path, epoch: str) -> list[int]:
    """Returns the revisions of the snapshot files that a directory holds, newest first."""
    names = (header.parse_name(name) for name in files.names(directory))
    kept = (
        name.number for name in names if name and (name.magic, name.epoch) == (header.SNAPSHOT_MAGIC, epoch)
    )
    return sorted(kept, reverse=True)
