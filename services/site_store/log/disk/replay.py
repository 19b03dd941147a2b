"""Reads the records of a log that has been surveyed."""

from collections.abc import Iterator
from pathlib import Path

from services.site_store.log import record
from services.site_store.log.disk import group, header
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.reader import Found, Reader
from services.site_store.log.disk.snapshot import SnapshotReader
from services.site_store.log.disk.survey import Survey
from services.site_store.log.errors import LogCorrupt
from services.site_store.log.record import BadRecord, Record


def replay(files: Files, directory: Path, found: Survey) -> Iterator[tuple[int, Record]]:
    """Yields the pages of the snapshot, then the records behind it that they do not contain yet."""
    seen: dict[str, int] = {}
    if found.base.revision:
        for revision, page in _pages(files, directory, found):
            if revision > found.base.revision:
                seen[page.route] = revision
            yield revision, page
    for revision, entry in _tail(files, directory, found):
        if seen and revision <= seen.get(entry.route, 0):
            continue
        yield revision, entry


def _pages(files: Files, directory: Path, found: Survey) -> Iterator[tuple[int, Record]]:
    name = header.snapshot_name(found.manifest.epoch, found.base.revision)
    with SnapshotReader(files, directory / name, found.manifest.epoch, found.base.revision) as reader:
        try:
            yield from reader.pages()
        except BadRecord as error:
            raise LogCorrupt(f"{directory / name} is not understood: {error}") from error


def _tail(files: Files, directory: Path, found: Survey) -> Iterator[tuple[int, Record]]:
    for event in Reader(files, directory, found.manifest.epoch, found.base).read():
        if not isinstance(event, Found) or event.run.last > found.place.revision:
            return
        for first, count, start, end in group.walk(event.data, event.run.start, event.run.end):
            if start == end:
                continue  # A gap: these revisions were lost in a repair.
            try:
                records = record.unpack(event.data, start, end)
                yield from zip(range(first, first + count), records, strict=True)
            except ValueError as error:  # Not this version's records, or not as many as the group says.
                name = header.segment_name(found.manifest.epoch, event.segment)
                raise LogCorrupt(
                    f"{directory / name} is not understood at offset {start}: {error}"
                ) from error
