"""The site sends what `requests` builds. Both twins are put through the same calls."""

import asyncio
import io
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from h2o_wave import site as site_object
from h2o_wave._transports.transport import Reply, Request
from h2o_wave.async_site import AsyncSite
from h2o_wave.errors import BadType
from h2o_wave.site import Site


class FakeTransport:
    """Answers every request with what the test says, and keeps what it was asked."""

    def __init__(self) -> None:
        self.reply = Reply(200, b"{}")
        self.requests: list[Request] = []
        self.saved: list[tuple[str, bytes]] = []
        self.is_closed = False

    def save(self, route: str, body: bytes) -> None:
        self.saved.append((route, body))

    def send(self, request: Request) -> Reply:
        self.requests.append(request)
        if request.sink is not None:
            request.sink.write(self.reply.body)
        return self.reply

    def close(self) -> None:
        self.is_closed = True


class FakeAsyncTransport(FakeTransport):
    async def save(self, route: str, body: bytes) -> None:  # type: ignore[override]
        super().save(route, body)

    async def send(self, request: Request) -> Reply:  # type: ignore[override]
        return super().send(request)

    async def aclose(self) -> None:
        super().close()


Run = Callable[[Any], Any]

# As an attribute of the package, `site` is the site, not the module.
site_module = import_module("h2o_wave.site")
async_site_module = import_module("h2o_wave.async_site")


@pytest.fixture(params=["blocking", "async"])
def scene(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Any, FakeTransport, Run]]:
    """A site, its transport, and how to get the result of a call."""
    for name in ("H2O_WAVE_WAVED_DIR", "H2O_WAVE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    if request.param == "blocking":
        transport = FakeTransport()
        monkeypatch.setattr(site_module, "open_transport", lambda settings: transport)
        yield Site(), transport, lambda result: result
    else:
        transport = FakeAsyncTransport()
        monkeypatch.setattr(async_site_module, "open_async_transport", lambda settings: transport)
        with asyncio.Runner() as runner:
            yield AsyncSite(), transport, runner.run


def test_a_page_is_saved_and_loaded(scene: tuple[Any, FakeTransport, Run]) -> None:
    site, transport, run = scene
    page = site["x"]
    page["c"].v = 1
    run(page.save())
    assert transport.saved == [("/x", b'{"d":[{"k":"c v","v":1}]}')]
    assert run(page.load()) == {}
    assert run(site.load("///y")) == {}
    assert [request.path for request in transport.requests] == ["/x", "/y"]


def test_files_are_uploaded(scene: tuple[Any, FakeTransport, Run], tmp_path: Path) -> None:
    site, transport, run = scene
    (tmp_path / "a.txt").write_text("A")
    transport.reply = Reply(200, b'{"files":["/_f/1/a.txt"]}')
    assert run(site.upload([tmp_path / "a.txt"])) == ["/_f/1/a.txt"]
    assert run(site.upload_dir(tmp_path)) == ["/_f/1/a.txt"]
    plain, directory = transport.requests
    assert plain.headers[0][0] == "Content-Type"
    assert directory.headers[0] == ("Wave-Directory-Upload", "True")


def test_files_are_copied_where_the_server_is_on_this_machine(
    scene: tuple[Any, FakeTransport, Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, transport, run = scene
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("A")
    monkeypatch.setenv("H2O_WAVE_DATA_DIR", str(tmp_path / "data"))
    (url,) = run(site.upload([source / "a.txt"]))
    (folder,) = run(site.upload_dir(source))
    assert (tmp_path / "data" / url.replace("/_f/", "f/")).read_text() == "A"
    assert (tmp_path / "data" / folder.replace("/_f/", "f/") / "a.txt").read_text() == "A"
    assert transport.requests == []


def test_a_file_is_downloaded_and_removed(scene: tuple[Any, FakeTransport, Run], tmp_path: Path) -> None:
    site, transport, run = scene
    transport.reply = Reply(200, b"content")
    assert run(site.download("/_f/1/a.txt", tmp_path)) == str(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text() == "content"
    assert run(site.unload("/_f/1/a.txt")) is None
    assert transport.requests[1].method == "DELETE"


def test_images_are_streamed(scene: tuple[Any, FakeTransport, Run]) -> None:
    site, transport, run = scene
    assert run(site.uplink("cam", "image/png", io.BytesIO(b"PNG"))) == "/_m/cam"
    assert run(site.unlink("cam")) is None
    assert [request.method for request in transport.requests] == ["POST", "DELETE"]


def test_the_server_makes_requests(scene: tuple[Any, FakeTransport, Run]) -> None:
    site, transport, run = scene
    transport.reply = Reply(200, b'{"error":""}')
    assert run(site.proxy("GET", "http://h", {"A": ["1"]}, "b")) == {"error": ""}
    body = transport.requests[0].body
    assert isinstance(body, bytes)
    assert json.loads(body)["headers"] == {"A": ["1"]}


def test_the_cache_is_used(scene: tuple[Any, FakeTransport, Run]) -> None:
    site, transport, run = scene
    assert run(site.cache.set("s", "k", 1)) is None
    transport.reply = Reply(200, b"1")
    assert run(site.cache.get("s", "k")) == 1
    assert run(site.cache.keys("s")) == ["1"]
    transport.reply = Reply(404)
    assert run(site.cache.get("s", "k", "none")) == "none"


def test_connections_are_closed(scene: tuple[Any, FakeTransport, Run]) -> None:
    site, transport, run = scene
    run(site.aclose() if isinstance(site, AsyncSite) else site.close())
    assert transport.is_closed


def test_deleting_a_page_removes_its_cards_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    transport = FakeTransport()
    monkeypatch.setattr(site_module, "open_transport", lambda settings: transport)
    del Site()["/x"]
    assert transport.saved == [("/x", b'{"d":[{}]}')]


def test_deleting_a_page_cannot_be_awaited() -> None:
    with pytest.raises(BadType, match="cannot be awaited"):
        del AsyncSite()["/x"]


def test_there_is_a_site_for_scripts() -> None:
    assert isinstance(site_object, Site)
