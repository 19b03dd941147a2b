"""The threads of the log, each with a stand-in for whom it serves."""

import asyncio
import errno
import queue
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from services.site_store.log import flusher as flusher_module
from services.site_store.log.disk.manifest import Place
from services.site_store.log.disk.segments import Supply, make_segment
from services.site_store.log.errors import LogBroken, LogReadOnly
from services.site_store.log.flusher import Flusher, Submission, Ticker
from services.site_store.log.policy import LogStats
from services.site_store.log.tail import Tail
from tests.unit.site_store.log.model import DIRECTORY
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, broken_disk, full_disk

EPOCH = "ff" * 8


class Owner:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.broken: LogBroken | None = None
        self.told: list[str] = []
        self.ended = asyncio.Event()

    def settle(self, group: list[Submission], place: Place) -> None:
        self.told.append(f"settle {len(group)} at {place.revision}")

    def refuse(self, group: list[Submission], error: LogReadOnly, resume: Callable[[], None]) -> None:
        self.told.append(f"refuse {len(group)}")
        resume()

    def collapse(self, group: list[Submission], error: BaseException) -> None:
        self.told.append(f"collapse {len(group)} {type(error).__name__}")
        self.ended.set()

    def end(self) -> None:
        self.told.append("end")
        self.ended.set()


def _submission(records: int = 1, size: int = 10) -> Submission:
    return Submission(records, size, [bytes(size)], lambda error: None)


async def _run(
    *submissions: Submission, fail: Callable[[str, Path], None] | None = None, broken: LogBroken | None = None
) -> list[str]:
    """Lets a flusher do all of this; returns what its owner was told."""
    disk = SimulatedDisk()
    supply = Supply(disk, DIRECTORY, EPOCH, 4096, retry_seconds=0.001)
    segment = make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    disk.fail = fail or disk.fail
    tail = Tail(supply, segment, 0, stats=LogStats(), clock=lambda: 0.0)
    waiting: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
    for submission in (*submissions, None):
        waiting.put(submission)
    owner = Owner()
    owner.broken = broken
    flusher = Flusher(tail, waiting, asyncio.get_running_loop(), owner)
    flusher.start()
    await owner.ended.wait()
    flusher.join()
    supply.close()
    return owner.told


async def test_what_is_waiting_is_written_as_one_group() -> None:
    """[L17]"""
    assert await _run(_submission(2), _submission(3)) == ["settle 2 at 5", "end"]


async def test_a_submission_that_would_make_a_group_too_large_begins_the_next() -> None:
    """[L17]"""
    told = await _run(_submission(1), _submission(999), _submission(1), _submission(1))
    assert told == ["settle 2 at 1000", "settle 2 at 1002", "end"]


async def test_what_there_is_no_room_for_is_given_back_together_with_what_was_held() -> None:
    """[L20]"""

    def fail(operation: str, path: Path) -> None:
        if operation == "create":
            full_disk(operation)

    told = await _run(_submission(500, 3000), _submission(600, 3000), _submission(700), fail=fail)
    assert told == ["settle 1 at 500", "refuse 2", "end"]


async def test_after_an_error_the_flusher_ends_and_gives_back_what_was_held() -> None:
    """[L19]"""
    told = await _run(_submission(999), _submission(2), fail=Nth(1, broken_disk, only="sync"))
    assert told == ["collapse 2 OSError"]


async def test_a_flusher_writes_nothing_once_the_log_is_broken() -> None:
    """[L19]"""
    told = await _run(_submission(), broken=LogBroken("something else failed"))
    assert told == ["collapse 1 LogBroken"]


def test_a_ticker_acts_again_and_again_until_it_is_stopped() -> None:
    """[L16]"""
    acted = threading.Semaphore(0)
    ticker = Ticker(acted.release, lambda error: None, seconds=0.001)
    ticker.start()
    for _ in range(3):
        acted.acquire()
    ticker.stop()
    assert not ticker.is_alive()


def test_a_ticker_ends_when_its_action_fails_and_says_why() -> None:
    """[L19]"""
    errors: list[BaseException] = []

    def act() -> None:
        raise OSError(errno.EIO, "simulated")

    ticker = Ticker(act, errors.append, seconds=0.001)
    ticker.start()
    ticker.join()
    assert [type(error) for error in errors] == [OSError]
    ticker.stop()


def test_a_ticker_that_was_never_started_can_be_stopped() -> None:
    Ticker(lambda: None, lambda error: None, seconds=1).stop()


def _orphan(fail: Callable[[str, Path], None] | None, submission: Submission) -> Flusher:
    """Returns a flusher, at work, whose event loop is closed."""
    disk = SimulatedDisk()
    segment = make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    disk.fail = fail or disk.fail
    supply = Supply(disk, DIRECTORY, EPOCH, 4096, retry_seconds=0.001)
    tail = Tail(supply, segment, 0, stats=LogStats(), clock=lambda: 0.0)
    waiting: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
    waiting.put(submission)
    loop = asyncio.new_event_loop()
    loop.close()
    flusher = Flusher(tail, waiting, loop, Owner())
    flusher.start()
    return flusher


def test_without_an_event_loop_the_flusher_ends(caplog: pytest.LogCaptureFixture) -> None:
    """[L17] Nobody is left to acknowledge anything to."""
    _orphan(None, _submission()).join()
    assert [record.message for record in caplog.records] == ["log_abandoned"]


def test_an_event_loop_that_ends_while_the_flusher_waits_for_it_ends_the_flusher(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[L20]"""
    monkeypatch.setattr(flusher_module, "_LOOK_SECONDS", 0.001)
    disk = SimulatedDisk()
    supply = Supply(disk, DIRECTORY, EPOCH, 4096, retry_seconds=0.001)
    segment = make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    disk.fail = lambda operation, path: full_disk(operation)
    tail = Tail(supply, segment, 0, stats=LogStats(), clock=lambda: 0.0)
    waiting: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
    waiting.put(_submission(size=5000))
    loop = asyncio.new_event_loop()
    flusher = Flusher(tail, waiting, loop, Owner())
    told = threading.Event()
    monkeypatch.setattr(loop, "call_soon_threadsafe", lambda *arguments: told.set())
    flusher.start()
    told.wait()
    loop.close()
    flusher.join()
    supply.close()
