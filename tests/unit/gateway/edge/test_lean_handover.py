"""What the lean edge leaves to others: to aiohttp, and to sockets."""

import pytest

from tests.unit.gateway.edge.lean_scene import Scene, patch


@pytest.mark.parametrize(
    "data",
    [
        b"POST / HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 2000,
        b"\x16\x03\x01",
        b"\r\n\r\n",
        patch(b"1").replace(b"Content-Length: 1", b"Transfer-Encoding: chunked"),
    ],
)
async def test_what_is_not_recognised_is_handed_over_with_all_its_bytes(scene: Scene, data: bytes) -> None:
    scene.send(data)
    assert scene.aiohttp.received == [data]
    assert scene.lobby.timed == set()
    assert scene.counts.handed_over == 1
    scene.send(b"more")
    assert scene.aiohttp.received == [data, b"more"]


async def test_a_connection_is_handed_over_between_requests_only(scene: Scene) -> None:
    other = b"GET /shell HTTP/1.1\r\nHost: h\r\n\r\n"
    scene.send(patch(b"1") + other)
    assert scene.aiohttp.received == []
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.aiohttp.received == [other]


async def test_a_head_that_is_not_complete_is_waited_for(scene: Scene) -> None:
    scene.send(b"POST / HT")
    assert scene.aiohttp.received == []
    scene.send(b"TP/1.1\r\nHost: h\r\n\r\n")
    assert scene.aiohttp.received == [b"POST / HTTP/1.1\r\nHost: h\r\n\r\n"]


SHAKE = (
    b"GET /_s/?client-id=abc HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


async def test_a_handshake_opens_a_socket(scene: Scene) -> None:
    """[H1]"""
    scene.send(SHAKE + b"early")
    assert scene.transport.written.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
    assert scene.sockets == [({"client-id": "abc"}, b"early")]
    assert scene.lobby.timed == set()


async def test_a_handshake_that_is_refused_is_left_to_aiohttp(scene: Scene) -> None:
    """[H2]"""
    foreign = SHAKE.replace(b"Host: h", b"Host: h\r\nOrigin: http://evil.example")
    scene.send(foreign)
    assert (scene.sockets, scene.aiohttp.received) == ([], [foreign])
