"""A browser on a real socket object, over a fake transport."""

import asyncio
from typing import cast

from services.gateway.live.clients import Visit
from services.gateway.live.socket import (
    Socket,
)
from services.gateway.live.socket_counts import SocketCounts
from services.gateway.live.socket_limits import SocketLimits
from services.gateway.upstream.apps import AppMode
from services.gateway.user import ANONYMOUS
from tests.unit.gateway.fakes import payload_of
from tests.unit.gateway.live.scene import PAGE, Scene
from tests.unit.gateway.wire.test_frames import masked

TEXT, BINARY, CLOSE, PING, PONG = 0x81, 0x82, 0x88, 0x89, 0x8A
LIMITS = SocketLimits(
    max_message_bytes=100, max_backlog_bytes=1000, slow_timeout_seconds=10.0, ping_interval_seconds=45.0
)


class FakeTransport:
    """Keeps what is written; says of itself what it is told to."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.unsent = 0
        self.limits = (0, 0)
        self.is_reading = True
        self.ended = ""

    def write(self, data: bytes) -> None:
        assert not self.ended
        self.written.append(data)

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def set_write_buffer_limits(self, high: int, low: int) -> None:
        self.limits = (high, low)

    def pause_reading(self) -> None:
        self.is_reading = False

    def resume_reading(self) -> None:
        self.is_reading = True

    def close(self) -> None:
        self.ended = self.ended or "closed"

    def abort(self) -> None:
        self.ended = "aborted"

    def take(self) -> list[tuple[int, bytes]]:
        """The frames since the last time, as first byte and payload."""
        written, self.written = self.written, []
        return [(frame[0], payload_of(frame)) for frame in written]


class SocketScene(Scene):
    """A browser on a real socket object, over a fake transport."""

    def __init__(self, *, resumable: bool = False, **modes: AppMode) -> None:
        super().__init__(**modes)
        self.transport = FakeTransport()
        self.socket_counts = SocketCounts()
        visit = Visit(ANONYMOUS, resumable=resumable)
        loop = cast(asyncio.AbstractEventLoop, self.loop)
        self.socket = Socket(visit, self.clients, LIMITS, self.socket_counts, loop)
        self.socket.take(cast(asyncio.Transport, self.transport))

    def say(self, text: str) -> None:
        self.socket.data_received(masked(TEXT, text.encode()))

    def lines(self) -> list[str]:
        frames = self.transport.take()
        assert all(first == TEXT for first, _ in frames)
        return [line for _, payload in frames for line in payload.decode().split("\n")]

    def watch(self) -> None:
        self.say("+ /x ")
        self.pages.answer(5, PAGE)
        self.transport.take()
