"""The client's end of a call, in the four shapes of gRPC."""

import asyncio
import functools
from collections.abc import AsyncIterable, AsyncIterator, Callable, Generator, Iterable
from typing import Any

import grpc

from services.chassis.inprocess.pipe import EOF
from services.chassis.inprocess.rpc import Rpc
from services.chassis.logs import get_logger

logger = get_logger(__name__)

_MIXED_STYLES = "The iterator and read/write APIs may not be mixed on a single RPC."
Requests = AsyncIterable[Any] | Iterable[Any]


class Call:
    """What every call has: its status, its metadata, cancellation."""

    def __init__(self, rpc: Rpc) -> None:
        self._rpc = rpc

    def __del__(self) -> None:
        # Nobody can read the answer any more, so the servicer may stop. Garbage is collected in any thread.
        rpc: Rpc | None = getattr(self, "_rpc", None)  # absent when __init__ failed
        if rpc is not None and not rpc.settled.is_set() and not rpc.loop.is_closed():
            rpc.loop.call_soon_threadsafe(rpc.cancel, "Cancelled upon garbage collection!")

    def cancel(self) -> bool:
        """End the call with CANCELLED. False if it was over."""
        return self._rpc.cancel()

    def cancelled(self) -> bool:
        """True if the call ended with CANCELLED."""
        status = self._rpc.status
        return self.done() and status is not None and status.code is grpc.StatusCode.CANCELLED

    def done(self) -> bool:
        """True when the status is known."""
        return self._rpc.settled.is_set()

    def add_done_callback(self, callback: Callable[[Any], Any]) -> None:
        """Call `callback` with this call, from the event loop, when the status is known."""
        self._rpc.add_done_callback(functools.partial(callback, self))

    def time_remaining(self) -> float | None:
        """Seconds until the deadline, or None without one."""
        return self._rpc.time_remaining()

    async def initial_metadata(self) -> grpc.aio.Metadata:
        """Wait for the servicer's first sign of life."""
        await self._rpc.started.wait()
        return grpc.aio.Metadata(*self._rpc.initial_metadata)

    async def trailing_metadata(self) -> grpc.aio.Metadata:
        """Wait for the end of the call."""
        await self._rpc.settled.wait()
        assert self._rpc.status is not None
        return grpc.aio.Metadata(*self._rpc.status.trailing_metadata)

    async def code(self) -> grpc.StatusCode:
        """Wait for the end of the call."""
        await self._rpc.settled.wait()
        assert self._rpc.status is not None
        return self._rpc.status.code

    async def details(self) -> str:
        """Wait for the end of the call."""
        await self._rpc.settled.wait()
        assert self._rpc.status is not None
        return self._rpc.status.details

    async def debug_error_string(self) -> str:
        """Wait for the end of the call."""
        await self._rpc.settled.wait()
        return str(self._rpc.error().debug_error_string())

    async def wait_for_connection(self) -> None:
        """In process there is nothing to wait for. Raises the error of a call that has failed already."""
        if self.done():
            await self._raise_for_status()

    async def _raise_for_status(self) -> None:
        rpc = self._rpc
        await rpc.settled.wait()
        if rpc.is_locally_cancelled:
            raise asyncio.CancelledError
        assert rpc.status is not None
        if rpc.status.code is not grpc.StatusCode.OK:
            raise rpc.error()


class _OneResponse(Call):
    """Awaited for its response."""

    def __await__(self) -> Generator[Any, None, Any]:
        return self._response().__await__()

    async def _response(self) -> Any:
        try:
            await self._raise_for_status()
        except asyncio.CancelledError:
            self.cancel()
            raise
        return self._rpc.answer


class _ManyResponses(Call):
    """Read, or iterated over, for its responses."""

    _iterates: bool | None = None

    def __aiter__(self) -> AsyncIterator[Any]:
        self._choose_style(iterates=True)
        return _Responses(self)

    async def read(self) -> Any:
        """The next response; ``grpc.aio.EOF`` when the call ended well, ``AioRpcError`` when it did not."""
        if self._iterates is not False and not self.done():
            self._choose_style(iterates=False)
        return await self.next_response()

    async def next_response(self) -> Any:
        """As :meth:`read`, whatever the style."""
        try:
            message = await self._rpc.responses.get()
        except asyncio.CancelledError:
            self.cancel()
            raise
        if message is EOF:
            await self._raise_for_status()
        return message

    def deliver_to(self, sink: Callable[[Any], None]) -> None:
        """Hand every response to `sink` the moment the servicer writes it: no task is switched for it.

        Only in process; not in ``grpc.aio``. Reading goes on as before, and finds nothing but the end.
        """
        self._rpc.responses.deliver_to(sink)

    def _choose_style(self, *, iterates: bool) -> None:
        if self._iterates is (not iterates):
            raise grpc.aio.UsageError(_MIXED_STYLES)
        self._iterates = iterates


class _Responses:
    """The iterator over the responses of a call."""

    def __init__(self, call: _ManyResponses) -> None:
        self._call = call

    def __aiter__(self) -> AsyncIterator[Any]:
        return self

    async def __anext__(self) -> Any:
        message = await self._call.next_response()
        if message is EOF:
            raise StopAsyncIteration
        return message


class _ManyRequests(Call):
    """Given its requests by an iterator, or written to."""

    def __init__(self, rpc: Rpc, requests: Requests | None) -> None:
        super().__init__(rpc)
        self._feeder = None if requests is None else rpc.loop.create_task(self._feed(requests))
        self._done_writing = False

    def cancel(self) -> bool:
        """End the call with CANCELLED, and stop asking the request iterator. False if it was over."""
        cancelled = super().cancel()
        if cancelled and self._feeder is not None:
            self._feeder.cancel()
        return cancelled

    async def write(self, request: Any) -> None:
        """Send `request`, waiting while the servicer is too far behind.

        Raises ``asyncio.InvalidStateError`` when the call is over or ``done_writing`` was called,
        ``AioRpcError`` when the call fails while waiting.
        """
        if self._feeder is not None:
            raise grpc.aio.UsageError(_MIXED_STYLES)
        await self._send(request)

    def write_nowait(self, request: Any) -> bool:
        """Send `request` if the servicer is not too far behind; False if it is, or the call is over.

        Only in process; not in ``grpc.aio``.
        """
        return not self._done_writing and self._rpc.requests.put_nowait(request)

    async def done_writing(self) -> None:
        """Tell the servicer that this was the last request."""
        if self._feeder is not None:
            raise grpc.aio.UsageError(_MIXED_STYLES)
        self._end()

    async def _send(self, request: Any) -> None:
        if self._rpc.settled.is_set():
            raise asyncio.InvalidStateError("RPC already finished.")
        if self._done_writing:
            raise asyncio.InvalidStateError('RPC is half closed after calling "done_writing".')
        try:
            is_queued = await self._rpc.requests.put(request)
        except asyncio.CancelledError:
            self.cancel()
            raise
        if is_queued:
            return
        # The servicer has finished without wanting the rest; what it answered may still have to be read, by a
        # task that a writer in a loop must not starve.
        if self._rpc.settled.is_set():
            await self._raise_for_status()
        await asyncio.sleep(0)

    def _end(self) -> None:
        self._done_writing = True
        self._rpc.requests.end()

    async def _feed(self, requests: Requests) -> None:
        try:
            if isinstance(requests, AsyncIterable):
                async for request in requests:
                    await self._send(request)
            else:
                for request in requests:
                    await self._send(request)
        except (grpc.aio.AioRpcError, asyncio.InvalidStateError):
            return  # the call is over, and its reader will be told why
        except Exception as error:  # the iterator is the caller's, and nobody awaits this task
            logger.exception("request_iterator_failed", method=self._rpc.method, error=type(error).__name__)
            self._rpc.cancel()
        else:
            self._end()


class UnaryUnaryCall(_OneResponse, grpc.aio.UnaryUnaryCall[Any, Any]):
    """One request, one response."""


class UnaryStreamCall(_ManyResponses, grpc.aio.UnaryStreamCall[Any, Any]):
    """One request, many responses."""


class StreamUnaryCall(_ManyRequests, _OneResponse, grpc.aio.StreamUnaryCall[Any, Any]):
    """Many requests, one response."""


class StreamStreamCall(_ManyRequests, _ManyResponses, grpc.aio.StreamStreamCall[Any, Any]):
    """Many requests, many responses."""
