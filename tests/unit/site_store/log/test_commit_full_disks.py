"""Commits on a full disk: what is given back, and how the log goes on."""

import asyncio
import errno
from pathlib import Path

import pytest

from services.site_store.log import FsyncPolicy, LogReadOnly
from tests.unit.site_store.log.commit_scene import POLICIES, SMALL, fail_with, gated, open_log
from tests.unit.site_store.log.model import Author, edit, rebuild, until
from tests.unit.site_store.log.simulation import SimulatedDisk


def _no_new_files(operation: str, path: Path) -> None:
    if operation == "create":
        fail_with(errno.ENOSPC, operation)


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
    log = open_log(disk, policy)
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
    log = open_log(disk, policy)
    assert rebuild(log.replay()) == author.pages
    await log.close()


async def test_on_a_full_disk_everything_that_waits_is_given_back() -> None:
    """[L20] Nothing of it was written, and its revisions are used again."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)

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
    log = open_log(disk)
    assert rebuild(log.replay()) == author.pages
    await log.close()


async def test_what_would_have_had_room_is_given_back_with_what_came_before_it() -> None:
    """[L8] [L20] Its revision would be another than the one that was told."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)
    large, small = author.submit(*[edit("/a", "x")] * 1000), author.submit(edit("/a", "y"))
    disk.fail = _no_new_files
    gate.open()
    assert [type(await future) for future in (large, small)] == [LogReadOnly] * 2
    disk.fail = lambda operation, path: None
    await log.close()
    log = open_log(disk)
    assert rebuild(log.replay()) == {"/a": (1, ["first"])}
    await log.close()


@POLICIES
async def test_a_group_that_needs_more_than_a_segment_is_refused_on_a_full_disk(policy: FsyncPolicy) -> None:
    """[L20] [L5] And taken when there is room."""
    disk = SimulatedDisk()
    log = open_log(disk, policy)
    author = Author(log)
    await author.append(edit("/a", "small"))
    is_full = True

    def fail(operation: str, path: Path) -> None:
        if is_full and operation == "write" and len(disk.files[path].seen) >= SMALL:
            fail_with(errno.ENOSPC, operation)

    disk.fail = fail
    with pytest.raises(LogReadOnly):
        await author.append(edit("/a", "x" * 10_000))
    assert log.broken is None
    is_full = False
    await author.append(edit("/a", "y" * 10_000))
    await author.append(edit("/a", "after"))
    await log.close()
    log = open_log(disk, policy)
    assert rebuild(log.replay()) == author.pages
    assert [text[:5] for text in author.pages["/a"][1]] == ["small", "yyyyy", "after"]
    await log.close()


async def test_a_log_can_be_closed_while_the_disk_is_full() -> None:
    """[L20] [L25] Only without the mark."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    disk.fail = _no_new_files
    await _fill(author)
    await log.close()
    disk.fail = lambda operation, path: None
    log = open_log(disk)
    assert log.opening.survey.manifest.clean is None
    assert rebuild(log.replay()) == author.pages
    await log.close()


async def test_closing_a_full_log_gives_back_what_waits() -> None:
    """[L20] [L25]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    gate = await gated(disk, log, author)
    waiting = author.submit(edit("/a", "x" * 3950))
    closing = asyncio.create_task(log.close())
    await asyncio.sleep(0)
    disk.fail = _no_new_files
    gate.open()
    assert isinstance(await waiting, LogReadOnly)
    await closing
    disk.fail = lambda operation, path: None
    log = open_log(disk)
    assert rebuild(log.replay()) == author.pages == {"/a": (1, ["first"])}
    await log.close()
