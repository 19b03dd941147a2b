"""Every call: what is asked, and how the answer is read."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from h2o_wave import requests
from h2o_wave._transports.transport import Reply
from h2o_wave.errors import BadType, BadValue, InvalidURL, ServiceError
from h2o_wave.multipart import Form
from h2o_wave.requests import Call

BASE = "/base/"


def asked(call: Call[Any]) -> tuple[str, str, str]:
    return call.request.call, call.request.method, call.request.path


def test_loading_a_page() -> None:
    call = requests.load(BASE, "/é")
    assert asked(call) == ("load", "GET", "/base/%C3%A9")
    assert call.request.headers == (("Content-Type", "application/json"),)
    assert call.request.route == "/é"
    assert call.read(Reply(200, b'{"p":{}}')) == {"p": {}}


def test_an_answer_other_than_200_is_an_error() -> None:
    for status in (201, 204, 302, 404, 500):
        with pytest.raises(ServiceError, match=f"code={status}"):
            requests.load(BASE, "/x").read(Reply(status, b"why"))


def test_registering_and_unregistering_an_app() -> None:
    app = {"route": "/a", "mode": "unicast", "address": "http://h:1", "key_id": "k", "key_secret": "s"}
    app["run_id"] = "r"
    call = requests.register_app(BASE, **app)
    assert asked(call) == ("register_app", "POST", "/base/")
    assert isinstance(call.request.body, bytes)
    assert json.loads(call.request.body) == {"register_app": app}
    with pytest.raises(ServiceError):
        call.read(Reply(401))
    call = requests.unregister_app(BASE, route="/a")
    assert call.request.body == b'{"unregister_app":{"route":"/a"}}'


def test_refreshing_tokens() -> None:
    call = requests.refresh_tokens(BASE, "s")
    assert asked(call) == ("refresh_tokens", "POST", "/base/_auth/refresh")
    assert call.request.headers == (("Wave-Session-ID", "s"),)
    assert call.read(Reply(200, headers={"wave-access-token": "a"})) == ("a", "")
    with pytest.raises(BadValue):
        requests.refresh_tokens(BASE, "s\r\nX: y")


def test_uploading_files(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("A")
    call = requests.upload(BASE, [("a.csv", str(file)), ("b", str(file))])
    assert asked(call) == ("upload", "POST", "/base/_f/")
    assert isinstance(call.request.body, Form)
    assert call.request.touches_files
    assert call.request.headers == (("Content-Type", call.request.body.content_type),)
    text = b"".join(call.request.body.chunks())
    assert b"Content-Type: text/csv" in text
    assert b"Content-Type: application/octet-stream" in text
    assert call.read(Reply(200, b'{"files":["/_f/1/a.csv"]}')) == ["/_f/1/a.csv"]
    with pytest.raises(KeyError):
        call.read(Reply(200, b"{}"))
    with pytest.raises(ServiceError, match="Upload failed"):
        call.read(Reply(500))


def test_uploading_nothing_sends_no_form() -> None:
    call = requests.upload(BASE, [], as_directory=True)
    assert call.request.body == b""
    assert call.request.headers == (("Wave-Directory-Upload", "True"),)


def test_downloading_and_unloading() -> None:
    sink = io.BytesIO()
    call = requests.download("/_f/1/a b.txt", sink)
    assert asked(call) == ("download", "GET", "/_f/1/a%20b.txt")
    assert call.request.sink is sink
    assert asked(requests.unload("/_f/1/a.txt")) == ("unload", "DELETE", "/_f/1/a.txt")


@pytest.mark.parametrize(
    "url",
    [
        "_f/1/a",
        "@127.0.0.1:99/x",
        "http://other/x",
        "//other/x",
        "/_f/../x",
        "/_f/%2e%2e/x",
        "/a\r\nX: y",
        "",
    ],
)
def test_the_key_does_not_travel_elsewhere(url: str) -> None:
    with pytest.raises(InvalidURL):
        requests.download(url, io.BytesIO())
    with pytest.raises(InvalidURL):
        requests.unload(url)


def test_a_url_is_a_text() -> None:
    with pytest.raises(BadType):
        requests.unload(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("file", [b"JPG", bytearray(b"JPG"), "JPG", io.BytesIO(b"JPG")])
def test_pushing_a_frame(file: Any) -> None:
    call = requests.uplink(BASE, "cam/1", "image/jpeg", file)
    assert asked(call) == ("uplink", "POST", "/base/_m/cam/1")
    assert isinstance(call.request.body, bytes)
    assert b'name="f"; filename="f"\r\nContent-Type: image/jpeg\r\n\r\nJPG\r\n' in call.request.body
    assert call.read(Reply(200)) == "/base/_m/cam/1"


@pytest.mark.parametrize("file", [io.StringIO("JPG"), 5, None])
def test_a_frame_is_bytes(file: Any) -> None:
    with pytest.raises(BadType, match="want bytes"):
        requests.uplink(BASE, "cam", "image/jpeg", file)


@pytest.mark.parametrize("path", ["", "..", "a/../b"])
def test_a_stream_stays_below_its_prefix(path: str) -> None:
    with pytest.raises(InvalidURL):
        requests.unlink(BASE, path)


def test_ending_a_stream() -> None:
    assert asked(requests.unlink(BASE, "cam/1")) == ("unlink", "DELETE", "/base/_m/cam/1")


def test_a_request_by_the_server() -> None:
    call = requests.proxy(BASE, "GET", "http://h/", None, None)
    assert call.request.body == b'{"method":"GET","url":"http://h/","headers":null,"body":null}'
    with pytest.raises(ServiceError, match="Proxy request failed"):
        call.read(Reply(400))


def test_the_cache() -> None:
    assert asked(requests.cache_get(BASE, "s", "k/é?", 5)) == ("cache_get", "GET", "/base/_c/s/k/%C3%A9%3F")
    assert requests.cache_get(BASE, "s", "k", 5).read(Reply(404)) == 5
    assert requests.cache_get(BASE, "s", "k", 5).read(Reply(200, b"[1]")) == [1]
    assert requests.cache_set(BASE, "s", "k", {"a": 1}).request.body == b'{"a":1}'
    assert requests.cache_keys(BASE, "s").read(Reply(200, b"a\nb\n")) == ["a", "b"]
    assert requests.cache_keys(BASE, "s").read(Reply(404)) == []
    with pytest.raises(BadType):
        requests.cache_set(BASE, "s", "k", object())


@pytest.mark.parametrize(("shard", "key"), [("..", "x"), ("a/b", "c"), ("", "c"), ("s", ""), ("s", "a/../b")])
def test_the_cache_stays_below_its_prefix(shard: str, key: str) -> None:
    with pytest.raises(InvalidURL):
        requests.cache_get(BASE, shard, key, None)


@pytest.mark.parametrize(
    ("method", "is_repeatable"), [("GET", True), ("PUT", True), ("DELETE", True), ("POST", False)]
)
def test_only_what_does_no_more_the_second_time_is_repeatable(method: str, is_repeatable: bool) -> None:
    assert requests.Request("x", method, "/").is_repeatable is is_repeatable
