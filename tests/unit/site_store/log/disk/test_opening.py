"""Opening a directory as a log, and what the last life left in it."""

import errno
import random
from pathlib import Path

import pytest

from services.site_store.log import LogCorrupt, LogInUse, LogUnusable
from services.site_store.log.disk import header
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.manifest import MANIFEST
from tests.unit.site_store.log.disk.opening_scene import GROUPS, manifest_of, open_log, segment_of
from tests.unit.site_store.log.model import DIRECTORY, Author, build, crash, edit, rebuild
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, power_off


async def test_a_new_log_is_empty_and_has_an_epoch(tmp_path: Path) -> None:
    """[L1]"""
    log = open_log(Files(), directory=tmp_path / "data" / "site")
    assert (log.revision, list(log.replay())) == (0, [])
    assert header.parse_name(header.segment_name(log.epoch, 1))
    await log.close()
    again = open_log(Files(), directory=tmp_path / "data" / "site")
    assert again.epoch == log.epoch
    await again.close()


async def test_a_log_in_use_cannot_be_opened_again(tmp_path: Path) -> None:
    """[L1]"""
    log = open_log(Files(), directory=tmp_path)
    with pytest.raises(LogInUse, match="is in use by process"):
        open_log(Files(), directory=tmp_path)
    await log.close()
    await open_log(Files(), directory=tmp_path).close()


async def test_a_log_that_was_refused_is_not_kept_locked(tmp_path: Path) -> None:
    """[L1]"""
    await open_log(Files(), directory=tmp_path).close()
    (tmp_path / MANIFEST).write_bytes(b"damaged")
    for _ in range(2):
        with pytest.raises(LogCorrupt):
            open_log(Files(), directory=tmp_path)


@pytest.mark.parametrize(
    ("code", "hint"), [(errno.EACCES, "let this user"), (errno.ENOSPC, "make room"), (errno.EIO, "in order")]
)
def test_a_directory_that_cannot_be_used_is_reported_with_a_hint(code: int, hint: str) -> None:
    disk = SimulatedDisk()

    def fail(operation: str, path: Path) -> None:
        raise OSError(code, "simulated")

    disk.fail = fail
    with pytest.raises(LogUnusable, match=hint):
        open_log(disk)


def test_a_file_in_the_place_of_the_directory_is_reported(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(LogUnusable, match="name a directory"):
        open_log(Files(), directory=tmp_path / "site")


@pytest.mark.parametrize("nth", range(1, 12))
async def test_making_a_log_can_be_interrupted_anywhere(nth: int) -> None:
    """[L29] Without a manifest there is no log yet, and making it begins anew."""
    disk = SimulatedDisk()
    disk.fail = Nth(nth, power_off, power_off)
    try:
        await crash(open_log(disk), disk)
    except LogUnusable:
        pass
    disk.fail = lambda operation, path: None
    disk.lose_power(random.Random(nth))
    log = open_log(disk)
    await Author(log).append(edit("/a", "x"))
    await log.close()
    log = open_log(disk)
    assert rebuild(log.replay()) == {"/a": (1, ["x"])}
    await log.close()


async def test_an_orderly_stop_is_noted_and_the_note_removed_before_anything_is_appended() -> None:
    """[L25]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS, in_order=True)
    clean = manifest_of(disk).clean
    assert clean is not None
    assert clean.revision == 20
    log = open_log(disk)
    assert manifest_of(disk).clean is None
    await log.close()


@pytest.mark.parametrize("operation", ["write", "sync"])
async def test_what_is_replayed_has_reached_the_disk_whatever_the_last_life_left_in_memory(
    operation: str,
) -> None:
    """[L26] After a failed sync the system believes pages to be on the disk that are not."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await author.append(edit("/a", "1"))
    disk.fail = Nth(1, lambda what: (_ for _ in ()).throw(OSError(errno.EIO, what)), only=operation)
    assert await author.submit(edit("/a", "2"))
    await crash(log, disk)
    log = open_log(disk)
    seen = rebuild(log.replay())
    await crash(log, disk)
    disk.lose_power(random.Random(1))
    log = open_log(disk)
    assert rebuild(log.replay()) == seen
    assert seen == {"/a": (2, ["1", "2"])} if operation == "sync" else {"/a": (1, ["1"])}
    await log.close()


async def test_what_earlier_lives_left_behind_is_removed() -> None:
    """[L5] [L15]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    for name in ("x.tmp", header.snapshot_name(manifest_of(disk).epoch, 7)):
        disk.close(disk.create(DIRECTORY / name))
    await open_log(disk).close()
    assert disk.names(DIRECTORY) == [MANIFEST, segment_of(disk).name]


async def test_a_file_that_cannot_be_removed_does_no_harm() -> None:
    """[L5]"""
    disk = SimulatedDisk()
    await build(disk, GROUPS)
    disk.close(disk.create(DIRECTORY / "x.tmp"))
    disk.fail = Nth(1, lambda what: (_ for _ in ()).throw(OSError(errno.EPERM, what)), only="remove")
    await open_log(disk).close()
    assert "x.tmp" in disk.names(DIRECTORY)
