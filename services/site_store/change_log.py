"""What the store needs of a log."""

from collections.abc import Callable, Sequence
from typing import Protocol

from services.site_store.log.record import Record


class ChangeLog(Protocol):
    """What the store needs of a log. Nothing here says that it is a file."""

    @property
    def epoch(self) -> str:
        """Names this life of the log."""

    @property
    def revision(self) -> int:
        """The newest revision handed out."""

    def submit(self, records: Sequence[Record], on_durable: Callable[[Exception | None], None]) -> int:
        """Takes records; returns the revision of the first. Calls back, in order of submission, when they are safe."""
