"""The resumable dialogue over real sockets, against the three services in process, on one gateway and on two."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.contract.gateway_scene import Wave, until, wave
from tests.contract.raw_websocket import RawWebsocket
from tests.contract.test_gateway_sockets import CARD, edit
from tests.contract.transcripts import StubApp

OFFER = {"Sec-WebSocket-Protocol": "wave.resume.v1"}


class Tab:
    """A browser tab of the resumable dialogue: remembers its id, its key, and what it has seen."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.id = ""
        self.key = ""
        self.positions: dict[str, list[Any]] = {}
        self.told: list[Any] = []
        self.socket = RawWebsocket()

    async def connect(self) -> "Tab":
        self.socket = await RawWebsocket().connect(self.address, headers=OFFER)
        assert self.socket.status == 101
        assert self.socket.response_headers["sec-websocket-protocol"] == "wave.resume.v1"
        return self

    async def watch(self, route: str) -> None:
        self.socket.send(f"+ {route} ")

    async def resume(self, path: str = "/x", key: str | None = None) -> None:
        data = {"k": self.key if key is None else key, "at": self.positions, "path": path, "hash": ""}
        self.socket.send(f"^ {self.id} {json.dumps(data)}")

    async def hear(self, count: int) -> list[Any]:
        """The next lines, at least so many; marks and the greeting are remembered, the rest is returned."""
        heard: list[Any] = []
        seen = 0
        while seen < count:
            lines = await self.socket.take(1)
            assert lines, f"only {seen} of {count} lines came: {heard}"
            seen += len(lines)
            for line in lines:
                one = json.loads(line) if line.startswith("{") else line
                if isinstance(one, dict) and "at" in one:
                    route, *position = one["at"]
                    self.positions[route] = position
                elif isinstance(one, dict) and "i" in one:
                    self.id, self.key = one["i"], one["k"]
                else:
                    heard.append(one)
        return heard


@asynccontextmanager
async def tab(served: Wave) -> AsyncIterator[Tab]:
    one = await Tab(served.address).connect()
    try:
        yield one
    finally:
        await one.socket.end()


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Wave]:
    async with wave(tmp_path, "-reconnect-timeout", "2s") as found:
        yield found


def value(number: int) -> str:
    return json.dumps({"d": [{"k": "c n", "v": number}]}, separators=(",", ":"))


async def test_the_server_waits_for_the_browser_and_marks_what_it_sends(served: Wave) -> None:
    """[R1] [R2] [H4]"""
    await edit(served, CARD)
    async with tab(served) as one:
        assert await one.socket.take(1, patience_seconds=0.1) == []
        await one.watch("/x")
        meta, page = await one.hear(4)
        assert (list(meta), list(page)) == (["m"], ["p"])
        epoch, revision = one.positions["/x"]
        await edit(served, value(1))
        assert await one.hear(2) == [json.loads(value(1))]
        assert one.positions["/x"] == [epoch, revision + 1]
        assert one.socket.frames[-1].count("\n") == 1


async def test_what_happened_meanwhile_is_seen_exactly_once(served: Wave) -> None:
    """[R3] [R4]"""
    await edit(served, CARD)
    async with tab(served) as one:
        await one.watch("/x")
        await one.hear(4)
        client_id = one.id
        one.socket.drop()
        for number in range(1, 6):
            await edit(served, value(number))
        await one.connect()
        await one.resume()
        seen = await one.hear(7)
        assert [change["d"][0]["v"] for change in seen] == [1, 2, 3, 4, 5]
        assert one.id == client_id
        await edit(served, value(6))
        assert await one.hear(2) == [json.loads(value(6))]


async def test_nothing_happened_is_a_mark_alone(served: Wave) -> None:
    """[R4]"""
    await edit(served, CARD)
    async with tab(served) as one:
        await one.watch("/x")
        await one.hear(4)
        before = dict(one.positions)
        one.socket.drop()
        await one.connect()
        await one.resume()
        assert await one.hear(2) == []
        assert one.positions == before


async def test_after_the_reconnect_timeout_it_goes_on_as_well(tmp_path: Path) -> None:
    """[R4] The positions know enough."""
    async with wave(tmp_path, "-reconnect-timeout", "50ms") as served:
        await edit(served, CARD)
        async with tab(served) as one:
            await one.watch("/x")
            await one.hear(4)
            one.socket.drop()
            clients = served.gateway._clients
            assert clients is not None
            await until(lambda: len(clients) == 0)
            await edit(served, value(1))
            await one.connect()
            await one.resume()
            assert await one.hear(3) == [json.loads(value(1))]


async def test_with_a_wrong_key_it_begins_anew(served: Wave) -> None:
    """[R5] [H5]"""
    async with tab(served) as one:
        await one.watch("/x")
        await one.hear(4)
        client_id = one.id
        one.socket.drop()
        await one.connect()
        await one.resume(key="wrong")
        await one.hear(1)
        assert one.id != client_id
        await one.watch("/x")
        assert [list(line) for line in await one.hear(3)] == [["m"], ["e"]]


async def test_another_tab_takes_over(served: Wave) -> None:
    """[R7]"""
    async with tab(served) as one, tab(served) as two:
        await one.watch("/x")
        await one.hear(4)
        two.id, two.key, two.positions = one.id, one.key, dict(one.positions)
        await two.resume()
        await two.hear(2)
        assert await one.hear(1) == ["$CLOSE 4002 another socket has taken over"]


async def test_a_private_page_goes_on_without_a_boot(served: Wave) -> None:
    """[R6] [W7]"""
    app = StubApp()
    await app.start()
    await register(served, app.address, "unicast")
    async with tab(served) as one:
        await one.watch("/app")
        await one.hear(3)
        own = f"/{one.id}"
        assert set(one.positions) == {"/app", own}
        await edit(served, CARD, own)
        await one.hear(2)
        one.socket.drop()
        await edit(served, value(1), own)
        await one.connect()
        await one.resume("/app")
        assert await one.hear(4) == [json.loads(value(1))]
        assert [posted["body"]["data"] for posted in app.received] == [{}]
        one.socket.send("@ /app nonsense")
        assert await one.hear(1) == [{"e": "bad_query"}]
        one.socket.send("@ /unknown {}")
        assert await one.hear(1) == [{"e": "app_unavailable"}]
        await unregister(served)
        assert await one.hear(1) == [{"app": "gone"}]
    await app.stop()


async def test_an_app_that_does_not_answer_is_reported(served: Wave) -> None:
    """[N7]"""
    app = StubApp()
    await app.start()
    await register(served, app.address, "broadcast")
    async with tab(served) as one:
        await one.watch("/app")
        await one.hear(2)
        await app.stop()
        one.socket.send("@ /app {}")
        assert {"app": "down"} in await one.hear(1)


async def test_a_lost_private_page_is_drawn_anew(tmp_path: Path) -> None:
    """[R6] The gateway and the site-store have forgotten the client, its key has not."""
    app = StubApp()
    await app.start()
    async with wave(tmp_path, "-reconnect-timeout", "50ms") as served:
        await register(served, app.address, "unicast")
        async with tab(served) as one:
            await one.watch("/app")
            await one.hear(3)
            await edit(served, CARD, f"/{one.id}")
            await one.hear(2)
            client_id = one.id
            one.socket.drop()
            clients = served.gateway._clients
            assert clients is not None
            await until(lambda: len(clients) == 0)
            await one.connect()
            await one.resume("/app")
            assert await one.hear(4) == [{"app": "new"}]
            assert one.id == client_id
    await app.stop()


async def register(served: Wave, address: str, mode: str) -> None:
    app = {"mode": mode, "route": "/app", "address": f"http://{address}", "key_id": "k", "key_secret": "s"}
    await post(served, {"register_app": app})


async def unregister(served: Wave) -> None:
    await post(served, {"unregister_app": {"route": "/app"}})


async def post(served: Wave, body: Any) -> None:
    import aiohttp

    from tests.contract.raw_websocket import basic

    headers = {"Authorization": basic(), "Content-Type": "application/json"}
    url = f"http://{served.address}/"
    async with aiohttp.ClientSession() as session, session.post(url, json=body, headers=headers) as response:
        assert response.status == 200
