"""Every operation of the disk fails once: whatever happens then, what was acknowledged is there afterwards."""

import asyncio
import contextlib
import errno
import random
from collections.abc import Callable

import pytest

from services.site_store.log import FsyncPolicy, Log, LogError, LogReadOnly
from tests.unit.site_store.log.model import DIRECTORY, Author, crash, edit, prefix, rebuild, snapshots
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, broken_disk, full_disk, power_off

SMALL = 1024
EDITS = 30
POLICIES = pytest.mark.parametrize("policy", list(FsyncPolicy))


def _open(disk: SimulatedDisk, policy: FsyncPolicy = FsyncPolicy.ALWAYS) -> Log:
    return Log.open(DIRECTORY, policy=policy, segment_bytes=SMALL, files=disk, seconds=0.001)


async def _use(author: Author) -> None:
    """Fills some segments and compacts twice, going on as long as the log lets it."""
    for number in range(EDITS):
        with contextlib.suppress(LogReadOnly):
            waiting = [
                author.submit(edit(f"/{number % 3}", f"{number}.{part}")) for part in range(number % 4)
            ]
            await author.append(edit("/a", str(number)), edit("/b", "x" * (number * 20)))
            await asyncio.gather(*waiting)
        if number in (10, 20):
            with contextlib.suppress(LogReadOnly):
                await author.log.compact(snapshots(author.pages))


async def _life(disk: SimulatedDisk, policy: FsyncPolicy) -> Author | None:
    """One life of a log, from opening to its end, whatever that is. None if it could not be opened."""
    try:
        log = _open(disk, policy)
    except LogError:
        return None
    author = Author(log)
    try:
        await _use(author)
        await log.close()
    except LogError:
        await crash(log, disk)
    return author


async def _check(disk: SimulatedDisk, author: Author | None, policy: FsyncPolicy, context: str) -> None:
    """The log holds everything that was acknowledged, nothing that was not submitted, and can be appended to."""
    log = _open(disk, policy)
    pages = rebuild(log.replay())
    records = _accepted(author)
    least = author.acknowledged if author else 0
    candidates = [prefix(records, count) for count in range(least, len(records) + 1)]
    assert pages in candidates, context
    second = Author(log)
    second.pages = pages
    await second.append(edit("/after", "x"))
    await log.close()
    log = _open(disk, policy)
    assert rebuild(log.replay()) == second.pages, context
    await log.close()


def _accepted(author: Author | None) -> list:
    return author.accepted if author else []


def _no_failure(operation: str, path: object) -> None:
    """All is well."""


Act = Callable[[str], None]


@POLICIES
@pytest.mark.parametrize("act", [broken_disk, full_disk], ids=["broken", "full"])
@pytest.mark.parametrize("operation", ["write", "sync", "rename", "create", "remove", "sync_directory"])
async def test_one_failure_of_any_operation_loses_nothing_acknowledged(
    policy: FsyncPolicy, act: Act, operation: str
) -> None:
    """[L19] [L20] [L30] The process ends as the log asks it to, and starts again."""
    nth, reached = 0, True
    while reached:
        nth += 1 if nth < 20 or operation != "write" else 7
        disk = SimulatedDisk()
        disk.fail = counter = Nth(nth, act, only=operation)
        author = await _life(disk, policy)
        reached = counter.has_happened
        disk.fail = _no_failure
        disk.kill()
        await _check(disk, author, policy, f"{operation} {nth}")
    assert nth > 3 or operation == "remove"


async def test_a_power_cut_at_any_operation_loses_nothing_acknowledged() -> None:
    """[L16] [L22] Sectors and names that were not synced are there or not, at random."""
    nth, reached = 0, True
    while reached:
        nth += 1 if nth < 40 else 3
        disk = SimulatedDisk()
        disk.fail = counter = Nth(nth, power_off, power_off)
        author = await _life(disk, FsyncPolicy.ALWAYS)
        reached = counter.has_happened
        disk.fail = _no_failure
        disk.lose_power(random.Random(nth))
        await _check(disk, author, FsyncPolicy.ALWAYS, f"operation {nth}")
    assert nth > 100


async def test_a_failed_sync_followed_by_a_power_cut_loses_nothing_acknowledged() -> None:
    """[L19] [L26] What the system dropped is not taken for written, not even by the next life of the log."""
    nth, reached = 0, True
    while reached:
        nth += 1
        disk = SimulatedDisk()
        disk.fail = counter = Nth(nth, broken_disk, only="sync")
        author = await _life(disk, FsyncPolicy.ALWAYS)
        reached = counter.has_happened
        disk.fail = _no_failure
        disk.kill()
        log = _open(disk)
        seen = rebuild(log.replay())
        await crash(log, disk)
        disk.lose_power(random.Random(nth))
        log = _open(disk)
        assert rebuild(log.replay()) == seen, f"sync {nth}"
        await crash(log, disk)
        await _check(disk, author, FsyncPolicy.ALWAYS, f"sync {nth}")
    assert nth > 30


@pytest.mark.parametrize("policy", [FsyncPolicy.EVERYSEC, FsyncPolicy.NO])
@pytest.mark.parametrize("seed", range(40))
async def test_without_a_sync_a_power_cut_leaves_a_prefix(policy: FsyncPolicy, seed: int) -> None:
    """[L11] [L16] Which may be shorter than what was acknowledged, but is never refused as corrupt."""
    chance = random.Random(seed)
    disk = SimulatedDisk()
    log = Log.open(DIRECTORY, policy=policy, segment_bytes=4096, files=disk, seconds=0.001)
    author = Author(log)
    for number in range(chance.randrange(1, 60)):
        await author.append(edit(f"/{number % 3}", "x" * chance.randrange(300)))
        if chance.random() < 0.2:
            await asyncio.sleep(0)
        if chance.random() < 0.05:
            await log.compact(snapshots(author.pages))
    await crash(log, disk)
    disk.lose_power(chance)
    author.acknowledged = 0
    await _check(disk, author, policy, f"seed {seed}")


async def test_an_error_that_is_no_oserror_breaks_the_log_as_well() -> None:
    """[L19]"""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    await author.append(edit("/a", "x"))

    def fail(what: str) -> None:
        raise MemoryError(errno.ENOMEM, what)

    disk.fail = Nth(1, fail, only="write")
    with pytest.raises(LogError, match="restart this process"):
        await author.append(edit("/a", "y"))
    await crash(log, disk)
