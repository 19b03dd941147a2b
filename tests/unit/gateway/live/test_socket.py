import asyncio
from typing import cast

import pytest

from services.gateway.live.clients import Visit
from services.gateway.live.socket import (
    CLOSE_TIMEOUT_SECONDS,
    MAX_LAGS_PER_MINUTE,
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


def test_a_plain_browser_is_greeted_at_once() -> None:
    """[N1]"""
    assert len(SocketScene().lines()) == 1


def test_a_resumable_browser_speaks_first() -> None:
    """[R1]"""
    scene = SocketScene(resumable=True)
    assert scene.lines() == []
    scene.say("# x ")
    assert len(scene.lines()) == 1


@pytest.mark.parametrize("first", [TEXT, BINARY])
def test_binary_messages_are_taken_as_text(first: int) -> None:
    """[F1]"""
    scene = SocketScene()
    scene.lines()
    scene.socket.data_received(masked(first, b"+ /x "))
    scene.pages.answer(5, PAGE)
    assert scene.lines() == ['{"m":{"u":"anon","e":true}}', PAGE.decode()]


def test_what_came_with_the_handshake_is_understood() -> None:
    scene = SocketScene()
    socket = Socket(
        Visit(ANONYMOUS), scene.clients, LIMITS, SocketCounts(), cast(asyncio.AbstractEventLoop, scene.loop)
    )
    socket.take(cast(asyncio.Transport, FakeTransport()), masked(TEXT, b"+ /x "))
    assert [asked.route for asked in scene.pages.subscribed] == ["/x"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x81\x05+ /x ", 1002),
        (masked(0x82, b"x" * 101), 1009),
        (masked(TEXT, b"+ /\xff "), 1007),
        (masked(CLOSE, b"\x03"), 1002),
    ],
)
def test_broken_rules_close_the_socket(data: bytes, code: int) -> None:
    """[F3]"""
    scene = SocketScene()
    scene.transport.take()
    scene.socket.data_received(data)
    ((first, payload),) = scene.transport.take()
    assert (first, int.from_bytes(payload[:2], "big")) == (CLOSE, code)
    assert scene.socket_counts.closed == {str(code): 1}


# -- ending -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payload", "counted"),
    [(b"", "none"), (b"\x03\xe8", "1000"), (b"\x0f\xa1bye", "4001"), (b"\x0f\xff", "other")],
)
def test_a_goodbye_is_answered_with_its_code(payload: bytes, counted: str) -> None:
    scene = SocketScene()
    scene.transport.take()
    scene.socket.data_received(masked(CLOSE, payload))
    assert scene.transport.take() == [(CLOSE, payload[:2])]
    assert scene.transport.ended == "closed"
    assert scene.socket_counts.closed == {counted: 1}


def test_after_our_goodbye_that_of_the_browser_is_waited_for() -> None:
    scene = SocketScene()
    scene.socket.data_received(b"\x81\x00")
    assert scene.transport.ended == ""
    scene.socket.data_received(masked(CLOSE, b"\x03\xea"))
    assert scene.transport.ended == "closed"


def test_it_is_not_waited_for_long() -> None:
    scene = SocketScene()
    scene.socket.data_received(b"\x81\x00")
    scene.loop.advance(CLOSE_TIMEOUT_SECONDS + 1)
    assert scene.transport.ended == "aborted"


def test_after_our_goodbye_nothing_is_said_or_heard() -> None:
    scene = SocketScene()
    scene.watch()
    scene.socket.data_received(b"\x81\x00")
    scene.transport.take()
    scene.say("+ /y ")
    scene.socket.data_received(masked(PING, b""))
    scene.hub.changed("/x", 6, b"six")
    scene.loop.turn()
    assert scene.transport.take() == []
    assert scene.pages.take() == []


def test_a_lost_connection_leaves_the_client_time_to_come_back() -> None:
    scene = SocketScene()
    scene.watch()
    scene.socket.connection_lost(None)
    assert len(scene.clients) == 1
    scene.loop.advance(100)
    assert len(scene.clients) == 0
    assert scene.transport.take() == []


# -- pings ------------------------------------------------------------------------------------------------------


def test_a_ping_of_the_browser_is_answered() -> None:
    scene = SocketScene()
    scene.transport.take()
    scene.socket.data_received(masked(PING, b"abc") + masked(PONG, b"xyz"))
    assert scene.transport.take() == [(PONG, b"abc")]


def test_a_browser_that_answers_pings_stays() -> None:
    """[F7]"""
    scene = SocketScene()
    scene.transport.take()
    for _ in range(5):
        scene.loop.advance(44.0)
        assert scene.transport.take() == []
        scene.loop.advance(1.0)
        assert scene.transport.take() == [(PING, b"")]
        scene.socket.data_received(masked(PONG, b""))


def test_a_browser_that_does_not_answer_is_closed() -> None:
    """[F7] After 10/9 of the interval."""
    scene = SocketScene()
    scene.transport.take()
    scene.loop.advance(49.9)
    assert scene.transport.take() == [(PING, b"")]
    scene.loop.advance(0.2)
    ((first, payload),) = scene.transport.take()
    assert (first, payload[:2]) == (CLOSE, b"\x03\xf5")


def test_whoever_is_not_listened_to_need_not_answer() -> None:
    """[F7]"""
    scene = SocketScene()
    scene.socket.pause()
    assert not scene.transport.is_reading
    scene.loop.advance(500.0)
    assert not any(first == CLOSE for first, _ in scene.transport.take())
    scene.socket.unpause()
    assert scene.transport.is_reading
    scene.loop.advance(100.0)
    assert any(first == CLOSE for first, _ in scene.transport.take())


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        (b"\x81\xfe\x00\x40" + bytes(5), b"\x00"),
        (masked(0x01, b"a"), masked(0x00, b"b")),
    ],
    ids=["one frame", "fragments"],
)
def test_a_message_that_trickles_in_is_not_waited_for(begin: bytes, more: bytes) -> None:
    """[F7] Although every byte of it shows that the browser is there."""
    scene = SocketScene()
    scene.socket.data_received(begin)
    for _ in range(40):
        scene.loop.advance(3.0)
        scene.socket.data_received(more)
    goodbyes = [payload for first, payload in scene.transport.take() if first == CLOSE]
    assert goodbyes and b"does not arrive in time" in goodbyes[0]


def test_one_message_after_another_is_no_trickle() -> None:
    """[F7]"""
    scene = SocketScene()
    for _ in range(20):
        frame = masked(TEXT, b"? x")
        scene.socket.data_received(frame[:4])
        scene.loop.advance(44.0)
        scene.socket.data_received(frame[4:])
        scene.loop.advance(1.0)
        scene.socket.data_received(masked(PONG, b""))
    assert not any(first == CLOSE for first, _ in scene.transport.take())


# -- slowness ---------------------------------------------------------------------------------------------------


def test_a_browser_that_does_not_read_fast_enough_gets_one_page_later() -> None:
    """[F6]"""
    scene = SocketScene()
    scene.watch()
    scene.socket.pause_writing()
    scene.hub.changed("/x", 6, b"six")
    scene.loop.advance(1)
    scene.socket.data_received(masked(PING, b""))
    assert scene.transport.take() == []
    scene.socket.resume_writing()
    scene.pages.answer(6, b"page at 6")
    assert scene.lines() == ["page at 6"]


def test_a_browser_that_makes_no_progress_is_dropped() -> None:
    """[F6]"""
    scene = SocketScene()
    scene.watch()
    scene.transport.unsent = 2000
    scene.socket.pause_writing()
    scene.loop.advance(9.0)
    assert scene.transport.take() == []
    scene.loop.advance(2.0)
    ((first, payload),) = scene.transport.take()
    assert (first, payload[:2]) == (CLOSE, b"\x03\xf5")
    scene.loop.advance(CLOSE_TIMEOUT_SECONDS)
    assert scene.transport.ended == "aborted"


def test_a_browser_that_makes_some_progress_is_not() -> None:
    """[F6]"""
    scene = SocketScene()
    scene.watch()
    for unsent in range(2000, 1000, -100):
        scene.transport.unsent = unsent
        if unsent == 2000:
            scene.socket.pause_writing()
        scene.loop.advance(9.0)
    assert scene.transport.take() == []


def test_a_browser_that_falls_behind_too_often_is_dropped() -> None:
    """[F6]"""
    scene = SocketScene()
    scene.watch()
    for _ in range(MAX_LAGS_PER_MINUTE):
        scene.socket.pause_writing()
        scene.socket.resume_writing()
        scene.loop.advance(5.0)
    assert scene.transport.take() == []
    scene.socket.pause_writing()
    scene.loop.turn()
    assert scene.transport.take()[0][1][:2] == b"\x03\xf5"


def test_falling_behind_now_and_then_is_forgiven() -> None:
    """[F6]"""
    scene = SocketScene()
    scene.watch()
    for _ in range(5 * MAX_LAGS_PER_MINUTE):
        scene.socket.pause_writing()
        scene.socket.resume_writing()
        for _ in range(11):
            scene.loop.advance(1.0)
            scene.socket.data_received(masked(PONG, b""))
    assert not any(first == CLOSE for first, _ in scene.transport.take())


def test_a_page_may_be_larger_than_the_backlog() -> None:
    """[F6] One page on its way does not make a browser slow."""
    scene = SocketScene()
    assert scene.transport.limits == (1000, 250)
    scene.say("+ /x ")
    scene.pages.answer(5, b"p" * 5000)
    high, _ = scene.transport.limits
    assert high > 5000
    scene.socket.pause_writing()
    scene.socket.resume_writing()
    assert scene.transport.limits == (1000, 250)
