"""Compactions that are cancelled, closed, out of room or out of power, and what is left of the log."""

import asyncio
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from services.site_store.log import (
    CompactionFailed,
    FsyncPolicy,
    LogBroken,
    LogClosed,
)
from services.site_store.log.errors import LogUnusable
from tests.unit.site_store.log.compact_scene import POLICIES, numbers, open_log, replayed, write
from tests.unit.site_store.log.model import DIRECTORY, Author, crash, edit, prefix, snapshots
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, broken_disk, full_disk, power_off


async def test_closing_ends_a_compaction() -> None:
    """[L30]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await write(author, 10)
    closing: list[asyncio.Task[None]] = []

    def pages() -> Iterator[tuple[str, int, bytes]]:
        yield from snapshots(author.pages)
        closing.append(asyncio.get_running_loop().create_task(log.close()))
        while True:
            yield "/again", 1, b"[]" * 100_000

    with pytest.raises(LogClosed):
        await log.compact(pages())
    await closing[0]
    assert numbers(disk, "snap") == []
    assert await replayed(disk) == author.pages


async def test_a_cancelled_compaction_leaves_the_log_as_it_was() -> None:
    """[L30]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await write(author, 10)
    task: asyncio.Task[object] | None = None

    def pages() -> Iterator[tuple[str, int, bytes]]:
        for _ in range(10):
            yield "/a", 1, b"[]" * 200_000
            assert task is not None
            task.cancel()

    task = asyncio.create_task(log.compact(pages()))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert numbers(disk, "snap") == []
    await author.append(edit("/a", "after"))
    await log.compact(snapshots(author.pages))
    await log.close()
    assert await replayed(disk) == author.pages


async def test_a_defect_of_the_caller_leaves_the_log_as_it_was() -> None:
    """[L30]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await write(author, 10)

    def pages() -> Iterator[tuple[str, int, bytes]]:
        yield from snapshots(author.pages)
        raise RuntimeError("a defect")

    with pytest.raises(RuntimeError, match="a defect"):
        await log.compact(pages())
    assert [name for name in disk.names(DIRECTORY) if "snap" in name] == []
    await author.append(edit("/a", "after"))
    await log.close()
    assert await replayed(disk) == author.pages


def _unless_of_a_segment(counter: Nth, operation: str, path: Path) -> None:
    if not path.name.startswith("seg-"):
        counter(operation, path)


async def test_a_compaction_on_a_full_disk_fails_and_the_log_goes_on() -> None:
    """[L20] [L30]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await write(author, 10)
    nth = 1
    while True:
        counter = Nth(nth, full_disk, only="write")
        # The next segment is made at the same time, by a thread of its own.
        disk.fail = partial(_unless_of_a_segment, counter)
        try:
            await log.compact(snapshots(author.pages))
        except CompactionFailed:
            assert [name for name in disk.names(DIRECTORY) if "snap" in name] == []
            await author.append(edit("/a", f"after {nth}"))
            nth += 1
        else:
            break
        finally:
            disk.fail = lambda operation, path: None
    assert not counter.has_happened
    assert nth > 4
    await log.close()
    assert await replayed(disk) == author.pages


async def test_a_manifest_that_may_or_may_not_have_been_swapped_breaks_the_log() -> None:
    """[L19] [L30]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await write(author, 10)

    def fail(operation: str, path: Path) -> None:
        if operation == "rename" and path.name == "MANIFEST":
            broken_disk(operation)

    disk.fail = fail
    with pytest.raises(LogBroken):
        await log.compact(snapshots(author.pages))
    with pytest.raises(LogBroken):
        await log.compact(snapshots(author.pages))
    with pytest.raises(LogBroken):
        author.submit(edit("/a", "after"))
    await crash(log, disk)
    assert await replayed(disk) == author.pages


@POLICIES
async def test_a_crash_at_any_step_of_a_compaction_loses_nothing(policy: FsyncPolicy) -> None:
    """[L30] The process dies at every operation; and with `always`, the power is cut as well."""
    nth, reached = 0, True
    while reached:
        nth += 1
        disk = SimulatedDisk()
        log = open_log(disk, policy)
        author = Author(log)
        await write(author, 40)
        await log.compact(snapshots(author.pages))
        await write(author, 40)
        disk.fail = counter = Nth(nth, power_off, power_off)
        during = []
        try:
            if nth % 2:
                during.append(author.submit(edit("/1", "during")))
            await log.compact(snapshots(author.pages))
        except (CompactionFailed, LogBroken):
            pass
        reached = counter.has_happened
        await asyncio.gather(*during)
        await crash(log, disk)
        if policy is FsyncPolicy.ALWAYS:
            disk.lose_power(random.Random(nth))
        pages = await replayed(disk)
        assert pages in (author.pages, prefix(author.submitted, len(author.submitted))), f"operation {nth}"
    assert nth > 10


async def test_a_log_that_cannot_even_be_opened_says_so() -> None:
    """[L30]"""
    disk = SimulatedDisk()
    disk.fail = Nth(1, full_disk, full_disk)
    with pytest.raises(LogUnusable):
        open_log(disk)
