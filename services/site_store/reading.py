"""Pages as they stand: read once, or watched from then on."""

from services.site_store.change_log import ChangeLog
from services.site_store.ephemerals import Ephemerals
from services.site_store.history import History, PastDelta
from services.site_store.site import Site
from services.site_store.watchers import SKIPPED, Missed, Opened, Skipped, Watcher, Watchers


class Reading:
    """What readers see of a site. `applied` is the revision up to which everything is applied and announced."""

    def __init__(
        self,
        log: ChangeLog,
        ephemerals: Ephemerals,
        *,
        history_bytes: int,
        max_missed_bytes: int,
        relay_only: bool = False,
    ) -> None:
        self.site = Site()
        self.watchers = Watchers()
        self.ephemerals = ephemerals
        self.history = History(max_bytes=history_bytes)
        # What a watcher that has just been answered is level with.
        self.applied = 0
        self._log = log
        self._max_missed_bytes = max_missed_bytes
        self._relay_only = relay_only

    @property
    def epoch(self) -> str:
        """Names this life of the log."""
        return self._log.epoch

    def subscribe(
        self,
        watcher: Watcher,
        tag: int,
        route: str,
        *,
        after: tuple[str, int] | None = None,
        ephemeral: bool = False,
        skip_content: bool = False,
    ) -> None:
        """Makes a watcher hear about a route, and answers how the page stands. Every change after the answer follows."""
        if ephemeral and not self._relay_only:
            self.ephemerals.begin(route)
        elif self.ephemerals.get(route) is not None:
            # [W8] A page of one client is for those who say that it is theirs; to others there is nothing here.
            watcher.answer(Opened(tag, route, self.epoch, self.applied, SKIPPED if skip_content else None))
            return
        self.watchers.add(watcher, route)
        self.ephemerals.watched(route, True)
        epoch, revision = self._position(route)
        content = SKIPPED if skip_content else self._content(route, after, epoch)
        watcher.answer(Opened(tag, route, epoch, revision, content))

    def unsubscribe(self, watcher: Watcher, route: str) -> None:
        """Ends that."""
        self.watchers.remove(watcher, route)
        if not self.watchers.is_watched(route):
            self.ephemerals.watched(route, False)

    def leave(self, watcher: Watcher) -> None:
        """Forgets a watcher."""
        for route in list(watcher.routes):
            self.unsubscribe(watcher, route)

    def release(self, route: str) -> None:
        """Ends the life of an ephemeral page, unless somebody watches it: its client has moved to another gateway."""
        if not self.watchers.is_watched(route):
            self.ephemerals.end(route)

    def read(self, route: str) -> tuple[int, bytes | None]:
        """Returns the revision up to which a page is complete, and its snapshot if there is one."""
        ephemeral = self.ephemerals.get(route)
        if ephemeral is not None:
            return ephemeral.page.revision, ephemeral.page.snapshot()
        page = self.site.page(route)
        return self._position(route)[1], page.snapshot() if page else None

    def look_up(self, route: str, *, include_ephemeral: bool = False) -> tuple[str, int, bytes | None]:
        """Returns the position of a page's last change, and its snapshot if there is one that may be shown."""
        ephemeral = self.ephemerals.get(route)
        if ephemeral is not None:
            snapshot = ephemeral.page.snapshot() if include_ephemeral else None
            return ephemeral.epoch, ephemeral.page.revision, snapshot
        page = self.site.page(route)
        if page is None:
            return self.epoch, 0, None
        return self.epoch, page.revision, page.snapshot()

    def list_pages(self, prefix: str, size: int, after: str) -> tuple[list[tuple[str, int, int, bool]], str]:
        """Returns (route, revision, card count, is ephemeral) of up to `size` pages, and where to go on."""
        pages = {route: self.site.page(route) for route in self.site.routes()}
        pages |= {route: ephemeral.page for route, ephemeral in self.ephemerals.items()}
        routes = sorted(route for route in pages if route.startswith(prefix) and route > after)
        ephemeral_routes = set(self.ephemerals.routes())
        summaries = [
            (route, page.revision, page.card_count, route in ephemeral_routes)
            for route in routes[:size]
            if (page := pages[route])
        ]
        return summaries, routes[size - 1] if len(routes) > size else ""

    def _position(self, route: str) -> tuple[str, int]:
        """Returns the position up to which this store has applied everything at a route."""
        ephemeral = self.ephemerals.get(route)
        if ephemeral is not None:
            return ephemeral.epoch, ephemeral.page.revision
        return self.epoch, self.applied

    def _content(
        self, route: str, after: tuple[str, int] | None, epoch: str
    ) -> bytes | Missed | None | Skipped:
        if after is not None and after[0] == epoch:
            missed = self._missed(route, after[1])
            if missed is not None:
                return Missed([(delta.revision, delta.body) for delta in missed])
        return self.read(route)[1]

    def _missed(self, route: str, revision: int) -> list[PastDelta] | None:
        """Returns the deltas a watcher has missed, or None when it is better served with the whole page."""
        ephemeral = self.ephemerals.get(route)
        current = self._position(route)[1]
        if revision > current:
            return None  # From a future that a crash took away, or made up.
        missed = ephemeral.history.since("", revision) if ephemeral else self.history.since(route, revision)
        if missed is None or sum(len(delta.body) for delta in missed) > self._max_missed_bytes:
            return None
        return missed
