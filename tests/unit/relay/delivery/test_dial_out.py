import asyncio

from services.relay.delivery.dial_out import DialOutCourier
from services.relay.delivery.lane import Ending, Lane
from services.relay.event import Event, EventStatus
from services.relay.queue import QueueBounds
from tests.unit.relay.fakes import FakeClock, FakeOwner, Teller, query, settle_down


class Scene:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.owner = FakeOwner()
        self.lane = Lane("/app", QueueBounds(), owner=self.owner, clock=self.clock)
        self.courier = self.dial_in()

    def dial_in(self) -> DialOutCourier:
        courier = DialOutCourier(self.lane)
        self.lane.serve_by(courier)
        return courier

    def accept(self, event: Event) -> Teller:
        teller = Teller()
        self.lane.accept(event, teller, 30)
        return teller


async def test_events_come_in_order_with_ids_that_count_up() -> None:
    """[W5]"""
    scene = Scene()
    first, second = query("a"), query("a")
    scene.accept(first)
    scene.accept(second)
    batches = scene.courier.batches()
    assert await anext(batches) == [(1, first), (2, second)]
    third = query("a")
    scene.accept(third)
    assert await anext(batches) == [(3, third)]


async def test_an_event_is_settled_when_the_app_has_accepted_it() -> None:
    scene = Scene()
    first, second = scene.accept(query("a")), scene.accept(query("a"))
    await anext(scene.courier.batches())
    scene.courier.accepted([2, 2, 77])
    assert (first.outcomes, second.statuses) == ([], [EventStatus.ACCEPTED])
    scene.courier.accepted([1])
    assert first.statuses == [EventStatus.ACCEPTED]


async def test_the_stream_waits_for_events() -> None:
    scene = Scene()
    batch = asyncio.create_task(anext(scene.courier.batches()))
    await settle_down()
    assert not batch.done()
    event = query()
    scene.accept(event)
    assert await batch == [(1, event)]


async def test_what_was_not_accepted_when_the_stream_broke_is_sent_again_in_order() -> None:
    scene = Scene()
    events = [query("a") for _ in range(3)]
    tellers = [scene.accept(event) for event in events[:2]]
    await anext(scene.courier.batches())
    scene.courier.accepted([1])
    scene.courier.break_off(30)
    tellers.append(scene.accept(events[2]))
    assert [teller.statuses for teller in tellers] == [[EventStatus.ACCEPTED], *[[EventStatus.WAITING]] * 2]
    assert scene.owner.told == [("down", "the stream of the app broke")]
    again = scene.dial_in()
    assert await anext(again.batches()) == [(1, events[1]), (2, events[2])]


async def test_a_broken_stream_gives_events_their_full_time_to_wait() -> None:
    scene = Scene()
    teller = scene.accept(query())
    await anext(scene.courier.batches())
    scene.clock.pass_seconds(100)
    scene.courier.break_off(30)
    scene.clock.pass_seconds(29)
    assert teller.statuses == [EventStatus.WAITING]
    scene.clock.pass_seconds(1)
    assert teller.statuses == [EventStatus.WAITING, EventStatus.EXPIRED]


async def test_a_replaced_stream_ends_and_its_successor_gets_what_was_not_accepted() -> None:
    scene = Scene()
    event = query()
    scene.accept(event)
    batches = scene.courier.batches()
    await anext(batches)
    successor = scene.dial_in()
    assert [batch async for batch in batches] == []
    assert scene.courier.ending is Ending.REPLACED
    assert await anext(successor.batches()) == [(1, event)]
    # The old stream falls apart a little later; that is no news.
    scene.courier.break_off(30)
    assert scene.owner.told == []
    assert scene.lane.courier is successor


async def test_a_late_acceptance_on_a_replaced_stream_means_nothing() -> None:
    scene = Scene()
    teller = scene.accept(query())
    await anext(scene.courier.batches())
    scene.dial_in()
    scene.courier.accepted([1])
    assert teller.outcomes == []


async def test_a_stream_that_is_closed_while_it_waits_ends() -> None:
    scene = Scene()
    batch = asyncio.create_task(anext(scene.courier.batches(), None))
    await settle_down()
    scene.lane.close(Ending.LEFT)
    assert await batch is None
    assert scene.courier.ending is Ending.LEFT
