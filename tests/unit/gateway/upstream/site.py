"""Servicers that do what a test tells them, behind the real in-process channel."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import grpc

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc, site_store_pb2, site_store_pb2_grpc
from services.chassis.inprocess import InProcessChannel, InProcessServer


class Stream:
    """One call of a stream: what came in, and a way to answer or to break it."""

    def __init__(self) -> None:
        self.requests: asyncio.Queue[Any] = asyncio.Queue()
        self._responses: asyncio.Queue[Any] = asyncio.Queue()

    def answer(self, response: Any) -> None:
        self._responses.put_nowait(response)

    def end(self) -> None:
        """Ends the call in good order."""
        self._responses.put_nowait(None)

    def fail(self) -> None:
        """Breaks the call."""
        self._responses.put_nowait(grpc.StatusCode.UNAVAILABLE)

    async def serve(self, requests: Any, context: Any) -> AsyncIterator[Any]:
        reader = asyncio.create_task(self._read(requests))
        try:
            while (response := await self._responses.get()) is not None:
                if isinstance(response, grpc.StatusCode):
                    await context.abort(response, "broken by the test")
                yield response
        finally:
            reader.cancel()

    async def _read(self, requests: Any) -> None:
        if requests is not None:
            async for request in requests:
                self.requests.put_nowait(request)


class Streams:
    """The calls of one method, in the order in which they came."""

    def __init__(self) -> None:
        self._opened: asyncio.Queue[Stream] = asyncio.Queue()

    async def next(self) -> Stream:
        return await self._opened.get()

    def serve(self, requests: Any, context: Any) -> AsyncIterator[Any]:
        stream = Stream()
        self._opened.put_nowait(stream)
        return stream.serve(requests, context)


class ScriptedSiteStore(site_store_pb2_grpc.SiteStoreServicer):
    """The site-store of a test."""

    def __init__(self) -> None:
        self.edits, self.watches = Streams(), Streams()
        self.snapshots: dict[str, bytes] = {}
        self.fails = False

    def StreamEdits(self, request_iterator: Any, context: Any) -> Any:
        return self.edits.serve(request_iterator, context)

    def Watch(self, request_iterator: Any, context: Any) -> Any:
        return self.watches.serve(request_iterator, context)

    async def GetSnapshot(self, request: Any, context: Any) -> Any:
        if self.fails:
            await context.abort(grpc.StatusCode.UNAVAILABLE, "away")
        response = site_store_pb2.GetSnapshotResponse(snapshot=self.snapshots.get(request.route))
        response.position.epoch, response.position.revision = "e", 7
        return response


class ScriptedRelay(relay_pb2_grpc.RelayServicer):
    """The relay of a test. `answer` makes the response to a unary call, or raises a status."""

    def __init__(self) -> None:
        self.events, self.news = Streams(), Streams()
        self.asked: list[Any] = []
        self.answer: Callable[[Any], Any] = lambda request: grpc.StatusCode.UNAVAILABLE

    def ForwardEvents(self, request_iterator: Any, context: Any) -> Any:
        return self.events.serve(request_iterator, context)

    def WatchApps(self, request: Any, context: Any) -> Any:
        return self.news.serve(None, context)

    async def RegisterApp(self, request: relay_pb2.RegisterAppRequest, context: Any) -> Any:
        return await self._answer(request, context)

    async def UnregisterApp(self, request: relay_pb2.UnregisterAppRequest, context: Any) -> Any:
        return await self._answer(request, context)

    async def _answer(self, request: Any, context: Any) -> Any:
        self.asked.append(request)
        answer = self.answer(request)
        if isinstance(answer, grpc.StatusCode):
            await context.abort(answer, "the test says no")
        return answer


@asynccontextmanager
async def scripted() -> AsyncIterator[tuple[ScriptedSiteStore, ScriptedRelay, InProcessChannel]]:
    """Both servicers, and a channel to them."""
    server, store, relay = InProcessServer(), ScriptedSiteStore(), ScriptedRelay()
    site_store_pb2_grpc.add_SiteStoreServicer_to_server(store, server)
    relay_pb2_grpc.add_RelayServicer_to_server(relay, server)
    await server.start()
    channel = InProcessChannel(server)
    try:
        yield store, relay, channel
    finally:
        await channel.close()
        await server.stop(None)


@asynccontextmanager
async def running(run: Any) -> AsyncIterator[None]:
    """Something that runs until the context ends."""
    task = asyncio.create_task(run)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
