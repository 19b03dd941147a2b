"""Uploads on their way from a form to the disk, in constant memory."""

import asyncio
import errno
import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import NamedTuple

from services.chassis.logs import get_logger
from services.gateway.errors import FormInvalid, GatewayError, StorageFull, TooBusy
from services.gateway.web.disk import Disk
from services.gateway.web.file_names import segments_of
from services.gateway.web.file_store import Draft, FileStore, Measure, finish, write_all
from services.gateway.web.form import Event, FormReader, PartHead

logger = get_logger(__name__)

# How much is gathered before a thread is sent to the disk.
MAX_GATHERED_BYTES = 1 << 20
# How much may be written before the free space is looked at again.
SPACE_CHECK_BYTES = 64 << 20
SWEEP_SECONDS = 300.0
DRAFT_LIFETIME_SECONDS = 86_400.0

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_TWICE = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP)


class UploadLimits(NamedTuple):
    """The bounds of uploads; `max_stored_bytes` and `expiry_seconds` may be 0 for none."""

    max_files: int
    max_at_once: int
    max_stored_bytes: int
    min_free_bytes: int
    expiry_seconds: float


@dataclass(slots=True)
class UploadCounts:
    """Plain counters for the metrics."""

    files: int = 0
    received_bytes: int = 0
    under_way: int = 0
    unfinished_bytes: int = 0
    removed_files: int = 0
    expired_files: int = 0
    refused: dict[tuple[str], int] = field(default_factory=dict)


class Uploads:
    """Takes and removes files, and watches how much there is."""

    def __init__(self, store: FileStore, disk: Disk, limits: UploadLimits) -> None:
        self.counts = UploadCounts()
        self.stored = Measure(0, 0)
        self.limits = limits
        self._store = store
        self._disk = disk

    async def take(
        self, pieces: AsyncIterator[bytes], boundary: bytes, *, as_directory: bool
    ) -> list[tuple[str, ...]]:
        """Keeps the files of a form; returns the segments of their paths, or of the one folder that they share.

        All are kept or none is. Raises FormInvalid, StorageFull, TooBusy, and what `pieces` raises.
        """
        if self.counts.under_way >= self.limits.max_at_once:
            self._count_refusal(TooBusy.__name__)
            raise TooBusy("too many uploads are under way (setting max-uploads-at-once); try again later")
        self.counts.under_way += 1
        arrival = _Arrival(self, self._store, self._disk, as_directory=as_directory)
        try:
            kept = await arrival.take(pieces, boundary)
            self.stored = self.stored.plus(Measure(arrival.files, arrival.size))
            self.counts.files += arrival.files
            return kept
        except BaseException as error:
            await self._disk.run(arrival.discard)
            self._count_refusal(type(error).__name__)
            raise
        finally:
            self.counts.under_way -= 1
            self.counts.unfinished_bytes -= arrival.size

    async def remove(self, segments: tuple[str, ...]) -> bool:
        """Removes a file or a folder; False when there is none. Raises OSError."""
        removed = await self._disk.run(self._store.remove, segments)
        if removed is None:
            return False
        self.counts.removed_files += removed.files
        self.stored = Measure(self.stored.files - removed.files, self.stored.size - removed.size)
        return True

    async def run(self) -> None:
        """Removes what has expired and counts what there is, again and again, until cancelled."""
        while True:
            try:
                await self.sweep(time.time())
            except OSError as error:
                logger.error("uploads_not_swept", reason=str(error))
            await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self, now: float) -> None:
        """Does so once; `now` in seconds since 1970. Raises OSError."""
        await self._disk.run(self._store.discard_drafts, now - DRAFT_LIFETIME_SECONDS)
        if self.limits.expiry_seconds:
            expired = await self._disk.run(self._store.expire, now - self.limits.expiry_seconds)
            self.counts.expired_files += expired.files
            if expired.files:
                logger.info("uploads_expired", files=expired.files, bytes=expired.size)
        # Drivers on this machine put files here without asking.
        self.stored = await self._disk.run(self._store.measure)

    async def check_space(self) -> None:
        """Raises StorageFull when there is not enough space on the disk."""
        free = await self._disk.run(self._store.free_bytes)
        if free < self.limits.min_free_bytes:
            raise StorageFull(
                f"{free} bytes are free on the disk of the server, fewer than {self.limits.min_free_bytes} "
                "(setting min-free-disk)"
            )

    def account(self, size: int) -> None:
        """Notes bytes that arrived. Raises StorageFull when they are above the quota."""
        self.counts.received_bytes += size
        self.counts.unfinished_bytes += size
        quota = self.limits.max_stored_bytes
        if quota and self.stored.size + self.counts.unfinished_bytes > quota:
            raise StorageFull(
                f"uploaded files would take more than {quota} bytes (setting max-stored-uploads)"
            )

    def _count_refusal(self, reason: str) -> None:
        self.counts.refused[(reason,)] = self.counts.refused.get((reason,), 0) + 1


class _Arrival:
    """One upload."""

    def __init__(self, uploads: Uploads, store: FileStore, disk: Disk, *, as_directory: bool) -> None:
        self.files = 0
        self.size = 0
        self._uploads = uploads
        self._store = store
        self._disk = disk
        self._as_directory = as_directory
        self._drafts: list[Draft] = []
        self._kept: list[tuple[str, ...]] = []
        self._descriptor: int | None = None
        self._gathered: list[bytes] = []
        self._gathered_bytes = 0
        self._unchecked_bytes = 0

    async def take(self, pieces: AsyncIterator[bytes], boundary: bytes) -> list[tuple[str, ...]]:
        form = FormReader(boundary)
        await self._uploads.check_space()
        try:
            async for piece in pieces:
                for event in form.feed(piece):
                    await self._take(event)
            if not form.is_complete:
                raise FormInvalid("the form ends too early")
            if not self._drafts:
                raise FormInvalid('the form has no files; they must be in fields called "files"')
            for draft in self._drafts:
                await self._disk.run(draft.keep)
        except OSError as error:
            raise _translated(error) from error
        return [(self._drafts[0].id,)] if self._as_directory else self._kept

    def discard(self) -> None:
        """Leaves no trace."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        for draft in self._drafts:
            draft.discard()

    async def _take(self, event: Event) -> None:
        if isinstance(event, PartHead):
            # Other fields of the form are of no use to anybody.
            if event.name == "files" and event.filename is not None:
                await self._begin(event.filename)
        elif self._descriptor is None:
            return
        elif isinstance(event, bytes):
            await self._add(event)
        else:
            await self._end()

    async def _begin(self, filename: str) -> None:
        segments = segments_of(filename, nested=self._as_directory)
        self.files += 1
        if self.files > self._uploads.limits.max_files:
            raise FormInvalid(
                f"there are more than {self._uploads.limits.max_files} files (setting max-upload-files)"
            )
        if not (self._drafts and self._as_directory):
            self._drafts.append(await self._disk.run(self._store.draft))
        self._descriptor = await self._disk.run(self._drafts[-1].create, segments)
        self._kept.append((self._drafts[-1].id, *segments))

    async def _add(self, data: bytes) -> None:
        self.size += len(data)
        self._unchecked_bytes += len(data)
        self._uploads.account(len(data))
        if self._unchecked_bytes >= SPACE_CHECK_BYTES:
            self._unchecked_bytes = 0
            await self._uploads.check_space()
        self._gathered.append(data)
        self._gathered_bytes += len(data)
        if self._gathered_bytes >= MAX_GATHERED_BYTES:
            await self._write()

    async def _write(self) -> None:
        assert self._descriptor is not None
        gathered, self._gathered, self._gathered_bytes = self._gathered, [], 0
        await self._disk.run(write_all, self._descriptor, gathered)

    async def _end(self) -> None:
        await self._write()
        descriptor, self._descriptor = self._descriptor, None
        assert descriptor is not None
        await self._disk.run(finish, descriptor)


def _translated(error: OSError) -> GatewayError | OSError:
    if error.errno in _FULL:
        return StorageFull(f"the disk of the server takes no more: {error.strerror}")
    if error.errno in _TWICE:
        return FormInvalid("the form has two files with the same name, or a file with the name of a folder")
    return error
