import asyncio
from typing import Any

import grpc
import pytest

from services.chassis.inprocess import InProcessChannel, InProcessServer


def channel_to(method: Any) -> tuple[InProcessServer, InProcessChannel]:
    server = InProcessServer()
    handler = grpc.unary_unary_rpc_method_handler(method)
    server.add_registered_method_handlers("a", {"B": handler})
    return server, InProcessChannel(server)


def call(channel: InProcessChannel, request: Any) -> Any:
    unary: Any = channel.unary_unary("/a/B")
    return unary.answer_now(request)


async def test_a_method_that_does_not_wait_answers_on_the_spot() -> None:
    async def double(request: int, context: Any) -> int:
        return request * 2

    server, channel = channel_to(double)
    await server.start()
    assert call(channel, 4) == 8


async def test_a_call_that_fails_raises_its_status() -> None:
    async def refuse(request: int, context: Any) -> None:
        await context.abort(grpc.StatusCode.NOT_FOUND, "no such thing")

    server, channel = channel_to(refuse)
    await server.start()
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        call(channel, 4)
    assert (raised.value.code(), raised.value.details()) == (grpc.StatusCode.NOT_FOUND, "no such thing")


async def test_a_defect_of_the_method_is_a_status_too() -> None:
    async def fail(request: int, context: Any) -> None:
        raise ValueError("a defect")

    server, channel = channel_to(fail)
    await server.start()
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        call(channel, 4)
    assert raised.value.code() is grpc.StatusCode.UNKNOWN


async def test_a_method_that_waits_is_broken_off() -> None:
    ended = []

    async def wait(request: int, context: Any) -> None:
        try:
            await asyncio.sleep(0)
        finally:
            ended.append(request)

    server, channel = channel_to(wait)
    await server.start()
    with pytest.raises(grpc.aio.UsageError, match="/a/B waits"):
        call(channel, 4)
    assert ended == [4]


async def test_without_a_server_nothing_is_answered() -> None:
    async def double(request: int, context: Any) -> int:
        return request * 2

    server, channel = channel_to(double)
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        call(channel, 4)
    assert raised.value.code() is grpc.StatusCode.UNAVAILABLE
    await server.start()
    await server.stop()
    with pytest.raises(grpc.aio.AioRpcError):
        call(channel, 4)


async def test_a_closed_channel_refuses() -> None:
    _, channel = channel_to(None)
    await channel.close()
    with pytest.raises(grpc.aio.UsageError):
        call(channel, 4)
