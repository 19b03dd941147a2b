import asyncio
from typing import Any

import grpc
import pytest

from services.chassis.inprocess import InProcessChannel, InProcessServer

Connectivity = grpc.ChannelConnectivity


async def test_its_state_follows_the_server() -> None:
    server = InProcessServer()
    channel = InProcessChannel(server)
    assert channel.get_state(try_to_connect=True) is Connectivity.IDLE
    changing = asyncio.ensure_future(channel.wait_for_state_change(Connectivity.IDLE))
    await server.start()
    await changing
    await channel.channel_ready()
    assert channel.get_state() is Connectivity.READY
    await channel.wait_for_state_change(Connectivity.IDLE)
    changing = asyncio.ensure_future(channel.wait_for_state_change(Connectivity.READY))
    await server.stop()
    await changing
    assert channel.get_state() is Connectivity.TRANSIENT_FAILURE
    changing = asyncio.ensure_future(channel.wait_for_state_change(Connectivity.TRANSIENT_FAILURE))
    ready = asyncio.ensure_future(channel.channel_ready())
    await asyncio.sleep(0)
    await channel.close()
    await changing
    assert channel.get_state() is Connectivity.SHUTDOWN
    with pytest.raises(grpc.aio.UsageError):
        await ready


async def test_leaving_its_block_closes_it() -> None:
    async with InProcessChannel(InProcessServer()) as channel:
        call: Any = channel.unary_unary("/test/Method")
    with pytest.raises(grpc.aio.UsageError):
        call("a")


async def test_it_takes_what_generated_stubs_give() -> None:
    channel = InProcessChannel(InProcessServer())
    for kind in ("unary_unary", "unary_stream", "stream_unary", "stream_stream"):
        method = getattr(channel, kind)
        assert method("/a/B", request_serializer=str, response_deserializer=str, _registered_method=True)
        assert method("/a/B", str, str)


async def test_calls_take_the_options_of_grpc_by_name_and_by_place() -> None:
    call: Any = InProcessChannel(InProcessServer()).unary_unary("/a/B")
    for begun in (
        call("a", 60, (("k", "v"),), None, False, None),
        call("a", timeout=60, metadata=(("k", "v"),), wait_for_ready=False, compression=None),
    ):
        assert begun.time_remaining() is not None
        assert await begun.code() is grpc.StatusCode.UNAVAILABLE


async def test_a_bound_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        InProcessChannel(InProcessServer(), max_undelivered_messages=0)


async def test_closing_with_grace_cancels_what_takes_longer() -> None:
    async def hang(request: Any, context: Any) -> None:
        await asyncio.Event().wait()

    server = InProcessServer()
    server.add_registered_method_handlers("a", {"B": grpc.unary_unary_rpc_method_handler(hang)})
    await server.start()
    channel = InProcessChannel(server)
    call: Any = channel.unary_unary("/a/B")("x")
    await channel.close(grace=0.01)
    assert await call.code() is grpc.StatusCode.CANCELLED
    assert await call.details() == "Channel is closed."
