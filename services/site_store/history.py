"""The recent deltas of all pages, so that a browser that was away gets exactly what it missed."""

from collections import deque
from typing import NamedTuple

from services.chassis import quick_tuple

# What a remembered delta costs beside its body, roughly; keeps floods of tiny deltas within the bound too.
OVERHEAD_BYTES = 200

_new = quick_tuple.new


class PastDelta(NamedTuple):
    """A delta and the revision it led to."""

    revision: int
    body: bytes


class History:
    """Keeps the newest deltas of the site, bounded in bytes; the oldest go first, whatever their page.

    `start` is the revision from which on nothing is missing.
    """

    def __init__(self, *, max_bytes: int, start: int = 0) -> None:
        self.bytes = 0
        self._max_bytes = max_bytes
        self._start = start
        self._deltas: dict[str, deque[PastDelta]] = {}
        self._floors: dict[str, int] = {}  # revision of the newest delta forgotten, by route
        self._order: deque[str] = deque()  # the route of each remembered delta, oldest first

    def __len__(self) -> int:
        return len(self._order)

    def append(self, route: str, revision: int, body: bytes) -> None:
        """Remembers a delta. The revisions of a route grow."""
        deltas = self._deltas.get(route)
        if deltas is None:
            deltas = self._deltas[route] = deque()
        deltas.append(_new(PastDelta, (revision, body)))
        self._order.append(route)
        self.bytes += len(body) + OVERHEAD_BYTES
        while self.bytes > self._max_bytes:
            self._forget_oldest()

    def since(self, route: str, revision: int) -> list[PastDelta] | None:
        """Returns the deltas of a route after a revision, or None when some of them have been forgotten."""
        if revision < self._floors.get(route, self._start):
            return None
        missed: list[PastDelta] = []
        for delta in reversed(self._deltas.get(route, ())):
            if delta.revision <= revision:
                break
            missed.append(delta)
        missed.reverse()
        return missed

    def restart(self, revision: int) -> None:
        """Forgets everything; after `revision` nothing will be missing."""
        self.bytes = 0
        self._start = revision
        self._deltas.clear()
        self._floors.clear()
        self._order.clear()

    def cut(self, route: str, revision: int) -> None:
        """Says that a change of the route at `revision` was not a delta: what came before is of no use."""
        self._floors[route] = revision

    def _forget_oldest(self) -> None:
        route = self._order.popleft()
        deltas = self._deltas[route]
        oldest = deltas.popleft()
        self.bytes -= len(oldest.body) + OVERHEAD_BYTES
        self._floors[route] = max(oldest.revision, self._floors.get(route, 0))
        if not deltas:
            del self._deltas[route]
