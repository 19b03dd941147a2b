"""Group commit and inline writing: bounds, full disks and broken ones."""

import asyncio
import errno
import threading
from pathlib import Path

import pytest

from services.site_store.log import FsyncPolicy, Log, LogBroken, LogFull, LogReadOnly
from services.site_store.log.disk import group
from tests.unit.site_store.log.model import DIRECTORY, Author, crash, edit, rebuild, until
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, broken_disk

SMALL = 4096
POLICIES = pytest.mark.parametrize("policy", list(FsyncPolicy))


class Gate:
    """Holds the flusher at its next sync until it is opened."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.reached = asyncio.Event()
        self._loop = loop
        self._open = threading.Event()

    def __call__(self, operation: str, path: Path) -> None:
        if operation == "sync" and threading.current_thread().name == "log-flusher":
            self._loop.call_soon_threadsafe(self.reached.set)
            self._open.wait()

    def open(self) -> None:
        self._open.set()


def _open(disk: SimulatedDisk, policy: FsyncPolicy = FsyncPolicy.ALWAYS, *, seconds: float = 0.001) -> Log:
    return Log.open(DIRECTORY, policy=policy, segment_bytes=SMALL, files=disk, seconds=seconds)


async def _gated(disk: SimulatedDisk, log: Log, author: Author) -> Gate:
    """Returns when the first group is being synced."""
    disk.fail = gate = Gate(asyncio.get_running_loop())
    author.submit(edit("/a", "first"))
    await gate.reached.wait()
    return gate


async def test_what_waits_for_the_disk_becomes_one_group() -> None:
    """[L17]"""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)
    futures = [author.submit(edit("/a", str(number))) for number in range(20)]
    assert (log.stats.waiting_records, author.acknowledged) == (21, 0)
    gate.open()
    assert await asyncio.gather(*futures) == [None] * 20
    assert log.stats.groups_written == 2
    await log.close()


async def test_a_group_has_at_most_1000_records_unless_they_were_submitted_together() -> None:
    """[L17] A submission is never divided: it is there whole or not at all."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)
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
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)
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
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)
    waiting = author.submit(edit("/a", "x" * 800))
    with pytest.raises(LogFull, match="1000 may; try again shortly"):
        author.submit(edit("/a", "y" * 800))
    assert log.revision == 2
    gate.open()
    await waiting
    await author.append(edit("/a", "y" * 800))
    assert [text[:1] for text in author.pages["/a"][1]] == ["f", "x", "y"]
    await log.close()


def _raise(code: int, operation: str) -> None:
    raise OSError(code, "simulated", operation)


@pytest.mark.parametrize(
    ("policy", "operation"),
    [*((policy, "write") for policy in FsyncPolicy), (FsyncPolicy.ALWAYS, "sync")],
)
async def test_after_a_failed_write_or_sync_nothing_is_acknowledged_any_more(
    policy: FsyncPolicy, operation: str
) -> None:
    """[L19] It is not tried again: a second sync would claim success for pages that the system has dropped."""
    disk = SimulatedDisk()
    log = _open(disk, policy, seconds=100)
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
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)
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
    log = _open(disk, policy)
    author = Author(log)

    def fail(operation: str, path: Path) -> None:
        if operation == "sync" and path.suffix != ".tmp":
            _raise(errno.EIO, operation)

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
    log = _open(disk, FsyncPolicy.EVERYSEC)
    await Author(log).append(edit("/a", "the body"))
    await until(lambda: any(b"the body" in file.kept for file in disk.files.values()))
    await log.close()


async def test_no_syncs_segments_when_they_are_full() -> None:
    """[L16] So not more than the last of them is in doubt after a power cut."""
    disk = SimulatedDisk()
    log = _open(disk, FsyncPolicy.NO)
    author = Author(log)
    while log.stats.syncs < 2:
        author.submit(edit("/a", "x" * 1000))
        await asyncio.sleep(0)
    await log.close()


# -- full disks -----------------------------------------------------------------------------------------------------


def _no_new_files(operation: str, path: Path) -> None:
    if operation == "create":
        _raise(errno.ENOSPC, operation)


async def _fill(author: Author) -> LogReadOnly:
    for _ in range(100):
        try:
            await author.append(edit("/a", "x" * 500))
        except LogReadOnly as error:
            return error
    raise AssertionError("the log never became full")


@POLICIES
async def test_on_a_full_disk_the_log_is_read_only_and_comes_back_by_itself(policy: FsyncPolicy) -> None:
    """[L20]"""
    disk = SimulatedDisk()
    log = _open(disk, policy)
    author = Author(log)
    disk.fail = _no_new_files
    error = await _fill(author)
    assert "the log cannot grow: simulated" in str(error)
    acknowledged = author.acknowledged
    assert (log.revision, log.is_read_only, log.broken) == (acknowledged, True, None)
    with pytest.raises(LogReadOnly):
        await author.append(edit("/a", "not even this"))
    assert log.revision == acknowledged
    disk.fail = lambda operation, path: None
    await until(lambda: not log.is_read_only)
    await author.append(edit("/a", "after"))
    assert author.acknowledged == acknowledged + 1
    await log.close()
    log = _open(disk, policy)
    assert rebuild(log.replay()) == author.pages
    await log.close()


async def test_on_a_full_disk_everything_that_waits_is_given_back() -> None:
    """[L20] Nothing of it was written, and its revisions are used again."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)

    futures = [author.submit(edit("/a", "x" * 3900)), *(author.submit(edit("/a", "y")) for _ in range(1500))]
    disk.fail = _no_new_files
    gate.open()
    errors = await asyncio.gather(*futures)
    assert {type(error) for error in errors} == {LogReadOnly}
    assert (log.revision, author.acknowledged, log.stats.waiting_records) == (1, 1, 0)
    disk.fail = lambda operation, path: None
    await until(lambda: not log.is_read_only)
    await author.append(edit("/a", "after"))
    assert author.pages == {"/a": (2, ["first", "after"])}
    await log.close()
    log = _open(disk)
    assert rebuild(log.replay()) == author.pages
    await log.close()


async def test_what_would_have_had_room_is_given_back_with_what_came_before_it() -> None:
    """[L8] [L20] Its revision would be another than the one that was told."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)
    large, small = author.submit(*[edit("/a", "x")] * 1000), author.submit(edit("/a", "y"))
    disk.fail = _no_new_files
    gate.open()
    assert [type(await future) for future in (large, small)] == [LogReadOnly] * 2
    disk.fail = lambda operation, path: None
    await log.close()
    log = _open(disk)
    assert rebuild(log.replay()) == {"/a": (1, ["first"])}
    await log.close()


@POLICIES
async def test_a_group_that_needs_more_than_a_segment_is_refused_on_a_full_disk(policy: FsyncPolicy) -> None:
    """[L20] [L5] And taken when there is room."""
    disk = SimulatedDisk()
    log = _open(disk, policy)
    author = Author(log)
    await author.append(edit("/a", "small"))
    is_full = True

    def fail(operation: str, path: Path) -> None:
        if is_full and operation == "write" and len(disk.files[path].seen) >= SMALL:
            _raise(errno.ENOSPC, operation)

    disk.fail = fail
    with pytest.raises(LogReadOnly):
        await author.append(edit("/a", "x" * 10_000))
    assert log.broken is None
    is_full = False
    await author.append(edit("/a", "y" * 10_000))
    await author.append(edit("/a", "after"))
    await log.close()
    log = _open(disk, policy)
    assert rebuild(log.replay()) == author.pages
    assert [text[:5] for text in author.pages["/a"][1]] == ["small", "yyyyy", "after"]
    await log.close()


async def test_a_log_can_be_closed_while_the_disk_is_full() -> None:
    """[L20] [L25] Only without the mark."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    disk.fail = _no_new_files
    await _fill(author)
    await log.close()
    disk.fail = lambda operation, path: None
    log = _open(disk)
    assert log.opening.survey.manifest.clean is None
    assert rebuild(log.replay()) == author.pages
    await log.close()


# -- threads and loops ----------------------------------------------------------------------------------------------


async def test_an_acknowledgement_that_raises_does_not_keep_others_from_theirs() -> None:
    """[L17]"""
    log = _open(SimulatedDisk())
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
        log = _open(disk)
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
        log = _open(disk)
        pages = rebuild(log.replay())
        await log.close()
        return pages["/a"][1]

    assert asyncio.run(read()) in (["x"], ["x", "y"])


async def test_groups_carry_what_was_synced_before_them() -> None:
    """[L11]"""
    disk = SimulatedDisk()
    log = _open(disk)
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


async def test_closing_a_full_log_gives_back_what_waits() -> None:
    """[L20] [L25]"""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    gate = await _gated(disk, log, author)
    waiting = author.submit(edit("/a", "x" * 3950))
    closing = asyncio.create_task(log.close())
    await asyncio.sleep(0)
    disk.fail = _no_new_files
    gate.open()
    assert isinstance(await waiting, LogReadOnly)
    await closing
    disk.fail = lambda operation, path: None
    log = _open(disk)
    assert rebuild(log.replay()) == author.pages == {"/a": (1, ["first"])}
    await log.close()
