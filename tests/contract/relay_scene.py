"""A real relay behind a real channel, an app it reaches by HTTP, and a gateway and an app at the other end of streams."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
from aiohttp import web

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from services.chassis.channel import open_channel
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.metrics import Registry
from services.chassis.server import GrpcServer
from services.chassis.values import Address
from services.relay.service import RelayService
from services.relay.settings import DeliverySettings

CHANNELS = ["in process", "unix socket"]
PATIENCE_SECONDS = 10
BOOT = relay_pb2.EVENT_KIND_BOOT
RESUME, DISCONNECT = relay_pb2.EVENT_KIND_RESUME, relay_pb2.EVENT_KIND_DISCONNECT
LOGOUT = relay_pb2.EVENT_KIND_LOGOUT
ACCEPTED, FAILED = relay_pb2.EVENT_STATUS_ACCEPTED, relay_pb2.EVENT_STATUS_FAILED
WAITING, EXPIRED = relay_pb2.EVENT_STATUS_WAITING, relay_pb2.EVENT_STATUS_EXPIRED
UNKNOWN_APP = relay_pb2.EVENT_STATUS_UNKNOWN_APP
MULTICAST, BROADCAST = relay_pb2.APP_MODE_MULTICAST, relay_pb2.APP_MODE_BROADCAST


@asynccontextmanager
async def relay(kind: str, folder: Path, **settings: Any) -> AsyncIterator[relay_pb2_grpc.RelayStub]:
    """Serves a relay for as long as the context lives."""
    service = RelayService(DeliverySettings(data_dir=str(folder), **settings), Registry("wave_relay"))
    address = Address(path=str(folder / "relay.sock"))
    server = InProcessServer() if kind == "in process" else GrpcServer([address], grace_seconds=0.1)
    relay_pb2_grpc.add_RelayServicer_to_server(service.servicer, server)
    await service.start()
    await server.start()
    channel = InProcessChannel(server) if isinstance(server, InProcessServer) else open_channel(address)
    try:
        yield relay_pb2_grpc.RelayStub(channel)
    finally:
        await service.drain()
        await service.stop()
        await channel.close()
        await server.stop()


@dataclass
class Posted:
    """One request that an app has received."""

    path: str
    headers: dict[str, str]
    body: bytes
    method: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = Callable[[Posted], Awaitable[web.Response]]


@dataclass
class HttpApp:
    """An app of Wave 1.8 on a port of its own."""

    answers: Answer | None = None
    posts: "asyncio.Queue[Posted]" = field(default_factory=asyncio.Queue)
    port: int = 0
    _runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listens, after a stop on the same port as before."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def next_post(self) -> Posted:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.posts.get()

    async def _handle(self, request: web.Request) -> web.Response:
        posted = Posted(request.path, dict(request.headers), await request.read(), request.method)
        self.posts.put_nowait(posted)
        return await self.answers(posted) if self.answers else web.Response()


@asynccontextmanager
async def http_app() -> AsyncIterator[HttpApp]:
    """An app that listens for as long as the context lives."""
    app = HttpApp()
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


class Gateway:
    """The gateway's end of ForwardEvents."""

    def __init__(self, stub: relay_pb2_grpc.RelayStub) -> None:
        self.call = stub.ForwardEvents()
        self._last_id = 0

    async def send(self, kind: int, *, route: str = "/app", client: str = "c1", **fields: Any) -> int:
        """Sends one event, and returns its id."""
        self._last_id += 1
        who = relay_pb2.Client(id=client, subject="anon", username="anon")
        event = relay_pb2.Event(id=self._last_id, route=route, kind=kind, client=who, **fields)
        await self.call.write(relay_pb2.ForwardEventsRequest(events=[event]))
        return self._last_id

    async def query(self, number: int, **fields: Any) -> int:
        return await self.send(relay_pb2.EVENT_KIND_QUERY, arguments=b'{"n":%d}' % number, **fields)

    async def outcomes(self, count: int = 1) -> list[tuple[int, int]]:
        """The next outcomes, as pairs of event id and status."""
        got: list[tuple[int, int]] = []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(got) < count:
                response = await self.call.read()
                if response is grpc.aio.EOF:
                    raise AssertionError(f"the stream has ended after {got}: {await self.call.code()}")
                got += [(outcome.event_id, outcome.status) for outcome in response.outcomes]
        return got


class Watcher:
    """A reader of WatchApps."""

    def __init__(self, stub: relay_pb2_grpc.RelayStub) -> None:
        self.call = stub.WatchApps(relay_pb2.WatchAppsRequest())
        self.run_id = ""
        self.version = 0

    async def news(self) -> list[tuple[str, int]]:
        """The next news, as pairs of route and change."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            response = await self.call.read()
        self.run_id, self.version = response.run_id, response.version
        return [(news.route, news.change) for news in response.news]


class DialOutApp:
    """The app's end of ServeApp."""

    def __init__(self, stub: relay_pb2_grpc.RelayStub) -> None:
        self.call = stub.ServeApp()

    async def dial_in(self, route: str = "/app", mode: int = relay_pb2.APP_MODE_UNICAST) -> None:
        """Registers, and waits until that is done."""
        await self.call.write(relay_pb2.ServeAppRequest(dial_in=relay_pb2.DialIn(route=route, mode=mode)))
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert list((await self.call.read()).events) == []

    async def events(self, count: int = 1) -> list[relay_pb2.Event]:
        got: list[relay_pb2.Event] = []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(got) < count:
                got += (await self.call.read()).events
        return got

    async def accept(self, *event_ids: int) -> None:
        await self.call.write(relay_pb2.ServeAppRequest(accepted=relay_pb2.Accepted(event_ids=event_ids)))

    async def ends_with(self) -> grpc.StatusCode:
        """The status with which the relay ends the stream."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            try:
                while await self.call.read() is not grpc.aio.EOF:
                    pass
            except grpc.aio.AioRpcError as error:
                return error.code()
            return await self.call.code()


async def register(stub: relay_pb2_grpc.RelayStub, app: HttpApp, route: str = "/app", mode: int = 1) -> int:
    """Registers an HTTP app; returns the version of the table."""
    message = relay_pb2.HttpApp(route=route, mode=mode, address=app.address, key_id="id", key_secret="secret")
    response = await stub.RegisterApp(relay_pb2.RegisterAppRequest(app=message))
    return int(response.version)
