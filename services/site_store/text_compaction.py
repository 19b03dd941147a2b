"""A text log of Wave 1.8, rewritten as one line per page."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from services.site_store.edits import check_route
from services.site_store.errors import SiteStoreError
from services.site_store.importing import edit_of
from services.site_store.log import textlog
from services.site_store.page.delta import decode
from services.site_store.page.errors import BadDelta
from services.site_store.page.limits import PageLimits
from services.site_store.site import Site


class TextCompaction:
    """The pages that a text log amounts to. What cannot be used is left out, and said in comments of the new log."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.site = Site()
        self.reader = textlog.TextLogReader()
        limits = PageLimits.unlimited()
        for number, record in enumerate(self.reader.read(lines), 1):
            try:
                check_route(record.route)
                delta = decode(edit_of(record), limits)
            except (BadDelta, SiteStoreError) as error:
                self.reader.reject(str(error))
            else:
                self.site.apply(record.route, delta, number)

    def lines(self, at: datetime) -> Iterator[bytes]:
        """Yields the lines of the new log, each with its line feed; comments first."""
        unwritable: list[str] = []
        for rejected in self.reader.rejected:
            yield _comment(at, f"line {rejected.number} is not used: {rejected.reason}")
        yield from textlog.page_lines(at, self._pages(), unwritable)
        for route in unwritable:
            yield _comment(at, f"page {route!r} is left out: the text form cannot hold a route with a blank")

    def _pages(self) -> Iterator[tuple[str, bytes]]:
        for route in self.site.routes():
            page = self.site.page(route)
            if page is not None:
                yield route, page.snapshot()


def _comment(at: datetime, text: str) -> bytes:
    one_line = text.replace("\r", " ").replace("\n", " ")
    return f"{at:%Y/%m/%d %H:%M:%S} # {one_line}\n".encode()
