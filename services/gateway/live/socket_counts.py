"""What is counted of all websockets together."""

from services.gateway.wire.close import CloseCode

_CODES = frozenset(CloseCode)


class SocketCounts:
    """Plain counters for the metrics."""

    __slots__ = ("closed", "lags", "opened")

    def __init__(self) -> None:
        self.opened = 0
        self.lags = 0
        # By code; those that browsers make up are one.
        self.closed: dict[str, int] = {}

    def count_close(self, code: int | None) -> None:
        """Counts a goodbye."""
        label = "none" if code is None else str(int(code)) if code in _CODES else "other"
        self.closed[label] = self.closed.get(label, 0) + 1
