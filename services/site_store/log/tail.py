"""The tail: where the log grows. Appends groups, goes on to the next segment, and knows what is on the disk.

One thread appends; any thread may sync.
"""

import threading
from collections import deque
from collections.abc import Callable

from services.site_store.log.disk import group
from services.site_store.log.disk.header import HEADER_BYTES
from services.site_store.log.disk.manifest import Place
from services.site_store.log.disk.segments import Segment, Supply
from services.site_store.log.errors import LogReadOnly
from services.site_store.log.policy import LogStats


class Tail:
    """`revision` is that of the last record written, `synced` that of the last one known to be on the disk."""

    def __init__(
        self, supply: Supply, segment: Segment, revision: int, *, stats: LogStats, clock: Callable[[], float]
    ) -> None:
        self.revision = revision
        self.synced = revision
        self._supply = supply
        self._segment = segment
        self._stats = stats
        self._clock = clock
        self._order_at = segment.capacity // 4
        self._is_starved = False
        # Segments that are full but not yet synced, with the last revision of each.
        self._retired: deque[tuple[Segment, int]] = deque()
        self._handover = threading.Lock()
        self._syncing = threading.Lock()

    @property
    def place(self) -> Place:
        """The end of the log."""
        return Place(self.revision, self._segment.number, self._segment.offset)

    @property
    def has_retired(self) -> bool:
        """True if there are full segments that have not been synced."""
        return bool(self._retired)

    @property
    def cannot_grow(self) -> LogReadOnly | None:
        """Why a group had no room; None when it had, or would have now."""
        if not self._is_starved or self._supply.error is None:
            return None
        return _read_only(self._supply.error)

    def append(self, count: int, size: int, pieces: list[bytes]) -> None:
        """Writes a group of `count` records and `size` bytes. Raises LogReadOnly, and then nothing was written; or OSError."""
        segment = self._segment
        if size + group.HEAD_BYTES > segment.capacity - segment.offset:
            segment = self._make_room(size + group.HEAD_BYTES)
        written = segment.append(self.revision + 1, count, self.synced, pieces)
        self.revision += count
        stats = self._stats
        stats.bytes_written += written
        stats.tail_bytes += written
        stats.groups_written += 1
        stats.records_written += count
        stats.tail_records += count
        if segment.offset > self._order_at:
            self._order_at = 1 << 62
            self._supply.order(segment.number + 1)

    def _make_room(self, size: int) -> Segment:
        self._is_starved = True
        if self._segment.offset > HEADER_BYTES:
            self._go_on()
        segment = self._segment
        if size > segment.room:
            try:
                segment.extend(segment.offset + size)
            except OSError as error:
                raise _read_only(error) from error
        self._is_starved = False
        return segment

    def _go_on(self) -> None:
        following = self._supply.take(self._segment.number + 1)
        if following is None:
            raise _read_only(self._supply.error)
        with self._handover:
            self._retired.append((self._segment, self.revision))
            self._segment = following
        self._order_at = following.capacity // 4

    def sync(self) -> None:
        """Returns when everything written before the call is on the disk. Raises OSError; then nothing is certain any more."""
        with self._syncing:
            with self._handover:
                segment, revision = self._segment, self.revision
            self._sync_retired()
            if revision > self.synced:
                self._sync_one(segment, revision)

    def sync_retired(self) -> None:
        """The same for full segments only."""
        with self._syncing:
            self._sync_retired()

    def _sync_retired(self) -> None:
        while self._retired:
            segment, revision = self._retired[0]
            if revision > self.synced:
                self._sync_one(segment, revision)
            with self._handover:
                self._retired.popleft()
            segment.close()

    def _sync_one(self, segment: Segment, revision: int) -> None:
        started = self._clock()
        segment.sync()
        self.synced = revision
        self._stats.syncs += 1
        self._stats.last_sync_seconds = self._clock() - started

    def close(self) -> None:
        """Closes the files without syncing."""
        for segment, _ in self._retired:
            segment.close()
        self._segment.close()


def _read_only(error: OSError | None) -> LogReadOnly:
    reason = (error.strerror or str(error)) if error else "the log is being closed"
    return LogReadOnly(f"the log cannot grow: {reason}; it takes records again as soon as there is room")
