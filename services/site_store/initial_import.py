"""Filling an empty site from a text log: with all of it, however often that is broken off."""

import asyncio
from pathlib import Path

from services.chassis.logs import get_logger
from services.chassis.process import StartError
from services.site_store import importing
from services.site_store.edits import Batch, Edit
from services.site_store.import_mark import ImportMark
from services.site_store.log.textlog import TextLogReader
from services.site_store.progress import told
from services.site_store.store import Store

logger = get_logger("site_store")

SHOWN_REJECTED = 20
DROPPED_AT_ONCE = 500


class InitialImport:
    """What `-init` asks for. Nobody edits the site meanwhile."""

    def __init__(self, store: Store, mark: ImportMark | None) -> None:
        """`mark` is None where nothing is kept."""
        self._store = store
        self._mark = mark

    @property
    def _begun(self) -> str | None:
        return self._mark.source if self._mark is not None else None

    def check(self) -> None:
        """Raises StartError when a former import has not ended: most of its pages may be missing."""
        if self._begun is not None:
            raise StartError(
                f"the site was being filled from {self._begun} when that was broken off: start with -init {self._begun} "
                "once more, or with an empty -data-dir"
            )

    async def run(self, source: Path) -> bool:
        """Fills the site; returns whether that was needed. Raises StartError, LogError, OSError."""
        begun = self._begun
        if self._store.reading.applied > 0 and begun is None:
            logger.warning("init_skipped", file=str(source), reason="the site has content already")
            return False
        if not await asyncio.to_thread(source.is_file):
            raise StartError(f"cannot initialize the site: there is no file {source} (flag -init)")
        if begun is not None:
            logger.warning("init_begun_anew", file=str(source), reason=f"{begun} was not read to its end")
            await self._empty()
        if self._mark is not None:
            self._mark.put(str(source))
        await self._read(source)
        return True

    def end(self) -> None:
        """Everything is on the disk."""
        if self._mark is not None:
            self._mark.remove()

    async def _read(self, source: Path) -> None:
        reader, refused = TextLogReader(), 0
        with source.open("rb") as lines:
            for batch in importing.batches(reader, told(lines, "lines_imported")):
                refused += await self._apply(batch)
        for rejected in reader.rejected[:SHOWN_REJECTED]:
            logger.warning("line_rejected", file=str(source), line=rejected.number, reason=rejected.reason)
        used = reader.used_count - refused
        logger.info("log_imported", file=str(source), read=reader.read_count, used=used, refused=refused)

    async def _apply(self, edits: list[Edit]) -> int:
        """Applies edits; returns how many were refused."""
        done: asyncio.Future[Batch] = asyncio.get_running_loop().create_future()
        self._store.submit(Batch(len(edits), done.set_result), edits)
        return sum(1 for outcome in (await done).outcomes if outcome and outcome.error)

    async def _empty(self) -> None:
        routes = list(self._store.site.routes())
        for first in range(0, len(routes), DROPPED_AT_ONCE):
            await asyncio.gather(*map(self._drop, routes[first : first + DROPPED_AT_ONCE]))

    async def _drop(self, route: str) -> None:
        dropped: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def done(revision: int, error: Exception | None) -> None:
            dropped.set_result(revision) if error is None else dropped.set_exception(error)

        self._store.drop(route, done)
        await dropped
