"""Cache, image streams, proxy and debug page over HTTP, over real sockets."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.contract.gateway_scene import Wave, until, wave
from tests.contract.raw_websocket import basic

KEY = {"Authorization": basic()}
LOOPBACK = ("-proxy", "-proxy-allowed-networks", "127.0.0.0/8")


class Rooms:
    """A client of one server."""

    def __init__(self, served: Wave, session: aiohttp.ClientSession) -> None:
        self.served = served
        self.session = session

    def url(self, path: str) -> Any:
        """The path is sent as it is."""
        return aiohttp.client.URL(f"http://{self.served.address}{path}", encoded=True)

    async def request(
        self, method: str, path: str, body: Any = None, headers: Any = KEY
    ) -> tuple[int, bytes]:
        """Returns status and body."""
        async with self.session.request(method, self.url(path), data=body, headers=headers) as response:
            return response.status, await response.read()

    async def push(self, name: str, content: bytes, headers: Any = KEY) -> int:
        """Sends a frame; returns the status."""
        body = b'--B\r\nContent-Disposition: form-data; name="f"; filename="f"\r\nContent-Type: image/jpeg\r\n\r\n'
        body += content + b"\r\n--B--\r\n"
        type_ = {"Content-Type": "multipart/form-data; boundary=B"}
        return (await self.request("POST", f"/_m/{name}", body, headers | type_))[0]

    async def proxy(self, url: str, **members: Any) -> Any:
        """Asks the proxy; returns its answer."""
        status, body = await self.request("POST", "/_p/", json.dumps({"url": url, **members}).encode())
        assert status == 200, body
        return json.loads(body)


@pytest.fixture
async def rooms(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Rooms]:
    async with (
        wave(tmp_path, *getattr(request, "param", ())) as served,
        aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
    ):
        yield Rooms(served, session)


def given(*flags: str) -> pytest.MarkDecorator:
    """Flags of the server of a test."""
    return pytest.mark.parametrize("rooms", [flags], indirect=True)


# -- cache ------------------------------------------------------------------------------------------------------


async def test_the_cache_keeps_values_by_shard_and_key(rooms: Rooms) -> None:
    for key, value in (("a/b", b"1"), ("%C5%BE%20%3F", b"2"), ("c", b"")):
        assert await rooms.request("PUT", f"/_c/s/{key}", value) == (200, b"")
        assert await rooms.request("GET", f"/_c/s/{key}") == (200, value)
    for listing in ("/_c/s", "/_c/s/"):
        assert await rooms.request("GET", listing) == (200, "a/b\nž ?\nc\n".encode())
    assert await rooms.request("HEAD", "/_c/s/c") == (200, b"")
    assert await rooms.request("DELETE", "/_c/s/c") == (200, b"")
    assert (await rooms.request("GET", "/_c/s/c"))[0] == 404
    assert (await rooms.request("GET", "/_c/other"))[0] == 404


async def test_an_escaped_slash_belongs_to_the_shard(rooms: Rooms) -> None:
    """[H7]"""
    await rooms.request("PUT", "/_c/a%2Fb/c", b"1")
    assert (await rooms.request("GET", "/_c/a/b/c"))[0] == 404
    assert await rooms.request("GET", "/_c/a%2Fb") == (200, b"c\n")


async def test_the_cache_refuses_what_it_cannot_list(rooms: Rooms) -> None:
    """[H7]"""
    assert (await rooms.request("PUT", "/_c/s", b"1"))[0] == 400
    assert (await rooms.request("PUT", "/_c/s/", b"1"))[0] == 400
    assert (await rooms.request("PUT", "/_c/s/a%0Ab", b"1"))[0] == 400
    assert (await rooms.request("POST", "/_c/s/a", b"1"))[0] == 405
    assert (await rooms.request("GET", "/_c/"))[0] == 404


async def test_the_cache_needs_a_key(rooms: Rooms) -> None:
    for method in ("GET", "PUT", "DELETE"):
        assert (await rooms.request(method, "/_c/s/k", headers={}))[0] == 401


@given("-max-cache-request-size", "100B", "-max-cache-size", "1K", "-base-url", "/deep/er/")
async def test_the_cache_is_bounded(rooms: Rooms) -> None:
    assert (await rooms.request("PUT", "/deep/er/_c/s/k", b"x" * 101))[0] == 413
    for number in range(10):
        assert (await rooms.request("PUT", f"/deep/er/_c/s/{number}", b"x" * 100))[0] == 200
    assert await rooms.request("GET", "/deep/er/_c/s") == (200, b"7\n8\n9\n")
    assert b"wave_gateway_evicted_cache_values_total 7.0" in rooms.served.registry.exposition()


# -- image streams ----------------------------------------------------------------------------------------------


async def read_frame(response: aiohttp.ClientResponse) -> bytes:
    """Reads to the end of a frame: what a browser needs to show it. Returns it from its head on."""
    boundary = response.headers["Content-Type"].partition("boundary=")[2].encode()
    async with asyncio.timeout(10):
        return (await response.content.readuntil(b"\r\n--" + boundary + b"\r\n"))[: -len(boundary) - 6]


async def test_every_viewer_sees_every_frame_as_it_comes(rooms: Rooms) -> None:
    """[H6] However small it is, and the newest one at once."""
    assert await rooms.push("cam/1", b"one") == 200
    async with (
        rooms.session.get(rooms.url("/_m/cam/1")) as first,
        rooms.session.get(rooms.url("/_m/cam/1")) as second,
    ):
        assert re.fullmatch(r"multipart/x-mixed-replace; boundary=\w{60}", first.headers["Content-Type"])
        for viewer in (first, second):
            boundary = viewer.headers["Content-Type"].partition("boundary=")[2].encode()
            assert await viewer.content.readline() == b"--" + boundary + b"\r\n"
        frames = [b"one", b"two", b""]
        for content in frames:
            if content != b"one":
                assert await rooms.push("cam/1", content) == 200
            for viewer in (first, second):
                head = b"Content-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(content)
                assert await read_frame(viewer) == head + content
        assert (await rooms.request("DELETE", "/_m/cam/1"))[0] == 200
        async with asyncio.timeout(10):
            assert await first.content.read() == b""
    assert (await rooms.request("GET", "/_m/cam/1"))[0] == 404


async def test_a_viewer_that_leaves_is_forgotten(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    """[H6] With frames or without."""
    monkeypatch.setattr("services.gateway.web.stream_room.LOOK_SECONDS", 0.01)
    await rooms.push("cam", b"one")
    streams = rooms.served.gateway.web.streams
    response = await rooms.session.get(rooms.url("/_m/cam"))
    assert streams.counts.viewers == 1
    response.close()
    await until(lambda: streams.counts.viewers == 0)


async def test_what_is_no_frame_makes_no_stream(rooms: Rooms) -> None:
    """[H6]"""
    form = KEY | {"Content-Type": "multipart/form-data; boundary=B"}
    assert (await rooms.request("POST", "/_m/cam", b"x"))[0] == 400
    assert (await rooms.request("POST", "/_m/cam", b"--B--\r\n", form))[0] == 400
    assert (await rooms.request("POST", "/_m/cam", b"--B\r\n\r\nunfinished", form))[0] == 400
    assert (await rooms.request("GET", "/_m/cam"))[0] == 404
    assert (await rooms.request("DELETE", "/_m/cam"))[0] == 404
    assert (await rooms.request("PATCH", "/_m/cam"))[0] == 405
    assert await rooms.push("cam", b"x", headers={}) == 401
    assert (await rooms.request("DELETE", "/_m/cam", headers={}))[0] == 401


@given("-max-streams", "1", "-max-stream-viewers", "1", "-max-request-size", "1K")
async def test_streams_are_bounded(rooms: Rooms) -> None:
    assert await rooms.push("one", b"x" * 2000) == 413
    assert await rooms.push("one", b"x") == 200
    assert await rooms.push("two", b"x") == 503
    async with rooms.session.get(rooms.url("/_m/one")):
        assert (await rooms.request("GET", "/_m/one"))[0] == 503


async def test_a_server_that_stops_ends_its_streams(tmp_path: Path) -> None:
    async with wave(tmp_path) as served, aiohttp.ClientSession() as session:
        rooms = Rooms(served, session)
        await rooms.push("cam", b"one")
        async with session.get(rooms.url("/_m/cam")) as viewer:
            await served.gateway.drain()
            async with asyncio.timeout(10):
                assert b"one" in await viewer.content.read()


# -- proxy ------------------------------------------------------------------------------------------------------


async def echo(request: web.BaseRequest) -> web.Response:
    """Answers with what came."""
    if request.path == "/away":
        return web.Response(status=302, headers={"Location": "/here"})
    if request.path == "/loop":
        return web.Response(status=307, headers={"Location": "/loop"})
    if request.path == "/out":
        return web.Response(status=302, headers={"Location": "http://169.254.169.254/latest"})
    headers = {"X-Two-Words": "1", "x-seen": request.headers.get("X-A", "")}
    body = f"{request.method} {request.path_qs} {(await request.read()).decode()}"
    return web.Response(status=int(request.query.get("status", 200)), text=body, headers=headers)


@pytest.fixture
async def elsewhere() -> AsyncIterator[str]:
    """The address of another server."""
    runner = web.ServerRunner(web.Server(echo))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@given(*LOOPBACK)
async def test_the_proxy_tells_what_came_back(rooms: Rooms, elsewhere: str) -> None:
    answer = await rooms.proxy(f"{elsewhere}/x?y=1", method="post", headers={"X-A": ["1"]}, body="žluť")
    result = answer["result"]
    assert (answer["error"], result["status"], result["code"]) == ("", "200 OK", 200)
    assert result["body"] == "POST /x?y=1 žluť"
    assert (result["headers"]["X-Two-Words"], result["headers"]["X-Seen"]) == (["1"], ["1"])
    assert (await rooms.proxy(f"{elsewhere}/x?status=404"))["result"]["code"] == 404
    assert (await rooms.proxy(f"{elsewhere}/away", method="POST", body="x"))["result"]["body"] == "GET /here "


@given(*LOOPBACK)
async def test_the_proxy_tells_what_went_wrong(rooms: Rooms, elsewhere: str) -> None:
    for url, reason in (
        (f"{elsewhere}/loop", "redirects"),
        (f"{elsewhere}/out", "proxy-allowed-networks"),
        ("ftp://127.0.0.1/", "http://"),
        ("http://127.0.0.1:1/", "127.0.0.1"),
        ("", "http://"),
    ):
        answer = await rooms.proxy(url)
        assert answer["result"] is None
        assert reason in answer["error"]


@given("-proxy")
async def test_the_proxy_reaches_nothing_private(rooms: Rooms, elsewhere: str) -> None:
    """[H10]"""
    port = elsewhere.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"):
        answer = await rooms.proxy(f"http://{host}:{port}/")
        assert answer["result"] is None, host
        # The odd one is refused as odd.
        assert re.search("proxy-allowed-networks|canonical", answer["error"]), host


@given(*LOOPBACK, "-proxy-allowed-hosts", "example.org")
async def test_the_proxy_reaches_listed_hosts_only(rooms: Rooms, elsewhere: str) -> None:
    assert "proxy-allowed-hosts" in (await rooms.proxy(elsewhere))["error"]


@given(*LOOPBACK, "-max-proxy-response-size", "3B", "-max-proxy-request-size", "200B")
async def test_the_proxy_is_bounded(rooms: Rooms, elsewhere: str) -> None:
    assert (await rooms.proxy(elsewhere))["result"]["body"] == "GET"
    assert (await rooms.request("POST", "/_p/", b"x" * 201))[0] == 413


@given("-proxy")
async def test_the_proxy_needs_a_key_and_a_request_that_makes_sense(rooms: Rooms) -> None:
    """[H10]"""
    assert (await rooms.request("POST", "/_p/", b"{}", {}))[0] == 401
    assert (await rooms.request("GET", "/_p/"))[0] == 405
    for body in (
        b"x",
        b"[]",
        b'{"url":"http://h/","headers":{"a":"b"}}',
        b'{"url":"http://h/","method":"A B"}',
    ):
        status, reason = await rooms.request("POST", "/_p/", body)
        assert (status, reason.startswith(b"Bad Request: ")) == (400, True), body


async def test_there_is_no_proxy_unless_it_is_turned_on(rooms: Rooms) -> None:
    assert (await rooms.request("POST", "/_p/", b'{"url":"http://127.0.0.1/"}'))[0] == 400


# -- debug page -------------------------------------------------------------------------------------------------


@given("-debug")
async def test_the_debug_page_lists_what_there_is_and_runs_nothing(rooms: Rooms) -> None:
    """[H9]"""
    card = b'{"d":[{"k":"c","d":{"view":"markdown","n":1}}]}'
    assert (await rooms.request("PATCH", "/%3Cscript%3Ea%20b", card))[0] == 200
    status, body = await rooms.request("GET", "/_d/site")
    assert status == 200
    assert b'<a href="/%3Cscript%3Ea%20b">/&lt;script&gt;a b</a>' in body
    assert (await rooms.request("GET", "/_d/other"))[0] == 404
    assert (await rooms.request("POST", "/_d/site"))[0] == 405


@given("-debug")
async def test_the_debug_page_is_for_this_machine_and_for_keys(rooms: Rooms) -> None:
    """[H9]"""
    assert (await rooms.request("GET", "/_d/site", headers={}))[0] == 200
    for headers in ({"X-Forwarded-For": "1.2.3.4"}, {"Host": "rebound.example"}):
        assert (await rooms.request("GET", "/_d/site", headers=headers))[0] == 401
        assert (await rooms.request("GET", "/_d/site", headers=headers | KEY))[0] == 200


async def test_there_is_no_debug_page_unless_it_is_turned_on(rooms: Rooms) -> None:
    assert b"<ul>" not in (await rooms.request("GET", "/_d/site"))[1]
