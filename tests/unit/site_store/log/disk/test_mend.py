"""Cutting a tear off, segment by segment."""

from pathlib import Path

import pytest

from services.site_store.log import FsyncPolicy, Log
from services.site_store.log.disk import header, mend
from services.site_store.log.disk.reader import segment_numbers
from services.site_store.log.disk.survey import Ending
from tests.unit.site_store.log.model import DIRECTORY, Author, crash, edit, prefix, rebuild
from tests.unit.site_store.log.simulation import SimulatedDisk

SMALL = 1024


def _open(disk: SimulatedDisk) -> Log:
    return Log.open(DIRECTORY, policy=FsyncPolicy.NO, segment_bytes=SMALL, files=disk, seconds=100)


async def _unsynced() -> tuple[SimulatedDisk, Author, list[Path]]:
    """A log in several segments of which nothing was ever synced."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    for number in range(40):
        await author.append(edit("/a", f"{number} " + "x" * 50))
    await crash(log, disk)
    numbers = segment_numbers(disk, DIRECTORY, log.epoch)
    assert len(numbers) > 4
    return disk, author, [DIRECTORY / header.segment_name(log.epoch, number) for number in numbers]


async def test_everything_behind_a_tear_is_put_aside() -> None:
    """[L23] Also whole segments, when they were not synced."""
    disk, author, paths = await _unsynced()
    torn = [disk.read(path) for path in paths]
    disk.flip(paths[1], torn[1].rindex(b"x" * 50))
    log = _open(disk)
    assert log.opening.ending is Ending.TORN
    assert 0 < log.revision < 40
    assert rebuild(log.replay()) == prefix(author.submitted, log.revision)
    kept = [disk.read(DIRECTORY / name) for name in log.opening.torn_files]
    assert len(kept) == len([data for data in torn[2:] if data[64:].strip(b"\0")]) + 1
    assert set(torn[2:]) >= set(kept[1:])
    assert segment_numbers(disk, DIRECTORY, log.epoch)[:2] == [1, 2]
    again = Author(log)
    again.pages = prefix(author.submitted, log.revision)
    for number in range(30):
        await again.append(edit("/a", f"again {number} " + "x" * 50))
    await log.close()
    log = _open(disk)
    assert rebuild(log.replay()) == again.pages
    await log.close()


async def test_a_tear_at_the_very_beginning_leaves_an_empty_log() -> None:
    """[L23]"""
    disk, _, paths = await _unsynced()
    disk.flip(paths[0], 80)
    log = _open(disk)
    assert (log.opening.ending, log.revision, list(log.replay())) == (Ending.TORN, 0, [])
    await log.close()


async def test_segments_that_are_known_to_be_on_the_disk_are_not_written_again() -> None:
    """[L26]"""
    disk = SimulatedDisk()
    log = Log.open(DIRECTORY, segment_bytes=SMALL, files=disk, seconds=100)
    author = Author(log)
    for number in range(40):
        await author.append(edit("/a", f"{number} " + "x" * 50))
    await crash(log, disk)
    touched: set[str] = set()
    disk.fail = lambda operation, path: touched.add(path.name) if operation == "write" else None
    log = Log.open(DIRECTORY, segment_bytes=SMALL, files=disk, seconds=100)
    last = header.segment_name(log.epoch, log.opening.survey.place.segment)
    assert touched == {last}
    disk.fail = lambda operation, path: None
    assert rebuild(log.replay()) == author.pages
    await log.close()


def test_a_file_that_changes_while_it_is_mended_is_noticed() -> None:
    """[L23]"""
    disk = SimulatedDisk()
    path = DIRECTORY / header.segment_name("ff" * 8, 1)
    disk.close(disk.create(path))
    with pytest.raises(OSError, match="has changed while it was read"):
        mend.lengthen(disk, DIRECTORY, "ff" * 8, mend.Place(0, 1, 64))
