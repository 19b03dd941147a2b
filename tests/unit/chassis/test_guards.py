import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.chassis.channel import open_channel
from services.chassis.guards import GuardInterceptor, deadline, guarded
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.values import Address
from tests.unit.chassis.shop import Shop, add_shop, failure_of, order, running


async def test_a_guard_stands_around_every_method_but_those_of_health(unix: Address) -> None:
    diary: list[str] = []

    @asynccontextmanager
    async def guard(method: str, context: Any) -> AsyncIterator[None]:
        diary.append(f"enter {method}")
        try:
            yield
        finally:
            diary.append(f"leave {method}")

    async with running(unix, interceptors=[GuardInterceptor(guard)]), open_channel(unix) as channel:
        await health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
        assert diary == []
        assert await order(unix) == b"ordered tea"
        assert [dish async for dish in channel.unary_stream("/shop.Shop/Menu")(b"")] == [b"tea"]
        for method in ("Missing", "Unknown"):
            error = await failure_of(channel.unary_unary(f"/shop.Shop/{method}")(b""))
            assert error.code() is grpc.StatusCode.UNIMPLEMENTED
    assert diary == [
        f"{verb} /shop.Shop/{method}"
        for method in ("Order", "Menu", "Missing")
        for verb in ("enter", "leave")
    ]


async def test_a_guard_may_refuse_a_stream() -> None:
    @asynccontextmanager
    async def guard(context: Any) -> AsyncIterator[None]:
        raise PermissionError
        yield

    handler = guarded(grpc.unary_stream_rpc_method_handler(Shop().menu), guard)
    with pytest.raises(PermissionError):
        await anext(handler.unary_stream(b"", None))


async def test_a_deadline_ends_what_takes_too_long() -> None:
    async def hang(request: Any, context: Any) -> None:
        await asyncio.Event().wait()

    async def fail(request: Any, context: Any) -> None:
        raise TimeoutError("its own")

    server = InProcessServer(interceptors=[GuardInterceptor(deadline(0.01), includes_streams=False)])
    add_shop(server)
    handlers = {"Hang": hang, "Fail": fail}
    server.add_registered_method_handlers(
        "slow", {name: grpc.unary_unary_rpc_method_handler(method) for name, method in handlers.items()}
    )
    await server.start()
    channel = InProcessChannel(server)
    error = await failure_of(channel.unary_unary("/slow/Hang")(b""))
    assert (error.code(), error.details()) == (grpc.StatusCode.DEADLINE_EXCEEDED, "no answer within 0.01 s")
    assert (await failure_of(channel.unary_unary("/slow/Fail")(b""))).code() is grpc.StatusCode.UNKNOWN
    assert await channel.unary_unary("/shop.Shop/Order")(b"tea") == b"ordered tea"
    assert [dish async for dish in channel.unary_stream("/shop.Shop/Menu")(b"")] == [b"tea"]
