"""The events that wait for one app: in order per client, within bounds. PURE.

Each client has its own first-in-first-out line, so the events of a slow one hold up nobody else. An entry is
*sent* while its delivery is under way; it then leaves by `remove`, or goes back to its old place by
`put_back`.

At a bound a new event is refused (QueueFull) and the old ones stay: they were promised first.
"""

from collections import deque
from dataclasses import dataclass, field

from services.relay.errors import QueueFull
from services.relay.event import Event, Tell


@dataclass(frozen=True, slots=True)
class QueueBounds:
    """How much may wait for one app."""

    max_events_per_client: int = 100
    max_events: int = 10_000
    max_bytes: int = 64 * 1024 * 1024


@dataclass(slots=True, eq=False)
class Entry:
    """An event in a queue. `expires_at` is in seconds of the relay's clock."""

    event: Event
    tell: Tell
    expires_at: float
    size_bytes: int = field(init=False)
    is_sent: bool = False
    # Whether its sender knows that it waits for an app that is down.
    is_told_waiting: bool = False

    def __post_init__(self) -> None:
        self.size_bytes = self.event.size_bytes


class EventQueue:
    """The events on their way to one app."""

    def __init__(self, bounds: QueueBounds) -> None:
        self._is_pipelined = False
        self.size_bytes = 0
        self._bounds = bounds
        self._lines: dict[str, deque[Entry]] = {}
        # Senders whose line has something to send now, the longest waiting first.
        self._ready: dict[str, None] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def is_pipelined(self) -> bool:
        """Whether an event may be sent while an earlier one of the same client is still under way.

        That is right for a stream, which keeps the order by itself, and wrong for HTTP.
        """
        return self._is_pipelined

    @is_pipelined.setter
    def is_pipelined(self, value: bool) -> None:
        self._is_pipelined = value
        for sender, line in self._lines.items():
            self._refresh(sender, line)

    def offer(self, entry: Entry) -> None:
        """Puts an entry at the end of its client's line. Raises QueueFull."""
        sender = entry.event.sender
        line = self._lines.get(sender)
        self._check_room(entry, len(line) if line else 0)
        if line is None:
            line = self._lines[sender] = deque()
        line.append(entry)
        self._count += 1
        self.size_bytes += entry.size_bytes
        self._refresh(sender, line)

    def take(self, count: int, max_bytes: int | None = None) -> list[Entry]:
        """Marks up to `count` entries as sent and returns them, in order per client.

        Stops once they have `max_bytes` together; one entry is always taken when there is one.
        """
        taken: list[Entry] = []
        size_bytes = 0
        while self._ready and len(taken) < count and (max_bytes is None or size_bytes < max_bytes):
            sender = next(iter(self._ready))
            line = self._lines[sender]
            entry = next(each for each in line if not each.is_sent)
            entry.is_sent = True
            taken.append(entry)
            size_bytes += entry.size_bytes
            self._refresh(sender, line)
        return taken

    def remove(self, entry: Entry) -> bool:
        """Takes an entry out; says whether it was still there."""
        sender = entry.event.sender
        line = self._lines.get(sender)
        if line is None or entry not in line:
            return False
        line.remove(entry)
        self._count -= 1
        self.size_bytes -= entry.size_bytes
        if not line:
            del self._lines[sender]
        self._refresh(sender, line)
        return True

    def put_back(self, entry: Entry) -> bool:
        """Notes that a sent entry is to be sent again, at its old place; says whether it was still there."""
        line = self._lines.get(entry.event.sender)
        if line is None or entry not in line:
            return False
        entry.is_sent = False
        self._refresh(entry.event.sender, line)
        return True

    def unsent(self) -> list[Entry]:
        """The entries that are not under way, in order per client."""
        return [entry for line in self._lines.values() for entry in line if not entry.is_sent]

    def sent(self) -> list[Entry]:
        """The entries that are under way, in order per client."""
        return [entry for line in self._lines.values() for entry in line if entry.is_sent]

    def expire(self, now: float) -> list[Entry]:
        """Takes out the unsent entries whose time is over."""
        expired = [entry for entry in self.unsent() if entry.expires_at <= now]
        for entry in expired:
            self.remove(entry)
        return expired

    def next_expiry(self) -> float | None:
        """When the next unsent entry expires; None when nothing waits."""
        return min((entry.expires_at for entry in self.unsent()), default=None)

    def clear(self) -> list[Entry]:
        """Takes out everything, sent or not."""
        entries = [entry for line in self._lines.values() for entry in line]
        self._lines.clear()
        self._ready.clear()
        self._count = self.size_bytes = 0
        return entries

    def _check_room(self, entry: Entry, line_length: int) -> None:
        bounds = self._bounds
        if line_length >= bounds.max_events_per_client:
            raise QueueFull(f"{line_length} events of this client wait for the app already")
        if self._count >= bounds.max_events:
            raise QueueFull(f"{self._count} events wait for the app already")
        if self.size_bytes + entry.size_bytes > bounds.max_bytes:
            raise QueueFull(f"{self.size_bytes} bytes of events wait for the app already")

    def _refresh(self, sender: str, line: deque[Entry]) -> None:
        """Decides anew whether a line has something to send now."""
        if self._is_pipelined:
            is_ready = any(not entry.is_sent for entry in line)
        else:
            is_ready = bool(line) and not line[0].is_sent
        if is_ready:
            self._ready.setdefault(sender)
        else:
            self._ready.pop(sender, None)
