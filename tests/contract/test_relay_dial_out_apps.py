"""Apps that dial out to the relay, over each kind of channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from tests.contract.relay_scene import ACCEPTED, CHANNELS, WAITING, DialOutApp, Gateway, Watcher, relay


@pytest.fixture(params=CHANNELS)
async def stub(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[relay_pb2_grpc.RelayStub]:
    async with relay(request.param, tmp_path, reconnect_timeout=0.05, event_expiry=5.0) as each:
        yield each


class TestDialOutApps:
    async def test_events_reach_the_app_and_outcomes_the_gateway(
        self, stub: relay_pb2_grpc.RelayStub
    ) -> None:
        """[W5]"""
        app, gateway = DialOutApp(stub), Gateway(stub)
        await app.dial_in()
        ids = [await gateway.query(number) for number in range(3)]
        events = await app.events(3)
        assert [event.arguments for event in events] == [b'{"n":0}', b'{"n":1}', b'{"n":2}']
        assert [event.id for event in events] == [1, 2, 3]
        await app.accept(1, 2, 3)
        assert await gateway.outcomes(3) == [(each, ACCEPTED) for each in ids]

    async def test_what_was_not_accepted_comes_again_when_the_app_is_back(
        self, stub: relay_pb2_grpc.RelayStub
    ) -> None:
        app, gateway, watcher = DialOutApp(stub), Gateway(stub), Watcher(stub)
        await watcher.news()
        await app.dial_in()
        await watcher.news()
        ids = [await gateway.query(number) for number in range(2)]
        first, _ = await app.events(2)
        await app.accept(first.id)
        assert await gateway.outcomes() == [(ids[0], ACCEPTED)]
        app.call.cancel()
        assert await gateway.outcomes() == [(ids[1], WAITING)]
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_DOWN)]
        again = DialOutApp(stub)
        await again.dial_in()
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_REGISTERED)]
        (event,) = await again.events()
        assert (event.id, event.arguments) == (1, b'{"n":1}')
        await again.accept(1)
        assert await gateway.outcomes() == [(ids[1], ACCEPTED)]

    async def test_a_goodbye_unregisters_and_ends_the_stream(self, stub: relay_pb2_grpc.RelayStub) -> None:
        """[N10]"""
        app, watcher = DialOutApp(stub), Watcher(stub)
        assert await watcher.news() == []
        await app.dial_in()
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_REGISTERED)]
        await app.call.write(relay_pb2.ServeAppRequest(goodbye=relay_pb2.Goodbye()))
        assert await app.ends_with() is grpc.StatusCode.OK
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_UNREGISTERED)]

    async def test_an_app_whose_route_is_taken_is_told(self, stub: relay_pb2_grpc.RelayStub) -> None:
        first, second = DialOutApp(stub), DialOutApp(stub)
        await first.dial_in()
        await second.dial_in()
        assert await first.ends_with() is grpc.StatusCode.ABORTED

    async def test_an_app_that_somebody_unregisters_is_told(self, stub: relay_pb2_grpc.RelayStub) -> None:
        app = DialOutApp(stub)
        await app.dial_in()
        response = await stub.UnregisterApp(relay_pb2.UnregisterAppRequest(route="/app"))
        assert response.found
        assert await app.ends_with() is grpc.StatusCode.ABORTED

    async def test_an_app_that_does_not_say_who_it_is_is_refused(
        self, stub: relay_pb2_grpc.RelayStub
    ) -> None:
        app = DialOutApp(stub)
        await app.accept(1)
        assert await app.ends_with() is grpc.StatusCode.INVALID_ARGUMENT

    async def test_an_app_that_says_it_twice_is_refused_and_counts_as_down(
        self, stub: relay_pb2_grpc.RelayStub
    ) -> None:
        app, watcher = DialOutApp(stub), Watcher(stub)
        await watcher.news()
        await app.dial_in()
        await watcher.news()
        await app.call.write(relay_pb2.ServeAppRequest(dial_in=relay_pb2.DialIn(route="/app")))
        assert await app.ends_with() is grpc.StatusCode.INVALID_ARGUMENT
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_DOWN)]

    async def test_a_route_that_makes_no_sense_is_refused(self, stub: relay_pb2_grpc.RelayStub) -> None:
        app = DialOutApp(stub)
        await app.call.write(relay_pb2.ServeAppRequest(dial_in=relay_pb2.DialIn(route="app")))
        assert await app.ends_with() is grpc.StatusCode.INVALID_ARGUMENT
