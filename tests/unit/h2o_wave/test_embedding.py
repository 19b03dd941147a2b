"""Any ASGI application can have an app of Wave inside, in its own process."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from h2o_wave.app import App, main
from h2o_wave.embedding import Embedded, lifespan
from h2o_wave.errors import BadValue
from h2o_wave.query import Q
from tests.unit.h2o_wave.app_scene import Scene, settle_down

KEY = b"Basic " + base64.b64encode(b"id:secret")


class Host:
    """A small web application of its own: it lives, and greets."""

    def __init__(self, story: list[str], *, knows_lives: bool = True) -> None:
        self.story = story
        self.knows_lives = knows_lives
        self.fault: Exception | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"hello " + scope["path"].encode()})
            return
        if not self.knows_lives:
            raise KeyError("method")
        await receive()
        self.story.append("host up")
        await send({"type": "lifespan.startup.complete"})
        if self.fault is not None:
            raise self.fault
        await receive()
        self.story.append("host down")
        await send({"type": "lifespan.shutdown.complete"})


class Server:
    """Plays an ASGI server."""

    def __init__(self, served: Callable[[Any, Any, Any], Awaitable[None]]) -> None:
        self._served = served
        self.sent: list[dict[str, Any]] = []
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def _send(self, message: Any) -> None:
        self.sent.append(message)

    def live(self) -> "asyncio.Task[None]":
        """Begins a life."""
        self._incoming.put_nowait({"type": "lifespan.startup"})
        return asyncio.ensure_future(self._served({"type": "lifespan"}, self._incoming.get, self._send))

    def end(self) -> None:
        """Ends it."""
        self._incoming.put_nowait({"type": "lifespan.shutdown"})

    async def post(self, path: str, *, root_path: str = "") -> tuple[int, bytes]:
        """Posts an event."""
        self.sent.clear()
        headers = [(b"authorization", KEY), (b"wave-client-id", b"c1"), (b"wave-subject-id", b"anon")]
        scope = {"type": "http", "method": "POST", "path": path, "root_path": root_path, "headers": headers}
        self._incoming.put_nowait({"type": "http.request", "body": b'{"data":{"go":true}}'})
        await self._served(scope, self._incoming.get, self._send)
        while not self._incoming.empty():
            self._incoming.get_nowait()
        return self.sent[0]["status"], self.sent[1]["body"]


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    scene = Scene(monkeypatch)

    async def serve(q: Q) -> None:
        scene.story.append(f"go={q.args.go}")

    monkeypatch.setattr(main, "app", App("/app", serve))
    yield scene


async def test_the_app_starts_after_its_host_and_stops_before_it(scene: Scene) -> None:
    server = Server(Embedded(Host(scene.story), "/wave"))
    life = server.live()
    await settle_down()
    assert scene.story == ["host up", "open"]
    server.end()
    await life
    assert scene.story == ["host up", "open", "goodbye", "host down"]
    assert [message["type"] for message in server.sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


async def test_events_reach_the_app_below_its_path_and_all_else_the_host(scene: Scene) -> None:
    server = Server(Embedded(Host(scene.story), "wave/"))
    assert await server.post("/wave/") == (200, b"")
    await settle_down()
    assert scene.story == ["go=True"]
    assert await server.post("/wave/disconnect") == (200, b"")
    assert await server.post("/other") == (200, b"hello /other")
    assert await server.post("/waves") == (200, b"hello /waves")
    assert await server.post("/sub/wave/", root_path="/sub") == (200, b"")


async def test_a_host_without_a_life_is_served(scene: Scene) -> None:
    server = Server(Embedded(Host(scene.story, knows_lives=False), "/wave"))
    life = server.live()
    await settle_down()
    assert scene.story == ["open"]
    server.end()
    await life
    assert scene.story == ["open", "goodbye"]


async def test_a_host_cleans_up_when_the_app_cannot_start(scene: Scene) -> None:
    scene.link.fault = ConnectionError("the server is away")
    server = Server(Embedded(Host(scene.story), "/wave"))
    await server.live()
    assert server.sent == [
        {"type": "lifespan.startup.failed", "message": "ConnectionError: the server is away"}
    ]
    assert scene.story == ["host up", "host down"]


async def test_the_app_stops_when_its_host_breaks_down(scene: Scene) -> None:
    host = Host(scene.story)
    host.fault = RuntimeError("broken")
    with pytest.raises(RuntimeError, match="broken"):
        await Server(Embedded(host, "/wave")).live()
    assert scene.story == ["host up", "open", "goodbye"]


async def test_a_host_can_live_with_the_app_by_itself(scene: Scene) -> None:
    async with lifespan(object()):
        scene.story.append("serving")
    assert scene.story == ["open", "serving", "goodbye"]


def test_the_root_is_no_path_for_an_app(scene: Scene) -> None:
    with pytest.raises(BadValue, match="want a path such as '/wave'"):
        Embedded(Host([]), "/")
