"""Group commit and inline writing: bounds, broken disks, threads and loops."""

import asyncio
import errno
import threading
from pathlib import Path

import pytest

from services.site_store.log import FsyncPolicy, LogBroken, LogFull
from services.site_store.log.disk import group
from tests.unit.site_store.log.commit_scene import fail_with, gated, open_log
from tests.unit.site_store.log.model import Author, crash, edit, rebuild, until
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, broken_disk


async def test_what_waits_for_the_disk_becomes_one_group() -> None:
    """[L17]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)
    futures = [author.submit(edit("/a", str(number))) for number in range(20)]
    assert (log.stats.waiting_records, author.acknowledged) == (21, 0)
    gate.open()
    assert await asyncio.gather(*futures) == [None] * 20
    assert log.stats.groups_written == 2
    await log.close()


async def test_a_group_has_at_most_1000_records_unless_they_were_submitted_together() -> None:
    """[L17] A submission is never divided: it is there whole or not at all."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)
    sizes = [600, 399, 2, 998, 1500, 1]
    futures = [author.submit(*[edit("/a", "x")] * size) for size in sizes]
    gate.open()
    await asyncio.gather(*futures)
    # The first record; 600 + 399; 2 + 998; 1500; 1.
    assert log.stats.groups_written == 5
    await log.close()


async def test_a_group_has_at_most_4_mib_unless_one_submission_has_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[L17]"""
    monkeypatch.setattr("services.site_store.log.flusher.MAX_GROUP_BYTES", 1000)
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)
    futures = [author.submit(edit("/a", "x" * size)) for size in (400, 400, 400, 2000, 1)]
    gate.open()
    await asyncio.gather(*futures)
    # The first record; 400 + 400; 400; 2000; 1.
    assert log.stats.groups_written == 5
    await log.close()


async def test_too_much_waiting_is_refused_until_some_of_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[L18]"""
    monkeypatch.setattr("services.site_store.log.commit.MAX_WAITING_BYTES", 1000)
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)
    waiting = author.submit(edit("/a", "x" * 800))
    with pytest.raises(LogFull, match="1000 may; try again shortly"):
        author.submit(edit("/a", "y" * 800))
    assert log.revision == 2
    gate.open()
    await waiting
    await author.append(edit("/a", "y" * 800))
    assert [text[:1] for text in author.pages["/a"][1]] == ["f", "x", "y"]
    await log.close()


@pytest.mark.parametrize(
    ("policy", "operation"),
    [*((policy, "write") for policy in FsyncPolicy), (FsyncPolicy.ALWAYS, "sync")],
)
async def test_after_a_failed_write_or_sync_nothing_is_acknowledged_any_more(
    policy: FsyncPolicy, operation: str
) -> None:
    """[L19] It is not tried again: a second sync would claim success for pages that the system has dropped."""
    disk = SimulatedDisk()
    log = open_log(disk, policy, seconds=100)
    author = Author(log)
    await author.append(edit("/a", "good"))
    disk.fail = counter = Nth(1, broken_disk, only=operation)
    with pytest.raises(LogBroken, match="restart this process"):
        await author.append(edit("/a", "bad"))
    with pytest.raises(LogBroken):
        author.submit(edit("/a", "later"))
    assert isinstance(log.broken, LogBroken)
    assert author.acknowledged == 1
    with pytest.raises(LogBroken):
        await log.close()
    assert counter.count == 1
    disk.kill()


async def test_everything_that_waits_hears_of_a_failed_sync() -> None:
    """[L19]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)
    futures = [author.submit(edit("/a", str(number))) for number in range(3)]
    disk.fail = Nth(1, broken_disk, only="sync")
    gate.open()
    errors = await asyncio.gather(*futures)
    assert [type(error) for error in errors] == [LogBroken] * 3
    assert (log.stats.waiting_records, log.stats.waiting_bytes) == (0, 0)
    with pytest.raises(LogBroken):
        await log.close()


@pytest.mark.parametrize("policy", [FsyncPolicy.EVERYSEC, FsyncPolicy.NO])
async def test_a_sync_in_the_background_that_fails_breaks_the_log(policy: FsyncPolicy) -> None:
    """[L19] `no` syncs only segments that are full."""
    disk = SimulatedDisk()
    log = open_log(disk, policy)
    author = Author(log)

    def fail(operation: str, path: Path) -> None:
        if operation == "sync" and path.suffix != ".tmp":
            fail_with(errno.EIO, operation)

    disk.fail = fail
    with pytest.raises(LogBroken):
        while True:
            await author.append(edit("/a", "x" * 500))
            await asyncio.sleep(0)
    with pytest.raises(LogBroken):
        await log.close()


async def test_everysec_syncs_in_the_background() -> None:
    """[L16]"""
    disk = SimulatedDisk()
    log = open_log(disk, FsyncPolicy.EVERYSEC)
    await Author(log).append(edit("/a", "the body"))
    await until(lambda: any(b"the body" in file.kept for file in disk.files.values()))
    await log.close()


async def test_no_syncs_segments_when_they_are_full() -> None:
    """[L16] So not more than the last of them is in doubt after a power cut."""
    disk = SimulatedDisk()
    log = open_log(disk, FsyncPolicy.NO)
    author = Author(log)
    while log.stats.syncs < 2:
        author.submit(edit("/a", "x" * 1000))
        await asyncio.sleep(0)
    await log.close()


async def test_an_acknowledgement_that_raises_does_not_keep_others_from_theirs() -> None:
    """[L17]"""
    log = open_log(SimulatedDisk())
    author = Author(log)

    def defective(error: Exception | None) -> None:
        raise RuntimeError("a defect of the caller")

    log.submit([edit("/a", "x")], defective)
    assert await author.submit(edit("/a", "y")) is None
    await log.close()


def test_a_loop_that_ends_before_the_log_is_closed_leaves_a_sound_log() -> None:
    """[L22]"""
    disk = SimulatedDisk()

    async def append() -> list[str]:
        log = open_log(disk)
        author = Author(log)
        await author.append(edit("/a", "x"))
        author.submit(edit("/a", "y"))
        return []

    asyncio.run(append())
    for thread in threading.enumerate():
        if thread.name == "log-flusher":
            thread.join(0)
    disk.kill()

    async def read() -> list[str]:
        log = open_log(disk)
        pages = rebuild(log.replay())
        await log.close()
        return pages["/a"][1]

    assert asyncio.run(read()) in (["x"], ["x", "y"])


async def test_groups_carry_what_was_synced_before_them() -> None:
    """[L11]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    for number in range(5):
        await author.append(edit("/a", str(number)))
    found = log.opening.survey
    await crash(log, disk)
    (path,) = [
        path for path in disk.files if path.name.startswith("seg-") and b"/a4" in disk.files[path].seen
    ]
    data = disk.read(path)
    mark = data[64:68]
    starts = [at for at in range(len(data)) if data[at : at + 4] == mark and at >= 64]
    synced = [group._HEAD.unpack_from(data, at)[5] for at in starts]
    assert synced == [0, 1, 2, 3, 4]
    assert found.place.revision == 0
