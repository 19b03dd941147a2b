"""gRPC: edits and pages go to the site-store itself; what it has no call for goes over HTTP."""

import asyncio
import os
import secrets
import threading
import time
import weakref
from asyncio import AbstractEventLoop
from itertools import count
from typing import Any

import grpc

from h2o.wave.v1 import site_store_pb2, site_store_pb2_grpc

from ..errors import ServiceError
from ..settings import Settings
from ..urls import decode_route
from .edit_stream import EditStream, name_position, position_of
from .grpc_channel import credentials, explain, http_address, is_away, open_channel
from .http_async import AsyncHttpTransport
from .http_sync import HttpTransport
from .transport import Reply, Request

_ATTEMPTS = 3
_PAUSE_SECONDS = 0.1


class GrpcTransport:
    """Sends one call at a time per thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._metadata = credentials(settings)
        self._http = HttpTransport(settings._replace(address=http_address(settings, os.environ)))
        self._writer = secrets.randbits(63) + 1
        self._numbers = count(1)
        self._opening = threading.Lock()
        self._channel: grpc.Channel | None = None
        self._stub: Any = None

    def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """See `Transport.save`.

        Sent again when nobody answered: the server knows what it has applied already.
        """
        edit = site_store_pb2.Edit(
            route=decode_route(route),
            body=body,
            if_position=position_of(if_position),
            writer=self._writer,
            number=next(self._numbers),
        )
        request = site_store_pb2.ApplyEditRequest(edit=edit)
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return name_position(self._call("ApplyEdit", request).position)
            except grpc.RpcError as error:
                if attempt == _ATTEMPTS or not is_away(error):
                    raise explain(error) from error
                time.sleep(_PAUSE_SECONDS * attempt)
        raise AssertionError("the last attempt returns or raises")

    def send(self, request: Request) -> Reply:
        """See `Transport.send`."""
        if request.call != "load":
            return self._http.send(request)
        asked = site_store_pb2.GetSnapshotRequest(route=decode_route(request.route))
        try:
            return _page_reply(self._call("GetSnapshot", asked))
        except grpc.RpcError as error:
            return _failure_reply(error)

    def close(self) -> None:
        """See `Transport.close`."""
        with self._opening:
            if self._channel is not None:
                self._channel.close()
            self._channel = self._stub = None
        self._http.close()

    def _call(self, method: str, request: Any) -> Any:
        timeout_seconds = self._settings.read_timeout_seconds
        return getattr(self._open(), method)(request, timeout=timeout_seconds, metadata=self._metadata)

    def _open(self) -> Any:
        if self._stub is None:
            with self._opening:
                if self._stub is None:
                    self._channel = open_channel(self._settings.address, self._settings)
                    self._stub = site_store_pb2_grpc.SiteStoreStub(self._channel)  # type: ignore[no-untyped-call]
        return self._stub


class AsyncGrpcTransport:
    """Sends any number of calls at a time, on any number of event loops."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._http = AsyncHttpTransport(settings._replace(address=http_address(settings, os.environ)))
        self._lines: weakref.WeakKeyDictionary[AbstractEventLoop, _Line] = weakref.WeakKeyDictionary()

    async def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """See `Transport.save`."""
        return await self._line().edits.save(decode_route(route), body, if_position)

    async def send(self, request: Request) -> Reply:
        """See `Transport.send`."""
        if request.call != "load":
            return await self._http.send(request)
        return await self._line().load(decode_route(request.route))

    async def aclose(self) -> None:
        """See `AsyncTransport.aclose`."""
        line = self._lines.pop(asyncio.get_running_loop(), None)
        if line is not None:
            await line.aclose()
        await self._http.aclose()

    def _line(self) -> "_Line":
        loop = asyncio.get_running_loop()
        line = self._lines.get(loop)
        if line is None:
            line = self._lines[loop] = _Line(self._settings, loop)
        return line


class _Line:
    """The connection of one event loop."""

    def __init__(self, settings: Settings, loop: AbstractEventLoop) -> None:
        self._channel = open_channel(settings.address, settings, grpc.aio)
        self._stub = site_store_pb2_grpc.SiteStoreStub(self._channel)  # type: ignore[no-untyped-call]
        self._metadata = credentials(settings)
        self._timeout_seconds = settings.read_timeout_seconds
        self.edits = EditStream(
            self._stub, self._metadata, loop=loop, patience_seconds=settings.connect_timeout_seconds
        )

    async def load(self, route: str) -> Reply:
        """Read a page."""
        asked = site_store_pb2.GetSnapshotRequest(route=route)
        try:
            response = await self._stub.GetSnapshot(
                asked, timeout=self._timeout_seconds, metadata=self._metadata
            )
        except grpc.aio.AioRpcError as error:
            return _failure_reply(error)
        return _page_reply(response)

    async def aclose(self) -> None:
        """Close everything."""
        await self.edits.aclose()
        await self._channel.close()


def _page_reply(response: site_store_pb2.GetSnapshotResponse) -> Reply:
    if not response.HasField("snapshot"):
        return Reply(404, b"Not Found")
    return Reply(200, response.snapshot, {"etag": f'"{name_position(response.position)}"'})


def _failure_reply(error: grpc.RpcError) -> Reply:
    """The answer over HTTP to what failed. Raises `TransportError` when there was none."""
    failure = explain(error)
    if not isinstance(failure, ServiceError):
        raise failure from error
    return Reply(failure.status or 500, failure.body.encode())
