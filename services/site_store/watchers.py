"""Who hears about which routes: watchers that are level, behind, or gone. Pure: values in, events out."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from services.chassis import quick_tuple
from services.plain.watching import Delta as Delta


class Missed(NamedTuple):
    """The answer to a resume: all changes after the position the watcher came with."""

    deltas: list[tuple[int, bytes]]


class Opened(NamedTuple):
    """The answer to a subscription: everything up to the position is in `content`.

    `content` is the snapshot as bytes, `Missed`, None where there is no page, or `SKIPPED`.
    """

    tag: int
    route: str
    epoch: str
    revision: int
    content: "bytes | Missed | None | Skipped"


class Skipped:
    """Stands for content that nobody asked for."""


SKIPPED = Skipped()


class Snapshot(NamedTuple):
    """The watcher was behind; here is the page, or None where there is none any more."""

    route: str
    revision: int
    body: bytes | None


WatchEvent = Delta | Opened | Snapshot
ReadPage = Callable[[str], tuple[int, bytes | None]]


class Watcher:
    """One subscriber: the events it has not taken yet, bounded in bytes.

    While the unsent bytes stay within the bound it is level. Above it, the routes with further changes are *behind*: their
    deltas are not kept, and each gets one snapshot when the watcher takes its events.
    """

    __slots__ = ("behind", "bytes", "conflations", "events", "max_bytes", "routes", "wake")

    def __init__(self, wake: Callable[[], None], *, max_bytes: int) -> None:
        self.wake = wake
        self.max_bytes = max_bytes
        self.bytes = 0
        self.conflations = 0
        self.events: list[WatchEvent] = []
        self.routes: set[str] = set()
        self.behind: dict[str, None] = {}

    def push(self, event: Delta) -> None:
        """Hands over a delta, or notes that its route is behind."""
        if self.behind and event.route in self.behind:
            return
        size = len(event.body)
        if self.bytes + size > self.max_bytes:
            self.behind[event.route] = None
            self.conflations += 1
            self.wake()
            return
        self.bytes += size
        self.events.append(event)
        if len(self.events) == 1:
            self.wake()

    def answer(self, event: Opened) -> None:
        """Hands over the answer to a subscription. It counts, but is never left out: the watcher has asked for it."""
        # What comes from here on is after the answer, so the route is level again.
        self.behind.pop(event.route, None)
        self.bytes += _size(event)
        self.events.append(event)
        if len(self.events) == 1:
            self.wake()

    def take(self, read_page: ReadPage) -> list[WatchEvent]:
        """Returns what the watcher has not seen yet, and makes it level."""
        events, self.events, self.bytes = self.events, [], 0
        if self.behind:
            events += [Snapshot(route, *read_page(route)) for route in self.behind]
            self.behind.clear()
        return events


def _size(event: Opened) -> int:
    if isinstance(event.content, bytes):
        return len(event.content)
    if isinstance(event.content, Missed):
        return sum(len(body) for _, body in event.content.deltas)
    return 0


class Watchers:
    """All watchers, by route."""

    def __init__(self) -> None:
        self._by_route: dict[str, dict[Watcher, None]] = {}

    def add(self, watcher: Watcher, route: str) -> None:
        """Makes a watcher hear about a route; once is enough."""
        watcher.routes.add(route)
        self._by_route.setdefault(route, {})[watcher] = None

    def remove(self, watcher: Watcher, route: str) -> None:
        """Ends that."""
        watcher.routes.discard(route)
        watcher.behind.pop(route, None)
        watchers = self._by_route.get(route)
        if watchers is not None:
            watchers.pop(watcher, None)
            if not watchers:
                del self._by_route[route]

    def leave(self, watcher: Watcher) -> None:
        """Forgets a watcher."""
        for route in list(watcher.routes):
            self.remove(watcher, route)

    def is_watched(self, route: str) -> bool:
        """Tells whether anybody watches the route."""
        return route in self._by_route

    def announce(self, route: str, revision: int, body: bytes) -> None:
        """Tells all watchers of a route about a change."""
        watchers = self._by_route.get(route)
        if watchers:
            event = quick_tuple.new(Delta, (route, revision, body))
            for watcher in watchers:
                watcher.push(event)

    def watched(self) -> Iterable[str]:
        """Returns the routes that somebody watches."""
        return self._by_route.keys()
