"""When to send: at once while there is time, joined into fewer frames when there is not. PURE.

A flush to many sockets costs the processor a while. When the next change comes after a rest, it is sent at once. When it comes
soon after the last flush, the channel is busy, and now and then waiting a little is tried. If more changes arrive meanwhile,
waiting pays: it saves a whole round of writes per change joined, so the window grows. If none arrives, the writer is itself
waiting to see the change, and the window closes again.
"""

# No change waits longer than a screen takes to paint.
MAX_WINDOW_SECONDS = 0.016
# Loops count whole milliseconds, and the one that runs now may be over at once.
FIRST_WINDOW_SECONDS = 0.002
SMALL_WINDOW_SECONDS = 0.004
# A trial takes this share of a flush: whoever reads what was flushed needs a while before it writes again.
TRIAL_PER_COST = 0.5
# Above the small window, a change waits at most this many times as long as the flush takes that it saves.
WINDOW_PER_COST = 3.0
# Who rests for this long, or for this many flushes, is rested.
REST_SECONDS = 0.001
REST_PER_COST = 2.0
# How many busy flushes of one change each before waiting is tried.
FLUSHES_BEFORE_TRIAL = 2
# After a trial that did not pay, how many more: so many that trials take this share of the time, within bounds.
TRIAL_SHARE = 0.03
FEWEST_AFTER_MISS = 4
MOST_AFTER_MISS = 64


class Pace:
    """The pace of one channel. Times are seconds on one clock."""

    __slots__ = ("_cost", "_last", "_streak", "_window")

    def __init__(self) -> None:
        self._last = float("-inf")
        self._cost = 0.0
        self._window = 0.0
        self._streak = 0

    def delay(self, now: float) -> float:
        """For how many seconds a change that has come now should wait for others."""
        if now - self._last > max(self._cost * REST_PER_COST, self._window, REST_SECONDS):
            self._window = 0.0
            self._streak = min(self._streak, 0)
            return 0.0
        if self._window == 0.0:
            self._streak += 1
            if self._streak < FLUSHES_BEFORE_TRIAL:
                return 0.0
            self._window = self._trial_seconds()
        limit = max(self._cost * WINDOW_PER_COST, SMALL_WINDOW_SECONDS)
        self._window = min(self._window, limit, MAX_WINDOW_SECONDS)
        return self._window

    def flushed(self, begun: float, now: float, *, lines: int) -> None:
        """Notes that a flush of `lines` changes is through; it took from `begun` until `now`."""
        self._last = now
        self._cost = now - begun
        trial = self._trial_seconds()
        if lines > 1:
            self._window = max(self._window * 2, trial)
        elif self._window > trial:
            self._window /= 2
        elif self._window > 0.0:
            self._window = 0.0
            worth = trial / (TRIAL_SHARE * max(self._cost, 1e-6))
            self._streak = -round(min(max(worth, FEWEST_AFTER_MISS), MOST_AFTER_MISS))

    def _trial_seconds(self) -> float:
        return min(max(self._cost * TRIAL_PER_COST, FIRST_WINDOW_SECONDS), MAX_WINDOW_SECONDS)
