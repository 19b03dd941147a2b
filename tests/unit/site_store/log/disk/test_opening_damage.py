"""Opening a directory whose log is torn, corrupt or incomplete."""

import random

import pytest

from services.site_store.log import LogCorrupt, LogUnusable, Recover
from services.site_store.log.disk import header
from services.site_store.log.disk.manifest import MANIFEST
from services.site_store.log.disk.survey import Ending
from tests.unit.site_store.log.disk.opening_scene import (
    GROUPS,
    SMALL,
    end_of,
    manifest_of,
    open_log,
    segment_of,
)
from tests.unit.site_store.log.model import DIRECTORY, Author, build, crash, edit, prefix, rebuild, snapshots
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, power_off


async def test_a_torn_log_is_cut_and_a_copy_kept() -> None:
    """[L23]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    end = end_of(disk)
    disk.flip(segment_of(disk), end - 1)
    torn = disk.read(segment_of(disk))
    log = open_log(disk)
    assert log.opening.ending is Ending.TORN
    assert log.revision == 19
    assert rebuild(log.replay()) == prefix(records, 19)
    (kept,) = log.opening.torn_files
    assert torn[:end].endswith(disk.read(DIRECTORY / kept))
    assert disk.read(DIRECTORY / kept)
    await log.close()
    assert set(disk.read(segment_of(disk))[end - len(disk.read(DIRECTORY / kept)) :]) == {0}


async def test_a_log_goes_on_after_a_tear() -> None:
    """[L23] The revision that was lost is used again: nobody had been told of it."""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    disk.flip(segment_of(disk), end_of(disk) - 1)
    log = open_log(disk)
    list(log.replay())
    await Author(log).append(edit("/a", "after"))
    await log.close()
    log = open_log(disk)
    assert log.opening.ending is Ending.CLEAN
    assert rebuild(log.replay()) == prefix([*records[:19], edit("/a", "after")], 20)
    await log.close()


async def test_a_file_that_was_cut_short_gets_its_length_back() -> None:
    """[L23]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    file = disk.files[segment_of(disk)]
    del file.seen[end_of(disk) :]
    log = open_log(disk)
    assert (log.opening.ending, log.opening.torn_files) == (Ending.TORN, [])
    assert rebuild(log.replay()) == prefix(records, 20)
    assert len(file.seen) == SMALL
    await log.close()


@pytest.mark.parametrize("nth", range(1, 12))
async def test_mending_a_tear_can_be_interrupted_anywhere(nth: int) -> None:
    """[L23]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    disk.flip(segment_of(disk), end_of(disk) - 1)
    disk.fail = Nth(nth, power_off, power_off)
    try:
        await crash(open_log(disk), disk)
    except LogUnusable:
        pass
    disk.fail = lambda operation, path: None
    disk.lose_power(random.Random(nth))
    log = open_log(disk)
    assert rebuild(log.replay()) == prefix(records, 19)
    await log.close()


async def test_a_corrupt_log_is_refused_with_directions_and_left_alone() -> None:
    """[L24]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    path = segment_of(disk)
    disk.flip(path, 200)
    before = {path: bytes(file.seen) for path, file in disk.files.items()}
    with pytest.raises(LogCorrupt) as refused:
        open_log(disk)
    message = str(refused.value)
    assert (
        f"{path} at offset 180, where revision 3 was due: the checksum of the group does not match" in message
    )
    assert "python -m services.site_store.log.examine /log" in message
    assert "keep revisions up to 2 with `--repair=prefix`" in message
    assert {path: bytes(file.seen) for path, file in disk.files.items()} == before


async def test_without_a_manifest_a_log_is_refused_and_can_be_put_together_again() -> None:
    """[L29]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    disk.remove(DIRECTORY / MANIFEST)
    with pytest.raises(LogCorrupt, match=r"MANIFEST cannot be read: it is missing.*--repair=prefix"):
        open_log(disk)
    log = open_log(disk, recover=Recover.PREFIX)
    assert rebuild(log.replay()) == prefix(records, 20)
    await log.close()
    await open_log(disk).close()


async def test_a_manifest_is_put_together_with_the_snapshots_there_are() -> None:
    """[L29]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    for number in range(3):
        for text in range(10):
            await author.append(edit(f"/{number}", str(text)))
        await log.compact(snapshots(author.pages))
    await author.append(edit("/a", "tail"))
    await log.close()
    bases = manifest_of(disk).bases
    disk.flip(DIRECTORY / MANIFEST, 30)
    log = open_log(disk, recover=Recover.SKIP)
    assert rebuild(log.replay()) == author.pages
    assert manifest_of(disk).bases == bases
    await log.close()


async def test_files_of_two_logs_without_a_manifest_are_not_guessed_about() -> None:
    """[L29]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    disk.files[DIRECTORY / header.segment_name("ff" * 8, 1)] = disk.files[segment_of(disk)]
    disk.remove(DIRECTORY / MANIFEST)
    with pytest.raises(LogCorrupt, match="files of 2 epochs"):
        open_log(disk, recover=Recover.PREFIX)


async def test_an_unreadable_snapshot_is_replaced_by_the_one_before_it() -> None:
    """[L15] Nothing is lost."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    for _ in range(2):
        await author.append(edit("/a", "x"), edit("/b", "y"))
        await log.compact(snapshots(author.pages))
    await author.append(edit("/a", "tail"))
    await crash(log, disk)
    newest = DIRECTORY / header.snapshot_name(log.epoch, 4)
    disk.flip(newest, 100)
    log = open_log(disk)
    assert [bad.file for bad in log.opening.survey.bad_snapshots] == [newest.name]
    assert rebuild(log.replay()) == author.pages
    assert manifest_of(disk).bases[0].revision == 2
    assert not disk.exists(newest)
    await log.close()


async def test_without_any_whole_snapshot_a_log_is_refused() -> None:
    """[L15] [L28] There is no prefix, but what is whole can be kept."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    for route in ("/a", "/b", "/c"):
        await author.append(edit(route, "x"))
        await log.compact(snapshots(author.pages))
    await author.append(edit("/d", "tail"))
    await log.close()
    for revision in (2, 3):
        disk.flip(DIRECTORY / header.snapshot_name(log.epoch, revision), -1)
    with pytest.raises(LogCorrupt, match="or keep everything that is whole with `--repair=skip`"):
        open_log(disk)
    with pytest.raises(LogCorrupt, match="no snapshot in /log is whole"):
        open_log(disk, recover=Recover.PREFIX)
    log = open_log(disk, recover=Recover.SKIP)
    assert rebuild(log.replay()) == author.pages
    await log.close()
