"""The driver's gRPC transport against a real site-store."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from h2o.wave.v1 import site_store_pb2_grpc
from h2o_wave import requests
from h2o_wave._transports.grpc import AsyncGrpcTransport, GrpcTransport
from h2o_wave._transports.grpc_channel import http_address, open_channel, relay_address
from h2o_wave.errors import BadValue, ConnectError, ServiceError, TransportError
from h2o_wave.settings import Settings, read_settings
from h2o_wave.urls import Address, parse_address
from services.chassis.credentials import CredentialCheck, verify_against
from services.chassis.guards import GuardInterceptor
from services.chassis.metrics import Registry
from services.chassis.server import GrpcServer
from services.chassis.values import Address as ListenAddress
from services.site_store.service import SiteStoreService
from services.site_store.settings import StoreSettings


@asynccontextmanager
async def site_store(folder: Path, listen: ListenAddress) -> AsyncIterator[Address]:
    """Serves a site-store to whoever knows its key; yields where."""
    service = SiteStoreService(
        StoreSettings(data_dir=str(folder), segment_size=2**20), Registry("wave"), pytest.fail
    )
    # Callers on a unix socket need no key, so keys are tested over TCP.
    guard = GuardInterceptor(CredentialCheck(verify_against({"access_key_id": "access_key_secret"})))
    server = GrpcServer([listen], interceptors=[guard], grace_seconds=0.1)
    site_store_pb2_grpc.add_SiteStoreServicer_to_server(service.servicer, server)
    await service.start()
    await server.start()
    try:
        address = server.addresses[0]
        yield parse_address(f"grpc+unix:{address.path}" if address.is_unix else f"grpc://{address}")
    finally:
        await server.stop()
        await service.stop()


@pytest.fixture
async def settings(tmp_path: Path) -> AsyncIterator[Settings]:
    async with site_store(tmp_path, ListenAddress("127.0.0.1", 0)) as address:
        yield read_settings({})._replace(address=address)


def edit(key: str, value: Any) -> bytes:
    return json.dumps({"d": [{"k": key, "v": value}]}).encode()


CARD = b'{"d":[{"k":"c","d":{"view":"x","n":0}}]}'
LIST_CARD = b'{"d":[{"k":"c","d":{"~data":0},"b":[{"l":{"f":["n"],"n":1}}]}]}'


async def load(transport: AsyncGrpcTransport, route: str) -> Any:
    call = requests.load("/", route)
    return call.read(await transport.send(call.request))["p"]["c"]


class TestAsync:
    @pytest.fixture
    async def transport(self, settings: Settings) -> AsyncIterator[AsyncGrpcTransport]:
        transport = AsyncGrpcTransport(settings)
        yield transport
        await transport.aclose()

    async def test_what_was_saved_is_loaded(self, transport: AsyncGrpcTransport) -> None:
        await transport.save("/a%20b", CARD)
        assert await load(transport, "/a b") == {"c": {"d": {"view": "x", "n": 0}}}

    async def test_saves_at_the_same_time_keep_their_order(self, transport: AsyncGrpcTransport) -> None:
        await transport.save("/page", CARD)
        await asyncio.gather(*(transport.save("/page", edit("c n", number)) for number in range(500)))
        assert (await load(transport, "/page"))["c"]["d"]["n"] == 499

    async def test_a_refused_edit_fails_alone(self, transport: AsyncGrpcTransport) -> None:
        bodies = [CARD, b"not json", edit("c n", 5)]
        outcomes = await asyncio.gather(
            *(transport.save("/page", body) for body in bodies), return_exceptions=True
        )
        assert [type(outcome) for outcome in outcomes] == [str, ServiceError, str]
        assert isinstance(outcomes[1], ServiceError) and outcomes[1].status == 400
        assert (await load(transport, "/page"))["c"]["d"]["n"] == 5

    async def test_a_page_that_is_not_there_is_404(self, transport: AsyncGrpcTransport) -> None:
        with pytest.raises(ServiceError) as failure:
            await load(transport, "/none")
        assert failure.value.status == 404

    async def test_an_author_that_gives_up_disturbs_nobody(self, transport: AsyncGrpcTransport) -> None:
        await transport.save("/page", CARD)
        hurried = asyncio.create_task(transport.save("/page", edit("c n", 1)))
        await asyncio.sleep(0)
        hurried.cancel()
        await transport.save("/page", edit("c m", 2))
        assert (await load(transport, "/page"))["c"]["d"]["m"] == 2

    async def test_a_closed_transport_may_be_used_again(self, transport: AsyncGrpcTransport) -> None:
        await transport.save("/page", CARD)
        await transport.aclose()
        await transport.save("/page", edit("c n", 1))

    async def test_a_wrong_key_is_401(self, settings: Settings) -> None:
        transport = AsyncGrpcTransport(settings._replace(access_key_secret="wrong"))
        with pytest.raises(ServiceError) as failure:
            await transport.save("/page", CARD)
        assert failure.value.status == 401
        with pytest.raises(ServiceError) as failure:
            await load(transport, "/page")
        assert failure.value.status == 401
        await transport.aclose()


class TestSync:
    async def test_what_was_saved_is_loaded(self, settings: Settings) -> None:
        transport = GrpcTransport(settings)
        call = requests.load("/", "/page")
        await asyncio.to_thread(transport.save, "/page", CARD)
        assert call.read(await asyncio.to_thread(transport.send, call.request))["p"]["c"]["c"]["d"]["n"] == 0
        transport.close()

    @pytest.mark.parametrize(
        ("changes", "body", "status"), [({}, b"not json", 400), ({"access_key_id": "who"}, CARD, 401)]
    )
    async def test_a_refusal_has_the_status_of_http(
        self, settings: Settings, changes: dict[str, str], body: bytes, status: int
    ) -> None:
        transport = GrpcTransport(settings._replace(**changes))
        with pytest.raises(ServiceError) as failure:
            await asyncio.to_thread(transport.save, "/page", body)
        assert failure.value.status == status
        transport.close()

    async def test_nobody_there_is_a_connection_error(self, tmp_path: Path) -> None:
        away = read_settings({})._replace(address=parse_address(f"grpc+unix:{tmp_path}/nobody"))
        transport = GrpcTransport(away)
        with pytest.raises(ConnectError, match="the server is away"):
            await asyncio.to_thread(transport.save, "/page", CARD)
        transport.close()


async def test_edits_survive_a_restart_of_the_site_store_and_none_is_applied_twice(tmp_path: Path) -> None:
    listen = ListenAddress(path=str(tmp_path / "socket"))
    settings = read_settings({})._replace(address=parse_address(f"grpc+unix:{listen.path}"))
    transport = AsyncGrpcTransport(settings)

    async def append(numbers: range) -> None:
        for number in numbers:
            await transport.save("/page", edit("c data __append__", [number]))

    async with site_store(tmp_path, listen):
        await transport.save("/page", LIST_CARD)
        writing = asyncio.create_task(append(range(300)))
        await asyncio.sleep(0.05)
    async with site_store(tmp_path, listen):
        await writing
        card = (await load(transport, "/page"))["c"]
    rows = [row[0] for row in card["b"][0]["l"]["d"] if row is not None]
    assert rows == list(range(300))
    await transport.aclose()


async def test_nobody_there_is_a_connection_error_after_a_while(tmp_path: Path) -> None:
    address = parse_address(f"grpc+unix:{tmp_path}/nobody")
    transport = AsyncGrpcTransport(read_settings({})._replace(address=address, connect_timeout_seconds=0.1))
    with pytest.raises(ConnectError, match="the server is away"):
        await transport.save("/page", CARD)
    await transport.aclose()


async def test_closing_ends_what_is_under_way(tmp_path: Path) -> None:
    address = parse_address(f"grpc+unix:{tmp_path}/nobody")
    transport = AsyncGrpcTransport(read_settings({})._replace(address=address, connect_timeout_seconds=None))
    saving = asyncio.create_task(transport.save("/page", CARD))
    await asyncio.sleep(0)
    await transport.aclose()
    with pytest.raises(TransportError):
        await saving


class TestAddresses:
    def settings(self, address: str) -> Settings:
        return read_settings({})._replace(address=parse_address(address))

    @pytest.mark.parametrize(
        ("address", "environ", "http"),
        [
            ("grpc://host:10102", {}, ("http", "host", 10101)),
            ("grpcs://host:10102", {}, ("https", "host", 10101)),
            ("grpc+unix:/run/s", {}, ("http", "127.0.0.1", 10101)),
            ("grpc://host", {"H2O_WAVE_HTTP_ADDRESS": "https://web"}, ("https", "web", 443)),
        ],
    )
    def test_what_grpc_cannot_do_goes_over_http(
        self, address: str, environ: dict[str, str], http: tuple[str, str, int]
    ) -> None:
        assert http_address(self.settings(address), environ) == http

    def test_the_relay_may_be_apart(self) -> None:
        settings = self.settings("grpc://host:10102")
        assert relay_address(settings, {}) == settings.address

    @pytest.mark.parametrize(
        ("given", "wanted"),
        [
            ("grpc://relay:1", ("grpc", "relay", 1)),
            ("relay:1", ("grpc", "relay", 1)),
            ("unix:/run/relay.sock", ("grpc+unix", "/run/relay.sock", 0)),
            ("grpc+unix:/run/relay.sock", ("grpc+unix", "/run/relay.sock", 0)),
        ],
    )
    def test_the_address_of_the_relay_is_written_as_for_servers_too(
        self, given: str, wanted: tuple[str, str, int]
    ) -> None:
        settings = self.settings("grpc://host:10102")
        assert relay_address(settings, {"H2O_WAVE_RELAY_ADDRESS": given}) == wanted

    def test_grpc_always_verifies_certificates(self) -> None:
        settings = self.settings("grpcs://host")._replace(verify_tls=False)
        with pytest.raises(BadValue, match="GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"):
            open_channel(settings.address, settings)
