import asyncio
from typing import cast

import pytest

from services.gateway.live.clients import Visit
from services.gateway.live.socket import CLOSE_TIMEOUT_SECONDS, Socket
from services.gateway.live.socket_counts import SocketCounts
from services.gateway.user import ANONYMOUS
from tests.unit.gateway.live.scene import PAGE
from tests.unit.gateway.live.socket_scene import (
    BINARY,
    CLOSE,
    LIMITS,
    PING,
    TEXT,
    FakeTransport,
    SocketScene,
)
from tests.unit.gateway.wire.test_frames import masked


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
