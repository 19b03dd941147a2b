"""Makes a new log out of what is whole in a corrupt one: explicit, never by itself.

The new log is written beside the old one, under an epoch of its own, for it is another history; one rename of the manifest decides;
then the old files move into a directory beside, where they stay. So the old log is never changed.
"""

from pathlib import Path
from typing import NamedTuple

from services.chassis.logs import get_logger
from services.site_store.log.disk import group, header, manifest
from services.site_store.log.disk.files import TEMPORARY, Files, put_in_place, stage
from services.site_store.log.disk.group import HEAD_BYTES
from services.site_store.log.disk.header import HEADER_BYTES
from services.site_store.log.disk.manifest import MANIFEST, START, Manifest
from services.site_store.log.disk.reader import Damage, Found, Reader
from services.site_store.log.disk.segments import Segment, make_segment
from services.site_store.log.disk.snapshot import GROUP_BYTES, SnapshotReader, SnapshotWriter
from services.site_store.log.disk.survey import Survey
from services.site_store.log.errors import LogCorrupt
from services.site_store.log.policy import Recover

logger = get_logger("site_store.log")


class RepairReport(NamedTuple):
    """What a repair did. `lost` holds the first and last revision of each gap, as far as they are known."""

    epoch: str
    former_epoch: str
    revision: int
    records: int
    lost: list[tuple[int, int]]
    damages: list[Damage]
    kept: str
    """The directory that has the old files."""


def rewrite(
    files: Files, directory: Path, found: Survey, *, mode: Recover, segment_bytes: int
) -> tuple[Manifest, RepairReport]:
    """Replaces a corrupt log. Raises OSError, and LogCorrupt when there is no prefix to keep; then nothing has changed."""
    salvage = found.snapshot is None and found.base.revision > 0
    if salvage and mode is not Recover.SKIP:
        raise LogCorrupt(
            f"no snapshot in {directory} is whole, so nothing precedes the damage; "
            "recover with 'skip' keeps the pages and the edits that are whole"
        )
    epoch = header.new_epoch()
    copier = _Copier(files, directory, epoch, found, segment_bytes=segment_bytes)
    try:
        report = copier.copy(mode, salvage=salvage)
    except BaseException:
        copier.discard()
        raise
    base = START._replace(revision=found.base.revision)
    repaired = Manifest(epoch, (base,))
    put_in_place(files, stage(files, directory / MANIFEST, [manifest.encode(repaired)]), directory / MANIFEST)
    set_aside(files, directory, epoch)
    logger.warning(
        "log_repaired", mode=mode.value, records=report.records, lost=report.lost, kept=report.kept
    )
    return repaired, report


def set_aside(files: Files, directory: Path, epoch: str) -> None:
    """Moves the files of all epochs but one into directories of their own."""
    for name in files.names(directory):
        parsed = header.parse_name(name.removesuffix(TEMPORARY))
        if parsed is not None and parsed.epoch != epoch:
            kept = directory / kept_name(parsed.epoch)
            files.make_directory(kept)
            files.rename(directory / name, kept / name)
            files.sync_directory(kept)
            files.sync_directory(directory)


def kept_name(epoch: str) -> str:
    """Returns the name of the directory for the files of a former epoch."""
    return f"damaged-{epoch}"


class _Copier:
    """Writes the new log."""

    def __init__(
        self, files: Files, directory: Path, epoch: str, found: Survey, *, segment_bytes: int
    ) -> None:
        self._files = files
        self._directory = directory
        self._epoch = epoch
        self._found = found
        self._segment_bytes = segment_bytes
        self._segment: Segment | None = None
        self._revision = found.base.revision
        self._last_seen = found.base.revision
        self._records = 0
        self._lost: list[tuple[int, int]] = []
        self._damages: list[Damage] = []

    def copy(self, mode: Recover, *, salvage: bool) -> RepairReport:
        """Copies pages and groups; returns what became of them."""
        through = self._copy_snapshot(salvage=salvage) if self._found.base.revision else 0
        self._segment = self._make_segment(1)
        self._copy_groups(mode)
        clean = self._found.manifest.clean
        last = max(self._last_seen, through, clean.revision if clean else 0)
        if last > self._revision:
            self._lost.append((self._revision + 1, last))
        # Pages may be ahead of what is left of the log; their revisions must not be used again.
        self._fill_gap(through + 1)
        self._segment.sync()
        self._segment.close()
        former = self._found.manifest.epoch
        return RepairReport(
            self._epoch, former, self._revision, self._records, self._lost, self._damages, kept_name(former)
        )

    def _copy_snapshot(self, *, salvage: bool) -> int:
        base = self._found.base
        former = self._directory / header.snapshot_name(self._found.manifest.epoch, base.revision)
        writer = SnapshotWriter(
            self._files, self._directory, self._epoch, START._replace(revision=base.revision)
        )
        if self._files.exists(former):
            with SnapshotReader(self._files, former, self._found.manifest.epoch, base.revision) as reader:
                for revision, page in reader.salvage() if salvage else reader.pages():
                    writer.add(page.route, revision, page.body)
                    if writer.pending_bytes >= GROUP_BYTES:
                        writer.flush()
        return writer.finish().through

    def _copy_groups(self, mode: Recover) -> None:
        former = Reader(self._files, self._directory, self._found.manifest.epoch, self._found.base)
        for event in former.read():
            if isinstance(event, Damage):
                self._damages.append(event)
                continue
            self._last_seen = event.run.last
            if not self._damages or mode is Recover.SKIP:
                self._copy_run(event)
        if not self._damages and self._found.damage is not None:
            self._damages.append(self._found.damage)

    def _copy_run(self, event: Found) -> None:
        if event.run.first > self._revision + 1:
            self._lost.append((self._revision + 1, event.run.first - 1))
            self._fill_gap(event.run.first)
        for _, records, start, end in group.walk(event.data, event.run.start, event.run.end):
            self._append(records, event.data[start:end])
            self._records += records if start < end else 0  # A gap stays a gap.

    def _fill_gap(self, following: int) -> None:
        """Says that the revisions before `following` are lost."""
        while (count := following - self._revision - 1) > 0:
            self._append(min(count, 0xFFFFFFFF), b"")

    def _append(self, count: int, payload: bytes) -> None:
        assert self._segment is not None
        size = len(payload) + HEAD_BYTES
        if size > self._segment.room and self._segment.offset > HEADER_BYTES:
            self._segment.sync()
            self._segment.close()
            self._segment = self._make_segment(self._segment.number + 1)
        if size > self._segment.room:
            self._segment.extend(self._segment.offset + size)
        # All of it will be on the disk before anybody sees it, as if each group had been synced on its own.
        self._segment.append(self._revision + 1, count, self._revision, [payload])
        self._revision += count

    def _make_segment(self, number: int) -> Segment:
        return make_segment(self._files, self._directory, self._epoch, number, self._segment_bytes)

    def discard(self) -> None:
        """Removes what was written."""
        for name in self._files.names(self._directory):
            parsed = header.parse_name(name.removesuffix(TEMPORARY))
            if parsed is not None and parsed.epoch == self._epoch:
                self._files.remove(self._directory / name)
