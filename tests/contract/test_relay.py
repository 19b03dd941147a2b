"""The contract of the relay with gateways and all who ask for news of apps, over each kind of channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from tests.contract.relay_scene import (
    BOOT,
    BROADCAST,
    CHANNELS,
    MULTICAST,
    UNKNOWN_APP,
    Gateway,
    HttpApp,
    Watcher,
    http_app,
    register,
    relay,
)


@pytest.fixture(params=CHANNELS)
async def stub(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[relay_pb2_grpc.RelayStub]:
    async with relay(request.param, tmp_path, reconnect_timeout=0.05, event_expiry=5.0) as each:
        yield each


@pytest.fixture
async def app() -> AsyncIterator[HttpApp]:
    async with http_app() as app:
        yield app


class TestNews:
    async def test_the_apps_there_are_come_first_then_every_change(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        """[N5]"""
        version = await register(stub, app, "/one")
        watcher = Watcher(stub)
        assert await watcher.news() == [("/one", relay_pb2.APP_CHANGE_LISTED)]
        assert (watcher.version, bool(watcher.run_id)) == (version, True)
        version = await register(stub, app, "/two")
        assert await watcher.news() == [("/two", relay_pb2.APP_CHANGE_REGISTERED)]
        assert watcher.version == version
        response = await stub.UnregisterApp(relay_pb2.UnregisterAppRequest(route="/one"))
        assert await watcher.news() == [("/one", relay_pb2.APP_CHANGE_UNREGISTERED)]
        assert watcher.version == response.version

    async def test_without_apps_the_first_response_is_empty(self, stub: relay_pb2_grpc.RelayStub) -> None:
        watcher = Watcher(stub)
        assert await watcher.news() == []
        assert watcher.run_id

    async def test_forgetting_what_is_not_there_changes_nothing(self, stub: relay_pb2_grpc.RelayStub) -> None:
        response = await stub.UnregisterApp(relay_pb2.UnregisterAppRequest(route="/none"))
        assert (response.version, response.found) == (0, False)

    @pytest.mark.parametrize(("mode", "page"), [(BROADCAST, "/app"), (MULTICAST, "/anon")])
    async def test_a_query_of_a_shared_page_that_was_taken_clears_it(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp, mode: int, page: str
    ) -> None:
        """[N4]"""
        await register(stub, app, mode=mode)
        watcher, gateway = Watcher(stub), Gateway(stub)
        await watcher.news()
        await gateway.query(1)
        assert await watcher.news() == [(page, relay_pb2.APP_CHANGE_CLEARED)]

    @pytest.mark.parametrize(
        "app",
        [
            relay_pb2.HttpApp(route="app", address="http://127.0.0.1:1"),
            relay_pb2.HttpApp(route="/app", address="127.0.0.1:1"),
            relay_pb2.HttpApp(),
        ],
    )
    async def test_a_registration_that_makes_no_sense_is_refused(
        self, stub: relay_pb2_grpc.RelayStub, app: relay_pb2.HttpApp
    ) -> None:
        with pytest.raises(grpc.aio.AioRpcError) as refusal:
            await stub.RegisterApp(relay_pb2.RegisterAppRequest(app=app))
        assert refusal.value.code() is grpc.StatusCode.INVALID_ARGUMENT


class TestStreamsOfGateways:
    async def test_an_event_without_an_app_is_answered(self, stub: relay_pb2_grpc.RelayStub) -> None:
        """[N8]"""
        gateway = Gateway(stub)
        boot = await gateway.send(BOOT)
        assert await gateway.outcomes() == [(boot, UNKNOWN_APP)]

    async def test_an_event_that_breaks_the_contract_ends_the_stream(
        self, stub: relay_pb2_grpc.RelayStub
    ) -> None:
        gateway = Gateway(stub)
        await gateway.send(BOOT, client="")
        with pytest.raises((grpc.aio.AioRpcError, AssertionError)):
            await gateway.outcomes()
        assert await gateway.call.code() is grpc.StatusCode.INVALID_ARGUMENT

    async def test_a_gateway_that_has_said_everything_still_hears_what_is_known(
        self, stub: relay_pb2_grpc.RelayStub
    ) -> None:
        gateway = Gateway(stub)
        boot = await gateway.send(BOOT)
        await gateway.call.done_writing()
        assert await gateway.outcomes() == [(boot, UNKNOWN_APP)]
        assert await gateway.call.code() is grpc.StatusCode.OK
