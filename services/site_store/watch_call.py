"""One Watch call: commands go to the store as they come; events leave as the watcher has them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeAlias

import grpc

from h2o.wave.v1 import page_pb2, site_store_pb2
from services.chassis.logs import get_logger
from services.plain import watching as plain
from services.site_store.reading import Reading
from services.site_store.watchers import Delta, Missed, Opened, Skipped, Snapshot, Watcher, WatchEvent

logger = get_logger("site_store")

_Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"
_Request: TypeAlias = site_store_pb2.WatchRequest | plain.WatchRequest
_Response: TypeAlias = site_store_pb2.WatchResponse | plain.WatchResponse


class WatchCall:
    """One Watch call.

    In process, commands are obeyed the moment they are written and events leave the moment they happen, without switching
    tasks; but never one from within another: whoever is being told something hears the next when it has heard this.
    """

    def __init__(self, reading: Reading, context: _Context, *, max_bytes: int) -> None:
        self._reading = reading
        self._context = context
        # Beyond grpc.aio: writes without waiting. None over a network.
        self._write_now: Callable[[Any], bool] | None = getattr(context, "write_nowait", None)
        self._wake = asyncio.Event()
        self.watcher = Watcher(self._woken, max_bytes=max_bytes)
        # Whether the caller sends twins, and is answered with twins.
        self._is_plain = False
        self._is_writing = False
        self._unsent: _Response | None = None
        self._failure: Exception | None = None
        self._progress_due = False
        self._at_end = False

    async def run(self, requests: AsyncIterator[site_store_pb2.WatchRequest]) -> None:
        """Returns when the caller has ended the stream."""
        reader = asyncio.create_task(self._read(requests))
        try:
            await self._write()
            await reader
        finally:
            reader.cancel()

    def tell_progress(self) -> None:
        """Makes the watcher hear where the site stands."""
        self._progress_due = True
        self._woken()

    # -- commands -----------------------------------------------------------------------------------------------

    async def _read(self, requests: AsyncIterator[site_store_pb2.WatchRequest]) -> None:
        try:
            if self._write_now is not None:
                self._context.deliver_to(self._take)  # type: ignore[attr-defined]
            async for request in requests:
                self._obey_all(request)
        finally:
            self._at_end = True
            self._wake.set()

    def _take(self, request: _Request) -> None:
        try:
            self._obey_all(request)
        except Exception as error:  # Whoever writes has no part in this: it ends this call, which says so.
            logger.exception("watch_failed")
            self._fail(error)

    def _obey_all(self, request: _Request) -> None:
        self._is_plain = isinstance(request, plain.WatchRequest)
        for command in request.commands:
            self._obey(command)

    def _obey(self, command: site_store_pb2.WatchCommand) -> None:
        kind = command.WhichOneof("command")
        if kind == "subscribe":
            wish = command.subscribe
            self._reading.subscribe(
                self.watcher,
                wish.tag,
                wish.route,
                after=(wish.after.epoch, wish.after.revision) if wish.HasField("after") else None,
                ephemeral=wish.ephemeral,
                skip_content=wish.skip_content,
            )
        elif kind == "unsubscribe":
            self._reading.unsubscribe(self.watcher, command.unsubscribe.route)
        elif kind == "release":
            self._reading.unsubscribe(self.watcher, command.release.route)
            self._reading.release(command.release.route)

    # -- events -------------------------------------------------------------------------------------------------

    def _woken(self) -> None:
        """Lets out what is there, now or when there is room."""
        if self._is_writing:
            return
        if self._write_now is None or self._unsent is not None:
            self._wake.set()
            return
        self._is_writing = True
        try:
            while (response := self._next()) is not None:
                if not self._write_now(response):
                    self._unsent = response
                    self._wake.set()
                    return
        except grpc.aio.BaseError:
            return  # The caller has left, and this call is told so.
        except Exception as error:  # Whoever edits has no part in this: it ends this call, which says so.
            logger.exception("watch_failed")
            self._fail(error)
        finally:
            self._is_writing = False

    def _fail(self, error: Exception) -> None:
        self._failure = error
        self._wake.set()

    async def _write(self) -> None:
        """Writes what could not leave at once."""
        while not self._at_end:
            await self._wake.wait()
            self._wake.clear()
            if self._failure is not None:
                raise self._failure
            while (response := self._unsent or self._next()) is not None:
                # While this waits for room, nothing may overtake it.
                self._unsent = response
                await self._context.write(response)
                self._unsent = None

    def _next(self) -> _Response | None:
        """Takes everything that there is to tell."""
        to_event = _plain_event if self._is_plain else _event
        events = [to_event(event) for event in self.watcher.take(self._reading.read)]
        if self._progress_due:
            self._progress_due = False
            position = page_pb2.Position(epoch=self._reading.epoch, revision=self._reading.applied)
            events.append(site_store_pb2.WatchEvent(progress=site_store_pb2.Progress(position=position)))
        if not events:
            return None
        return plain.WatchResponse(events) if self._is_plain else site_store_pb2.WatchResponse(events=events)


def _plain_event(event: WatchEvent) -> Any:
    return plain.WatchEvent(event) if isinstance(event, Delta) else _event(event)


def _event(event: WatchEvent) -> site_store_pb2.WatchEvent:
    if isinstance(event, Delta):
        delta = site_store_pb2.Delta(route=event.route, revision=event.revision, body=event.body)
        return site_store_pb2.WatchEvent(delta=delta)
    if isinstance(event, Snapshot):
        snapshot = site_store_pb2.Snapshot(route=event.route, revision=event.revision, body=event.body)
        return site_store_pb2.WatchEvent(snapshot=snapshot)
    return site_store_pb2.WatchEvent(opened=_opened(event))


def _opened(event: Opened) -> site_store_pb2.Opened:
    opened = site_store_pb2.Opened(
        tag=event.tag,
        route=event.route,
        position=page_pb2.Position(epoch=event.epoch, revision=event.revision),
    )
    if isinstance(event.content, bytes):
        opened.snapshot = event.content
    elif isinstance(event.content, Missed):
        deltas = [
            site_store_pb2.Delta(route=event.route, revision=revision, body=body)
            for revision, body in event.content.deltas
        ]
        opened.missed.CopyFrom(site_store_pb2.Deltas(deltas=deltas))
    elif isinstance(event.content, Skipped):
        opened.skipped.SetInParent()
    else:
        opened.absent.SetInParent()
    return opened
