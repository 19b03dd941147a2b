import asyncio
import gc
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest

from services.chassis.inprocess import InProcessChannel, InProcessServer


class Service:
    """A chat that echoes, and an event for its end."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    async def chat(self, requests: Any, context: Any) -> AsyncIterator[Any]:
        try:
            async for request in requests:
                yield request
        finally:
            self.ended.set()

    async def greet(self, requests: Any, context: Any) -> AsyncIterator[str]:
        yield "hello"
        yield "goodbye"

    async def ignore(self, requests: Any, context: Any) -> str:
        return "early"


@pytest.fixture
async def service() -> Service:
    return Service()


@pytest.fixture
async def channel(service: Service) -> InProcessChannel:
    server = InProcessServer()
    handlers = {
        "Chat": grpc.stream_stream_rpc_method_handler(service.chat),
        "Greet": grpc.stream_stream_rpc_method_handler(service.greet),
        "Ignore": grpc.stream_unary_rpc_method_handler(service.ignore),
    }
    server.add_registered_method_handlers("test", handlers)
    await server.start()
    return InProcessChannel(server, max_undelivered_messages=2)


def test_calls_are_those_of_grpc_aio(channel: InProcessChannel) -> None:
    assert isinstance(channel, grpc.aio.Channel)
    assert isinstance(channel.stream_stream("/test/Chat"), grpc.aio.StreamStreamMultiCallable)


async def test_a_call_that_nobody_holds_is_cancelled(channel: InProcessChannel, service: Service) -> None:
    call = channel.stream_stream("/test/Chat")()
    await call.write("a")
    assert await call.read() == "a"
    del call
    gc.collect()
    await service.ended.wait()


async def test_writes_wait_only_above_the_bound(channel: InProcessChannel) -> None:
    call = channel.stream_stream("/test/Chat")()
    for text in ("a", "b"):
        with pytest.raises(StopIteration):  # it never gave up its turn
            call.write(text).send(None)
    third = call.write("c")
    assert third.send(None) is not None, "the third has to wait"
    third.close()


async def test_wait_for_connection_raises_for_a_call_that_has_failed(channel: InProcessChannel) -> None:
    call = channel.stream_stream("/test/Missing")()
    await call.wait_for_connection()
    assert await call.code() is grpc.StatusCode.UNIMPLEMENTED
    with pytest.raises(grpc.aio.AioRpcError):
        await call.wait_for_connection()
    assert "UNIMPLEMENTED" in await call.debug_error_string()


async def test_cancelling_stops_the_request_iterator(channel: InProcessChannel) -> None:
    stopped = asyncio.Event()

    async def requests() -> AsyncIterator[str]:
        try:
            yield "a"
            await asyncio.Event().wait()
        finally:
            stopped.set()

    call = channel.stream_stream("/test/Chat")(requests())
    assert await call.read() == "a"
    call.cancel()
    await stopped.wait()


async def test_a_servicer_that_answers_early_ends_the_request_iterator(channel: InProcessChannel) -> None:
    async def requests() -> AsyncIterator[str]:
        while True:
            yield "a"

    assert await channel.stream_unary("/test/Ignore")(requests()) == "early"


async def test_writing_to_a_servicer_that_has_finished_does_not_starve_the_reader(
    channel: InProcessChannel,
) -> None:
    async def requests() -> AsyncIterator[str]:
        while True:
            yield "a"

    call = channel.stream_stream("/test/Greet")(requests())
    assert [message async for message in call] == ["hello", "goodbye"]


async def test_reading_an_iterated_call_is_misuse(channel: InProcessChannel) -> None:
    call = channel.stream_stream("/test/Chat")(["a", "b"])
    async for message in call:
        assert message == "a"
        break
    with pytest.raises(grpc.aio.UsageError):
        await call.read()
    with pytest.raises(grpc.aio.UsageError):
        await call.done_writing()


async def test_cancelling_a_write_that_waits_cancels_the_call(channel: InProcessChannel) -> None:
    call = channel.stream_stream("/test/Chat")()

    async def flood() -> None:
        while True:
            await call.write("a")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(flood(), 0.01)
    assert await call.code() is grpc.StatusCode.CANCELLED
