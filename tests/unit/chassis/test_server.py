import asyncio
from pathlib import Path

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from services.chassis.channel import open_channel, wait_ready
from services.chassis.credentials import CredentialCheck, Credentials, basic_metadata, verify_against
from services.chassis.guards import GuardInterceptor
from services.chassis.process import StartError
from services.chassis.server import GrpcServer
from services.chassis.values import Address
from tests.unit.chassis.shop import LOCAL, exists, failure_of, order, running

SERVING = health_pb2.HealthCheckResponse.SERVING


async def test_it_serves_on_several_addresses(unix: Address, folder: Path) -> None:
    second = Address(path=f"{folder}/b.sock")
    async with running(unix, second, LOCAL) as server:
        assert server.addresses[:2] == (unix, second)
        assert server.addresses[2].port > 0
        for address in server.addresses:
            assert await order(address) == b"ordered tea"


async def test_a_port_in_use_is_explained_and_nothing_is_left_behind(unix: Address) -> None:
    async with running(LOCAL) as first:
        with pytest.raises(StartError, match="cannot listen on 127.0.0.1:[0-9]+"):
            await GrpcServer([unix, first.addresses[0]]).start()
        assert not exists(unix)


async def test_health_follows_start_and_drain(unix: Address) -> None:
    async with running(unix) as server, open_channel(unix) as channel:
        check = health_pb2_grpc.HealthStub(channel).Check
        for service in ("", "shop.Shop"):
            assert (await check(health_pb2.HealthCheckRequest(service=service))).status == SERVING
        await server.set_serving("shop.Shop", False)
        assert (await check(health_pb2.HealthCheckRequest(service="shop.Shop"))).status != SERVING
        assert (await check(health_pb2.HealthCheckRequest())).status == SERVING
        await server.drain()
        assert (await check(health_pb2.HealthCheckRequest())).status != SERVING
        assert await order(unix) == b"ordered tea", "draining answers who still comes"


async def test_reflection_is_served_on_request_only(unix: Address, folder: Path) -> None:
    second = Address(path=f"{folder}/b.sock")
    async with running(unix, serves_reflection=True), running(second):
        assert await listed_services(unix) == [
            "grpc.health.v1.Health",
            "grpc.reflection.v1alpha.ServerReflection",
            "shop.Shop",
        ]
        assert (await failure_of(listed_services(second))).code() is grpc.StatusCode.UNIMPLEMENTED


async def listed_services(address: Address) -> list[str]:
    request = reflection_pb2.ServerReflectionRequest(list_services="")
    async with open_channel(address) as channel:
        call = reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo([request])
        reply = [reply async for reply in call][0]
    return sorted(service.name for service in reply.list_services_response.service)


async def test_a_message_above_the_limit_is_refused(unix: Address) -> None:
    async with running(unix, max_message_bytes=1000), open_channel(unix) as channel:
        call = channel.unary_unary("/shop.Shop/Order")
        assert await call(bytes(900))
        assert (await failure_of(call(bytes(1100)))).code() is grpc.StatusCode.RESOURCE_EXHAUSTED


async def test_credentials_are_checked_on_tcp_only(unix: Address) -> None:
    check = CredentialCheck(verify_against({"me": "secret"}))
    async with running(unix, LOCAL, interceptors=[GuardInterceptor(check)]) as server:
        tcp = server.addresses[1]
        assert await order(unix) == b"ordered tea"
        assert await order(tcp, metadata=basic_metadata(Credentials("me", "secret"))) == b"ordered tea"
        error = await failure_of(order(tcp))
        assert error.code() is grpc.StatusCode.UNAUTHENTICATED
        assert "missing" in (error.details() or "")


async def test_stop_without_start_does_nothing() -> None:
    await GrpcServer([LOCAL]).stop()


async def test_waiting_for_a_server_that_starts_late(unix: Address) -> None:
    async with open_channel(unix) as channel:
        waiting = asyncio.ensure_future(wait_ready(channel, timeout_seconds=30))
        await asyncio.sleep(0)
        async with running(unix):
            await waiting
