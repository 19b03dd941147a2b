import pytest

from services.relay.apps import HttpAddress
from services.relay.delivery.http import Attempt, Deliveries, Fate, HttpCourier
from services.relay.delivery.lane import Lane
from services.relay.event import Event, EventStatus
from services.relay.queue import QueueBounds
from tests.unit.relay.fakes import TAKEN, FakeClock, FakeOwner, FakePost, Teller, query, settle_down

ADDRESS = HttpAddress("http://127.0.0.1:8000", "id", "secret")
REFUSED = Attempt(Fate.UNREACHED, "refused")
DECLINED = Attempt(Fate.DECLINED, "500")
UNANSWERED = Attempt(Fate.UNANSWERED, "timed out")


class Scene:
    def __init__(self, max_parallel: int = 64) -> None:
        self.clock = FakeClock()
        self.owner = FakeOwner()
        self.post = FakePost()
        self.deliveries = Deliveries()
        self.lane = Lane("/app", QueueBounds(), owner=self.owner, clock=self.clock)
        self.max_parallel = max_parallel
        self.register()

    def register(self) -> None:
        courier = HttpCourier(
            self.lane, ADDRESS, post=self.post, deliveries=self.deliveries, max_parallel=self.max_parallel
        )
        self.lane.serve_by(courier)

    async def accept(self, event: Event) -> Teller:
        teller = Teller()
        self.lane.accept(event, teller, 30)
        await settle_down()
        return teller

    async def pass_seconds(self, seconds: float) -> None:
        self.clock.pass_seconds(seconds)
        await settle_down()

    async def bring_down(self) -> tuple[Event, Teller]:
        """Refuses one event until the app counts as down; the event then waits."""
        event = query("first")
        teller = await self.accept(event)
        await self.post.answer(event, REFUSED)
        await self.pass_seconds(0.1)
        await self.post.answer(event, REFUSED)
        await self.pass_seconds(0.4)
        await self.post.answer(event, REFUSED)
        return event, teller


async def test_an_event_is_accepted_when_the_app_has_answered() -> None:
    """[W5]"""
    scene = Scene()
    event = query()
    teller = await scene.accept(event)
    assert teller.outcomes == []
    await scene.post.answer(event)
    assert teller.statuses == [EventStatus.ACCEPTED]
    assert scene.post.attempts[0][0] is ADDRESS


async def test_the_events_of_a_client_go_one_after_another_and_clients_at_the_same_time() -> None:
    """[W5]"""
    scene = Scene()
    slow, next_of_slow, other = query("a"), query("a"), query("b")
    for event in (slow, next_of_slow, other):
        await scene.accept(event)
    assert scene.post.open_events == [slow, other]
    await scene.post.answer(slow)
    assert scene.post.open_events == [other, next_of_slow]


async def test_no_more_than_the_allowed_number_is_under_way() -> None:
    scene = Scene(max_parallel=2)
    events = [query(name) for name in "abc"]
    for event in events:
        await scene.accept(event)
    assert scene.post.open_events == events[:2]
    await scene.post.answer(events[1])
    assert scene.post.open_events == [events[0], events[2]]


@pytest.mark.parametrize("attempt", [DECLINED, UNANSWERED])
async def test_what_may_have_been_delivered_is_never_sent_again(attempt: Attempt) -> None:
    scene = Scene()
    event, following = query("a"), query("a")
    teller = await scene.accept(event)
    await scene.accept(following)
    await scene.post.answer(event, attempt)
    await scene.pass_seconds(60)
    assert [each for _, each, _ in scene.post.attempts].count(event) == 1
    assert teller.statuses == [EventStatus.FAILED]
    assert teller.outcomes[0].reason == attempt.reason


async def test_what_was_not_delivered_is_sent_again_before_what_came_later() -> None:
    scene = Scene()
    first, second = query("a"), query("a")
    first_teller = await scene.accept(first)
    await scene.accept(second)
    await scene.post.answer(first, REFUSED)
    assert scene.post.open_events == []
    await scene.pass_seconds(0.1)
    assert scene.post.open_events == [first]
    await scene.post.answer(first)
    assert first_teller.statuses == [EventStatus.ACCEPTED]
    assert scene.post.open_events == [second]


async def test_after_three_refusals_the_app_is_down_and_the_event_waits() -> None:
    """[N7]"""
    scene = Scene()
    _, teller = await scene.bring_down()
    assert scene.owner.told == [("down", "refused")]
    assert teller.statuses == [EventStatus.WAITING]


async def test_one_event_at_a_time_probes_an_app_that_is_down() -> None:
    scene = Scene()
    waiting, _ = await scene.bring_down()
    other = query("other")
    await scene.accept(other)
    assert scene.post.open_events == []
    await scene.pass_seconds(1)
    assert len(scene.post.open_events) == 1
    await scene.post.answer(scene.post.open_events[0], REFUSED)
    await scene.pass_seconds(1.9)
    assert scene.post.open_events == []
    await scene.pass_seconds(0.1)
    assert len(scene.post.open_events) == 1
    assert {waiting, other} >= set(scene.post.open_events)


async def test_an_app_that_answers_a_probe_is_up_and_gets_everything_that_waits() -> None:
    """[N7]"""
    scene = Scene()
    waiting, teller = await scene.bring_down()
    others = [query(name) for name in "bc"]
    for other in others:
        await scene.accept(other)
    await scene.pass_seconds(1)
    (probe,) = scene.post.open_events
    await scene.post.answer(probe)
    assert scene.owner.told[-1] == ("up", "/app")
    assert set(scene.post.open_events) == {waiting, *others} - {probe}
    assert teller.statuses[0] is EventStatus.WAITING


async def test_when_nothing_waits_nothing_probes_until_the_next_event() -> None:
    scene = Scene()
    _, teller = await scene.bring_down()
    await scene.pass_seconds(30)
    for event in scene.post.open_events:
        await scene.post.answer(event, REFUSED)
    await scene.pass_seconds(60)
    assert teller.statuses == [EventStatus.WAITING, EventStatus.EXPIRED]
    assert scene.post.open_events == []
    assert scene.clock.timers == []
    event = query("next")
    await scene.accept(event)
    assert scene.post.open_events == [event]


async def test_an_app_that_declines_is_not_down() -> None:
    scene = Scene()
    for _ in range(5):
        event = query()
        await scene.accept(event)
        await scene.post.answer(event, DECLINED)
    assert scene.owner.told == []


async def test_an_app_that_never_answers_goes_down_too() -> None:
    scene = Scene()
    events = [query(name) for name in "abc"]
    for event in events:
        await scene.accept(event)
    for event in events:
        await scene.post.answer(event, UNANSWERED)
    assert scene.owner.told == [("down", "timed out")]


async def test_an_app_that_registers_again_gets_what_waits_at_once() -> None:
    scene = Scene()
    waiting, teller = await scene.bring_down()
    scene.register()
    await settle_down()
    assert scene.post.open_events == [waiting]
    await scene.post.answer(waiting)
    assert teller.statuses == [EventStatus.WAITING, EventStatus.ACCEPTED]


async def test_what_a_replaced_app_still_answers_counts_for_its_event_but_not_for_its_successor() -> None:
    scene = Scene()
    events = [query(name) for name in "abc"]
    tellers = [await scene.accept(event) for event in events]
    scene.register()
    for event in events:
        await scene.post.answer(event, UNANSWERED)
    assert [teller.statuses for teller in tellers] == [[EventStatus.FAILED]] * 3
    assert scene.owner.told == []
    assert not scene.lane.is_down


async def test_what_did_not_reach_a_replaced_app_goes_to_its_successor() -> None:
    scene = Scene()
    event = query()
    await scene.accept(event)
    scene.register()
    await scene.post.answer(event, REFUSED)
    assert scene.post.open_events == [event]


async def test_a_defect_in_the_posting_does_not_leave_the_client_waiting() -> None:
    scene = Scene()

    async def broken(address: HttpAddress, event: Event) -> Attempt:
        raise ZeroDivisionError("defect")

    scene.post.deliver = broken  # type: ignore[method-assign]
    teller = await scene.accept(query())
    assert teller.statuses == [EventStatus.FAILED]
    assert "defect" in teller.outcomes[0].reason


async def test_deliveries_can_be_waited_for() -> None:
    scene = Scene()
    event = query()
    teller = await scene.accept(event)
    scene.post.attempts[0][2].set_result(TAKEN)
    await scene.deliveries.finish()
    assert teller.statuses == [EventStatus.ACCEPTED]


async def test_deliveries_can_be_broken_off() -> None:
    scene = Scene()
    await scene.accept(query())
    await scene.deliveries.cancel()
    assert scene.post.attempts[0][2].cancelled()
