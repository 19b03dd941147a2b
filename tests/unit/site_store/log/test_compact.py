"""Compaction while edits go on."""

import asyncio
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.site_store.log import (
    CompactionFailed,
    FsyncPolicy,
    Record,
    RecordKind,
)
from services.site_store.log.compact import SLICE_SECONDS, write_snapshot
from services.site_store.log.disk.manifest import Place
from tests.unit.site_store.log.compact_scene import POLICIES, numbers, open_log, replayed, write
from tests.unit.site_store.log.model import DIRECTORY, Author, crash, edit, rebuild, snapshots
from tests.unit.site_store.log.simulation import SimulatedDisk


@POLICIES
async def test_a_compacted_log_replays_to_the_same_pages(policy: FsyncPolicy) -> None:
    """[L12] [L13]"""
    disk = SimulatedDisk()
    log = open_log(disk, policy)
    author = Author(log)
    await write(author, 100)
    result = await log.compact(snapshots(author.pages))
    assert (result.revision, result.pages) == (100, 7)
    assert (log.stats.tail_records, log.stats.tail_bytes) == (0, 0)
    assert log.stats.snapshot_bytes == result.bytes
    await write(author, 10)
    await log.close()
    log = open_log(disk, policy)
    entries = list(log.replay())
    assert [record.kind for _, record in entries[:8]] == [RecordKind.SNAPSHOT] * 7 + [RecordKind.EDIT]
    assert [revision for revision, _ in entries[:7]] == list(range(94, 101)) or policy
    assert rebuild(entries) == author.pages
    assert log.revision == 110
    await log.close()


async def test_a_page_that_was_dropped_is_gone() -> None:
    """[L13]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await write(author, 20)
    await author.append(Record(RecordKind.DROP, "/3", b""))
    await log.compact(snapshots(author.pages))
    await author.append(Record(RecordKind.DROP, "/4", b""))
    await log.close()
    assert await replayed(disk) == author.pages
    assert "/3" not in author.pages
    assert "/4" not in author.pages


async def test_a_site_without_pages_can_be_compacted() -> None:
    """[L12]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await author.append(edit("/a", "x"), Record(RecordKind.DROP, "/a", b""))
    await log.compact(snapshots(author.pages))
    await log.close()
    log = open_log(disk)
    assert list(log.replay()) == []
    assert log.revision == 2
    await log.close()


@POLICIES
async def test_edits_go_on_while_the_snapshot_is_written(policy: FsyncPolicy) -> None:
    """[L13] A page may be ahead of the snapshot's revision; what it already has is not replayed on it."""
    disk = SimulatedDisk()
    log = open_log(disk, policy)
    author = Author(log)
    await write(author, 50)

    def pages() -> Iterator[tuple[str, int, bytes]]:
        for index, page in enumerate(snapshots(author.pages)):
            yield page
            author.submit(edit(f"/{index}", "during"), edit("/6", "during"), edit(f"/new{index}", "during"))
            if index == 3:
                author.submit(Record(RecordKind.DROP, "/5", b""))

    await log.compact(pages())
    await author.append(edit("/a", "after"))
    await crash(log, disk)
    assert await replayed(disk) == author.pages


@POLICIES
async def test_a_snapshot_never_knows_more_than_the_log_on_the_disk(policy: FsyncPolicy) -> None:
    """[L14] Else a power cut would let revisions be used twice."""
    disk = SimulatedDisk()
    log = open_log(disk, policy)
    author = Author(log)
    await author.append(edit("/a", "before"))

    def pages() -> Iterator[tuple[str, int, bytes]]:
        author.submit(edit("/a", "during"))
        yield from snapshots(author.pages)

    await log.compact(pages())
    compacted = author.pages
    await crash(log, disk)
    disk.lose_power(random.Random(1))
    assert await replayed(disk) == compacted


async def test_pages_that_are_ahead_of_the_acknowledgements_are_refused() -> None:
    """[L14]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await author.append(edit("/a", "x"))
    with pytest.raises(CompactionFailed, match="revision 7"):
        await log.compact([("/a", 7, b"[]")])
    assert numbers(disk, "snap") == []
    await log.close()
    assert await replayed(disk) == author.pages


async def test_the_files_before_the_last_snapshot_but_one_are_removed() -> None:
    """[L15]"""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    kept = []
    for _ in range(4):
        await write(author, 60)
        await log.compact(snapshots(author.pages))
        kept.append(numbers(disk, "seg")[0])
        assert numbers(disk, "snap") == sorted(
            revision for revision in (log.revision - 60, log.revision) if revision
        )
    assert kept[0] == 1 < kept[1] < kept[2] < kept[3]
    await log.close()


async def test_a_segment_that_is_being_made_meanwhile_is_left_alone() -> None:
    """[L21] [L30] It has a temporary name, like what a crash leaves behind."""
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    reached, going_on = threading.Event(), threading.Event()

    def fail(operation: str, path: Path) -> None:
        if operation == "sync" and threading.current_thread().name == "log-segments":
            reached.set()
            going_on.wait()

    disk.fail = fail
    await author.append(edit("/a", "x" * 1000))
    reached.wait()
    await log.compact(snapshots(author.pages))
    going_on.set()
    for _ in range(3):
        await author.append(edit("/a", "y" * 1000))
    await log.close()
    assert await replayed(disk) == author.pages


async def test_compacting_twice_without_an_edit_in_between_does_nothing() -> None:
    disk = SimulatedDisk()
    log = open_log(disk)
    author = Author(log)
    await write(author, 10)
    first = await log.compact(snapshots(author.pages))
    names = disk.names(DIRECTORY)
    assert await log.compact(snapshots(author.pages)) == first
    assert disk.names(DIRECTORY) == names
    await log.close()


async def test_an_empty_log_needs_no_compaction() -> None:
    log = open_log(SimulatedDisk())
    assert await log.compact([]) == (0, 0, 0, 0)
    await log.close()


async def test_only_one_compaction_runs_at_a_time() -> None:
    log = open_log(SimulatedDisk())
    author = Author(log)
    await write(author, 10)
    first = asyncio.create_task(log.compact(snapshots(author.pages)))
    await asyncio.sleep(0)
    with pytest.raises(CompactionFailed, match="already"):
        await log.compact(snapshots(author.pages))
    await first
    await log.close()


async def test_pages_are_taken_in_slices_of_time() -> None:
    """[L30] Between them the event loop has its turn."""
    now = 0.0

    def clock() -> float:
        return now

    def pages() -> Iterator[tuple[str, int, bytes]]:
        nonlocal now
        for number in range(20):
            now += SLICE_SECONDS / 2
            yield f"/{number}", 1, b"[]"

    disk = SimulatedDisk()
    written: list[str] = []
    disk.fail = lambda operation, path: written.append(operation)
    trailer = await write_snapshot(disk, DIRECTORY, "ff" * 8, Place(1, 1, 64), pages(), clock=clock)
    assert trailer.pages == 20
    # A header, ten slices of two pages, and a trailer.
    assert written.count("write") == 12
