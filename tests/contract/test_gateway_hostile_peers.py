"""Peers that speak HTTP badly, slowly, too often or not to the end, over real sockets."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.gateway_scene import until, wave
from tests.contract.http_scene import CARD, Http, exchange, serving_http
from tests.contract.raw_websocket import basic


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[Http]:
    async with serving_http(tmp_path) as http:
        yield http


async def test_random_bytes_and_bodies_do_no_harm(http: Http) -> None:
    """[P2]"""
    chance = random.Random(1)
    heads = [
        b"PATCH /x HTTP/1.1\r\nHost: h\r\nAuthorization: %b\r\nContent-Length: 60\r\n\r\n" % basic().encode()
    ]
    heads += [b"GET / HTTP/1.1\r\nHost: h\r\n", b"", SHAKE]
    for number in range(150):
        body = bytes(chance.randrange(256) for _ in range(60))
        data = bytearray(heads[number % len(heads)] + body)
        for _ in range(number % 3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        host, _, port = http.served.address.rpartition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(bytes(data))
        await writer.drain()
        writer.close()
    assert (await http.request("PATCH", "/x", CARD))[0] == 200
    assert not http.served.failures


SHAKE = (
    b"GET /_s/ HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@pytest.mark.parametrize(
    "data",
    [
        b"FOO /x HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET /x HTTP/9.9\r\nHost: h\r\n\r\n",
        b"GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"PATCH /x HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\nx",
        b"GET /x HTTP/1.1\r\nHost: h\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
    ],
)
async def test_a_malformed_request_is_refused_without_ado(
    http: Http, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """[P2] What a peer does wrong is no error of ours."""
    assert b" 400 " in await exchange(http.served, data)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_requests_that_never_end_are_not_held_open(tmp_path: Path) -> None:
    """S11."""
    flags = ("-header-timeout", "100ms", "-body-timeout", "100ms", "-idle-timeout", "200ms")
    patch = f"PATCH /x HTTP/1.1\r\nHost: h\r\nAuthorization: {basic()}\r\nContent-Length: 60\r\n"
    async with wave(tmp_path, *flags) as served:
        answers = await asyncio.gather(
            exchange(served, b"PATCH /x HT", until_end=True),
            exchange(served, f"{patch}\r\nx".encode(), until_end=True),
            exchange(served, f"{patch}X-Unheard-Of: 1\r\n\r\nx".encode(), until_end=True),
            exchange(served, b"", until_end=True),
        )
    assert [answer.split(b"\r\n")[0] for answer in answers] == [b"HTTP/1.1 408 Request Timeout"] * 3 + [b""]


async def test_one_address_cannot_take_all_connections(tmp_path: Path) -> None:
    """S11."""
    async with wave(tmp_path, "-max-address-connections", "3") as served:
        host, _, port = served.address.rpartition(":")
        open_ones = [await asyncio.open_connection(host, int(port)) for _ in range(3)]
        assert await _is_refused(host, int(port))
        for _, writer in open_ones:
            writer.transport.abort()
        await until(lambda: served.gateway._listener._lobby.guests == set())  # type: ignore[union-attr]
        assert not await _is_refused(host, int(port))


async def _is_refused(host: str, port: int) -> bool:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"GET /_s HTTP/1.1\r\nHost: h\r\n\r\n")
    try:
        return await reader.read(1) == b""
    except ConnectionError:
        return True
    finally:
        writer.transport.abort()


async def test_a_body_that_is_cut_off_is_no_fault_of_the_server(
    http: Http, caplog: pytest.LogCaptureFixture
) -> None:
    """Found by malformed requests: it was logged as an error, with a traceback."""
    host, _, port = http.served.address.rpartition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = f"PATCH /x HTTP/1.1\r\nHost: h\r\nAuthorization: {basic()}\r\nTransfer-Encoding: chunked\r\n\r\n"
    writer.write(head.encode() + b"5\r\nhel")
    await writer.drain()
    desk = http.served.gateway._listener._desk  # type: ignore[union-attr]
    await asyncio.sleep(0.05)
    writer.transport.abort()
    await until(lambda: ("edit", "400") in desk.counts.requests)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
