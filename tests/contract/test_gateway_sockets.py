"""Websockets as good and bad browsers speak them, over real sockets, against the three services in process."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from services.gateway.live.fanout import MAX_LINE_BYTES
from tests.contract.gateway_scene import Wave, until, wave
from tests.contract.raw_websocket import KEY, RawWebsocket, basic

CARD = '{"d":[{"k":"c","d":{"view":"markdown","n":0}}]}'
META = '{"m":{"u":"anon","e":false}}'


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Wave]:
    async with wave(tmp_path, "-reconnect-timeout", "3s") as found:
        yield found


async def edit(served: Wave, body: str, route: str = "/x") -> None:
    url = f"http://{served.address}{route}"
    headers = {"Authorization": basic()}
    async with aiohttp.ClientSession() as session, session.patch(url, data=body, headers=headers) as response:
        assert response.status == 200, await response.text()


async def count_to(served: Wave, first: int, last: int, pad: str = "") -> None:
    """Edits one attribute again and again."""
    headers = {"Authorization": basic()}
    async with aiohttp.ClientSession() as session:
        for number in range(first, last + 1):
            body = json.dumps({"d": [{"k": "c n", "v": number}, {"k": "c pad", "v": pad}]})
            async with session.patch(f"http://{served.address}/x", data=body, headers=headers) as response:
                assert response.status == 200


async def test_a_browser_sees_the_page_and_then_each_change(served: Wave) -> None:
    """[W6] [N1] [N2]"""
    await edit(served, CARD)
    socket = await RawWebsocket().connect(served.address)
    (hello,) = await socket.take(1)
    assert list(json.loads(hello)) == ["i"]
    socket.send("+ /x ")
    assert await socket.take(2) == [META, '{"p":{"c":{"c":{"d":{"n":0,"view":"markdown"}}}}}']
    await count_to(served, 1, 20)
    seen = [json.loads(line)["d"][0]["v"] for line in await socket.take(20)]
    assert seen == list(range(1, 21))
    await socket.end()


async def test_browsers_that_join_a_changing_page_miss_and_repeat_nothing(served: Wave) -> None:
    """[W6] Snapshot and changes fit together, whenever one joins (D5)."""
    await edit(served, CARD)
    writer = asyncio.create_task(count_to(served, 1, 300))
    sockets = []
    for _ in range(30):
        socket = await RawWebsocket().connect(served.address)
        socket.send("+ /x ")
        sockets.append(socket)
        await asyncio.sleep(0.005)
    await writer
    for socket in sockets:
        _, _, page, *changes = await socket.take(3)
        start = json.loads(page)["p"]["c"]["c"]["d"]["n"]
        while len(changes) < 300 - start:
            assert (more := await socket.take(1)), f"only {len(changes)} changes after {start}"
            changes += more
        assert [json.loads(change)["d"][0]["v"] for change in changes] == list(range(start + 1, 301))
        await socket.end()


async def test_a_handshake_on_a_connection_that_served_a_page_before(served: Wave) -> None:
    """[H1] As a reverse proxy does that keeps its connections."""
    host, _, port = served.address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
    writer.write(
        b"GET /_s/ HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: %b\r\nSec-WebSocket-Version: 13\r\n\r\n" % KEY.encode()
    )
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
    socket = RawWebsocket()
    socket._reader, socket._writer = reader, writer
    socket.start_reading()
    assert len(await socket.take(1)) == 1
    socket.send("+ /x ")
    assert await socket.take(2) == [META, '{"e":"not_found"}']
    socket.close(1000)
    assert await socket.take(2) == ["$CLOSE 1000", "$EOF"]
    await socket.end()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-WebSocket-Version": "12"}, 400),
        ({"Upgrade": "h2c"}, 400),
    ],
)
async def test_a_handshake_that_is_refused(served: Wave, headers: dict[str, str], status: int) -> None:
    """[H1] [H2]"""
    socket = await RawWebsocket().connect(served.address, headers=headers)
    assert socket.status == status
    assert socket.response_headers.get("sec-websocket-version") == ("13" if status == 400 else None)


async def test_compression_is_not_negotiated(served: Wave) -> None:
    """[H3] [H4]"""
    headers = {"Sec-WebSocket-Extensions": "permessage-deflate", "Sec-WebSocket-Protocol": "other"}
    socket = await RawWebsocket().connect(served.address, headers=headers)
    assert socket.status == 101
    assert "sec-websocket-extensions" not in socket.response_headers
    assert "sec-websocket-protocol" not in socket.response_headers
    await socket.end()


async def test_a_browser_that_stops_reading_costs_little_and_ends_with_the_page(tmp_path: Path) -> None:
    """[F6] It gets one page for all it has missed."""
    async with wave(tmp_path, "-max-client-backlog", "64K") as served:
        await edit(served, CARD)
        stuck = await RawWebsocket().connect(served.address, receive_buffer_bytes=131072)
        reading = await RawWebsocket().connect(served.address)
        for socket in (stuck, reading):
            socket.send("+ /x ")
            await socket.take(3)
        stuck.stop_reading()
        pad = "p" * 10_000
        await count_to(served, 1, 800, pad)
        seen = [json.loads(line)["d"][0]["v"] for line in await reading.take(800, patience_seconds=20)]
        assert seen == list(range(1, 801))
        (transport,) = [
            guest.transport
            for guest in served.gateway._listener._lobby.guests  # type: ignore[union-attr]
            if guest.transport.get_write_buffer_size() > 0
        ]
        # The backlog, and the frame that went over it.
        assert transport.get_write_buffer_size() < 64 * 1024 + MAX_LINE_BYTES + len(pad)
        stuck.start_reading()
        lines: list[str] = []
        while not lines or not lines[-1].startswith('{"p"'):
            lines += await stuck.take(1)
            assert lines
        # Up to a point it has seen each change; then comes the page as it stands.
        changes = [json.loads(line)["d"][0]["v"] for line in lines if line.startswith('{"d"')]
        assert changes == list(range(1, len(changes) + 1))
        assert len(changes) < 800
        assert json.loads(lines[-1])["p"]["c"]["c"]["d"]["n"] == 800
        await count_to(served, 801, 801)
        assert json.loads((await stuck.take(1))[0])["d"][0]["v"] == 801
        await stuck.end()
        await reading.end()


async def test_a_browser_that_reads_nothing_is_dropped(tmp_path: Path) -> None:
    """[F6]"""
    async with wave(tmp_path, "-max-client-backlog", "16K", "-slow-client-timeout", "300ms") as served:
        await edit(served, CARD)
        stuck = await RawWebsocket().connect(served.address, receive_buffer_bytes=131072)
        stuck.send("+ /x ")
        await stuck.take(3)
        stuck.stop_reading()
        await count_to(served, 1, 800, "p" * 10_000)
        clients = served.gateway._clients
        assert clients is not None
        await until(lambda: clients.by_state()[("away", "plain")] == 1)
        await stuck.end()


async def test_when_the_server_stops_browsers_are_told_to_come_back(tmp_path: Path) -> None:
    """[F8]"""
    async with wave(tmp_path) as served:
        sockets = [await RawWebsocket().connect(served.address) for _ in range(5)]
        for socket in sockets:
            socket.send("+ /x ")
            await socket.take(3)
        await served.gateway.drain()
        for socket in sockets:
            assert (await socket.take(1))[0] == "$CLOSE 1012 the server restarts"
            await socket.end()


async def test_metrics_tell_what_happened(served: Wave) -> None:
    await edit(served, CARD)
    socket = await RawWebsocket().connect(served.address)
    socket.send("+ /x ")
    await socket.take(3)
    await count_to(served, 1, 1)
    await socket.take(1)
    text = served.registry.exposition().decode()
    for line in (
        'wave_gateway_clients{dialogue="plain",state="level"} 1.0',
        "wave_gateway_deliveries_total 1.0",
        "wave_gateway_snapshots_total 1.0",
        'wave_gateway_requests_total{shape="edit",status="200"} 2.0',
        'wave_gateway_upstream_connected{service="site_store"} 1.0',
    ):
        assert line in text, line
    await socket.end()
