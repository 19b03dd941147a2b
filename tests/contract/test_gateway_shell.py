"""What browsers get over HTTP: the shell, the files of the client, and where the gateway listens."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from services.chassis.process import StartError
from tests.contract.gateway_scene import wave
from tests.contract.http_scene import CARD, KEY, Http, serving_http


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[Http]:
    async with serving_http(tmp_path) as http:
        yield http


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
