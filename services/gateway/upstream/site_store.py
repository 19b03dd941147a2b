"""`Pages` over gRPC: two long-lived streams and one unary call."""

import asyncio
from collections.abc import Callable
from typing import Any

import grpc

from h2o.wave.v1 import site_store_pb2, site_store_pb2_grpc
from services.gateway.errors import StoreAway
from services.gateway.upstream.edits import EditStream
from services.gateway.upstream.pages import EditDone, PageListener, PageRead
from services.gateway.upstream.watching import WatchStream
from services.gateway.wire.position import Position
from services.plain import pages as plain

READ_TIMEOUT_SECONDS = 2.0


class GrpcPages:
    """The pages of the site-store behind a channel."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        stub = site_store_pb2_grpc.SiteStoreStub(channel)  # type: ignore[no-untyped-call]
        self._get_snapshot = stub.GetSnapshot
        # In process a page can be read on the spot; see `InProcessChannel`.
        self._get_now: Callable[[Any], Any] | None = getattr(stub.GetSnapshot, "answer_now", None)
        self._edits = EditStream(stub)
        self._watch = WatchStream(stub)

    @property
    def is_connected(self) -> bool:
        """Whether both streams are open."""
        return self._edits.is_open and self._watch.is_open

    @property
    def waiting_bytes(self) -> int:
        """Bytes of edits without an answer."""
        return self._edits.waiting_bytes

    async def run(self) -> None:
        """Keeps the streams open until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._edits.run())
            tasks.create_task(self._watch.run())

    def edit(self, route: str, body: bytes, done: EditDone, *, if_position: Position | None = None) -> None:
        """See `Pages`."""
        self._edits.submit(route, body, done, if_position)

    async def read(self, route: str) -> PageRead:
        """See `Pages`."""
        try:
            response = await self._get_snapshot(
                site_store_pb2.GetSnapshotRequest(route=route), timeout=READ_TIMEOUT_SECONDS
            )
        except grpc.aio.AioRpcError as error:
            raise _away(error) from error
        return _page_read(response)

    def read_now(self, route: str) -> PageRead | None:
        """See `Pages`."""
        if self._get_now is None:
            return None
        try:
            return _page_read(self._get_now(plain.GetSnapshotRequest(route)))
        except grpc.aio.AioRpcError as error:
            raise _away(error) from error

    def listen(self, listener: PageListener) -> None:
        """See `Pages`."""
        self._watch.listen(listener)

    def subscribe(
        self,
        tag: int,
        route: str,
        *,
        after: Position | None = None,
        ephemeral: bool = False,
        skip_content: bool = False,
    ) -> None:
        """See `Pages`."""
        self._watch.subscribe(tag, route, after=after, ephemeral=ephemeral, skip_content=skip_content)

    def unsubscribe(self, route: str) -> None:
        """See `Pages`."""
        self._watch.unsubscribe(route)

    def release(self, route: str) -> None:
        """See `Pages`."""
        self._watch.release(route)


def _away(error: grpc.aio.AioRpcError) -> StoreAway:
    return StoreAway(f"the site-store does not answer ({error.code().name}); try again later")


def _page_read(response: site_store_pb2.GetSnapshotResponse | plain.GetSnapshotResponse) -> PageRead:
    snapshot = response.snapshot if response.HasField("snapshot") else None
    return PageRead(snapshot, Position(response.position.epoch, response.position.revision))
