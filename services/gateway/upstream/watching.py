"""The stream on which the site-store tells what happens to the watched pages."""

from collections.abc import Callable
from typing import Any

from h2o.wave.v1 import page_pb2, site_store_pb2, site_store_pb2_grpc
from services.gateway.upstream.pages import Content, Opened, PageListener
from services.gateway.upstream.stream import BatchedStream
from services.gateway.wire.position import Position
from services.plain import watching as plain

_Response = site_store_pb2.WatchResponse | plain.WatchResponse

CONTENTS = {
    "snapshot": Content.SNAPSHOT,
    "missed": Content.MISSED,
    "absent": Content.ABSENT,
    "skipped": Content.SKIPPED,
}


class WatchStream:
    """Commands to the site-store, and its news for one listener, who remembers what is watched."""

    def __init__(self, stub: site_store_pb2_grpc.SiteStoreStub) -> None:
        self._listener: PageListener | None = None
        self._stream: BatchedStream[site_store_pb2.WatchCommand, Any, _Response] = BatchedStream(
            "watch",
            open_call=stub.Watch,
            to_request=lambda commands: site_store_pb2.WatchRequest(commands=commands),
            to_plain=plain.WatchRequest,
            listener=self,
        )
        self._tell: dict[str, Callable[[PageListener, site_store_pb2.WatchEvent], None]] = {
            "delta": _tell_delta,
            "opened": _tell_opened,
            "snapshot": _tell_snapshot,
            "progress": _tell_progress,
        }

    @property
    def is_open(self) -> bool:
        """Whether news come in now."""
        return self._stream.is_open

    def listen(self, listener: PageListener) -> None:
        """Names the listener."""
        self._listener = listener

    async def run(self) -> None:
        """Keeps the stream open until cancelled."""
        await self._stream.run()

    def subscribe(
        self, tag: int, route: str, *, after: Position | None, ephemeral: bool, skip_content: bool
    ) -> None:
        """Begins to watch a route, or asks again how it stands."""
        wish = site_store_pb2.Subscribe(tag=tag, route=route, ephemeral=ephemeral, skip_content=skip_content)
        if after is not None:
            wish.after.CopyFrom(page_pb2.Position(epoch=after.epoch, revision=after.revision))
        self._stream.send(site_store_pb2.WatchCommand(subscribe=wish))

    def unsubscribe(self, route: str) -> None:
        """Stops watching a route."""
        self._stream.send(site_store_pb2.WatchCommand(unsubscribe=site_store_pb2.Unsubscribe(route=route)))

    def release(self, route: str) -> None:
        """Ends the life of an ephemeral page."""
        self._stream.send(site_store_pb2.WatchCommand(release=site_store_pb2.Release(route=route)))

    def opened(self) -> None:
        """Makes the listener subscribe everything."""
        if self._listener is not None:
            self._listener.connected()

    def received(self, response: _Response) -> None:
        """Hands the news on, in order."""
        listener = self._listener
        if listener is not None:
            for event in response.events:
                if type(event) is plain.WatchEvent and event.delta is not None:  # The usual news, quickly.
                    listener.changed(*event.delta)
                    continue
                tell = self._tell.get(event.WhichOneof("event"))
                # A kind we do not know comes from a newer site-store, and may be ignored.
                if tell is not None:
                    tell(listener, event)

    def broken(self) -> None:
        """Tells the listener that nothing will be heard for a while."""
        if self._listener is not None:
            self._listener.disconnected()


def _tell_delta(listener: PageListener, event: site_store_pb2.WatchEvent) -> None:
    delta = event.delta
    listener.changed(delta.route, delta.revision, delta.body)


def _tell_snapshot(listener: PageListener, event: site_store_pb2.WatchEvent) -> None:
    snapshot = event.snapshot
    body = snapshot.body if snapshot.HasField("body") else None
    listener.replaced(snapshot.route, snapshot.revision, body)


def _tell_progress(listener: PageListener, event: site_store_pb2.WatchEvent) -> None:
    position = event.progress.position
    listener.progressed(Position(position.epoch, position.revision))


def _tell_opened(listener: PageListener, event: site_store_pb2.WatchEvent) -> None:
    opened = event.opened
    content = CONTENTS[opened.WhichOneof("content") or "absent"]
    listener.opened(
        Opened(
            opened.tag,
            opened.route,
            Position(opened.position.epoch, opened.position.revision),
            content,
            snapshot=opened.snapshot,
            missed=tuple(delta.body for delta in opened.missed.deltas) if content is Content.MISSED else (),
        )
    )
