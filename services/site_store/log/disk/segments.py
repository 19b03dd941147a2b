"""Segments: the files that groups are appended to, and the thread that has the next one ready before it is needed.

A segment is made with a temporary name: header, then zeros up to its capacity, synced, renamed, and the directory synced. So a
segment that has its name is whole, going on to it is no work at all, syncing what is written into it never has to sync its
length, and its space cannot be taken by others. Only a group larger than a whole segment makes the file longer.
"""

import threading
from pathlib import Path

from services.chassis.logs import get_logger
from services.site_store.log.disk import group, header
from services.site_store.log.disk.files import TEMPORARY, Files, put_in_place
from services.site_store.log.disk.header import HEADER_BYTES, SEGMENT_MAGIC

logger = get_logger("site_store.log")

_ZEROS = bytes(1024 * 1024)


class Segment:
    """A segment that is open for appending."""

    __slots__ = ("_fd", "_files", "_seal", "capacity", "number", "offset")

    def __init__(self, files: Files, fd: int, head: header.Header, *, offset: int, capacity: int) -> None:
        self._files = files
        self._fd = fd
        self._seal = header.seal(head)
        self.number = head.number
        self.offset = offset
        self.capacity = capacity

    @property
    def room(self) -> int:
        """How many bytes can be appended."""
        return self.capacity - self.offset

    def append(self, first: int, count: int, synced: int, pieces: list[bytes]) -> int:
        """Writes a group, which must fit; returns how many bytes that were. Raises OSError."""
        head, rest = group.pack(self._seal, first, count, synced, pieces)
        self._files.write(self._fd, (head, rest), self.offset)
        size = len(head) + len(rest)
        self.offset += size
        return size

    def extend(self, capacity: int) -> None:
        """Makes the file longer. Raises OSError; then it is as long as it was."""
        try:
            fill(self._files, self._fd, self.capacity, capacity)
            self._files.sync(self._fd)
        except OSError:
            self._files.truncate(self._fd, self.capacity)
            raise
        self.capacity = capacity

    def sync(self) -> None:
        """Returns when everything appended is on the disk. Raises OSError; then nobody knows what is."""
        self._files.sync(self._fd)

    def close(self) -> None:
        """Closes the file."""
        self._files.close(self._fd)


def fill(files: Files, fd: int, start: int, end: int) -> None:
    """Writes zeros from one offset to another. Raises OSError."""
    for at in range(start, end, len(_ZEROS)):
        files.write(fd, (_ZEROS[: end - at],), at)


def make_segment(files: Files, directory: Path, epoch: str, number: int, capacity: int) -> Segment:
    """Makes a segment. Raises OSError; then there is none, and it may be tried again."""
    capacity = max(capacity, HEADER_BYTES)
    head = header.new_header(SEGMENT_MAGIC, epoch, number, capacity)
    path = directory / header.segment_name(epoch, number)
    temporary = path.with_name(path.name + TEMPORARY)
    fd = files.create(temporary)
    try:
        files.write(fd, (header.pack(head),), 0)
        fill(files, fd, HEADER_BYTES, capacity)
        files.sync(fd)
        put_in_place(files, temporary, path)
    except OSError:
        files.close(fd)
        for leftover in (temporary, path):
            if files.exists(leftover):
                files.remove(leftover)
        raise
    return Segment(files, fd, head, offset=HEADER_BYTES, capacity=capacity)


class Supply:
    """Makes the next segment in a thread of its own, and tries again every `retry_seconds` while that fails."""

    def __init__(
        self, files: Files, directory: Path, epoch: str, capacity: int, *, retry_seconds: float = 1.0
    ) -> None:
        self._files = files
        self._directory = directory
        self._epoch = epoch
        self._capacity = capacity
        self._retry_seconds = retry_seconds
        self._changed = threading.Condition()
        self._wanted: int | None = None
        self._ready: Segment | None = None
        self._closing = False
        self._thread: threading.Thread | None = None
        self.error: OSError | None = None

    def adopt(self, segment: Segment) -> None:
        """Takes a segment that was made in an earlier life."""
        self._ready = segment

    def order(self, number: int) -> None:
        """Asks for a segment; returns at once."""
        with self._changed:
            if self._closing or self._ready is not None or self._wanted is not None:
                return
            self._wanted = number
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="log-segments", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def take(self, number: int) -> Segment | None:
        """Returns a segment, waiting while one is being made; None while none can be made (see `error`)."""
        self.order(number)
        with self._changed:
            self._changed.wait_for(lambda: self._ready is not None or self.error is not None or self._closing)
            segment, self._ready = self._ready, None
        return segment

    def close(self) -> None:
        """Ends the thread. A segment that was ready stays for the next life."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        if self._ready is not None:
            self._ready.close()

    def _run(self) -> None:
        while (number := self._next()) is not None:
            try:
                segment = make_segment(self._files, self._directory, self._epoch, number, self._capacity)
            except OSError as error:
                self._pause(error)
            else:
                self._deliver(segment)

    def _next(self) -> int | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._wanted is not None)
            return None if self._closing else self._wanted

    def _pause(self, error: OSError) -> None:
        if self.error is None:
            logger.error("segment_failed", number=self._wanted, reason=error.strerror or str(error))
        with self._changed:
            self.error = error
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closing, self._retry_seconds)

    def _deliver(self, segment: Segment) -> None:
        if self.error is not None:
            logger.info("segment_recovered", number=segment.number)
        with self._changed:
            self._ready, self._wanted, self.error = segment, None, None
            self._changed.notify_all()
