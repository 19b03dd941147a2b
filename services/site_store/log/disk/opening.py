"""Opens a directory as a log: locks it, looks at all of it, mends what a crash can have torn, refuses what it cannot."""

import errno
from dataclasses import dataclass, field
from pathlib import Path

from services.chassis.logs import get_logger
from services.site_store.log.disk import group, header, manifest, mend
from services.site_store.log.disk.files import TEMPORARY, Files, put_in_place, stage
from services.site_store.log.disk.manifest import MANIFEST, START, Manifest, Place
from services.site_store.log.disk.reader import segment_numbers, snapshot_revisions
from services.site_store.log.disk.rewrite import RepairReport, rewrite, set_aside
from services.site_store.log.disk.segments import Segment, make_segment
from services.site_store.log.disk.snapshot import SnapshotReader
from services.site_store.log.disk.survey import Ending, Survey, survey
from services.site_store.log.errors import LogCorrupt, LogUnusable
from services.site_store.log.policy import Recover

logger = get_logger("site_store.log")

LOCK = "LOCK"
MODULE = "services.site_store.log.examine"


@dataclass(slots=True)
class Opening:
    """How opening went."""

    survey: Survey
    """What the log holds now."""
    ending: Ending = Ending.CLEAN
    """How it had ended."""
    torn_files: list[str] = field(default_factory=list)
    """Copies of what was cut from a torn log."""
    repair: RepairReport | None = None
    """What was done to a corrupt log."""


def lock(files: Files, directory: Path) -> int:
    """Makes a directory if need be, and locks it. Raises LogInUse or LogUnusable."""
    try:
        files.make_directory(directory)
        return files.lock(directory / LOCK)
    except OSError as error:
        raise unusable(directory, error) from error


def unusable(directory: Path, error: OSError) -> LogUnusable:
    """Returns the error for a directory that the operating system does not let us use."""
    hint = {
        errno.EACCES: "let this user read and write it",
        errno.ENOSPC: "make room, or use smaller segments",
        errno.ENOTDIR: "name a directory",
        errno.EEXIST: "name a directory",
    }.get(error.errno or 0, "see whether the disk is in order")
    return LogUnusable(f"the log in {directory} cannot be used: {error}; {hint}")


def open_directory(files: Files, directory: Path, *, segment_bytes: int, recover: Recover) -> Opening:
    """Makes a locked directory ready for appending. Raises LogCorrupt, having changed nothing, and OSError."""
    found_manifest = find_manifest(files, directory, recover)
    if found_manifest is None:
        created = _create(files, directory, segment_bytes)
        # What was just written and synced need not be read again.
        opening = Opening(Survey(created, START, START))
        _enter(files, directory, opening)
        return opening
    found = survey(files, directory, found_manifest)
    opening = Opening(found, found.ending)
    if found.ending is Ending.CORRUPT:
        if recover is Recover.REFUSE:
            raise LogCorrupt(explain(found, directory))
        repaired, opening.repair = rewrite(files, directory, found, mode=recover, segment_bytes=segment_bytes)
        opening.survey = survey(files, directory, repaired)
    elif found.ending is Ending.TORN:
        opening.torn_files = mend.cut(files, directory, found)
        assert found.damage is not None
        logger.warning("log_torn", **found.damage._asdict(), kept=opening.torn_files)
    _make_ready(files, directory, opening)
    return opening


def _make_ready(files: Files, directory: Path, opening: Opening) -> None:
    found = opening.survey
    if found.manifest.clean is None or opening.ending is not Ending.CLEAN:
        mend.lengthen(files, directory, found.manifest.epoch, found.place)
        mend.harden(files, directory, found)
    _enter(files, directory, opening)


def _enter(files: Files, directory: Path, opening: Opening) -> None:
    """Notes in the manifest where the log begins, and removes what does not belong to it."""
    found = opening.survey
    for bad in found.bad_snapshots:
        logger.warning("snapshot_skipped", file=bad.file, reason=bad.reason)
    bases = found.manifest.bases[found.manifest.bases.index(found.base) :]
    found.manifest = Manifest(found.manifest.epoch, bases)
    path, encoded = directory / MANIFEST, manifest.encode(found.manifest)
    if not files.exists(path) or files.read(path) != encoded:
        put_in_place(files, stage(files, path, [encoded]), path)
    set_aside(files, directory, found.manifest.epoch)
    _remove(files, directory, [name for name in files.names(directory) if name.endswith(TEMPORARY)])
    tidy(files, directory, found.manifest)


def explain(found: Survey, directory: Path) -> str:
    """Returns what an operator has to know about a corrupt log."""
    damage = found.damage
    assert damage is not None
    has_prefix = found.snapshot is not None or found.base.revision == 0
    prefix = f"revisions up to {found.place.revision} with `--repair=prefix`, or " if has_prefix else ""
    return (
        f"the log is damaged in {directory / damage.file} at offset {damage.offset}, where revision {damage.revision} was due: "
        f"{damage.reason}. A crash cannot have done this, so the log does not start, and nothing was changed. "
        f"Restore a backup; or look with `python -m {MODULE} {directory}`; or keep {prefix}"
        "everything that is whole with `--repair=skip` (the old files are kept as well)"
    )


def find_manifest(files: Files, directory: Path, recover: Recover) -> Manifest | None:
    """Returns the manifest; None for a log that has never been used. Raises LogCorrupt when it cannot be read.

    When asked to recover, it is put together again from the files there are.
    """
    path = directory / MANIFEST
    reason = "it is missing"
    if files.exists(path):
        decoded = manifest.decode(files.read(path))
        if isinstance(decoded, Manifest):
            return decoded
        reason = decoded
    elif not _was_used(files, directory):
        return None
    if recover is Recover.REFUSE:
        raise LogCorrupt(
            f"the log's manifest {path} cannot be read: {reason}. Nothing was changed. Restore a backup; or let "
            f"`python -m {MODULE} {directory} --repair=prefix` put it together again from the other files"
        )
    return _rebuild(files, directory)


def _was_used(files: Files, directory: Path) -> bool:
    """False for a directory without a log, and for one whose making was interrupted before its manifest was written."""
    names = [header.parse_name(name) for name in files.names(directory)]
    ours = [name for name in names if name is not None]
    if not ours:
        return False
    if len(ours) > 1 or ours[0].magic != header.SEGMENT_MAGIC or ours[0].number != 1:
        return True
    path = directory / header.segment_name(ours[0].epoch, 1)
    return not group.is_blank(files.read(path), header.HEADER_BYTES)


def _rebuild(files: Files, directory: Path) -> Manifest:
    """Returns the manifest that the other files suggest. Raises LogCorrupt when they do not agree."""
    parsed = [header.parse_name(name) for name in files.names(directory)]
    epochs = {name.epoch for name in parsed if name is not None}
    if len(epochs) != 1:
        raise LogCorrupt(
            f"{directory} has files of {len(epochs)} epochs and no manifest that says which of them counts; "
            "leave only the files of one epoch there"
        )
    (epoch,) = epochs
    bases = []
    for revision in snapshot_revisions(files, directory, epoch):
        name = header.snapshot_name(epoch, revision)
        with SnapshotReader(files, directory / name, epoch, revision) as reader:
            trailer = reader.check()
        if not isinstance(trailer, str):
            bases.append(trailer.base)
    if not bases or 1 in segment_numbers(files, directory, epoch):
        bases.append(START)
    logger.warning("manifest_rebuilt", epoch=epoch, bases=len(bases))
    return Manifest(epoch, tuple(bases[:2]))


def _create(files: Files, directory: Path, segment_bytes: int) -> Manifest:
    """Makes the first segment. The manifest comes later: without it, what a crash left behind is no log yet."""
    for name in files.names(directory):
        if header.parse_name(name) is not None:
            files.remove(directory / name)
    created = Manifest(header.new_epoch())
    make_segment(files, directory, created.epoch, 1, segment_bytes).close()
    logger.info("log_created", epoch=created.epoch)
    return created


def tidy(files: Files, directory: Path, in_use: Manifest) -> int:
    """Removes the snapshots and segments that a manifest does not need. Returns how many files that were."""
    names = {name: header.parse_name(name) for name in files.names(directory)}
    unneeded = [name for name, parsed in names.items() if parsed and not _is_needed(parsed, in_use)]
    _remove(files, directory, unneeded)
    return len(unneeded)


def _remove(files: Files, directory: Path, names: list[str]) -> None:
    for name in names:
        try:
            files.remove(directory / name)
        except OSError as error:
            # It does no harm where it is, and is tried again next time.
            logger.warning("file_kept", file=name, reason=str(error))


def _is_needed(name: header.FileName, in_use: Manifest) -> bool:
    if name.epoch != in_use.epoch:
        return True  # Not ours to judge; it is put aside when the log is opened.
    if name.magic == header.SNAPSHOT_MAGIC:
        return any(base.revision == name.number for base in in_use.bases)
    return any(base.segment <= name.number for base in in_use.bases)


def open_segment(files: Files, directory: Path, epoch: str, place: Place) -> Segment:
    """Opens a segment for appending at a place. Raises OSError."""
    path = directory / header.segment_name(epoch, place.segment)
    fd = files.open(path)
    try:
        head = header.parse(files.read_at(fd, header.HEADER_BYTES, 0))
        if isinstance(head, str):
            raise OSError(f"{path} has changed while it was read: {head}")
        return Segment(files, fd, head, offset=place.offset, capacity=files.size(fd))
    except BaseException:
        files.close(fd)
        raise


def empty_segment(files: Files, directory: Path, epoch: str, place: Place) -> Segment | None:
    """Opens the segment behind the end of the log if there is one. Raises OSError."""
    number = place.segment + 1
    if number not in segment_numbers(files, directory, epoch):
        return None
    return open_segment(files, directory, epoch, Place(place.revision, number, header.HEADER_BYTES))
