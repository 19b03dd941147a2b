"""A servicer that echoes, and two ways to reach it: a real ``grpc.aio`` channel and the in-process one."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest

from services.chassis.inprocess import InProcessChannel, InProcessServer

EOF = grpc.aio.EOF
SERVICE = "test.Echo"


class Echo:
    """A servicer of bytes; what it does is said by the method, or by the first request."""

    def __init__(self) -> None:
        self.cancelled = asyncio.Event()
        self.entered = asyncio.Event()
        self.ended = asyncio.Event()
        self.gate = asyncio.Event()
        self.seen: dict[str, Any] = {}

    async def Unary(self, request: bytes, context: Any) -> bytes:
        return request

    async def Inspect(self, request: bytes, context: Any) -> bytes:
        self.seen["metadata"] = [pair for pair in context.invocation_metadata() if pair[0] == "colour"]
        self.seen["time_remaining"] = context.time_remaining()
        self.seen["peer"] = context.peer()
        await context.send_initial_metadata((("shape", "round"),))
        context.set_trailing_metadata((("size", "big"),))
        context.add_done_callback(lambda _: self.ended.set())
        return request

    async def Abort(self, request: bytes, context: Any) -> bytes:
        await context.abort(grpc.StatusCode.NOT_FOUND, "no such thing", (("size", "big"),))
        raise AssertionError("abort returned")

    async def Raise(self, request: bytes, context: Any) -> bytes:
        raise ValueError("boom")

    async def SetCode(self, request: bytes, context: Any) -> bytes:
        context.set_code(grpc.StatusCode.OUT_OF_RANGE)
        context.set_details("too far")
        return b""

    def Missing(self, request: bytes, context: Any) -> bytes:
        """As the base classes that protoc generates."""
        context.set_code(grpc.StatusCode.UNIMPLEMENTED)
        context.set_details("Method not implemented!")
        raise NotImplementedError("Method not implemented!")

    async def Hang(self, request: bytes, context: Any) -> bytes:
        self.entered.set()
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return request

    async def Count(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        for number in range(int(request)):
            yield b"%d" % number

    async def CountByWriting(self, request: bytes, context: Any) -> None:
        for number in range(int(request)):
            await context.write(b"%d" % number)

    async def CountAndAbort(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        for number in range(int(request)):
            yield b"%d" % number
        await context.abort(grpc.StatusCode.DATA_LOSS, "lost the rest")

    async def CountAndRaise(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        yield b"0"
        raise ValueError("boom")

    async def CountAndHang(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        try:
            yield b"0"
            self.entered.set()
            await self.gate.wait()
        finally:
            self.cancelled.set()

    async def Join(self, requests: AsyncIterator[bytes], context: Any) -> bytes:
        return b",".join([request async for request in requests])

    async def JoinByReading(self, requests: Any, context: Any) -> bytes:
        parts = []
        while (request := await context.read()) is not EOF:
            parts.append(request)
        return b",".join(parts)

    async def Chat(self, requests: AsyncIterator[bytes], context: Any) -> AsyncIterator[bytes]:
        async for request in requests:
            yield b"re:" + request

    async def ChatByReading(self, requests: Any, context: Any) -> None:
        while (request := await context.read()) is not EOF:
            await context.write(b"re:" + request)

    async def ChatOnce(self, requests: Any, context: Any) -> None:
        await context.write(await context.read())

    async def ChatNever(self, requests: Any, context: Any) -> None:
        self.entered.set()
        await self.gate.wait()


KINDS = {
    "unary_unary": ("Unary", "Inspect", "Abort", "Raise", "SetCode", "Missing", "Hang"),
    "unary_stream": ("Count", "CountByWriting", "CountAndAbort", "CountAndRaise", "CountAndHang"),
    "stream_unary": ("Join", "JoinByReading"),
    "stream_stream": ("Chat", "ChatByReading", "ChatOnce", "ChatNever"),
}
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names}


def add_echo(servicer: Echo, server: Any) -> None:
    handlers = {
        name: getattr(grpc, f"{kind}_rpc_method_handler")(getattr(servicer, name))
        for name, kind in KIND_OF.items()
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, handlers),))
    server.add_registered_method_handlers(SERVICE, handlers)


class Link:
    """A server with the echo servicer, and a channel to it."""

    def __init__(self, server: Any, channel: Any) -> None:
        self.echo = Echo()
        self.server = server
        self.channel = channel
        add_echo(self.echo, server)

    def __getattr__(self, name: str) -> Any:
        kind = KIND_OF.get(name, "unary_unary")
        return getattr(self.channel, kind)(
            f"/{SERVICE}/{name}", request_serializer=None, response_deserializer=None, _registered_method=True
        )


def in_process_link(folder: str) -> Link:
    server = InProcessServer()
    return Link(server, InProcessChannel(server))


def socket_link(folder: str) -> Link:
    server = grpc.aio.server()
    address = f"unix:{folder}/echo.sock"
    server.add_insecure_port(address)
    return Link(server, grpc.aio.insecure_channel(address))


async def failure_of(awaitable: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await awaitable
    return caught.value


async def collect(call: Any) -> list[bytes]:
    return [message async for message in call]
