"""The proxy over HTTP, over real sockets."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.contract.rooms_scene import Rooms, given, serving_rooms

LOOPBACK = ("-proxy", "-proxy-allowed-networks", "127.0.0.0/8")


@pytest.fixture
async def rooms(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Rooms]:
    async with serving_rooms(tmp_path, *getattr(request, "param", ())) as rooms:
        yield rooms


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
