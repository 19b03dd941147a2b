"""How long a socket bears with a browser: one that does not answer, does not finish, or does not read."""

import pytest

from services.gateway.live.socket import CLOSE_TIMEOUT_SECONDS, MAX_LAGS_PER_MINUTE
from tests.unit.gateway.live.socket_scene import CLOSE, PING, PONG, TEXT, SocketScene
from tests.unit.gateway.wire.test_frames import masked

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
