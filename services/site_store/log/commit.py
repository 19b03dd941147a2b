"""How records get into the tail: one after the other at once (`Inline`), or in groups by a thread (`GroupCommit`).

With group commit, everything submitted while the disk is busy becomes the next group, so the rate does not depend on how slow the
disk is, and the event loop never waits for it.
"""

import asyncio
import queue
from collections.abc import Callable
from typing import Protocol

from services.chassis.logs import get_logger
from services.site_store.log.disk.manifest import Place
from services.site_store.log.errors import LogBroken, LogError, LogFull, LogReadOnly
from services.site_store.log.flusher import MAX_WAITING_BYTES, Flusher, Submission
from services.site_store.log.policy import LogStats
from services.site_store.log.tail import Tail

logger = get_logger("site_store.log")


class Appender(Protocol):
    """A way into the tail."""

    broken: LogBroken | None

    @property
    def revision(self) -> int:
        """The last revision handed out."""

    @property
    def settled(self) -> Place:
        """The place up to which everything was acknowledged."""

    def submit(self, submission: Submission) -> int:
        """Takes records and returns the revision of the first. Raises LogFull, LogReadOnly or LogBroken; then it took none."""

    def fail(self, error: BaseException) -> None:
        """Notes that a write or a sync has failed; from any thread."""

    async def finish(self) -> None:
        """Returns when everything taken has been acknowledged, one way or the other. Nothing may be submitted afterwards."""


def _break(error: BaseException) -> LogBroken:
    logger.error("log_broken", reason=str(error))
    return LogBroken(
        f"writing the log failed: {error}; what is on the disk is uncertain, so nothing more is taken: restart this process"
    )


class Inline:
    """Writes at once, on the caller's thread; acknowledges before `submit` returns."""

    def __init__(self, tail: Tail) -> None:
        self._tail = tail
        self.broken: LogBroken | None = None

    @property
    def revision(self) -> int:
        """The last revision handed out."""
        return self._tail.revision

    @property
    def settled(self) -> Place:
        """The place up to which everything was acknowledged."""
        return self._tail.place

    def submit(self, submission: Submission) -> int:
        """Writes records."""
        if self.broken is not None:
            raise self.broken
        if read_only := self._tail.cannot_grow:
            raise read_only
        count, size, pieces, on_durable = submission
        try:
            self._tail.append(count, size, pieces)
        except OSError as error:
            self.fail(error)
            raise self.broken or error from error
        first = self._tail.revision - count + 1
        on_durable(None)
        return first

    def fail(self, error: BaseException) -> None:
        """Notes that a write or a sync has failed."""
        if self.broken is None:
            self.broken = _break(error)

    async def finish(self) -> None:
        """Nothing is ever waiting."""


class GroupCommit:
    """Queues records for a thread that writes and syncs them in groups. All methods belong to the event loop's thread."""

    def __init__(self, tail: Tail, stats: LogStats) -> None:
        self._tail = tail
        self._stats = stats
        self._queue: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
        self._flusher: Flusher | None = None
        self._has_ended = False
        self._finished: asyncio.Future[None] | None = None
        self.broken: LogBroken | None = None
        self.revision = tail.revision
        self.settled = tail.place

    def submit(self, submission: Submission) -> int:
        """Queues records."""
        if self.broken is not None:
            raise self.broken
        if read_only := self._tail.cannot_grow:
            raise read_only
        waiting = self._stats.waiting_bytes + submission.size
        if waiting > MAX_WAITING_BYTES and self._stats.waiting_bytes:
            raise LogFull(
                f"{self._stats.waiting_bytes} bytes are waiting to be written, {MAX_WAITING_BYTES} may; try again shortly"
            )
        self._stats.waiting_bytes = waiting
        self._stats.waiting_records += submission.records
        first = self.revision + 1
        self.revision += submission.records
        if self._flusher is None:
            self._start()
        self._queue.put(submission)
        return first

    def _start(self) -> None:
        self._flusher = Flusher(self._tail, self._queue, asyncio.get_running_loop(), self)
        self._flusher.start()

    def settle(self, group: list[Submission], place: Place) -> None:
        """Acknowledges records that are on the disk."""
        self.settled = place
        for submission in group:
            self._acknowledge(submission, None)

    def refuse(self, group: list[Submission], error: LogReadOnly, resume: Callable[[], None]) -> None:
        """Gives back what there is no room for: everything that was not written."""
        self.revision = self._tail.revision
        group += self._drain()
        resume()
        for submission in group:
            self._acknowledge(submission, error)

    def collapse(self, group: list[Submission], error: BaseException) -> None:
        """Gives back everything after a failed write or sync."""
        self.fail(error)
        for submission in group + self._drain():
            self._acknowledge(submission, self.broken)
        self.end()

    def _drain(self) -> list[Submission]:
        drained, ends = [], False
        while not self._queue.empty():
            submission = self._queue.get_nowait()
            if submission is None:
                ends = True
            else:
                drained.append(submission)
        if ends:
            self._queue.put(None)
        return drained

    def _acknowledge(self, submission: Submission, error: LogError | None) -> None:
        self._stats.waiting_bytes -= submission.size
        self._stats.waiting_records -= submission.records
        try:
            submission.on_durable(error)
        except Exception:  # Whoever submitted has a defect; the others must still hear of their records.
            logger.exception("acknowledgement_failed")

    def fail(self, error: BaseException) -> None:
        """Notes that a write or a sync has failed."""
        if self.broken is None:
            self.broken = _break(error)

    async def finish(self) -> None:
        """Returns when everything taken has been acknowledged."""
        if self._flusher is None or self._has_ended:
            return
        self._finished = asyncio.get_running_loop().create_future()
        self._queue.put(None)
        await self._finished
        self._flusher.join()

    def end(self) -> None:
        """Notes that the thread has done everything it will do."""
        self._has_ended = True
        if self._finished is not None and not self._finished.done():
            self._finished.set_result(None)
