"""When to send: at once while there is time, joined into fewer frames when there is not. PURE.

A flush to many sockets costs the processor a while. When the next change comes after a rest, it is sent at once. When it comes
soon after the last flush, the channel is busy, and now and then waiting a little is tried. If more changes arrive meanwhile,
waiting pays: it saves a whole round of writes per change joined, so the window grows. If none arrives, the writer is itself
waiting to see the change, and the window closes again.
"""

# About what one write to a socket costs, kernel included.
WRITE_SECONDS = 5e-6
# No change waits longer than a screen takes to paint.
MAX_WINDOW_SECONDS = 0.016
_FIRST_WINDOW_SECONDS = 0.0005
_SMALL_WINDOW_SECONDS = 0.002
# Above the small window, a change waits at most this many times as long as the flush takes that it saves.
_WINDOW_PER_COST = 3.0
# A rest of this many flushes is a rest.
_REST_PER_COST = 2.0
# How many busy flushes of one change each before waiting is tried, and how many more after a trial that did not pay.
_FLUSHES_BEFORE_TRIAL = 4
_FLUSHES_AFTER_MISS = 32


class Pace:
    """The pace of one channel."""

    __slots__ = ("_cost", "_last", "_streak", "_window")

    def __init__(self) -> None:
        self._last = float("-inf")
        self._cost = 0.0
        self._window = 0.0
        self._streak = 0

    def delay(self, now: float) -> float:
        """For how many seconds a change that has come now should wait for others."""
        if now - self._last > max(self._cost * _REST_PER_COST, self._window):
            self._window = 0.0
            self._streak = min(self._streak, 0)
            return 0.0
        if self._window == 0.0:
            self._streak += 1
            if self._streak < _FLUSHES_BEFORE_TRIAL:
                return 0.0
            self._window = _FIRST_WINDOW_SECONDS
        limit = max(self._cost * _WINDOW_PER_COST, _SMALL_WINDOW_SECONDS)
        self._window = min(self._window, limit, MAX_WINDOW_SECONDS)
        return self._window

    def flushed(self, now: float, *, writes: int, lines: int) -> None:
        """Notes that a flush of `lines` changes to `writes` sockets has just ended."""
        self._last = now
        self._cost = writes * WRITE_SECONDS
        if lines > 1:
            self._window = max(self._window * 2, _FIRST_WINDOW_SECONDS)
        elif self._window > 0.0:
            self._window = 0.0
            self._streak = -_FLUSHES_AFTER_MISS
