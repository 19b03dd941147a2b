"""From changes to frames to sockets. A frame is built once per flush, and the same bytes are written to everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.gateway.live.channel import Channel
from services.gateway.live.member import Member

# A frame is not made larger than this by waiting for more lines.
MAX_LINE_BYTES = 256 << 10


class Timers(Protocol):
    """What the fan-out needs of an event loop."""

    def call_soon(self, callback: Callable[[], object]) -> object:
        """Calls back at the end of this turn."""

    def call_later(self, delay: float, callback: Callable[[], object]) -> object:
        """Calls back after `delay` seconds."""


@dataclass(slots=True)
class FanoutCounts:
    """Plain counters for the metrics. A delivery is one line for one client."""

    frames: int = 0
    deliveries: int = 0
    delivered_bytes: int = 0
    flushes: int = 0


class Fanout:
    """Decides when channels are flushed, and flushes them."""

    def __init__(
        self, timers: Timers, *, clock: Callable[[], float], on_lag: Callable[[Member], None]
    ) -> None:
        self.counts = FanoutCounts()
        # Not that of the loop: loops count milliseconds, and a flush takes less.
        self._clock = clock
        self._timers = timers
        self._on_lag = on_lag
        self._is_writing = False
        self._lagging: list[Member] = []
        self._due: list[Channel] = []
        # What was flushed in this turn, with the number of lines, and when the first flush began.
        self._flushed: list[tuple[Channel, int]] = []
        self._flushing_since = 0.0

    def append(self, channel: Channel, line: bytes) -> None:
        """Adds a line to a channel's next frame, and sees to it that the frame is sent."""
        channel.append(line)
        if channel.line_bytes > MAX_LINE_BYTES:
            self.flush(channel)
        elif not channel.is_due:
            channel.is_due = True
            delay = channel.pace.delay(self._clock())
            if delay:
                self._timers.call_later(delay, lambda: self.flush(channel))
            else:
                self._due.append(channel)
                if len(self._due) == 1:
                    self._timers.call_soon(self._flush_due)

    def flush(self, channel: Channel) -> None:
        """[F5] Writes what was not sent yet."""
        if not channel.lines:
            return
        channel.is_due = False
        lines = len(channel.lines)
        if not self._flushed:
            self._flushing_since = self._clock()
            # A loop may do the writes at the end of the turn, so only the next one knows how long they took.
            self._timers.call_soon(self._note_pace)
        self._flushed.append((channel, lines))
        frames = channel.take_frames()
        self._is_writing = True
        try:
            for write in channel.plain.values():
                write(frames.plain)
            for write in channel.resumable.values():
                write(frames.resumable)
        finally:
            self._is_writing = False
        plain, resumable = len(channel.plain), len(channel.resumable)
        self.counts.flushes += 1
        self.counts.frames += plain + resumable
        self.counts.deliveries += (plain + resumable) * lines
        self.counts.delivered_bytes += plain * len(frames.plain) + resumable * len(frames.resumable)
        self._tell_lagging()

    def defers_lag(self, member: Member) -> bool:
        """True when frames are being written right now: `on_lag` is then called afterwards."""
        if self._is_writing:
            self._lagging.append(member)
        return self._is_writing

    def _flush_due(self) -> None:
        due, self._due = self._due, []
        for channel in due:
            self.flush(channel)

    def _note_pace(self) -> None:
        flushed, self._flushed = self._flushed, []
        now = self._clock()
        for channel, lines in flushed:
            channel.pace.flushed(self._flushing_since, now, lines=lines)

    def _tell_lagging(self) -> None:
        # Not while writing: the members of the channel must not change under the loop.
        while self._lagging:
            self._on_lag(self._lagging.pop())
