"""Opening a directory as a log."""

import errno
import random
from pathlib import Path

import pytest

from services.site_store.log import (
    Log,
    LogCorrupt,
    LogInUse,
    LogUnusable,
    Recover,
)
from services.site_store.log.disk import header, manifest
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.manifest import MANIFEST, Manifest
from services.site_store.log.disk.survey import Ending
from tests.unit.site_store.log.model import DIRECTORY, Author, build, crash, edit, prefix, rebuild, snapshots
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, power_off

SMALL = 8192
GROUPS = [[edit("/a", f"{number}")] for number in range(1, 21)]


def _open(disk: Files, *, recover: Recover = Recover.REFUSE, directory: Path = DIRECTORY) -> Log:
    return Log.open(directory, segment_bytes=SMALL, recover=recover, files=disk, seconds=100)


def _manifest(disk: SimulatedDisk) -> Manifest:
    decoded = manifest.decode(disk.read(DIRECTORY / MANIFEST))
    assert isinstance(decoded, Manifest)
    return decoded


def _segment(disk: SimulatedDisk) -> Path:
    return DIRECTORY / header.segment_name(_manifest(disk).epoch, 1)


def _end(disk: SimulatedDisk) -> int:
    return len(disk.read(_segment(disk)).rstrip(b"\0"))


async def test_a_new_log_is_empty_and_has_an_epoch(tmp_path: Path) -> None:
    """[L1]"""
    log = _open(Files(), directory=tmp_path / "data" / "site")
    assert (log.revision, list(log.replay())) == (0, [])
    assert header.parse_name(header.segment_name(log.epoch, 1))
    await log.close()
    again = _open(Files(), directory=tmp_path / "data" / "site")
    assert again.epoch == log.epoch
    await again.close()


async def test_a_log_in_use_cannot_be_opened_again(tmp_path: Path) -> None:
    """[L1]"""
    log = _open(Files(), directory=tmp_path)
    with pytest.raises(LogInUse, match="is in use by process"):
        _open(Files(), directory=tmp_path)
    await log.close()
    await _open(Files(), directory=tmp_path).close()


async def test_a_log_that_was_refused_is_not_kept_locked(tmp_path: Path) -> None:
    """[L1]"""
    await _open(Files(), directory=tmp_path).close()
    (tmp_path / MANIFEST).write_bytes(b"damaged")
    for _ in range(2):
        with pytest.raises(LogCorrupt):
            _open(Files(), directory=tmp_path)


@pytest.mark.parametrize(
    ("code", "hint"), [(errno.EACCES, "let this user"), (errno.ENOSPC, "make room"), (errno.EIO, "in order")]
)
def test_a_directory_that_cannot_be_used_is_reported_with_a_hint(code: int, hint: str) -> None:
    disk = SimulatedDisk()

    def fail(operation: str, path: Path) -> None:
        raise OSError(code, "simulated")

    disk.fail = fail
    with pytest.raises(LogUnusable, match=hint):
        _open(disk)


def test_a_file_in_the_place_of_the_directory_is_reported(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(LogUnusable, match="name a directory"):
        _open(Files(), directory=tmp_path / "site")


@pytest.mark.parametrize("nth", range(1, 12))
async def test_making_a_log_can_be_interrupted_anywhere(nth: int) -> None:
    """[L29] Without a manifest there is no log yet, and making it begins anew."""
    disk = SimulatedDisk()
    disk.fail = Nth(nth, power_off, power_off)
    try:
        await crash(_open(disk), disk)
    except LogUnusable:
        pass
    disk.fail = lambda operation, path: None
    disk.lose_power(random.Random(nth))
    log = _open(disk)
    await Author(log).append(edit("/a", "x"))
    await log.close()
    log = _open(disk)
    assert rebuild(log.replay()) == {"/a": (1, ["x"])}
    await log.close()


async def test_a_torn_log_is_cut_and_a_copy_kept() -> None:
    """[L23]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    end = _end(disk)
    disk.flip(_segment(disk), end - 1)
    torn = disk.read(_segment(disk))
    log = _open(disk)
    assert log.opening.ending is Ending.TORN
    assert log.revision == 19
    assert rebuild(log.replay()) == prefix(records, 19)
    (kept,) = log.opening.torn_files
    assert torn[:end].endswith(disk.read(DIRECTORY / kept))
    assert disk.read(DIRECTORY / kept)
    await log.close()
    assert set(disk.read(_segment(disk))[end - len(disk.read(DIRECTORY / kept)) :]) == {0}


async def test_a_log_goes_on_after_a_tear() -> None:
    """[L23] The revision that was lost is used again: nobody had been told of it."""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    disk.flip(_segment(disk), _end(disk) - 1)
    log = _open(disk)
    list(log.replay())
    await Author(log).append(edit("/a", "after"))
    await log.close()
    log = _open(disk)
    assert log.opening.ending is Ending.CLEAN
    assert rebuild(log.replay()) == prefix([*records[:19], edit("/a", "after")], 20)
    await log.close()


async def test_a_file_that_was_cut_short_gets_its_length_back() -> None:
    """[L23]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    file = disk.files[_segment(disk)]
    del file.seen[_end(disk) :]
    log = _open(disk)
    assert (log.opening.ending, log.opening.torn_files) == (Ending.TORN, [])
    assert rebuild(log.replay()) == prefix(records, 20)
    assert len(file.seen) == SMALL
    await log.close()


@pytest.mark.parametrize("nth", range(1, 12))
async def test_mending_a_tear_can_be_interrupted_anywhere(nth: int) -> None:
    """[L23]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    disk.flip(_segment(disk), _end(disk) - 1)
    disk.fail = Nth(nth, power_off, power_off)
    try:
        await crash(_open(disk), disk)
    except LogUnusable:
        pass
    disk.fail = lambda operation, path: None
    disk.lose_power(random.Random(nth))
    log = _open(disk)
    assert rebuild(log.replay()) == prefix(records, 19)
    await log.close()


async def test_a_corrupt_log_is_refused_with_directions_and_left_alone() -> None:
    """[L24]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    path = _segment(disk)
    disk.flip(path, 200)
    before = {path: bytes(file.seen) for path, file in disk.files.items()}
    with pytest.raises(LogCorrupt) as refused:
        _open(disk)
    message = str(refused.value)
    assert (
        f"{path} at offset 180, where revision 3 was due: the checksum of the group does not match" in message
    )
    assert "python -m services.site_store.log.examine /log" in message
    assert "keep revisions up to 2 with `--repair=prefix`" in message
    assert {path: bytes(file.seen) for path, file in disk.files.items()} == before


async def test_an_orderly_stop_is_noted_and_the_note_removed_before_anything_is_appended() -> None:
    """[L25]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS, in_order=True)
    clean = _manifest(disk).clean
    assert clean is not None
    assert clean.revision == 20
    log = _open(disk)
    assert _manifest(disk).clean is None
    await log.close()


@pytest.mark.parametrize("operation", ["write", "sync"])
async def test_what_is_replayed_has_reached_the_disk_whatever_the_last_life_left_in_memory(
    operation: str,
) -> None:
    """[L26] After a failed sync the system believes pages to be on the disk that are not."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    await author.append(edit("/a", "1"))
    disk.fail = Nth(1, lambda what: (_ for _ in ()).throw(OSError(errno.EIO, what)), only=operation)
    assert await author.submit(edit("/a", "2"))
    await crash(log, disk)
    log = _open(disk)
    seen = rebuild(log.replay())
    await crash(log, disk)
    disk.lose_power(random.Random(1))
    log = _open(disk)
    assert rebuild(log.replay()) == seen
    assert seen == {"/a": (2, ["1", "2"])} if operation == "sync" else {"/a": (1, ["1"])}
    await log.close()


async def test_without_a_manifest_a_log_is_refused_and_can_be_put_together_again() -> None:
    """[L29]"""
    disk = SimulatedDisk()
    records = await build(disk, GROUPS)
    disk.remove(DIRECTORY / MANIFEST)
    with pytest.raises(LogCorrupt, match=r"MANIFEST cannot be read: it is missing.*--repair=prefix"):
        _open(disk)
    log = _open(disk, recover=Recover.PREFIX)
    assert rebuild(log.replay()) == prefix(records, 20)
    await log.close()
    await _open(disk).close()


async def test_a_manifest_is_put_together_with_the_snapshots_there_are() -> None:
    """[L29]"""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    for number in range(3):
        for text in range(10):
            await author.append(edit(f"/{number}", str(text)))
        await log.compact(snapshots(author.pages))
    await author.append(edit("/a", "tail"))
    await log.close()
    bases = _manifest(disk).bases
    disk.flip(DIRECTORY / MANIFEST, 30)
    log = _open(disk, recover=Recover.SKIP)
    assert rebuild(log.replay()) == author.pages
    assert _manifest(disk).bases == bases
    await log.close()


async def test_files_of_two_logs_without_a_manifest_are_not_guessed_about() -> None:
    """[L29]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    disk.files[DIRECTORY / header.segment_name("ff" * 8, 1)] = disk.files[_segment(disk)]
    disk.remove(DIRECTORY / MANIFEST)
    with pytest.raises(LogCorrupt, match="files of 2 epochs"):
        _open(disk, recover=Recover.PREFIX)


async def test_an_unreadable_snapshot_is_replaced_by_the_one_before_it() -> None:
    """[L15] Nothing is lost."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    for _ in range(2):
        await author.append(edit("/a", "x"), edit("/b", "y"))
        await log.compact(snapshots(author.pages))
    await author.append(edit("/a", "tail"))
    await crash(log, disk)
    newest = DIRECTORY / header.snapshot_name(log.epoch, 4)
    disk.flip(newest, 100)
    log = _open(disk)
    assert [bad.file for bad in log.opening.survey.bad_snapshots] == [newest.name]
    assert rebuild(log.replay()) == author.pages
    assert _manifest(disk).bases[0].revision == 2
    assert not disk.exists(newest)
    await log.close()


async def test_without_any_whole_snapshot_a_log_is_refused() -> None:
    """[L15] [L28] There is no prefix, but what is whole can be kept."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    for route in ("/a", "/b", "/c"):
        await author.append(edit(route, "x"))
        await log.compact(snapshots(author.pages))
    await author.append(edit("/d", "tail"))
    await log.close()
    for revision in (2, 3):
        disk.flip(DIRECTORY / header.snapshot_name(log.epoch, revision), -1)
    with pytest.raises(LogCorrupt, match="or keep everything that is whole with `--repair=skip`"):
        _open(disk)
    with pytest.raises(LogCorrupt, match="no snapshot in /log is whole"):
        _open(disk, recover=Recover.PREFIX)
    log = _open(disk, recover=Recover.SKIP)
    assert rebuild(log.replay()) == author.pages
    await log.close()


async def test_what_earlier_lives_left_behind_is_removed() -> None:
    """[L5] [L15]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    for name in ("x.tmp", header.snapshot_name(_manifest(disk).epoch, 7)):
        disk.close(disk.create(DIRECTORY / name))
    await _open(disk).close()
    assert disk.names(DIRECTORY) == [MANIFEST, _segment(disk).name]


async def test_a_file_that_cannot_be_removed_does_no_harm() -> None:
    """[L5]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    disk.close(disk.create(DIRECTORY / "x.tmp"))
    disk.fail = Nth(1, lambda what: (_ for _ in ()).throw(OSError(errno.EPERM, what)), only="remove")
    await _open(disk).close()
    assert "x.tmp" in disk.names(DIRECTORY)
