"""A real site-store behind a real channel, and a watcher at the other end."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from h2o.wave.v1 import page_pb2, site_store_pb2, site_store_pb2_grpc
from services.chassis.channel import open_channel
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.metrics import Registry
from services.chassis.server import GrpcServer
from services.chassis.values import Address
from services.site_store.service import SiteStoreService
from services.site_store.settings import StoreSettings

CARD = b'{"d":[{"k":"c","d":{"view":"x","n":0}}]}'
Stub = site_store_pb2_grpc.SiteStoreStub


def settings(directory: Path, **more: Any) -> StoreSettings:
    return StoreSettings(data_dir=str(directory), segment_size=256 * 1024, **more)


def unexpected(reason: str) -> None:
    raise AssertionError(reason)


@asynccontextmanager
async def serving(channel: str, directory: Path, **more: Any) -> AsyncIterator[Stub]:
    """Runs a site-store with a log in `directory`, reached through one of the channels."""
    service = SiteStoreService(settings(directory, **more), Registry("test"), unexpected)
    server: Any
    if channel == "in-process":
        server = InProcessServer()
        reach: Callable[[], Any] = lambda: InProcessChannel(server)  # noqa: E731
    else:
        address = Address(path=str(directory / "s.sock"))
        server = GrpcServer([address], max_message_bytes=32 * 1024 * 1024)
        reach = lambda: open_channel(address, max_message_bytes=32 * 1024 * 1024)  # noqa: E731
    site_store_pb2_grpc.add_SiteStoreServicer_to_server(service.servicer, server)
    await service.start()
    await server.start()
    opened = reach()
    try:
        yield Stub(opened)
    finally:
        await opened.close()
        await server.stop()
        await service.stop()


def edit(route: str, body: bytes = CARD, **more: Any) -> site_store_pb2.Edit:
    return site_store_pb2.Edit(route=route, body=body, **more)


async def apply(stub: Stub, *edits: site_store_pb2.Edit) -> list[page_pb2.Position]:
    return [(await stub.ApplyEdit(site_store_pb2.ApplyEditRequest(edit=each))).position for each in edits]


async def snapshot(stub: Stub, route: str) -> bytes | None:
    response = await stub.GetSnapshot(site_store_pb2.GetSnapshotRequest(route=route))
    return response.snapshot if response.HasField("snapshot") else None


class Watch:
    """One Watch stream, event by event."""

    def __init__(self, stub: Stub) -> None:
        self._call = stub.Watch()
        self._events: list[site_store_pb2.WatchEvent] = []

    async def send(self, **command: Any) -> None:
        commands = [site_store_pb2.WatchCommand(**command)]
        await self._call.write(site_store_pb2.WatchRequest(commands=commands))

    async def subscribe(self, route: str, **how: Any) -> site_store_pb2.Opened:
        await self.send(subscribe=site_store_pb2.Subscribe(tag=5, route=route, **how))
        event = await self.next()
        assert event.opened.tag == 5, event
        return event.opened

    async def next(self, *, with_progress: bool = False) -> site_store_pb2.WatchEvent:
        while True:
            while not self._events:
                self._events = list((await self._call.read()).events)
            event = self._events.pop(0)
            if with_progress or not event.HasField("progress"):
                return event

    def cancel(self) -> None:
        self._call.cancel()
