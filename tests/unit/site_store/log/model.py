"""The simplest site there is, to compare a replayed log with: a page is the list of the edits it has seen."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from services.site_store.log import FsyncPolicy, Log, LogError, LogReadOnly, Record, RecordKind
from tests.unit.site_store.log.simulation import SimulatedDisk, power_off

DIRECTORY = Path("/log")

Pages = dict[str, tuple[int, list[str]]]


def edit(route: str, text: str, writer: int = 0, number: int = 0) -> Record:
    """Returns a record that changes a page."""
    return Record(RecordKind.EDIT, route, text.encode(), writer, number)


def apply(pages: Pages, revision: int, record: Record) -> None:
    """Does to the pages what a record says."""
    if record.kind is RecordKind.DROP:
        pages.pop(record.route, None)
    elif record.kind is RecordKind.SNAPSHOT:
        pages[record.route] = (revision, json.loads(record.body))
    else:
        _, edits = pages.get(record.route, (0, []))
        pages[record.route] = (revision, [*edits, record.body.decode()])


def rebuild(entries: Iterable[tuple[int, Record]]) -> Pages:
    """Returns the pages that a log describes."""
    pages: Pages = {}
    for revision, record in entries:
        apply(pages, revision, record)
    return pages


def snapshots(pages: Pages) -> Iterator[tuple[str, int, bytes]]:
    """Yields the pages for a compaction, each as it is when its turn comes."""
    for route in list(pages):
        if route in pages:
            revision, edits = pages[route]
            yield route, revision, json.dumps(edits).encode()


class Author:
    """Submits records, and applies them to pages when they are durable, as the store does."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.pages: Pages = {}
        self.submitted: list[Record] = []
        self.accepted: list[Record] = []
        """What was submitted, without what the log gave back for want of room."""
        self.acknowledged = 0
        self.errors: list[Exception] = []

    def submit(self, *records: Record) -> "asyncio.Future[Exception | None]":
        """Submits records; the future tells what became of them. Raises what the log raises."""
        done: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()
        expected = self.log.revision + 1

        def on_durable(error: Exception | None) -> None:
            if error is None:
                self.acknowledged += len(records)
                for revision, record in enumerate(records, expected):
                    apply(self.pages, revision, record)
            else:
                self.errors.append(error)
                if isinstance(error, LogReadOnly):
                    del self.accepted[expected - 1 :]
            done.set_result(error)

        self.accepted += records
        try:
            assert self.log.submit(records, on_durable) == expected
        except LogReadOnly:
            del self.accepted[-len(records) :]
            raise
        self.submitted += records
        return done

    async def append(self, *records: Record) -> None:
        """Submits records and waits until they are durable. Raises what the log raises or answers."""
        error = await self.submit(*records)
        if error is not None:
            raise error


def prefix(records: Iterable[Record], count: int, first: int = 1) -> Pages:
    """Returns the pages after so many records."""
    return rebuild(list(enumerate(records, first))[:count])


async def until(condition: Callable[[], bool]) -> None:
    """Returns when a thread has made something true."""
    while not condition():  # noqa: ASYNC110 - what is waited for has no event: it is a plain attribute.
        await asyncio.sleep(0)


async def crash(log: Log, disk: SimulatedDisk) -> None:
    """Ends a log as `kill -9` does: nothing that it does has an effect any more, everything written stays."""
    disk.fail = lambda operation, path: power_off(operation)
    with contextlib.suppress(LogError):
        await log.close()
    disk.kill()
    disk.fail = lambda operation, path: None


async def build(
    disk: SimulatedDisk,
    groups: Iterable[Sequence[Record]],
    *,
    policy: FsyncPolicy = FsyncPolicy.ALWAYS,
    segment_bytes: int = 8192,
    in_order: bool = False,
) -> list[Record]:
    """Makes a log in which each group was submitted when the one before was durable; returns its records."""
    log = Log.open(DIRECTORY, policy=policy, segment_bytes=segment_bytes, files=disk, seconds=100)
    author = Author(log)
    for group in groups:
        await author.append(*group)
    if in_order:
        await log.close()
    else:
        await crash(log, disk)
    return author.submitted
