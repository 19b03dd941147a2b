"""Whether an app answers, and when to try again when it does not. PURE.

Failures here are those where the app gave no answer at all. The first ones are tried again soon, because an
app that is being restarted is back in a moment; after `FAILURES_UNTIL_DOWN` in a row the app is down, and one
event at a time probes it.
"""

FAILURES_UNTIL_DOWN = 3

#: Pauses after the first, the second, … failure in a row, in seconds; the last one is repeated.
_PAUSES_SECONDS = (0.1, 0.4, 1.0, 2.0, 4.0, 8.0, 15.0)


class Circuit:
    """The health of one app. Times are seconds of the relay's clock."""

    def __init__(self) -> None:
        self.retry_at = 0.0
        self._failures = 0

    @property
    def is_down(self) -> bool:
        """Whether the app failed often enough to count as down."""
        return self._failures >= FAILURES_UNTIL_DOWN

    def room(self, now: float, in_flight: int, max_in_flight: int) -> int:
        """How many deliveries may be begun now."""
        if now < self.retry_at:
            return 0
        return max(0, (1 if self.is_down else max_in_flight) - in_flight)

    def succeeded(self) -> bool:
        """Notes an answer; says whether the app was down until now."""
        was_down = self.is_down
        self._failures = 0
        self.retry_at = 0.0
        return was_down

    def failed(self, now: float) -> bool:
        """Notes that the app gave no answer; says whether that made it go down."""
        was_down = self.is_down
        self._failures += 1
        pause = _PAUSES_SECONDS[min(self._failures, len(_PAUSES_SECONDS)) - 1]
        self.retry_at = max(self.retry_at, now + pause)
        return self.is_down and not was_down
