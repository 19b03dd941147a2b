import asyncio

import pytest

from services.relay.apps import App, AppChange, AppMode
from services.relay.delivery.circuit import FAILURES_UNTIL_DOWN
from services.relay.delivery.http import Attempt, Fate
from services.relay.delivery.lane import Ending
from services.relay.errors import AddressInvalid, RegistryUnwritable, RouteInvalid
from services.relay.event import EventStatus
from tests.unit.relay.fakes import query, settle_down
from tests.unit.relay.scene import Scene, http_app, news

DOWN, UP = AppChange.DOWN, AppChange.UP
LISTED, REGISTERED, UNREGISTERED = AppChange.LISTED, AppChange.REGISTERED, AppChange.UNREGISTERED


async def test_a_registration_is_on_disk_before_it_is_news() -> None:
    """[N5]"""
    scene = Scene()
    feed = scene.directory.watch()
    assert await news(feed) == []
    assert await scene.directory.register(http_app()) == 1
    assert scene.shelf.saved == [[http_app()]]
    assert await news(feed) == [("/app", REGISTERED)]


async def test_a_registration_that_cannot_be_kept_does_not_happen() -> None:
    scene = Scene()
    scene.shelf.is_full = True
    with pytest.raises(RegistryUnwritable):
        await scene.directory.register(http_app())
    assert scene.directory.lane("/app") is None
    assert scene.directory.table.version == 0


@pytest.mark.parametrize(
    ("app", "error"), [(http_app("app"), RouteInvalid), (http_app(port=0), AddressInvalid)]
)
async def test_a_registration_that_makes_no_sense_is_not_kept(app: App, error: type[Exception]) -> None:
    scene = Scene()
    with pytest.raises(error):
        await scene.directory.register(app)
    assert scene.shelf.saved == []


async def test_registering_the_same_app_again_is_news_but_no_work_for_the_disk() -> None:
    scene = Scene()
    await scene.directory.register(http_app())
    feed = scene.directory.watch()
    await scene.directory.register(http_app())
    assert len(scene.shelf.saved) == 1
    assert await news(feed) == [("/app", LISTED), ("/app", REGISTERED)]


async def test_registrations_at_the_same_time_are_all_kept() -> None:
    scene = Scene()
    await asyncio.gather(*(scene.directory.register(http_app(f"/{name}")) for name in "abc"))
    assert {app.route for app in scene.shelf.saved[-1]} == {"/a", "/b", "/c"}


async def test_kept_apps_are_there_again() -> None:
    scene = Scene()
    scene.directory.restore([http_app("/a"), http_app("/b")])
    assert await news(scene.directory.watch()) == [("/a", LISTED), ("/b", LISTED)]


async def test_an_app_that_has_left_is_gone_from_the_disk_too() -> None:
    """[N5, N10]"""
    scene = Scene()
    await scene.directory.register(http_app("/a"))
    await scene.directory.register(http_app("/b"))
    feed = scene.directory.watch()
    await news(feed)
    version = scene.directory.table.version
    assert await scene.directory.unregister("/a") == (version + 1, True)
    assert scene.shelf.saved[-1] == [http_app("/b")]
    assert await news(feed) == [("/a", UNREGISTERED)]
    assert scene.directory.lane("/a") is None


async def test_unregistering_an_unknown_route_is_no_news() -> None:
    scene = Scene()
    assert await scene.directory.unregister("/a") == (0, False)


async def test_an_app_that_dials_in_takes_the_place_of_one_that_was_kept() -> None:
    scene = Scene()
    await scene.directory.register(http_app())
    await scene.directory.dial_in("/app", AppMode.BROADCAST)
    assert scene.shelf.saved[-1] == []
    assert scene.directory.table.get("/app") == App("/app", AppMode.BROADCAST)


async def test_an_app_cannot_dial_in_at_a_route_that_makes_no_sense() -> None:
    with pytest.raises(RouteInvalid):
        await Scene().directory.dial_in("app", AppMode.UNICAST)


async def test_the_second_app_that_dials_in_replaces_the_first() -> None:
    scene = Scene()
    first = await scene.directory.dial_in("/app", AppMode.UNICAST)
    second = await scene.directory.dial_in("/app", AppMode.UNICAST)
    assert (first.ending, second.ending) == (Ending.REPLACED, None)


async def test_a_late_goodbye_of_a_replaced_app_does_not_unregister_its_successor() -> None:
    scene = Scene()
    first = await scene.directory.dial_in("/app", AppMode.UNICAST)
    await scene.directory.dial_in("/app", AppMode.UNICAST)
    assert await scene.directory.unregister("/app", only=first) == (2, False)
    assert scene.directory.table.get("/app") is not None


async def test_a_dial_out_app_whose_stream_broke_is_down_until_it_is_back() -> None:
    """[N7]"""
    scene = Scene()
    courier = await scene.directory.dial_in("/app", AppMode.UNICAST)
    feed = scene.directory.watch()
    await news(feed)
    courier.break_off(30)
    assert await news(feed) == [("/app", DOWN)]
    assert scene.directory.stats.apps_gone_down == 1
    await scene.directory.dial_in("/app", AppMode.UNICAST)
    assert await news(feed) == [("/app", REGISTERED)]
    assert not scene.directory.table.is_down("/app")


async def test_an_app_that_is_back_is_news() -> None:
    """[N7]"""
    scene = Scene()
    await scene.directory.register(http_app())
    feed = scene.directory.watch()
    await news(feed)
    scene.directory.app_went_down("/app", "refused")
    scene.directory.app_went_down("/app", "refused")
    scene.directory.app_came_up("/app")
    scene.directory.app_came_up("/app")
    assert await news(feed) == [("/app", DOWN), ("/app", UP)]


async def test_outcomes_are_counted_by_kind_and_status() -> None:
    scene = Scene()
    await scene.directory.register(http_app())
    stream = scene.relay.open_stream()
    event = query()
    await scene.forward(stream, event)
    await scene.post.answer(event, Attempt(Fate.DECLINED, "500"))
    assert scene.directory.stats.outcomes == {("query", "failed"): 1}


async def test_draining_waits_for_what_is_under_way() -> None:
    scene = Scene()
    await scene.directory.register(http_app())
    event = query()
    await scene.forward(scene.relay.open_stream(), event)
    draining = asyncio.create_task(scene.directory.drain())
    await settle_down()
    assert not draining.done()
    await scene.post.answer(event)
    await draining


async def test_draining_does_not_wait_for_an_app_that_is_down() -> None:
    scene = Scene()
    courier = await scene.directory.dial_in("/app", AppMode.UNICAST)
    await scene.forward(scene.relay.open_stream(), query())
    courier.break_off(30)
    await scene.directory.drain()


async def test_draining_gives_up_an_app_that_goes_down_meanwhile() -> None:
    scene = Scene()
    await scene.directory.register(http_app())
    event = query()
    await scene.forward(scene.relay.open_stream(), event)
    draining = asyncio.create_task(scene.directory.drain())
    for _ in range(FAILURES_UNTIL_DOWN):
        await settle_down()
        await scene.post.answer(event, Attempt(Fate.UNREACHED, "refused"))
        scene.clock.pass_seconds(1)
    await draining


async def test_stopping_settles_everything() -> None:
    scene = Scene()
    await scene.directory.register(http_app())
    courier = await scene.directory.dial_in("/dials", AppMode.UNICAST)
    feed = scene.directory.watch()
    tellers = [
        await scene.forward(scene.relay.open_stream(), query(route=route)) for route in ("/app", "/dials")
    ]
    await scene.directory.stop()
    assert [teller.statuses for teller in tellers] == [[EventStatus.EXPIRED]] * 2
    assert courier.ending is Ending.STOPPED
    assert len([batch async for batch in feed.batches()]) == 1
    assert scene.post.open_events == []


async def test_an_app_without_an_address_cannot_be_restored() -> None:
    with pytest.raises(ValueError, match="has no address"):
        Scene().directory.restore([App("/app", AppMode.UNICAST)])
