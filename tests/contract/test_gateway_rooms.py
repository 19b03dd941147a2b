"""Cache, image streams and debug page over HTTP, over real sockets."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.contract.gateway_scene import until, wave
from tests.contract.rooms_scene import KEY, Rooms, given, serving_rooms


@pytest.fixture
async def rooms(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Rooms]:
    async with serving_rooms(tmp_path, *getattr(request, "param", ())) as rooms:
        yield rooms


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
