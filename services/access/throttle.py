"""How often something may go wrong for one address. PURE but for the clock it is given."""

from collections import OrderedDict
from collections.abc import Callable

MAX_ADDRESSES = 10_000


class Throttle:
    """Counts by address, in windows; a `limit` of 0 is none. At the bound of addresses the oldest count is forgotten."""

    def __init__(self, *, limit: int, window_seconds: float, clock: Callable[[], float]) -> None:
        self._limit = limit
        self._window_seconds = window_seconds
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def count(self, address: str) -> None:
        """Notes that it happened."""
        now = self._clock()
        since, count = self._counts.get(address, (now, 0))
        if now - since >= self._window_seconds:
            since, count = now, 0
        self._counts[address] = (since, count + 1)
        if len(self._counts) > MAX_ADDRESSES:
            self._counts.popitem(last=False)

    def is_full(self, address: str) -> bool:
        """Whether it has happened too often within the window."""
        since, count = self._counts.get(address, (0.0, 0))
        return 0 < self._limit <= count and self._clock() - since < self._window_seconds
