"""The contract of the relay, over each kind of channel."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest
from aiohttp import web

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from tests.contract.relay_scene import (
    CHANNELS,
    DialOutApp,
    Gateway,
    HttpApp,
    Posted,
    Watcher,
    register,
    relay,
)

BOOT, QUERY = relay_pb2.EVENT_KIND_BOOT, relay_pb2.EVENT_KIND_QUERY
RESUME, DISCONNECT = relay_pb2.EVENT_KIND_RESUME, relay_pb2.EVENT_KIND_DISCONNECT
LOGOUT = relay_pb2.EVENT_KIND_LOGOUT
ACCEPTED, FAILED = relay_pb2.EVENT_STATUS_ACCEPTED, relay_pb2.EVENT_STATUS_FAILED
WAITING, EXPIRED = relay_pb2.EVENT_STATUS_WAITING, relay_pb2.EVENT_STATUS_EXPIRED
UNKNOWN_APP = relay_pb2.EVENT_STATUS_UNKNOWN_APP
UNICAST, MULTICAST = relay_pb2.APP_MODE_UNICAST, relay_pb2.APP_MODE_MULTICAST
BROADCAST = relay_pb2.APP_MODE_BROADCAST


@pytest.fixture(params=CHANNELS)
async def stub(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[relay_pb2_grpc.RelayStub]:
    async with relay(request.param, tmp_path, reconnect_timeout=0.05, event_expiry=5.0) as each:
        yield each


@pytest.fixture
async def app() -> AsyncIterator[HttpApp]:
    app = HttpApp()
    await app.start()
    yield app
    await app.stop()


class TestHttpApps:
    async def test_a_boot_is_posted_and_its_outcome_sent(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        """[W7]"""
        await register(stub, app)
        gateway = Gateway(stub)
        header = relay_pb2.Header(name="X-Foo", values=["a", "b"])
        boot = await gateway.send(BOOT, headers=[header])
        assert await gateway.outcomes() == [(boot, ACCEPTED)]
        post = await app.next_post()
        assert (post.method, post.path, post.json) == (
            "POST",
            "/",
            {"data": {}, "headers": {"X-Foo": ["a", "b"]}},
        )
        assert post.headers["Content-Type"] == "application/json; charset=utf-8"
        assert post.headers["Wave-Client-ID"] == "c1"

    async def test_the_events_of_a_client_keep_their_order(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        """[W5]"""
        await register(stub, app)
        gateway = Gateway(stub)
        ids = [await gateway.query(number) for number in range(20)]
        assert await gateway.outcomes(20) == [(each, ACCEPTED) for each in ids]
        assert [(await app.next_post()).json["data"]["n"] for _ in ids] == list(range(20))

    async def test_a_slow_answer_to_one_client_holds_up_no_other(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        """[W5]"""
        release = asyncio.Event()

        async def answers(post: Posted) -> web.Response:
            if post.headers["Wave-Client-ID"] == "slow":
                await release.wait()
            return web.Response()

        app.answers = answers
        await register(stub, app)
        gateway = Gateway(stub)
        slow = await gateway.query(1, client="slow")
        quick = await gateway.query(2, client="quick")
        assert await gateway.outcomes() == [(quick, ACCEPTED)]
        release.set()
        assert await gateway.outcomes() == [(slow, ACCEPTED)]

    @pytest.mark.parametrize("status", [204, 401, 500])
    async def test_an_app_that_does_not_answer_200_stays(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp, status: int
    ) -> None:
        """[N8] One event's trouble is not everybody's."""

        async def answers(post: Posted) -> web.Response:
            return web.Response(status=status if post.json["data"]["n"] == 1 else 200)

        app.answers = answers
        await register(stub, app)
        gateway = Gateway(stub)
        bad, good = await gateway.query(1), await gateway.query(2)
        assert await gateway.outcomes(2) == [(bad, FAILED), (good, ACCEPTED)]
        assert app.posts.qsize() == 2

    async def test_a_redirect_is_followed_with_the_body_when_it_says_so(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        async def answers(post: Posted) -> web.Response:
            if post.path == "/":
                return web.Response(status=307, headers={"Location": "/there"})
            return web.Response()

        app.answers = answers
        await register(stub, app)
        gateway = Gateway(stub)
        query = await gateway.query(1)
        assert await gateway.outcomes() == [(query, ACCEPTED)]
        posts = [await app.next_post(), await app.next_post()]
        assert [(post.method, post.path, post.body) for post in posts] == [
            ("POST", "/", b'{"data":{"n":1}}'),
            ("POST", "/there", b'{"data":{"n":1}}'),
        ]

    async def test_a_client_that_leaves_is_told_twice_to_its_app(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        await register(stub, app)
        gateway = Gateway(stub)
        await gateway.send(BOOT)
        await gateway.send(DISCONNECT)
        posts = [await app.next_post() for _ in range(3)]
        assert posts[1].json == {"data": {"": {"@system": {"client_disconnect": True}}}}
        assert (posts[2].path, posts[2].body) == ("/disconnect", b"")
        assert posts[2].headers["Wave-Client-ID"] == "c1"
        assert "Content-Type" not in posts[2].headers
        assert "Wave-Subject-ID" not in posts[2].headers

    async def test_a_sign_out_goes_to_every_app(self, stub: relay_pb2_grpc.RelayStub, app: HttpApp) -> None:
        await register(stub, app, "/one")
        await register(stub, app, "/two")
        gateway = Gateway(stub)
        logout = await gateway.send(LOGOUT, route="", client="")
        assert await gateway.outcomes() == [(logout, ACCEPTED)]
        for post in (await app.next_post(), await app.next_post()):
            assert post.json == {"data": {"": {"@system": {"logout": True}}}}
            assert "Wave-Client-ID" not in post.headers

    async def test_when_a_gateway_is_lost_its_clients_leave_after_a_while(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        await register(stub, app)
        lost, other = Gateway(stub), Gateway(stub)
        for client in ("stays", "goes"):
            await lost.send(BOOT, client=client)
            await app.next_post()
        await other.send(RESUME, client="stays")
        assert len(await other.outcomes()) == 1
        lost.call.cancel()
        post = await app.next_post()
        assert post.headers["Wave-Client-ID"] == "goes"
        assert post.json["data"][""] == {"@system": {"client_disconnect": True}}
        assert (await app.next_post()).path == "/disconnect"

    async def test_an_event_that_cannot_be_delivered_waits_for_the_app_to_come_back(
        self, stub: relay_pb2_grpc.RelayStub, app: HttpApp
    ) -> None:
        """[N7]"""
        await register(stub, app)
        watcher, gateway = Watcher(stub), Gateway(stub)
        await watcher.news()
        await app.stop()
        query = await gateway.query(1)
        assert await gateway.outcomes() == [(query, WAITING)]
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_DOWN)]
        await app.start()
        assert await gateway.outcomes() == [(query, ACCEPTED)]
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_UP)]
        assert (await app.next_post()).json == {"data": {"n": 1}}


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


@pytest.mark.parametrize("kind", CHANNELS)
async def test_http_apps_are_kept_over_a_restart(kind: str, tmp_path: Path, app: HttpApp) -> None:
    async with relay(kind, tmp_path) as stub:
        await register(stub, app)
        await DialOutApp(stub).dial_in("/dials")
        watcher = Watcher(stub)
        await watcher.news()
        run_id = watcher.run_id
    async with relay(kind, tmp_path) as stub:
        watcher, gateway = Watcher(stub), Gateway(stub)
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_LISTED)]
        assert watcher.run_id != run_id
        query = await gateway.query(1)
        assert await gateway.outcomes() == [(query, ACCEPTED)]


@pytest.mark.parametrize("kind", CHANNELS)
async def test_an_app_that_stays_away_lets_events_expire(kind: str, tmp_path: Path, app: HttpApp) -> None:
    """[N8]"""
    async with relay(kind, tmp_path, event_expiry=0.7) as stub:
        await register(stub, app)
        await app.stop()
        gateway = Gateway(stub)
        query = await gateway.query(1)
        assert await gateway.outcomes(2) == [(query, WAITING), (query, EXPIRED)]


@pytest.mark.parametrize("kind", CHANNELS)
async def test_an_app_that_takes_too_long_fails_its_event(kind: str, tmp_path: Path, app: HttpApp) -> None:
    """[N8]"""

    async def never(post: Posted) -> web.Response:
        await asyncio.sleep(3600)
        return web.Response()

    app.answers = never
    async with relay(kind, tmp_path, event_timeout=0.05) as stub:
        await register(stub, app)
        gateway = Gateway(stub)
        query = await gateway.query(1)
        assert await gateway.outcomes() == [(query, FAILED)]
