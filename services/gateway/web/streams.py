"""Image streams: programs push frames, and browsers that look at a stream see each as it comes. No I/O."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from services.gateway.errors import TooBusy


class Frame(NamedTuple):
    """One image."""

    content_type: str
    content: bytes


class StreamLimits(NamedTuple):
    """The bounds of all image streams."""

    max_streams: int
    max_viewers: int
    max_backlog_bytes: int
    max_latest_bytes: int
    expiry_seconds: float


@dataclass(slots=True)
class StreamCounts:
    """Plain counters for the metrics."""

    frames: int = 0
    sent_frames: int = 0
    left_out_frames: int = 0
    viewers: int = 0
    expired: int = 0


class Viewer:
    """Someone who looks at a stream: frames on their way, the oldest left out above a number of bytes."""

    def __init__(self, counts: StreamCounts, max_backlog_bytes: int) -> None:
        self._counts = counts
        self._max_backlog_bytes = max_backlog_bytes
        self._frames: deque[Frame] = deque()
        self._backlog_bytes = 0
        self._has_news = asyncio.Event()
        self._is_ended = False

    def show(self, frame: Frame) -> None:
        """A frame came."""
        self._frames.append(frame)
        self._backlog_bytes += len(frame.content)
        # The newest is always kept: it is what a live picture is about.
        while self._backlog_bytes > self._max_backlog_bytes and len(self._frames) > 1:
            self._backlog_bytes -= len(self._frames.popleft().content)
            self._counts.left_out_frames += 1
        self._has_news.set()

    def end(self) -> None:
        """No more frames will come."""
        self._is_ended = True
        self._has_news.set()

    async def next(self) -> Frame | None:
        """The next frame; None at the end."""
        while not self._frames:
            if self._is_ended:
                return None
            self._has_news.clear()
            await self._has_news.wait()
        frame = self._frames.popleft()
        self._backlog_bytes -= len(frame.content)
        return frame


class _Stream:
    def __init__(self) -> None:
        self.viewers: set[Viewer] = set()
        self.latest: Frame | None = None
        self.pushed_at = 0.0


class ImageStreams:
    """All streams, by name."""

    def __init__(self, limits: StreamLimits, *, clock: Callable[[], float]) -> None:
        self.counts = StreamCounts()
        self._limits = limits
        self._clock = clock
        # Those with the oldest frames first.
        self._streams: OrderedDict[str, _Stream] = OrderedDict()
        self._latest_bytes = 0

    def __len__(self) -> int:
        return len(self._streams)

    @property
    def latest_bytes(self) -> int:
        """The size of the newest frames, which are kept for viewers to come."""
        return self._latest_bytes

    def push(self, name: str, frame: Frame) -> None:
        """Shows a frame to all viewers. Raises TooBusy when there are too many streams."""
        stream = self._streams.get(name)
        if stream is None:
            if len(self._streams) >= self._limits.max_streams:
                raise TooBusy("there are too many image streams (setting max-streams); end those not in use")
            stream = self._streams[name] = _Stream()
        self._streams.move_to_end(name)
        stream.pushed_at = self._clock()
        self._keep_latest(stream, frame)
        self.counts.frames += 1
        for viewer in stream.viewers:
            viewer.show(frame)

    def _keep_latest(self, stream: _Stream, frame: Frame) -> None:
        self._forget_latest(stream)
        stream.latest = frame
        self._latest_bytes += len(frame.content)
        for oldest in self._streams.values():
            if self._latest_bytes <= self._limits.max_latest_bytes:
                return
            self._forget_latest(oldest)

    def _forget_latest(self, stream: _Stream) -> None:
        if stream.latest is not None:
            self._latest_bytes -= len(stream.latest.content)
            stream.latest = None

    def watch(self, name: str) -> Viewer | None:
        """A new viewer, who sees the newest frame at once; None when there is no such stream. Raises TooBusy.

        To be given back with `leave`.
        """
        stream = self._streams.get(name)
        if stream is None:
            return None
        if self.counts.viewers >= self._limits.max_viewers:
            raise TooBusy("image streams have too many viewers (setting max-stream-viewers); try again later")
        viewer = Viewer(self.counts, self._limits.max_backlog_bytes)
        stream.viewers.add(viewer)
        self.counts.viewers += 1
        if stream.latest is not None:
            viewer.show(stream.latest)
        return viewer

    def leave(self, name: str, viewer: Viewer) -> None:
        """A viewer is gone."""
        self.counts.viewers -= 1
        stream = self._streams.get(name)
        if stream is not None:
            stream.viewers.discard(viewer)

    def end(self, name: str) -> bool:
        """Ends a stream; False when there is none."""
        stream = self._streams.pop(name, None)
        if stream is None:
            return False
        self._forget_latest(stream)
        for viewer in stream.viewers:
            viewer.end()
        return True

    def end_all(self) -> None:
        """Ends all streams."""
        for name in list(self._streams):
            self.end(name)

    def expire(self) -> None:
        """Ends streams without a new frame for too long."""
        before = self._clock() - self._limits.expiry_seconds
        for name in [name for name, stream in self._streams.items() if stream.pushed_at < before]:
            self.end(name)
            self.counts.expired += 1
