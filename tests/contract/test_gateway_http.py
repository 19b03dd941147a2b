"""HTTP as programs speak it, over real sockets, against the three services in process: pages and apps."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.contract.gateway_scene import wave
from tests.contract.http_scene import CARD, JSON, KEY, Http, exchange, serving_http
from tests.contract.raw_websocket import RawWebsocket, basic


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[Http]:
    async with serving_http(tmp_path) as http:
        yield http


async def test_an_edit_is_answered_with_a_position_that_a_read_repeats(http: Http) -> None:
    """[P1] [P5]"""
    status, body, headers = await http.request("PATCH", "/x", CARD)
    assert (status, body) == (200, b"")
    status, body, read_headers = await http.request("GET", "/x", headers=JSON)
    assert json.loads(body) == {"p": {"c": {"c": {"d": {"n": 1, "view": "markdown"}}}}}
    assert read_headers["Content-Type"] == "application/json"
    assert read_headers["ETag"] == f'"{headers["Wave-Position"]}"'


@pytest.mark.parametrize(
    "headers",
    [
        JSON,
        JSON | {"Content-Type": "Application/JSON; charset=utf-8"},
        JSON | {"X-Unheard-Of": "so that aiohttp serves it"},
    ],
)
async def test_a_page_is_read_whatever_the_parameters_of_its_media_type(http: Http, headers: Any) -> None:
    """[P5]"""
    await http.request("PATCH", "/x", CARD)
    assert (await http.request("GET", "/x", headers=headers))[0] == 200
    status, body, _ = await http.request("GET", "/y", headers=headers)
    assert (status, body) == (404, b"Not Found\n")


@pytest.mark.parametrize("extra", [{}, {"X-Unheard-Of": "so that aiohttp serves it"}])
async def test_an_edit_may_depend_on_the_position(http: Http, extra: Any) -> None:
    """[P3]"""
    _, _, headers = await http.request("PATCH", "/x", CARD, KEY | extra)
    current = KEY | extra | {"If-Match": f'"{headers["Wave-Position"]}"'}
    assert (await http.request("PATCH", "/x", CARD, current))[0] == 200
    status, body, _ = await http.request("PATCH", "/x", CARD, current)
    assert status == 412
    assert body.strip()
    assert (await http.request("PATCH", "/x", CARD, KEY | extra | {"If-Match": "*"}))[0] == 400


@pytest.mark.parametrize(
    "body", [b"", b"nonsense", b'{"d":[{"k":5}]}', b"[]", b'{"d":[{"k":"c","d":{"items":5}}]}']
)
async def test_a_bad_edit_is_refused_with_one_line_and_leaves_no_trace(http: Http, body: bytes) -> None:
    """[P2]"""
    for headers in (KEY, KEY | {"X-Unheard-Of": "1"}):
        status, text, answered = await http.request("PATCH", "/x", body, headers)
        assert status == 400
        assert text.count(b"\n") == 1
        assert text.strip()
        assert answered["Content-Type"] == "text/plain; charset=utf-8"
        assert answered["X-Content-Type-Options"] == "nosniff"
    assert await http.page("/x") == 404


@pytest.mark.parametrize("method", ["PATCH", "POST"])
@pytest.mark.parametrize(
    "key", [None, basic("id", "wrong"), basic("access_key_id", "x"), "Bearer x", "Basic"]
)
async def test_without_a_key_nothing_is_done(http: Http, method: str, key: str | None) -> None:
    """[P7]"""
    headers = {"Content-Type": "application/json"} | ({"Authorization": key} if key else {})
    status, body, answered = await http.request(method, "/x", CARD, headers)
    assert (status, body) == (401, b"Unauthorized\n")
    assert "WWW-Authenticate" not in answered
    assert await http.page("/x") == 404


async def test_a_body_may_come_in_chunks(http: Http) -> None:
    """[P1]"""

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(CARD), 10):
            yield CARD[start : start + 10]

    assert (await http.request("PATCH", "/x", chunks()))[0] == 200
    assert await http.page("/x") != 404


async def test_a_compressed_body_is_not_taken(http: Http) -> None:
    """[P2]"""
    assert (await http.request("PATCH", "/x", CARD, KEY | {"Content-Encoding": "gzip"}))[0] == 415


async def test_routes_are_decoded(http: Http) -> None:
    await http.request("PATCH", "/f%C3%B8%20o?a=1", CARD)
    assert await http.page("/f%C3%B8%20o") != 404


async def test_a_path_that_is_not_clean_is_not_guessed(http: Http) -> None:
    answer = await exchange(http.served, b"GET //x/../y HTTP/1.1\r\nHost: h\r\n\r\n")
    assert b" 307 " in answer
    assert b"\r\nLocation: /y\r\n" in answer
    patch = f"PATCH //x HTTP/1.1\r\nHost: h\r\nAuthorization: {basic()}\r\nContent-Length: 2\r\n\r\n{{}}"
    assert b" 400 " in await exchange(http.served, patch.encode())


async def test_the_largest_edit_is_the_limit(tmp_path: Path) -> None:
    """[P2]"""
    async with wave(tmp_path, "-max-request-size", "100K") as served, aiohttp.ClientSession() as session:
        http = Http(served, session)
        frame = b'{"d":[{"k":"c","d":{"s":"%b"}}]}'
        room = (100 << 10) - len(frame) + 2
        assert (await http.request("PATCH", "/x", frame % (b"y" * room)))[0] == 200
        status, body, headers = await http.request("PATCH", "/y", frame % (b"y" * (room + 1)))
        assert (status, body) == (
            413,
            b"Request Entity Too Large: more than 102400 bytes (setting max-request-size)\n",
        )
        assert headers["Connection"] == "close"

        async def chunks() -> AsyncIterator[bytes]:
            for _ in range(20):
                yield b"x" * 10_000

        assert (await http.request("PATCH", "/z", chunks()))[0] == 413


@pytest.mark.parametrize("line", ["PATCH /x", "POST /"])
async def test_whoever_waits_to_be_told_is_told_to_send(http: Http, line: str) -> None:
    """Some clients send a large body a second later if they are not."""
    head = (
        f"{line} HTTP/1.1\r\nHost: h\r\nAuthorization: {basic()}\r\nContent-Type: application/json\r\n"
        "Expect: 100-continue\r\nContent-Length: "
    )
    told = await exchange(http.served, f"{head}2\r\n\r\n".encode())
    assert told.startswith(b"HTTP/1.1 100 ")
    refused = await exchange(http.served, f"{head}99999999999\r\n\r\n".encode())
    assert refused.startswith(b"HTTP/1.1 413 ")


async def test_edits_of_one_connection_are_applied_in_order(http: Http) -> None:
    """[P1]"""
    await http.request("PATCH", "/x", CARD)
    bodies = [b'{"d":[{"k":"c n","v":%d}]}' % number for number in range(200)]
    head = b"PATCH /x HTTP/1.1\r\nHost: h\r\nAuthorization: %b\r\nContent-Length: %d\r\n\r\n"
    stream = b"".join(head % (basic().encode(), len(body)) + body for body in bodies)
    closing = b"GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
    answered = await exchange(http.served, stream + closing, until_end=True)
    assert answered.count(b"HTTP/1.1 200 OK\r\n") == 201
    assert (await http.page("/x"))["p"]["c"]["c"]["d"]["n"] == 199


async def test_an_app_is_known_when_its_registration_is_answered(http: Http) -> None:
    """[P6]"""
    app = {"mode": "broadcast", "route": "/app", "address": "http://127.0.0.1:9"}
    socket = await RawWebsocket().connect(http.served.address)
    await socket.take(1)
    for number in range(3):
        body = json.dumps({"register_app": app}).encode()
        assert (await http.request("POST", "/", body, JSON))[0] == 200
        assert await socket.take(1, patience_seconds=0.1) == (['{"r":1}'] if number else [])
        socket.send("+ /app ")
        assert await socket.take(1, patience_seconds=0.1) == []
        body = b'{"unregister_app":{"route":"/app"}}'
        assert (await http.request("POST", "/", body, JSON | {"Content-Type": "Application/json;x=y"}))[
            0
        ] == 200
        assert await socket.take(1) == ['{"r":1}']
        socket.send("+ /app ")
        assert (await socket.take(2))[1] == '{"e":"not_found"}'
    await socket.end()


@pytest.mark.parametrize(
    "body", [b"", b"nonsense", b"{}", b'{"register_app":{"route":"app","address":"http://h"}}']
)
async def test_a_registration_that_makes_no_sense_is_refused(http: Http, body: bytes) -> None:
    """[P6]"""
    status, text, _ = await http.request("POST", "/", body, JSON)
    assert status == 400
    assert text.strip()


async def test_a_registration_is_json(http: Http) -> None:
    """[P6]"""
    assert (await http.request("POST", "/", b"{}", KEY | {"Content-Type": "text/plain"}))[0] == 400
