"""Apps that the relay calls by HTTP, over each kind of channel: what they are sent, and what becomes of it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from tests.contract.relay_scene import (
    ACCEPTED,
    BOOT,
    CHANNELS,
    DISCONNECT,
    EXPIRED,
    FAILED,
    LOGOUT,
    RESUME,
    WAITING,
    DialOutApp,
    Gateway,
    HttpApp,
    Posted,
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
