import asyncio
import os
import shutil
import socket
import stat
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from services.chassis.channel import ClientTls, open_channel, wait_ready
from services.chassis.credentials import CredentialCheck, Credentials, basic_metadata, verify_against
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.process import StartError
from services.chassis.server import GrpcServer, GuardInterceptor, ServerTls, deadline, guarded
from services.chassis.values import Address
from tests.certificates import needs_openssl, new_certificate

LOCAL = Address("127.0.0.1", 0)
SERVING = health_pb2.HealthCheckResponse.SERVING


class Shop:
    async def order(self, request: bytes, context: Any) -> bytes:
        return b"ordered " + request

    async def menu(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        yield b"tea"

    def missing(self, request: bytes, context: Any) -> bytes:
        context.set_code(grpc.StatusCode.UNIMPLEMENTED)
        raise NotImplementedError


def exists(address: Address) -> bool:
    return os.path.exists(address.path)


def add_shop(server: Any) -> None:
    shop = Shop()
    handlers = {
        "Order": grpc.unary_unary_rpc_method_handler(shop.order),
        "Menu": grpc.unary_stream_rpc_method_handler(shop.menu),
        "Missing": grpc.unary_unary_rpc_method_handler(shop.missing),
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("shop.Shop", handlers),))
    server.add_registered_method_handlers("shop.Shop", handlers)


@asynccontextmanager
async def running(*addresses: Address, **options: Any) -> AsyncIterator[GrpcServer]:
    server = GrpcServer(addresses, grace_seconds=0, **options)
    add_shop(server)
    await server.start()
    yield server
    await server.stop()


async def order(address: Address, tls: ClientTls | None = None, metadata: Any = ()) -> Any:
    async with open_channel(address, tls=tls) as channel:
        return await channel.unary_unary("/shop.Shop/Order")(b"tea", metadata=metadata, timeout=30)


async def failure_of(awaitable: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await awaitable
    return caught.value


@pytest.fixture
def folder() -> Iterator[Path]:
    path = tempfile.mkdtemp(prefix="serv")  # short: the path of a socket is limited
    yield Path(path)
    shutil.rmtree(path)


@pytest.fixture
def unix(folder: Path) -> Address:
    return Address(path=f"{folder}/a.sock")


async def test_it_serves_on_several_addresses(unix: Address, folder: Path) -> None:
    second = Address(path=f"{folder}/b.sock")
    async with running(unix, second, LOCAL) as server:
        assert server.addresses[:2] == (unix, second)
        assert server.addresses[2].port > 0
        for address in server.addresses:
            assert await order(address) == b"ordered tea"


async def test_only_its_owner_may_open_the_socket_which_goes_with_the_server(unix: Address) -> None:
    before = os.umask(0)
    os.umask(before)
    async with running(unix):
        assert stat.S_IMODE(os.stat(unix.path).st_mode) == 0o600
    assert not exists(unix)
    assert os.umask(before) == before


async def test_a_socket_that_a_crash_left_is_replaced(unix: Address) -> None:
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(unix.path)
    async with running(unix):
        assert await order(unix) == b"ordered tea"


async def test_the_socket_of_a_living_process_is_left_alone(unix: Address) -> None:
    async with running(unix):
        with pytest.raises(StartError, match="another process is listening there"):
            await GrpcServer([unix]).start()
        assert await order(unix) == b"ordered tea"


def test_a_file_that_is_no_socket_is_left_alone(unix: Address) -> None:
    Path(unix.path).write_text("precious")
    with pytest.raises(StartError, match="is not a socket"):
        asyncio.run(GrpcServer([unix]).start())
    assert Path(unix.path).read_text() == "precious"


async def test_a_path_that_cannot_be_had_is_explained(folder: Path) -> None:
    (Path(folder) / "file").touch()
    with pytest.raises(StartError, match="cannot listen on unix:.*file"):
        await GrpcServer([Address(path=f"{folder}/file/a.sock")]).start()


async def test_the_folder_of_a_socket_is_made_for_its_owner_alone(folder: Path) -> None:
    address = Address(path=f"{folder}/missing/a.sock")
    async with running(address):
        assert Path(f"{folder}/missing").stat().st_mode & 0o777 == 0o700


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


@needs_openssl
async def test_tls_is_for_tcp_and_may_ask_for_a_certificate(folder: Path, unix: Address) -> None:
    cert, key = new_certificate(folder, "server")
    client_cert, client_key = new_certificate(folder, "client")
    async with running(unix, LOCAL, tls=ServerTls(cert, key, client_cert)) as server:
        tcp = server.addresses[1]._replace(host="localhost")
        assert await order(unix) == b"ordered tea"
        known = ClientTls(ca_file=cert, cert_file=client_cert, key_file=client_key)
        assert await order(tcp, known) == b"ordered tea"
        assert (
            await order(tcp._replace(host="127.0.0.1"), known._replace(server_name="localhost"))
            == b"ordered tea"
        )
        for tls in (None, ClientTls(ca_file=cert), known._replace(ca_file=client_cert)):
            assert (await failure_of(order(tcp, tls))).code() is grpc.StatusCode.UNAVAILABLE


@needs_openssl
async def test_a_changed_certificate_is_taken_up_and_a_broken_one_is_not(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cert, key = new_certificate(folder, "server")
    async with running(LOCAL, tls=ServerTls(cert, key)) as server:
        tcp = server.addresses[0]._replace(host="localhost")
        old = shutil.copy(cert, folder / "old.pem")
        assert await order(tcp, ClientTls(ca_file=old)) == b"ordered tea"
        new_certificate(folder, "server")
        assert await order(tcp, ClientTls(ca_file=cert)) == b"ordered tea"
        assert (await failure_of(order(tcp, ClientTls(ca_file=old)))).code() is grpc.StatusCode.UNAVAILABLE
        good = shutil.copy(cert, folder / "good.pem")
        shutil.copy(key, cert)  # which is no certificate
        assert await order(tcp, ClientTls(ca_file=good)) == b"ordered tea"
    assert "certificate_read_failed" in [record.message for record in caplog.records]


@needs_openssl
async def test_a_certificate_that_cannot_be_used_is_explained(folder: Path) -> None:
    cert, key = new_certificate(folder, "server")
    _, other_key = new_certificate(folder, "other")
    for tls in (ServerTls(cert, f"{key}.missing"), ServerTls(cert, other_key)):
        with pytest.raises(StartError, match=r"cannot use .*server\.pem with the key"):
            await GrpcServer([LOCAL], tls=tls).start()


async def test_waiting_for_a_server_that_starts_late(unix: Address) -> None:
    async with open_channel(unix) as channel:
        waiting = asyncio.ensure_future(wait_ready(channel, timeout_seconds=30))
        await asyncio.sleep(0)
        async with running(unix):
            await waiting
