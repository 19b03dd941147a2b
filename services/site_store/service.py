"""The site-store as a process part: opens the log, restores the site, serves it, and closes it again."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from services.chassis.logs import get_logger
from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.site_store.ephemerals import Ephemerals
from services.site_store.import_mark import ImportMark
from services.site_store.initial_import import InitialImport
from services.site_store.log import textlog
from services.site_store.log.errors import LogError
from services.site_store.log.log import Log
from services.site_store.log.memory import MemoryLog
from services.site_store.log.policy import FsyncPolicy, Recover
from services.site_store.metrics import describe
from services.site_store.page.limits import PageLimits
from services.site_store.progress import told
from services.site_store.rpc import Compaction, SiteStoreServicer
from services.site_store.sessions.book import SessionBook
from services.site_store.sessions.errors import SessionError
from services.site_store.sessions.keeper import SessionKeeper
from services.site_store.sessions.metrics import describe_sessions
from services.site_store.sessions.rpc import SessionsServicer
from services.site_store.sessions.shelf import NoShelf, Shelf, SqliteShelf
from services.site_store.settings import StoreSettings
from services.site_store.store import Store

logger = get_logger("site_store")

LOG_FOLDER = "site"
SESSIONS_FILE = "sessions.sqlite"
SESSION_SWEEP_SECONDS = 30.0
MAINTENANCE_SECONDS = 1.0


@contextmanager
def _everything_stays() -> Iterator[None]:
    """Collects no garbage: what is restored stays, and looking at it again and again takes as long as the restore."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class SiteStoreService:
    """One site. `fail` is called when the log is broken beyond repair: the process has to end, and restart from what is on disk."""

    store: Store

    def __init__(self, settings: StoreSettings, registry: Registry, fail: Callable[[str], None]) -> None:
        self.servicer = SiteStoreServicer(max_watcher_bytes=settings.max_watcher_backlog)
        self.sessions_servicer = SessionsServicer()
        self.is_ready = False
        self._settings = settings
        self._registry = registry
        self._fail = fail
        self._log: Log | MemoryLog | None = None
        self._maintenance: asyncio.Task[None] | None = None
        self._sessions: SessionKeeper | None = None
        self._sweeping: asyncio.Task[None] | None = None

    @property
    def directory(self) -> Path:
        """Where the log is kept."""
        return Path(self._settings.data_dir) / LOG_FOLDER

    async def start(self) -> None:
        """Restores the site. Raises StartError when the log cannot be opened or is damaged, or the site cannot be filled."""
        try:
            self._log = self._open_log()
            self.store = self._make_store(self._log)
            with _everything_stays():
                self._restore(self._log)
                await self._fill()
            self._sessions = self._open_sessions()
        except StartError:
            await self.stop()
            raise
        except (LogError, SessionError, OSError) as error:
            await self.stop()
            raise StartError(str(error)) from error
        self.servicer.attach(self.store, compact=self.compact, export=self.export)
        self.sessions_servicer.attach(self._sessions)
        describe(self._registry, self.store, self._log, self.servicer)
        describe_sessions(self._registry, self._sessions)
        self._maintenance = asyncio.create_task(self._maintain())
        self._sweeping = asyncio.create_task(_sweep(self._sessions))
        self.is_ready = True

    async def stop(self) -> None:
        """Closes the log: what was submitted is synced, and the stop is marked as orderly."""
        self.is_ready = False
        for task in (self._maintenance, self._sweeping):
            if task is not None:
                task.cancel()
        self._maintenance = self._sweeping = None
        if self._sessions is not None:
            await self._sessions.close()
            self._sessions = None
        if self._log is not None:
            await self._log.close()
            self._log = None

    async def compact(self) -> Compaction:
        """Rewrites the log as one snapshot per page. Raises LogError."""
        assert self._log is not None
        stats = self._log.stats
        before = stats.tail_bytes + stats.snapshot_bytes
        result = await self._log.compact(self._snapshots())
        return Compaction(result.pages, before, stats.tail_bytes + stats.snapshot_bytes)

    def _snapshots(self) -> Iterator[tuple[str, int, bytes]]:
        """Yields route, revision and snapshot of every page, as they are when their turn comes."""
        for route in self.store.site.routes():
            page = self.store.site.page(route)
            if page is not None:
                yield route, page.revision, page.snapshot()

    def _open_log(self) -> Log | MemoryLog:
        if self._settings.no_log or self._settings.no_store:
            return MemoryLog()
        return Log.open(
            self.directory,
            policy=FsyncPolicy(self._settings.fsync),
            segment_bytes=self._settings.segment_size,
            recover=Recover(self._settings.recover),
        )

    def _open_sessions(self) -> SessionKeeper:
        settings = self._settings
        # Where no pages are kept, no sessions are either.
        is_kept = not (settings.no_log or settings.no_store)
        shelf: Shelf = SqliteShelf(Path(settings.data_dir) / SESSIONS_FILE) if is_kept else NoShelf()
        book = SessionBook(max_sessions=settings.max_sessions, clock_ms=lambda: round(time.time() * 1000))
        keeper = SessionKeeper(book, shelf)
        keeper.restore()
        return keeper

    def _make_store(self, log: Log | MemoryLog) -> Store:
        settings = self._settings
        limits = PageLimits(max_edit_bytes=settings.max_request_size, max_page_bytes=settings.max_page_size)
        ephemerals = Ephemerals(
            time.monotonic,
            ttl_seconds=settings.ephemeral_page_timeout,
            history_bytes=settings.max_missed_size,
        )
        return Store(
            log,
            limits=limits,
            ephemerals=ephemerals,
            history_bytes=settings.history_size,
            max_missed_bytes=settings.max_missed_size,
            relay_only=settings.no_store,
        )

    def _restore(self, log: Log | MemoryLog) -> None:
        started = time.monotonic()
        records = self.store.restore(told(log.replay(), "records_restored"))
        seconds = round(time.monotonic() - started, 3)
        logger.info(
            "site_restored", pages=len(self.store.site), records=records, seconds=seconds, epoch=log.epoch
        )

    async def _fill(self) -> None:
        """Does what `-init` says; a site that was filled in part is not shown."""
        kept = self._log if isinstance(self._log, Log) else None
        mark = ImportMark(Path(self._settings.data_dir)) if kept is not None else None
        initial = InitialImport(self.store, mark)
        if not self._settings.init:
            initial.check()
        elif await initial.run(Path(self._settings.init)):
            if kept is not None:
                # Only then is everything on the disk, whatever the policy; and the next start has little to read.
                await self.compact()
            initial.end()

    async def export(self) -> AsyncIterator[bytes]:
        """Yields the site in the text form of Wave 1.8, one line per page."""
        unwritable: list[str] = []
        pages = ((route, snapshot) for route, _, snapshot in self._snapshots())
        for line in textlog.page_lines(datetime.now(UTC), pages, unwritable):
            yield line
            await asyncio.sleep(0)
        for route in unwritable:
            logger.warning(
                "page_not_exported", route=route, reason="the text form cannot hold a route with a blank"
            )

    async def _maintain(self) -> None:
        """Now and then: tells watchers where the site stands, ends pages nobody watches, compacts a long log."""
        due = 0.0
        while True:
            await asyncio.sleep(min(MAINTENANCE_SECONDS, self._settings.progress_interval))
            self.store.ephemerals.expire()
            if time.monotonic() >= due:
                due = time.monotonic() + self._settings.progress_interval
                self.servicer.tell_progress()
            await self._compact_if_long()
            if self._log is not None and self._log.broken is not None:
                self._fail(f"the log is broken: {self._log.broken}")

    async def _compact_if_long(self) -> None:
        log, after = self._log, self._settings.compact_after
        if not isinstance(log, Log) or not after:
            return
        # Reading the log has become much more work than reading a snapshot.
        is_long = log.stats.tail_bytes > max(self._settings.segment_size, log.stats.snapshot_bytes)
        if is_long or log.stats.tail_records > after:
            try:
                await self.compact()
            except LogError as error:
                logger.error("compaction_failed", reason=str(error))


async def _sweep(sessions: SessionKeeper) -> None:
    """Forgets sessions that are over, again and again, until cancelled."""
    while True:
        await asyncio.sleep(SESSION_SWEEP_SECONDS)
        await sessions.sweep()
