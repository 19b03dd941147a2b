"""A log that forgets: revisions without records, for sites that are not to be kept."""

import secrets
from collections.abc import Callable, Iterator, Sequence

from services.site_store.log.compact import CompactResult
from services.site_store.log.policy import LogStats
from services.site_store.log.record import Record


class MemoryLog:
    """Counts records and keeps none. Its epoch is new in each process, so nobody resumes across a restart."""

    def __init__(self) -> None:
        self.epoch = secrets.token_hex(8)
        self.revision = 0
        self.stats = LogStats()
        self.broken: Exception | None = None

    def replay(self) -> Iterator[tuple[int, Record]]:
        """Yields nothing."""
        return iter(())

    def submit(self, records: Sequence[Record], on_durable: Callable[[Exception | None], None]) -> int:
        """Numbers the records and calls back at once."""
        first = self.revision + 1
        self.revision += len(records)
        self.stats.records_written += len(records)
        on_durable(None)
        return first

    async def compact(self, pages: object) -> CompactResult:
        """Does nothing: there is nothing to forget."""
        return CompactResult(self.revision, 0, 0, 0)

    async def close(self) -> None:
        """Does nothing."""
