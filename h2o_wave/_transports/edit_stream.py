"""Edits of one event loop on their way over one stream: pipelined, in order, each applied once.

All edits of a turn of the loop travel in one message. When the stream breaks, those without an outcome are
sent again on the next one: they carry the name of the writer and a number, by which the server knows what it
has applied already.
"""

import asyncio
import secrets
from asyncio import AbstractEventLoop, Future
from collections import deque
from dataclasses import dataclass
from typing import Any

import grpc

from h2o.wave.v1 import page_pb2, site_store_pb2

from ..errors import ConnectError, ReadError, WaveError, service_error
from ..position import split_position
from .grpc_channel import Metadata, explain, is_away

# Fewer than the server remembers of a writer, or it could not tell a repeated edit from a new one.
_MAX_UNANSWERED = 4096
_MAX_BATCH_BYTES = 1024 * 1024
_FIRST_PAUSE_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 1.0

#: The statuses of the HTTP surface; what is missing here is success.
_HTTP_STATUSES = {
    site_store_pb2.EDIT_STATUS_REFUSED: 400,
    site_store_pb2.EDIT_STATUS_TOO_LARGE: 413,
    site_store_pb2.EDIT_STATUS_CONFLICT: 412,
    site_store_pb2.EDIT_STATUS_BUSY: 503,
    site_store_pb2.EDIT_STATUS_READ_ONLY: 507,
}


def position_of(text: str | None) -> page_pb2.Position | None:
    """A position as messages hold it. Raises `BadValue` for what is no `<epoch>:<revision>`."""
    if text is None:
        return None
    epoch, revision = split_position(text)
    return page_pb2.Position(epoch=epoch, revision=revision)


def name_position(position: page_pb2.Position) -> str | None:
    """A position as authors hold it; None for that of an edit that was accepted and forgotten."""
    return f"{position.epoch}:{position.revision}" if position.revision else None


@dataclass(slots=True, eq=False)
class _Entry:
    """An edit that waits for its outcome. `asked_at` is in seconds of the loop's clock."""

    edit: site_store_pb2.Edit
    settled: "Future[str | None]"
    asked_at: float


class EditStream:
    """The edits of one event loop."""

    def __init__(
        self, stub: Any, metadata: Metadata, *, loop: AbstractEventLoop, patience_seconds: float | None
    ) -> None:
        self._stub = stub
        self._metadata = metadata
        self._loop = loop
        self._patience_seconds = patience_seconds
        self._writer = secrets.randbits(63) + 1
        self._last_number = 0
        self._unsent: deque[_Entry] = deque()
        self._unanswered: deque[_Entry] = deque()
        self._work = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """Send an edit, and wait until it was applied. Returns its position.

        Raises `ServiceError`, `BadValue` or `TransportError`.
        """
        wanted = position_of(if_position)
        self._last_number += 1
        edit = site_store_pb2.Edit(
            route=route, body=body, if_position=wanted, writer=self._writer, number=self._last_number
        )
        entry = _Entry(edit, self._loop.create_future(), self._loop.time())
        self._unsent.append(entry)
        self._work.set()
        if self._task is None:
            self._task = self._loop.create_task(self._run())
        return await entry.settled

    async def aclose(self) -> None:
        """End the stream; edits without an outcome fail."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
        self._fail(ReadError("the connection was closed before the server answered"))

    async def _run(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while True:
            await self._work.wait()
            try:
                if await self._converse():
                    pause = _FIRST_PAUSE_SECONDS
            except grpc.aio.AioRpcError as error:
                self._judge(error)
            # A defect must not leave authors waiting for ever.
            except Exception as error:
                self._fail(ReadError(f"the stream of edits failed: {error!r}"))
                raise
            self._send_again()
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _converse(self) -> bool:
        """Sends and hears until the stream ends; says whether it ever worked."""
        call = self._stub.StreamEdits(metadata=self._metadata)
        writer = self._loop.create_task(self._write(call))
        # A writer that fails ends the call, so that the reader comes to its end too.
        writer.add_done_callback(lambda _: call.cancel())
        has_worked = False
        try:
            async for response in call:
                has_worked = True
                for outcome in response.outcomes:
                    self._settle(outcome, response.epoch)
                self._work.set()
            return has_worked
        except asyncio.CancelledError:
            if not writer.done() or writer.cancelled():
                raise
            return has_worked
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            call.cancel()

    async def _write(self, call: Any) -> None:
        while True:
            batch = self._take()
            if batch:
                await call.write(site_store_pb2.StreamEditsRequest(edits=batch))
            else:
                self._work.clear()
                await self._work.wait()

    def _take(self) -> list[site_store_pb2.Edit]:
        batch: list[site_store_pb2.Edit] = []
        size_bytes = 0
        while self._unsent and len(self._unanswered) < _MAX_UNANSWERED and size_bytes < _MAX_BATCH_BYTES:
            entry = self._unsent.popleft()
            self._unanswered.append(entry)
            batch.append(entry.edit)
            size_bytes += len(entry.edit.body)
        return batch

    def _settle(self, outcome: site_store_pb2.EditOutcome, epoch: str) -> None:
        entry = self._unanswered.popleft()
        if entry.settled.done():
            return  # its author has given up
        status = _HTTP_STATUSES.get(outcome.status)
        if status is None:
            entry.settled.set_result(f"{epoch}:{outcome.revision}" if outcome.revision else None)
        else:
            entry.settled.set_exception(service_error("Request", status, outcome.reason))

    def _judge(self, error: grpc.RpcError) -> None:
        """Decides who has to hear of the end of a stream."""
        if not is_away(error) and error.code() is not grpc.StatusCode.CANCELLED:
            self._fail(explain(error))
            return
        if self._patience_seconds is None:
            return
        given_up_at = self._loop.time() - self._patience_seconds
        late = ConnectError(f"the server is away: {error.details()}")
        self._fail(late, asked_before=given_up_at)

    def _fail(self, error: WaveError, asked_before: float | None = None) -> None:
        entries = [*self._unanswered, *self._unsent]
        self._unanswered.clear()
        self._unsent.clear()
        for entry in entries:
            if asked_before is not None and entry.asked_at > asked_before:
                self._unsent.append(entry)
            elif not entry.settled.done():
                entry.settled.set_exception(error)

    def _send_again(self) -> None:
        self._unsent.extendleft(reversed(self._unanswered))
        self._unanswered.clear()
        if self._unsent:
            self._work.set()
        else:
            self._work.clear()
