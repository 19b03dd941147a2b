"""Pages of single clients: in memory only, for as long as the client lives."""

import secrets
from collections import OrderedDict
from collections.abc import Callable

from services.site_store.history import History
from services.site_store.page.delta import Delta
from services.site_store.page.page import Page


class Ephemeral:
    """One ephemeral page with an epoch and a history of its own."""

    __slots__ = ("epoch", "history", "page", "unwatched_since")

    def __init__(self, *, history_bytes: int, now: float) -> None:
        # Not a place in the log, so never equal to one of its positions.
        self.epoch = "m" + secrets.token_hex(8)
        self.page = Page()
        self.history = History(max_bytes=history_bytes)
        self.unwatched_since: float | None = now

    def apply(self, delta: Delta) -> int:
        """Applies a delta and returns the page's new revision."""
        revision = self.page.revision + 1
        self.page.apply(delta.ops)
        self.page.revision = revision
        self.history.append("", revision, delta.body)
        return revision


class Ephemerals:
    """The ephemeral pages by route, and the routes of those that have ended.

    A page ends when it is released, or when nobody has watched it for `ttl_seconds`. Edits that come afterwards belong to
    nobody; the routes are remembered (`max_ended` of them) so that such an edit does not make a public page.
    """

    def __init__(
        self, clock: Callable[[], float], *, ttl_seconds: float, history_bytes: int, max_ended: int = 100_000
    ) -> None:
        self._clock = clock
        self._ttl_seconds = ttl_seconds
        self._history_bytes = history_bytes
        self._max_ended = max_ended
        self._pages: dict[str, Ephemeral] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, route: str) -> Ephemeral | None:
        """Returns the ephemeral page at a route, if there is one."""
        return self._pages.get(route)

    def routes(self) -> list[str]:
        """Returns the routes of all ephemeral pages."""
        return list(self._pages)

    def items(self) -> list[tuple[str, Ephemeral]]:
        """Returns all ephemeral pages with their routes."""
        return list(self._pages.items())

    def begin(self, route: str) -> Ephemeral:
        """Returns the ephemeral page at a route, made when there is none."""
        self._ended.pop(route, None)
        ephemeral = self._pages.get(route)
        if ephemeral is None:
            ephemeral = self._pages[route] = Ephemeral(history_bytes=self._history_bytes, now=self._clock())
        return ephemeral

    def has_ended(self, route: str) -> bool:
        """Tells whether there was an ephemeral page at the route."""
        return route in self._ended

    def end(self, route: str) -> None:
        """Ends the page at a route, if there is one."""
        if self._pages.pop(route, None) is None:
            return
        self._ended[route] = None
        if len(self._ended) > self._max_ended:
            self._ended.popitem(last=False)

    def watched(self, route: str, is_watched: bool) -> None:
        """Notes whether anybody watches the page."""
        ephemeral = self._pages.get(route)
        if ephemeral is not None:
            ephemeral.unwatched_since = None if is_watched else self._clock()

    def expire(self) -> list[str]:
        """Ends the pages that nobody has watched for too long; returns their routes."""
        limit = self._clock() - self._ttl_seconds
        late = [
            route
            for route, ephemeral in self._pages.items()
            if ephemeral.unwatched_since is not None and ephemeral.unwatched_since < limit
        ]
        for route in late:
            self.end(route)
        return late
