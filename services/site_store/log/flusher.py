"""The threads of the log: one gathers submissions, writes and syncs them in groups; one syncs every now and then."""

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import NamedTuple, Protocol

from services.chassis.logs import get_logger
from services.site_store.log.disk.manifest import Place
from services.site_store.log.errors import LogBroken, LogReadOnly
from services.site_store.log.tail import Tail

logger = get_logger("site_store.log")

MAX_GROUP_RECORDS = 1000
MAX_GROUP_BYTES = 4 * 1024 * 1024
MAX_WAITING_BYTES = 64 * 1024 * 1024
_LOOK_SECONDS = 1.0

OnDurable = Callable[[Exception | None], None]


class Submission(NamedTuple):
    """Records that live or die together: `records` of them, `size` bytes in `pieces`."""

    records: int
    size: int
    pieces: list[bytes]
    on_durable: OnDurable


class Owner(Protocol):
    """Whom a flusher tells, on the event loop, what became of a group. Each group is told once, in order."""

    broken: LogBroken | None

    def settle(self, group: list[Submission], place: Place) -> None:
        """The group is on the disk; the log now ends at `place`."""

    def refuse(self, group: list[Submission], error: LogReadOnly, resume: Callable[[], None]) -> None:
        """There is no room for the group, which was not written. The flusher waits until `resume` is called."""

    def collapse(self, group: list[Submission], error: BaseException) -> None:
        """A write or a sync failed, and the flusher has ended."""

    def end(self) -> None:
        """Everything was done, and the flusher has ended."""


class Flusher(threading.Thread):
    """The thread of a group commit: gathers, writes, syncs, and tells the event loop."""

    def __init__(
        self,
        tail: Tail,
        waiting: "queue.SimpleQueue[Submission | None]",
        loop: asyncio.AbstractEventLoop,
        owner: Owner,
    ) -> None:
        super().__init__(name="log-flusher", daemon=True)
        self._tail = tail
        self._waiting = waiting
        self._loop = loop
        self._owner = owner
        self._held: Submission | None = None
        self._resumed = threading.Event()

    def run(self) -> None:
        """Works until there is nothing left to do."""
        try:
            self._work()
        except RuntimeError:
            # The event loop is gone: nobody is left to acknowledge anything to.
            if not self._loop.is_closed():
                raise
            logger.error("log_abandoned", revision=self._tail.revision)

    def _work(self) -> None:
        tell = self._loop.call_soon_threadsafe
        while group := self._gather():
            try:
                self._write(group)
            except LogReadOnly as error:
                self._resumed.clear()
                tell(self._owner.refuse, self._release(group), error, self._resumed.set)
                while not self._resumed.wait(_LOOK_SECONDS):
                    if self._loop.is_closed():
                        return
            except Exception as error:  # noqa: BLE001 - whatever it was, the group is not safe; it is logged as log_broken.
                tell(self._owner.collapse, self._release(group), error)
                return
            else:
                tell(self._owner.settle, group, self._tail.place)
        tell(self._owner.end)

    def _gather(self) -> list[Submission]:
        """Returns the next group: what is waiting, up to the bounds. A submission is never divided. Empty at the end."""
        first = self._held or self._waiting.get()
        self._held = None
        if first is None:
            return []
        group, count, size = [first], first.records, first.size
        while count < MAX_GROUP_RECORDS and size < MAX_GROUP_BYTES and not self._waiting.empty():
            submission = self._waiting.get()
            if submission is None:
                self._waiting.put(None)
                break
            count += submission.records
            size += submission.size
            if count > MAX_GROUP_RECORDS or size > MAX_GROUP_BYTES:
                self._held = submission
                break
            group.append(submission)
        return group

    def _write(self, group: list[Submission]) -> None:
        if self._owner.broken is not None:
            raise self._owner.broken
        count = sum(submission.records for submission in group)
        size = sum(submission.size for submission in group)
        pieces = [piece for submission in group for piece in submission.pieces]
        self._tail.append(count, size, pieces)
        self._tail.sync()

    def _release(self, group: list[Submission]) -> list[Submission]:
        held, self._held = self._held, None
        return group if held is None else [*group, held]


class Ticker(threading.Thread):
    """Does something every now and then, in a thread of its own, until it is stopped or fails."""

    def __init__(
        self, action: Callable[[], None], on_error: Callable[[BaseException], None], *, seconds: float
    ) -> None:
        super().__init__(name="log-syncer", daemon=True)
        self._action = action
        self._on_error = on_error
        self._seconds = seconds
        self._stopped = threading.Event()

    def run(self) -> None:
        """Works until stopped."""
        while not self._stopped.wait(self._seconds):
            try:
                self._action()
            except OSError as error:
                self._on_error(error)
                return

    def stop(self) -> None:
        """Ends the thread; returns when it has ended."""
        self._stopped.set()
        if self.is_alive():
            self.join()
