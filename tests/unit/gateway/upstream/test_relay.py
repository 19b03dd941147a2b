import asyncio
from collections.abc import AsyncIterator, Sequence

import grpc
import pytest

from h2o.wave.v1 import relay_pb2
from services.gateway.errors import AppInvalid, RelayAway
from services.gateway.upstream import relay as relay_module
from services.gateway.upstream.apps import AppChange, AppMode, Event, EventKind, EventOutcome, HttpApp, News
from services.gateway.upstream.relay import GrpcApps
from services.gateway.user import ANONYMOUS
from tests.unit.gateway.fakes import turns_until
from tests.unit.gateway.upstream.site import ScriptedRelay, Stream, running, scripted

APP = HttpApp("/app", AppMode.MULTICAST, "http://h:1", "k", "s")


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[News | str] = asyncio.Queue()

    def heard(self, news: Sequence[News]) -> None:
        for one in news:
            self.queue.put_nowait(one)

    def reattach(self) -> None:
        self.queue.put_nowait("reattach")


class Scene:
    """Apps behind a scripted relay that has listed none."""

    def __init__(
        self, apps: GrpcApps, relay: ScriptedRelay, news: Stream, events: Stream, heard: Heard
    ) -> None:
        self.apps = apps
        self.relay = relay
        self.news = news
        self.events = events
        self.heard = heard


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with scripted() as (_, relay, channel):
        apps, heard = GrpcApps(channel), Heard()
        apps.listen(heard)
        async with running(apps.run()):
            events, news = await relay.events.next(), await relay.news.next()
            assert await heard.queue.get() == "reattach"
            assert not apps.is_connected
            news.answer(told(1))
            yield Scene(apps, relay, news, events, heard)


def told(
    version: int,
    *news: tuple[str, "relay_pb2.AppChange.ValueType"],
    mode: "relay_pb2.AppMode.ValueType" = relay_pb2.APP_MODE_UNICAST,
) -> relay_pb2.WatchAppsResponse:
    heard = [relay_pb2.AppNews(route=route, change=change, mode=mode) for route, change in news]
    return relay_pb2.WatchAppsResponse(version=version, news=heard, run_id="r")


async def test_news_of_apps_are_heard_when_the_table_knows_them(scene: Scene) -> None:
    """[N5] [N7]"""
    multicast = relay_pb2.APP_MODE_MULTICAST
    scene.news.answer(told(2, ("/app", relay_pb2.APP_CHANGE_REGISTERED), mode=multicast))
    assert await scene.heard.queue.get() == News("/app", AppChange.REGISTERED, AppMode.MULTICAST)
    assert scene.apps.mode_of("/app") is AppMode.MULTICAST
    assert scene.apps.is_connected


async def test_a_registration_returns_when_the_table_knows_it(scene: Scene) -> None:
    """[P6]"""
    scene.relay.answer = lambda request: relay_pb2.RegisterAppResponse(version=2)
    registering = asyncio.create_task(scene.apps.register(APP))
    await turns_until(lambda: bool(scene.relay.asked))
    app = scene.relay.asked[0].app
    assert (app.route, app.mode, app.address) == ("/app", relay_pb2.APP_MODE_MULTICAST, "http://h:1")
    assert (app.key_id, app.key_secret) == ("k", "s")
    assert not registering.done()
    scene.news.answer(told(2, ("/app", relay_pb2.APP_CHANGE_REGISTERED)))
    await registering
    assert scene.apps.mode_of("/app") is AppMode.UNICAST


async def test_unregistering_returns_when_the_table_has_forgotten(scene: Scene) -> None:
    """[P6]"""
    scene.relay.answer = lambda request: relay_pb2.UnregisterAppResponse(version=1, found=False)
    await scene.apps.unregister("/app")
    assert scene.relay.asked[0].route == "/app"


async def test_a_registration_that_makes_no_sense_is_an_error(scene: Scene) -> None:
    """[P6]"""
    scene.relay.answer = lambda request: grpc.StatusCode.INVALID_ARGUMENT
    with pytest.raises(AppInvalid, match="the test says no"):
        await scene.apps.register(APP)


async def test_a_relay_that_is_away_is_an_error(scene: Scene) -> None:
    with pytest.raises(RelayAway, match="UNAVAILABLE"):
        await scene.apps.register(APP)


async def test_a_relay_that_does_not_say_so_is_an_error(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.relay.answer = lambda request: relay_pb2.RegisterAppResponse(version=99)
    monkeypatch.setattr(relay_module, "CALL_TIMEOUT_SECONDS", 0.01)
    with pytest.raises(RelayAway, match="does not say so"):
        await scene.apps.register(APP)


async def test_after_a_break_the_difference_is_news(scene: Scene) -> None:
    scene.news.answer(told(2, ("/a", relay_pb2.APP_CHANGE_REGISTERED)))
    await scene.heard.queue.get()
    scene.news.fail()
    again = await scene.relay.news.next()
    again.answer(told(1, ("/b", relay_pb2.APP_CHANGE_LISTED)))
    news = {await scene.heard.queue.get() for _ in range(2)}
    assert news == {
        News("/a", AppChange.UNREGISTERED, AppMode.UNICAST),
        News("/b", AppChange.REGISTERED, AppMode.UNICAST),
    }


async def test_events_are_forwarded(scene: Scene) -> None:
    settled = asyncio.Queue[EventOutcome]()
    scene.apps.forward(Event("/app", EventKind.QUERY, "id", ANONYMOUS, b"{}"), settled.put_nowait)
    (event,) = (await scene.events.requests.get()).events
    assert event.kind == relay_pb2.EVENT_KIND_QUERY


async def test_after_a_break_events_wait_until_the_apps_are_known(scene: Scene) -> None:
    settled = asyncio.Queue[EventOutcome]()
    scene.events.fail()
    scene.news.fail()
    events, news = await scene.relay.events.next(), await scene.relay.news.next()
    await turns_until(lambda: scene.apps._events.is_open and not scene.apps.is_connected)
    scene.apps.forward(Event("/app", EventKind.QUERY, "id", ANONYMOUS, b"{}"), settled.put_nowait)
    # The request with the event must follow the list, so it cannot be on its way when the list is asked for.
    for _ in range(10):
        await asyncio.sleep(0)
    assert events.requests.empty()
    news.answer(told(1, ("/app", relay_pb2.APP_CHANGE_LISTED)))
    (event,) = (await events.requests.get()).events
    assert event.kind == relay_pb2.EVENT_KIND_QUERY


def test_every_mode_and_change_has_a_meaning() -> None:
    assert set(relay_module.MODES) == set(AppMode)
    assert set(relay_module.CHANGES) == set(relay_pb2.AppChange.values()) - {0}
    assert set(relay_module.CHANGES.values()) == set(AppChange)


def test_secrets_are_not_shown() -> None:
    assert "key_secret" not in repr(APP)
    assert "'s'" not in repr(APP)
