import asyncio
from dataclasses import replace

import pytest

from services.relay.apps import AppChange, AppMode
from services.relay.delivery.http import Attempt, Fate
from services.relay.errors import Draining
from services.relay.event import Client, Event, EventKind, EventStatus
from services.relay.queue import QueueBounds
from tests.unit.relay.fakes import boot, client, query, settle_down
from tests.unit.relay.scene import Scene, http_app, news

ACCEPTED, UNKNOWN_APP = EventStatus.ACCEPTED, EventStatus.UNKNOWN_APP


def resume(name: str = "c1", route: str = "/app") -> Event:
    return Event(route, EventKind.RESUME, client(name))


def disconnect(name: str = "c1", route: str = "/app") -> Event:
    return Event(route, EventKind.DISCONNECT, client(name))


def kinds(events: list[Event]) -> list[tuple[str, EventKind]]:
    return [(event.route, event.kind) for event in events]


async def with_apps(
    *routes: str, mode: AppMode = AppMode.UNICAST, bounds: QueueBounds | None = None
) -> Scene:
    scene = Scene(bounds or QueueBounds())
    for route in routes:
        await scene.directory.register(http_app(route, mode))
    return scene


async def test_an_event_for_a_route_without_an_app_goes_nowhere() -> None:
    """[N8]"""
    scene = Scene()
    teller = await scene.forward(scene.relay.open_stream(), boot())
    assert teller.statuses == [UNKNOWN_APP]
    assert len(scene.relay.attachments) == 0


async def test_a_boot_and_a_query_reach_the_app_in_order() -> None:
    """[W5, W7]"""
    scene = await with_apps("/app")
    stream = scene.relay.open_stream()
    first, second = boot(), query()
    booted, asked = await scene.forward(stream, first), await scene.forward(stream, second)
    assert scene.post.open_events == [first]
    await scene.post.answer(first)
    await scene.post.answer(second)
    assert booted.statuses == asked.statuses == [ACCEPTED]


async def test_what_the_queue_refuses_is_told() -> None:
    """[N8]"""
    scene = await with_apps("/app", bounds=QueueBounds(max_events_per_client=1))
    stream = scene.relay.open_stream()
    await scene.forward(stream, query())
    teller = await scene.forward(stream, query())
    assert teller.statuses == [EventStatus.QUEUE_FULL]
    assert scene.directory.stats.outcomes == {("query", "queue_full"): 1}


@pytest.mark.parametrize(("mode", "page"), [(AppMode.BROADCAST, "/app"), (AppMode.MULTICAST, "/anon")])
async def test_a_shared_page_is_cleared_when_the_query_was_taken_and_not_before(
    mode: AppMode, page: str
) -> None:
    """[N4]"""
    scene = await with_apps("/app", mode=mode)
    event = query()
    await scene.forward(scene.relay.open_stream(), event)
    feed = scene.directory.watch()
    assert await news(feed) == [("/app", AppChange.LISTED)]
    version = scene.directory.table.version
    await scene.post.answer(event)
    assert await news(feed) == [(page, AppChange.CLEARED)]
    assert scene.directory.table.version == version


async def test_a_query_that_failed_clears_nothing() -> None:
    """[N4]"""
    scene = await with_apps("/app", mode=AppMode.BROADCAST)
    event = query()
    await scene.forward(scene.relay.open_stream(), event)
    await scene.post.answer(event, Attempt(Fate.DECLINED, "500"))
    assert await news(scene.directory.watch()) == [("/app", AppChange.LISTED)]


async def test_a_client_that_leaves_is_gone_from_every_app_it_came_to() -> None:
    scene = await with_apps("/one", "/two", "/three")
    stream = scene.relay.open_stream()
    events = [boot(route="/one"), boot(route="/two")]
    for event in events:
        await scene.forward(stream, event)
        await scene.post.answer(event)
    teller = await scene.forward(stream, disconnect(route="/two"))
    again = await scene.forward(stream, disconnect(route="/one"))
    assert teller.statuses == again.statuses == [ACCEPTED]
    assert kinds(scene.post.open_events) == [
        ("/one", EventKind.DISCONNECT),
        ("/two", EventKind.DISCONNECT),
    ]


async def test_a_goodbye_comes_after_everything_the_client_did() -> None:
    scene = await with_apps("/app")
    stream = scene.relay.open_stream()
    event = query()
    await scene.forward(stream, event)
    await scene.forward(stream, disconnect())
    assert scene.post.open_events == [event]
    await scene.post.answer(event)
    assert kinds(scene.post.open_events) == [("/app", EventKind.DISCONNECT)]


async def test_a_stale_goodbye_is_not_told_to_the_app() -> None:
    scene = await with_apps("/app")
    old, new = scene.relay.open_stream(), scene.relay.open_stream()
    event = boot()
    await scene.forward(old, event)
    await scene.post.answer(event)
    await scene.forward(new, resume())
    teller = await scene.forward(old, disconnect())
    assert teller.statuses == [ACCEPTED]
    assert scene.post.open_events == []


async def test_coming_back_is_not_told_to_the_app() -> None:
    """[R6]"""
    scene = await with_apps("/app")
    teller = await scene.forward(scene.relay.open_stream(), resume())
    assert teller.statuses == [ACCEPTED]
    assert scene.post.attempts == []
    assert len(scene.relay.attachments) == 1


async def test_coming_back_to_an_app_that_has_left_is_told() -> None:
    scene = await with_apps("/app")
    teller = await scene.forward(scene.relay.open_stream(), resume(route="/other"))
    assert teller.statuses == [UNKNOWN_APP]


async def test_the_clients_of_a_lost_gateway_are_gone_after_the_reconnect_timeout() -> None:
    scene = await with_apps("/one", "/two")
    stream = scene.relay.open_stream()
    for event in (boot("a", route="/one"), boot("a", route="/two"), boot("b", route="/one")):
        await scene.forward(stream, event)
        await scene.post.answer(event)
    scene.relay.close_stream(stream)
    scene.clock.pass_seconds(4.9)
    await settle_down()
    assert scene.post.open_events == []
    scene.clock.pass_seconds(0.1)
    await settle_down()
    gone = [(event.client.id, event.route, event.kind) for event in scene.post.open_events]
    assert sorted(gone, key=str) == [
        ("a", "/one", EventKind.DISCONNECT),
        ("a", "/two", EventKind.DISCONNECT),
        ("b", "/one", EventKind.DISCONNECT),
    ]


async def test_a_client_that_comes_back_through_another_gateway_is_not_gone() -> None:
    """[R6]"""
    scene = await with_apps("/app")
    old, new = scene.relay.open_stream(), scene.relay.open_stream()
    event = boot()
    await scene.forward(old, event)
    await scene.post.answer(event)
    scene.relay.close_stream(old)
    scene.clock.pass_seconds(4)
    await scene.forward(new, resume())
    scene.clock.pass_seconds(10)
    await settle_down()
    assert scene.post.open_events == []


async def test_clients_lost_one_after_another_go_one_after_another() -> None:
    scene = await with_apps("/app")
    streams = [scene.relay.open_stream(), scene.relay.open_stream()]
    for stream, name in zip(streams, "ab", strict=True):
        event = boot(name)
        await scene.forward(stream, event)
        await scene.post.answer(event)
    scene.relay.close_stream(streams[0])
    scene.clock.pass_seconds(2)
    scene.relay.close_stream(streams[1])
    scene.clock.pass_seconds(3)
    await settle_down()
    assert [event.client.id for event in scene.post.open_events] == ["a"]
    scene.clock.pass_seconds(2)
    await settle_down()
    assert [event.client.id for event in scene.post.open_events] == ["a", "b"]


async def test_signing_out_is_told_to_every_app_and_nobody_waits_for_it() -> None:
    scene = await with_apps("/one", "/two")
    logout = Event("", EventKind.LOGOUT, Client("", "ann", "Ann"))
    teller = await scene.forward(scene.relay.open_stream(), logout)
    assert teller.statuses == [ACCEPTED]
    assert scene.post.open_events == [replace(logout, route="/one"), replace(logout, route="/two")]


async def test_who_came_to_an_app_that_has_left_is_not_announced_to_its_successor() -> None:
    scene = await with_apps("/app")
    stream = scene.relay.open_stream()
    event = boot()
    await scene.forward(stream, event)
    await scene.post.answer(event)
    assert await scene.relay.unregister("/app") == (2, True)
    await scene.directory.register(http_app("/app"))
    await scene.forward(stream, disconnect())
    assert scene.post.open_events == []


async def test_a_relay_that_is_being_stopped_takes_what_its_gateways_still_send_but_no_new_gateways() -> None:
    scene = await with_apps("/app")
    stream = scene.relay.open_stream()
    first, second = boot(), query("other")
    await scene.forward(stream, first)
    draining = asyncio.create_task(scene.relay.drain())
    await settle_down()
    teller = await scene.forward(stream, second)
    with pytest.raises(Draining):
        scene.relay.open_stream()
    await scene.post.answer(first)
    assert not draining.done()
    await scene.post.answer(second)
    await draining
    assert teller.statuses == [ACCEPTED]


async def test_a_relay_that_is_being_stopped_does_not_take_its_clients_for_lost() -> None:
    scene = await with_apps("/app")
    stream, other = scene.relay.open_stream(), scene.relay.open_stream()
    for each, name in ((stream, "a"), (other, "b")):
        event = boot(name)
        await scene.forward(each, event)
        await scene.post.answer(event)
    scene.relay.close_stream(other)
    await scene.relay.drain()
    scene.relay.close_stream(stream)
    scene.clock.pass_seconds(60)
    await settle_down()
    assert scene.post.open_events == []
