"""The append-only log that the site is rebuilt from."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from services.chassis.logs import get_logger
from services.site_store.log import record
from services.site_store.log.commit import Appender, GroupCommit, Inline
from services.site_store.log.compact import (
    CompactResult,
    Page,
    in_thread,
    stage_manifest,
    swap_manifest,
    write_snapshot,
)
from services.site_store.log.disk import manifest, opening
from services.site_store.log.disk.files import Files, put_in_place, stage
from services.site_store.log.disk.manifest import MANIFEST, Manifest, Place
from services.site_store.log.disk.opening import Opening
from services.site_store.log.disk.replay import replay
from services.site_store.log.disk.segments import Supply
from services.site_store.log.disk.snapshot import Trailer
from services.site_store.log.errors import CompactionFailed, LogBroken, LogClosed, LogError, LogFull
from services.site_store.log.flusher import MAX_WAITING_BYTES, Submission, Ticker
from services.site_store.log.policy import SEGMENT_BYTES, FsyncPolicy, LogStats, Recover
from services.site_store.log.record import Record
from services.site_store.log.tail import Tail

logger = get_logger("site_store.log")

SYNC_SECONDS = 1.0


class Log:
    """A log that is open. Its methods belong to the event loop's thread.

    It begins with `open` and `replay`, then takes records until `close`.
    """

    def __init__(
        self,
        files: Files,
        directory: Path,
        lock: int,
        opened: Opening,
        *,
        policy: FsyncPolicy,
        segment_bytes: int,
        seconds: float,
    ) -> None:
        found = opened.survey
        self.epoch = found.manifest.epoch
        self.policy = policy
        self.opening = opened
        self.stats = LogStats(tail_records=found.records, tail_bytes=found.tail_bytes)
        self.stats.snapshot_bytes = found.snapshot.bytes if found.snapshot else 0
        self._snapshot_pages = found.snapshot.pages if found.snapshot else 0
        self._files = files
        self._directory = directory
        self._lock = lock
        self._manifest = found.manifest
        self._supply = Supply(files, directory, self.epoch, segment_bytes, retry_seconds=seconds)
        self._tail = self._open_tail()
        always = policy is FsyncPolicy.ALWAYS
        self._appender: Appender = GroupCommit(self._tail, self.stats) if always else Inline(self._tail)
        self._ticker = Ticker(self._tick, self._appender.fail, seconds=seconds)
        if not always:
            self._ticker.start()
        self._must_replay = bool(found.records or found.base.revision)
        self._compacting = asyncio.Lock()
        self._closed = False

    def _open_tail(self) -> Tail:
        place = self.opening.survey.place
        segment = opening.open_segment(self._files, self._directory, self.epoch, place)
        following = opening.empty_segment(self._files, self._directory, self.epoch, place)
        if following is not None:
            self._supply.adopt(following)
        return Tail(self._supply, segment, place.revision, stats=self.stats, clock=time.monotonic)

    @classmethod
    def open(
        cls,
        directory: Path,
        *,
        policy: FsyncPolicy = FsyncPolicy.ALWAYS,
        segment_bytes: int = SEGMENT_BYTES,
        recover: Recover = Recover.REFUSE,
        files: Files | None = None,
        seconds: float = SYNC_SECONDS,
    ) -> "Log":
        """Opens the log in a directory, which is made if need be, and looks at all of it.

        `seconds` is the pause between the syncs of policy `everysec`, and between attempts to make a segment on a full disk.
        Raises LogInUse, LogUnusable, and LogCorrupt if it is damaged where a crash cannot have damaged it, unless `recover` says
        what to do then. What was done is in `opening`.
        """
        files = files or Files()
        lock = opening.lock(files, directory)
        try:
            opened = opening.open_directory(files, directory, segment_bytes=segment_bytes, recover=recover)
            log = cls(
                files, directory, lock, opened, policy=policy, segment_bytes=segment_bytes, seconds=seconds
            )
        except OSError as error:
            files.close(lock)
            raise opening.unusable(directory, error) from error
        except BaseException:
            files.close(lock)
            raise
        logger.info("log_opened", epoch=log.epoch, revision=log.revision, ending=opened.ending.value)
        return log

    @property
    def revision(self) -> int:
        """The last revision handed out: that of the newest record, be it durable or still on its way."""
        return self._appender.revision

    @property
    def broken(self) -> LogBroken | None:
        """Why nothing can be appended until this process has been restarted; None as long as all is well."""
        return self._appender.broken

    @property
    def is_read_only(self) -> bool:
        """True while there is no room for another segment."""
        return self._tail.cannot_grow is not None

    def replay(self) -> Iterator[tuple[int, Record]]:
        """Yields everything that is needed to rebuild the site, each with its revision.

        First a SNAPSHOT record of each page of the newest snapshot, then what came after it. A record that a page of the snapshot
        already contains is left out. Must be read to its end before the first `submit`. Raises LogCorrupt.
        """
        yield from replay(self._files, self._directory, self.opening.survey)
        self._must_replay = False

    def submit(self, records: Sequence[Record], on_durable: Callable[[Exception | None], None]) -> int:
        """Appends records, all or none of them; returns the revision of the first.

        `on_durable` is called, in order of submission, with None when they are as safe as the policy says, or with a LogError. With
        `always` that is later, on the event loop; with the other policies it is before `submit` returns. It must not raise.

        Raises LogFull, LogReadOnly, LogBroken, LogClosed or RecordTooLarge; then nothing was appended, and nobody is called.
        """
        if self._closed or self._must_replay:
            raise self._not_ready()
        pieces: list[bytes] = []
        for entry in records:
            pieces += record.pack(entry)
        size = sum(map(len, pieces))
        if size > MAX_WAITING_BYTES and len(records) > 1:
            raise LogFull(
                f"{size} bytes at once are more than {MAX_WAITING_BYTES}; submit fewer records at a time"
            )
        if not pieces:
            raise ValueError("there is nothing to append")
        return self._appender.submit(Submission(len(records), size, pieces, on_durable))

    def _not_ready(self) -> LogError:
        if self._closed:
            return LogClosed("the log has been closed")
        return LogError("the log holds records that have not been replayed: read replay() to its end first")

    def _tick(self) -> None:
        if self.policy is FsyncPolicy.EVERYSEC:
            self._tail.sync()
        else:
            self._tail.sync_retired()

    async def compact(self, pages: Iterable[Page]) -> CompactResult:
        """Writes a snapshot of all pages, given as (route, revision, body), and lets the log begin there.

        `pages` is read in slices of a few milliseconds while edits go on. Each page must hold everything acknowledged so far when
        it is taken, and its revision must be that of the last record that changed it. Raises CompactionFailed, after which the
        log is as it was, LogBroken, LogClosed, and whatever `pages` raises.
        """
        if self._closed or self._must_replay:
            raise self._not_ready()
        if self._compacting.locked():
            raise CompactionFailed("the log is being compacted already")
        if self.broken is not None:
            raise self.broken
        base = self._appender.settled
        async with self._compacting:
            return await self._compact(base, self._until_closed(pages))

    def _until_closed(self, pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            if self._closed:
                raise self._not_ready()
            yield page

    async def _compact(self, base: Place, pages: Iterable[Page]) -> CompactResult:
        stats = self.stats
        records, tail_bytes = stats.tail_records, stats.tail_bytes
        if base.revision == self._manifest.bases[0].revision:
            return CompactResult(base.revision, self._snapshot_pages, stats.snapshot_bytes, 0)
        trailer = await write_snapshot(
            self._files, self._directory, self.epoch, base, pages, clock=time.monotonic
        )
        try:
            await self._begin_at(base, trailer)
        except CompactionFailed:
            await in_thread(opening.tidy, self._files, self._directory, self._manifest)
            raise
        removed = await in_thread(opening.tidy, self._files, self._directory, self._manifest)
        self._snapshot_pages = trailer.pages
        stats.tail_records -= records
        stats.tail_bytes -= tail_bytes
        stats.snapshot_bytes = trailer.bytes
        return CompactResult(base.revision, trailer.pages, trailer.bytes, removed)

    async def _begin_at(self, base: Place, trailer: Trailer) -> None:
        """Lets the log begin at a snapshot."""
        # The snapshot may not know more than the log on the disk: revisions would be used twice after a power cut.
        try:
            if self._tail.synced < trailer.through:
                await in_thread(self._tail.sync)
            if self._tail.synced < trailer.through:
                raise CompactionFailed(
                    f"a page is at revision {trailer.through}, but the log has acknowledged {self._tail.synced} only"
                )
            following, staged = await in_thread(
                stage_manifest, self._files, self._directory, self._manifest, base
            )
            await in_thread(swap_manifest, self._files, self._directory, staged)
        except OSError as error:
            self._appender.fail(error)
            raise self.broken or error from error
        self._manifest = following

    async def close(self) -> None:
        """Writes and syncs what was submitted, notes that the log was closed in order, and gives it free.

        Raises LogBroken if that could not be done; the log is closed all the same.
        """
        if self._closed:
            return
        self._closed = True
        async with self._compacting:
            await self._appender.finish()
            await in_thread(self._stop)
        if self.broken is not None:
            raise self.broken

    def _stop(self) -> None:
        self._ticker.stop()
        self._supply.close()
        try:
            if self.broken is None:
                self._tail.sync()
                self._mark_clean()
        except OSError as error:
            self._appender.fail(error)
        finally:
            self._tail.close()
            self._files.close(self._lock)

    def _mark_clean(self) -> None:
        path = self._directory / MANIFEST
        clean = Manifest(self.epoch, self._manifest.bases, self._tail.place)
        try:
            put_in_place(self._files, stage(self._files, path, [manifest.encode(clean)]), path)
        except OSError as error:
            # Everything is on the disk; without the mark the next start merely looks more closely.
            logger.warning("stop_unmarked", reason=str(error))
