"""The clients' side: what generated stubs call."""

import asyncio
from typing import Any, NamedTuple

import grpc

from services.chassis.inprocess.call import (
    Requests,
    StreamStreamCall,
    StreamUnaryCall,
    UnaryStreamCall,
    UnaryUnaryCall,
)
from services.chassis.inprocess.rpc import MetadataLike, Rpc
from services.chassis.inprocess.server import InProcessServer

_State = grpc.ChannelConnectivity


class InProcessChannel(grpc.aio.Channel):
    """A ``grpc.aio.Channel`` to an :class:`InProcessServer` of the same process.

    `max_undelivered_messages` bounds each direction of each call: a write above it waits for the reader.
    """

    def __init__(self, server: InProcessServer, *, max_undelivered_messages: int = 1024) -> None:
        if max_undelivered_messages < 1:
            raise ValueError(f"max_undelivered_messages must be at least 1, not {max_undelivered_messages}")
        self._server = server
        self._max_undelivered_messages = max_undelivered_messages
        self._rpcs: set[Rpc] = set()
        self._closed = asyncio.Event()

    async def __aenter__(self) -> "InProcessChannel":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def unary_unary(self, method: str, *_: Any, **__: Any) -> "UnaryUnary":
        return UnaryUnary(self, method)

    def unary_stream(self, method: str, *_: Any, **__: Any) -> "UnaryStream":
        return UnaryStream(self, method)

    def stream_unary(self, method: str, *_: Any, **__: Any) -> "StreamUnary":
        return StreamUnary(self, method)

    def stream_stream(self, method: str, *_: Any, **__: Any) -> "StreamStream":
        return StreamStream(self, method)

    def get_state(self, try_to_connect: bool = False) -> grpc.ChannelConnectivity:
        """IDLE, READY and TRANSIENT_FAILURE before, while and after the server serves; SHUTDOWN when closed."""
        if self._closed.is_set():
            return _State.SHUTDOWN
        if self._server.is_serving:
            return _State.READY
        return _State.TRANSIENT_FAILURE if self._server.has_stopped else _State.IDLE

    async def wait_for_state_change(self, last_observed_state: grpc.ChannelConnectivity) -> None:
        """Return when ``get_state`` differs from `last_observed_state`, which SHUTDOWN is the last to do."""
        if self.get_state() is not last_observed_state:
            return
        if last_observed_state is _State.IDLE:
            await self._server.wait_until_serving()
        elif last_observed_state is _State.READY:
            await self._server.wait_for_termination()
        else:
            await self._closed.wait()

    async def channel_ready(self) -> None:
        """Return while the server serves. Raises ``grpc.aio.UsageError`` on a closed channel."""
        while (state := self.get_state()) is not _State.READY:
            if state is _State.SHUTDOWN:
                raise grpc.aio.UsageError("Channel is closed.")
            await self.wait_for_state_change(state)

    async def close(self, grace: float | None = None) -> None:
        """Refuse new calls, give those under way `grace` seconds, cancel the rest."""
        self._closed.set()
        if grace and self._rpcs:
            endings = [asyncio.ensure_future(rpc.settled.wait()) for rpc in self._rpcs]
            _, unfinished = await asyncio.wait(endings, timeout=grace)
            for ending in unfinished:
                ending.cancel()
        for rpc in list(self._rpcs):
            rpc.cancel("Channel is closed.")

    def begin(self, method: str, options: "CallOptions") -> Rpc:
        """Start a call. For the multi-callables. Raises ``grpc.aio.UsageError`` on a closed channel."""
        if self._closed.is_set():
            raise grpc.aio.UsageError("Channel is closed.")
        rpc = Rpc(method, options.metadata, options.timeout, self._max_undelivered_messages)
        self._rpcs.add(rpc)
        rpc.on_settled.append(self._rpcs.discard)
        self._server.accept(rpc, wait_for_ready=bool(options.wait_for_ready))
        return rpc

    def answer_now(self, method: str, request: Any) -> Any:
        """See :meth:`UnaryUnary.answer_now`."""
        if self._closed.is_set():
            raise grpc.aio.UsageError("Channel is closed.")
        return self._server.answer_now(Rpc(method, None, None, self._max_undelivered_messages), request)


class CallOptions(NamedTuple):
    """What a caller may say beside the request. Credentials and compression mean nothing in process."""

    timeout: float | None = None
    metadata: MetadataLike = None
    credentials: Any = None
    wait_for_ready: bool | None = None
    compression: Any = None


class _Method:
    """One method of one channel, ready to be called."""

    def __init__(self, channel: InProcessChannel, method: str) -> None:
        self._channel = channel
        self._method = method

    def _begin(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Rpc:
        return self._channel.begin(self._method, CallOptions(*args, **kwargs))

    def _begin_with(self, request: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Rpc:
        rpc = self._begin(args, kwargs)
        rpc.requests.put_last(request)
        return rpc


class UnaryUnary(_Method, grpc.aio.UnaryUnaryMultiCallable[Any, Any]):
    """``stub.Method(request)``, awaited for its response."""

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> UnaryUnaryCall:
        return UnaryUnaryCall(self._begin_with(request, args, kwargs))

    def answer_now(self, request: Any) -> Any:
        """The response of a method that answers without waiting: no task is made for it.

        Only in process; not in ``grpc.aio``. Raises ``AioRpcError`` when the call fails, ``grpc.aio.UsageError`` when the method
        waits after all (it is broken off then), or the channel is closed.
        """
        return self._channel.answer_now(self._method, request)


class UnaryStream(_Method, grpc.aio.UnaryStreamMultiCallable[Any, Any]):
    """``stub.Method(request)``, read for its responses."""

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> UnaryStreamCall:
        return UnaryStreamCall(self._begin_with(request, args, kwargs))


class StreamUnary(_Method, grpc.aio.StreamUnaryMultiCallable[Any, Any]):
    """``stub.Method(requests)`` or ``stub.Method()`` and writes, awaited for its response."""

    def __call__(
        self, request_iterator: Requests | None = None, *args: Any, **kwargs: Any
    ) -> StreamUnaryCall:
        return StreamUnaryCall(self._begin(args, kwargs), request_iterator)


class StreamStream(_Method, grpc.aio.StreamStreamMultiCallable[Any, Any]):
    """``stub.Method(requests)`` or ``stub.Method()`` and writes, read for its responses."""

    def __call__(
        self, request_iterator: Requests | None = None, *args: Any, **kwargs: Any
    ) -> StreamStreamCall:
        return StreamStreamCall(self._begin(args, kwargs), request_iterator)
