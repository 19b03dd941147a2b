"""Surveys a log: where it begins and ends, and whether it is sound, torn or corrupt. Changes nothing.

The rule that tells torn from corrupt: an interrupted write damages nothing that was on the disk before it. So damage is a tear only
if nothing behind it proves that the damaged place had once been on the disk: no later group that says so, no orderly
stop that ended elsewhere, no snapshot that has seen more.
"""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from services.site_store.log.disk import header
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.group import Run
from services.site_store.log.disk.manifest import Manifest, Place
from services.site_store.log.disk.reader import Damage, Found, Reader
from services.site_store.log.disk.snapshot import SnapshotReader, Trailer


class Ending(Enum):
    """How a log ends."""

    CLEAN = "clean"
    """Nothing is wrong."""
    TORN = "torn"
    """What was being written when the machine or the process stopped is damaged, and only that."""
    CORRUPT = "corrupt"
    """Something else is damaged."""


class BadSnapshot(NamedTuple):
    """A snapshot file that cannot be used."""

    file: str
    reason: str


@dataclass(slots=True)
class Survey:
    """What there is. `place` is the end of what is whole and without a gap from `base` on."""

    manifest: Manifest
    base: Place
    place: Place
    snapshot: Trailer | None = None
    bad_snapshots: list[BadSnapshot] = field(default_factory=list)
    groups: int = 0
    records: int = 0
    tail_bytes: int = 0
    synced: int = 0
    ending: Ending = Ending.CLEAN
    damage: Damage | None = None


def survey(files: Files, directory: Path, manifest: Manifest) -> Survey:
    """Reads all of a log from its newest whole snapshot on. Raises OSError for what cannot be read."""
    bad: list[BadSnapshot] = []
    for base in manifest.bases:
        name = header.snapshot_name(manifest.epoch, base.revision)
        trailer = _check_snapshot(files, directory, manifest.epoch, base) if base.revision else None
        if isinstance(trailer, str):
            bad.append(BadSnapshot(name, trailer))
            continue
        found = Survey(manifest, base, base, trailer, bad, synced=base.revision)
        _read_tail(found, files, directory)
        _check_promises(found)
        return found
    base = manifest.bases[0]
    damage = Damage(0, bad[0].file, 0, 1, bad[0].reason, by_crash=False)
    return Survey(manifest, base, base, None, bad, ending=Ending.CORRUPT, damage=damage)


def _check_snapshot(files: Files, directory: Path, epoch: str, base: Place) -> Trailer | str:
    path = directory / header.snapshot_name(epoch, base.revision)
    if not files.exists(path):
        return "the file is missing"
    with SnapshotReader(files, path, epoch, base.revision) as reader:
        return reader.check()


def _read_tail(found: Survey, files: Files, directory: Path) -> None:
    for event in Reader(files, directory, found.manifest.epoch, found.base).read():
        if isinstance(event, Damage):
            found.damage = found.damage or event
        elif found.damage is None:
            _count(found, event)
        if found.damage is None:
            continue
        found.ending = Ending.TORN
        if not found.damage.by_crash or (isinstance(event, Found) and _proves(event.run, found.damage)):
            found.ending = Ending.CORRUPT
            return


def _count(found: Survey, event: Found) -> None:
    run = event.run
    found.place = Place(run.last, event.segment, run.end)
    found.synced = max(found.synced, run.synced)
    found.groups += run.groups
    found.records += run.last - run.first + 1
    found.tail_bytes += run.end - run.start


def _proves(later: Run, damage: Damage) -> bool:
    """True if whole groups behind a damaged place show that the place had been written properly once."""
    return later.first == damage.revision or later.synced >= damage.revision


def _check_promises(found: Survey) -> None:
    """Compares the end that was found with what an orderly stop and the snapshot say about it."""
    through = found.snapshot.through if found.snapshot else 0
    clean = found.manifest.clean
    if clean is not None and clean.revision != found.place.revision:
        _corrupt(found, f"the log was closed at revision {clean.revision} but ends at {found.place.revision}")
    elif found.place.revision < through:
        _corrupt(
            found, f"the snapshot has seen revision {through} but the log ends at {found.place.revision}"
        )


def _corrupt(found: Survey, reason: str) -> None:
    found.ending = Ending.CORRUPT
    if found.damage is None:
        revision, segment, offset = found.place
        file = header.segment_name(found.manifest.epoch, segment)
        found.damage = Damage(segment, file, offset, revision + 1, reason, by_crash=False)
    else:
        found.damage = found.damage._replace(reason=f"{found.damage.reason}; {reason}")
