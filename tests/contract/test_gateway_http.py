"""HTTP as programs and browsers speak it, over real sockets, against the three services in process."""

import asyncio
import json
import random
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from services.chassis.process import StartError
from tests.contract.gateway_scene import Wave, until, wave
from tests.contract.raw_websocket import RawWebsocket, basic

KEY = {"Authorization": basic()}
JSON = KEY | {"Content-Type": "application/json"}
CARD = b'{"d":[{"k":"c","d":{"view":"markdown","n":1}}]}'


class Http:
    """A client of one server."""

    def __init__(self, served: Wave, session: aiohttp.ClientSession) -> None:
        self.served = served
        self._session = session

    async def request(
        self, method: str, path: str, body: Any = None, headers: Any = KEY
    ) -> tuple[int, bytes, Any]:
        """Returns status, body and headers."""
        url = f"http://{self.served.address}{path}"
        async with self._session.request(
            method, url, data=body, headers=headers, allow_redirects=False
        ) as response:
            return response.status, await response.read(), response.headers

    async def page(self, path: str) -> Any:
        status, body, _ = await self.request("GET", path, headers=JSON)
        return json.loads(body) if status == 200 else status


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[Http]:
    async with wave(tmp_path) as served, aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session:
        yield Http(served, session)


async def exchange(served: Wave, data: bytes, *, until_end: bool = False) -> bytes:
    """Sends bytes as they are; returns the first answer, or all bytes until the server ends the connection."""
    host, _, port = served.address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(data)
    try:
        async with asyncio.timeout(10):
            return await (reader.read() if until_end else reader.readuntil(b"\r\n\r\n"))
    finally:
        writer.transport.abort()


# -- pages ------------------------------------------------------------------------------------------------------


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


# -- apps -------------------------------------------------------------------------------------------------------


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


# -- browsers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/x", "/x/y", "/_S/", "/x?y=z"])
async def test_every_route_is_the_shell_for_a_browser(http: Http, path: str) -> None:
    status, body, headers = await http.request("GET", path, headers={"Accept": "application/json"})
    assert status == 200
    assert b'<body data-base-url="/" data-nonce="' in body
    assert headers["Content-Type"] == "text/html; charset=UTF-8"


async def test_files_of_the_client_are_served(http: Http) -> None:
    (http.served.web_dir / "wave-static" / "a-1234abcd.js").write_text("go()")
    status, body, headers = await http.request("GET", "/wave-static/a-1234abcd.js", headers={})
    assert (status, body) == (200, b"go()")
    assert "immutable" in headers["Cache-Control"]
    status, body, _ = await http.request("GET", "/wave-static/missing.js", headers={})
    assert (status, body) == (404, b"404 page not found\n")


async def test_a_page_may_have_a_dot_in_its_name(http: Http) -> None:
    assert (await http.request("GET", "/v1.0", headers={"Accept": "text/html"}))[0] == 200
    assert (await http.request("GET", "/index.html", headers={}))[0] == 301


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/x"])
async def test_probes_get_the_head_of_the_answer(http: Http, path: str) -> None:
    (http.served.web_dir / "robots.txt").write_text("User-agent: *")
    got, asked = (
        await http.request("GET", path, headers={}),
        await http.request("HEAD", path, headers={}),
    )
    assert (asked[0], asked[1]) == (got[0], b"")
    assert asked[2]["Content-Length"] == str(len(got[1]))


async def test_other_methods_are_told_which_there_are(http: Http) -> None:
    assert (await http.request("OPTIONS", "/x", headers={}))[0] == 204
    for method in ("PUT", "DELETE", "TRACE"):
        status, body, headers = await http.request(method, "/x")
        assert (status, body) == (405, b"Method Not Allowed\n")
        assert headers["Allow"] == "GET, HEAD, OPTIONS, PATCH, POST"


async def test_nothing_is_outside_of_the_base(tmp_path: Path) -> None:
    async with wave(tmp_path, "-base-url", "/base/") as served, aiohttp.ClientSession() as session:
        http = Http(served, session)
        status, body, _ = await http.request("GET", "/x", headers={})
        assert (status, body) == (404, b"404 page not found\n")
        status, _, headers = await http.request("GET", "/base", headers={})
        assert (status, headers["Location"]) == (307, "/base/")
        assert b'data-base-url="/base/"' in (await http.request("GET", "/base/x", headers={}))[1]


async def test_additional_headers_are_sent_with_the_shell(tmp_path: Path) -> None:
    file = tmp_path / "headers"
    file.write_text("X-Frame-Options: DENY\nContent-Security-Policy: script-src 'self'\n\n")
    async with wave(tmp_path, "-http-headers-file", str(file)) as served, aiohttp.ClientSession() as session:
        _, body, headers = await Http(served, session).request("GET", "/", headers={})
        assert headers["X-Frame-Options"] == "DENY"
        nonce = headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
        assert f'data-nonce="{nonce}"'.encode() in body


async def test_a_unix_socket_is_an_address_too(tmp_path: Path) -> None:
    """Also when a process that was killed has left its socket behind."""
    path = tmp_path / "wave.sock"
    with socket.socket(socket.AF_UNIX) as left_over:
        left_over.bind(str(path))
    connector = aiohttp.UnixConnector(str(path))
    async with (
        wave(tmp_path, "-listen", f"unix:{path}"),
        aiohttp.ClientSession(connector=connector) as session,
    ):
        async with session.patch("http://wave/x", data=CARD, headers=KEY) as response:
            assert response.status == 200


async def test_an_address_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(StartError, match=address):
            async with wave(tmp_path, "-listen", address):
                pass


# -- hostile peers ----------------------------------------------------------------------------------------------


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
