"""The log as its user sees it."""

import asyncio
from pathlib import Path

import pytest

from services.site_store.log import (
    FsyncPolicy,
    Log,
    LogClosed,
    LogError,
    LogFull,
    Record,
    RecordKind,
    RecordTooLarge,
)
from services.site_store.log.disk.files import Files
from tests.unit.site_store.log.model import DIRECTORY, Author, edit, rebuild
from tests.unit.site_store.log.simulation import SimulatedDisk

SMALL = 8192
POLICIES = pytest.mark.parametrize("policy", list(FsyncPolicy))


def _open(files: Files, policy: FsyncPolicy = FsyncPolicy.ALWAYS, directory: Path = DIRECTORY) -> Log:
    return Log.open(directory, policy=policy, segment_bytes=SMALL, files=files, seconds=100)


def _ignore(error: Exception | None) -> None:
    assert error is None


@POLICIES
async def test_what_was_appended_comes_back(policy: FsyncPolicy, tmp_path: Path) -> None:
    """[L6] [L8] Whatever is in it, whatever its size: here with real files."""
    records = [
        edit("/a", "plain", 7, 1),
        Record(RecordKind.EDIT, "/a b\nc\0d/äöü/\U0001f30a", b'{\n"d": []\r\n}\0', 2**64 - 1, 2**64 - 1),
        edit("/forger", "2026/11/20 08:57:08 * /victim {}\n"),
        Record(RecordKind.SNAPSHOT, "/page", b'["a page"]'),
        Record(RecordKind.DROP, "/a", b""),
        Record(RecordKind.EDIT, "", b""),
        Record(RecordKind.EDIT, "/big", b"\n" * (5 * 1024 * 1024)),
        Record(RecordKind.EDIT, "/last", b"{}"),
    ]
    log = _open(Files(), policy, tmp_path)
    author = Author(log)
    for record in records:
        await author.append(record)
    await log.close()
    log = _open(Files(), policy, tmp_path)
    assert list(log.replay()) == list(enumerate(records, 1))
    assert log.revision == len(records)
    await log.close()


@POLICIES
async def test_submissions_are_acknowledged_in_order(policy: FsyncPolicy) -> None:
    """[L17] Also across groups and segments."""
    log = _open(SimulatedDisk(), policy)
    order: list[int] = []
    done = asyncio.Event()

    def acknowledge(number: int) -> None:
        order.append(number)
        if number == 2499:
            done.set()

    for number in range(2500):
        log.submit([edit("/a", "x" * (number % 50))], lambda error, number=number: acknowledge(number))
    await done.wait()
    assert order == list(range(2500))
    await log.close()


@POLICIES
async def test_revisions_are_contiguous_and_told_at_once(policy: FsyncPolicy) -> None:
    """[L8]"""
    log = _open(SimulatedDisk(), policy)
    firsts = [log.submit([edit("/a", "x")] * size, _ignore) for size in (1, 3, 2, 1)]
    assert (firsts, log.revision) == ([1, 2, 5, 7], 7)
    await log.close()


async def test_with_always_nothing_is_acknowledged_before_the_loop_has_turned() -> None:
    """[L16]"""
    log = _open(SimulatedDisk())
    author = Author(log)
    future = author.submit(edit("/a", "x"))
    assert not future.done()
    assert await future is None
    await log.close()


@pytest.mark.parametrize("policy", [FsyncPolicy.EVERYSEC, FsyncPolicy.NO])
async def test_with_the_other_policies_a_record_is_written_and_acknowledged_at_once(
    policy: FsyncPolicy,
) -> None:
    """[L16] It survives the end of the process from here on."""
    disk = SimulatedDisk()
    log = _open(disk, policy)
    author = Author(log)
    assert author.submit(edit("/a", "the body")).done()
    assert any(b"the body" in file.seen for file in disk.files.values())
    assert not any(b"the body" in file.kept for file in disk.files.values())
    await log.close()
    assert any(b"the body" in file.kept for file in disk.files.values())


async def test_records_are_on_the_disk_when_they_are_acknowledged() -> None:
    """[L16]"""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    await author.append(edit("/a", "the body"))
    assert any(b"the body" in file.kept for file in disk.files.values())
    await log.close()


async def test_a_log_that_holds_something_must_be_replayed_before_it_is_appended_to() -> None:
    """[L8]"""
    disk = SimulatedDisk()
    log = _open(disk)
    await Author(log).append(edit("/a", "x"))
    await log.close()
    log = _open(disk)
    with pytest.raises(LogError, match="have not been replayed"):
        log.submit([edit("/a", "y")], _ignore)
    with pytest.raises(LogError, match="have not been replayed"):
        await log.compact([])
    entries = log.replay()
    assert rebuild(entries) == {"/a": (1, ["x"])}
    assert log.submit([edit("/a", "y")], _ignore) == 2
    await log.close()


async def test_a_closed_log_takes_nothing() -> None:
    log = _open(SimulatedDisk())
    await log.close()
    await log.close()
    with pytest.raises(LogClosed):
        log.submit([edit("/a", "x")], _ignore)
    with pytest.raises(LogClosed):
        await log.compact([])


@POLICIES
async def test_closing_waits_for_everything_that_was_submitted(policy: FsyncPolicy) -> None:
    """[L25]"""
    disk = SimulatedDisk()
    log = _open(disk, policy)
    author = Author(log)
    for number in range(2000):
        author.submit(edit("/a", str(number)))
    await log.close()
    assert author.acknowledged == 2000
    log = _open(disk, policy)
    assert rebuild(log.replay()) == author.pages
    await log.close()


async def test_an_empty_submission_is_a_mistake() -> None:
    log = _open(SimulatedDisk())
    with pytest.raises(ValueError, match="nothing to append"):
        log.submit([], _ignore)
    await log.close()


@POLICIES
async def test_a_record_that_is_too_large_takes_no_revision(policy: FsyncPolicy) -> None:
    """[L6]"""
    log = _open(SimulatedDisk(), policy)
    with pytest.raises(RecordTooLarge):
        log.submit([edit("/a", "x"), edit("/" * 70_000, "y")], _ignore)
    assert log.revision == 0
    await log.close()


@POLICIES
async def test_more_at_once_than_may_wait_is_refused(
    policy: FsyncPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[L18]"""
    monkeypatch.setattr("services.site_store.log.log.MAX_WAITING_BYTES", 1000)
    log = _open(SimulatedDisk(), policy)
    with pytest.raises(LogFull, match="submit fewer records"):
        log.submit([edit("/a", "x" * 600)] * 2, _ignore)
    assert log.revision == 0
    log.submit([edit("/a", "x" * 1200)], _ignore)
    await log.close()


async def test_the_counters_count() -> None:
    log = _open(SimulatedDisk())
    author = Author(log)
    await author.append(edit("/a", "x"), edit("/b", "y"))
    await author.append(edit("/c", "z"))
    stats = log.stats
    assert (stats.records_written, stats.groups_written, stats.syncs) == (3, 2, 2)
    assert (stats.waiting_records, stats.waiting_bytes) == (0, 0)
    assert (stats.tail_records, stats.tail_bytes) == (3, stats.bytes_written)
    assert stats.last_sync_seconds >= 0
    await log.close()


async def test_the_counters_of_the_tail_survive_a_restart() -> None:
    disk = SimulatedDisk()
    log = _open(disk)
    await Author(log).append(edit("/a", "x"), edit("/b", "y"))
    before = log.stats
    await log.close()
    log = _open(disk)
    assert (log.stats.tail_records, log.stats.tail_bytes) == (before.tail_records, before.tail_bytes)
    await log.close()
