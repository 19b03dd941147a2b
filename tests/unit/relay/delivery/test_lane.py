import pytest

from services.relay.delivery.lane import Ending, Lane
from services.relay.errors import QueueFull
from services.relay.event import EventStatus, Outcome
from services.relay.queue import QueueBounds
from tests.unit.relay.fakes import FakeClock, FakeCourier, FakeOwner, Teller, query

FAILED = Outcome(EventStatus.FAILED, "no")


class Scene:
    def __init__(self, bounds: QueueBounds | None = None) -> None:
        self.clock = FakeClock()
        self.owner = FakeOwner()
        self.lane = Lane("/app", bounds or QueueBounds(), owner=self.owner, clock=self.clock)
        self.courier = FakeCourier()
        self.lane.serve_by(self.courier)

    def accept(self, name: str = "c1", wait_seconds: float = 30) -> Teller:
        teller = Teller()
        self.lane.accept(query(name), teller, wait_seconds)
        return teller


def test_a_new_event_wakes_the_courier() -> None:
    scene = Scene()
    wakes = scene.courier.wakes
    scene.accept()
    assert scene.courier.wakes == wakes + 1


def test_who_sent_an_event_is_told_what_became_of_it_once() -> None:
    scene = Scene()
    teller = scene.accept()
    (entry,) = scene.lane.queue.take(1)
    scene.lane.settle(entry, FAILED)
    scene.lane.settle(entry)
    assert teller.outcomes == [FAILED]
    assert scene.owner.settled == [(entry.event, EventStatus.FAILED)]


def test_when_an_app_goes_down_the_senders_know_that_their_events_wait() -> None:
    """[N7]"""
    scene = Scene()
    teller = scene.accept()
    scene.lane.go_down("refused")
    scene.lane.go_down("refused again")
    later = scene.accept()
    assert teller.statuses == later.statuses == [EventStatus.WAITING]
    assert scene.owner.told == [("down", "refused")]


def test_an_event_that_was_under_way_when_the_app_went_down_waits_too() -> None:
    scene = Scene()
    teller = scene.accept()
    (entry,) = scene.lane.queue.take(1)
    scene.lane.go_down("refused")
    assert teller.outcomes == []
    scene.lane.put_back(entry)
    scene.lane.queue.take(1)
    scene.lane.put_back(entry)
    assert teller.statuses == [EventStatus.WAITING]


def test_an_app_comes_up_once() -> None:
    """[N7]"""
    scene = Scene()
    scene.lane.come_up()
    scene.lane.go_down("refused")
    scene.lane.come_up()
    scene.lane.come_up()
    assert scene.owner.told == [("down", "refused"), ("up", "/app")]


def test_an_event_that_waits_too_long_expires() -> None:
    """[N8]"""
    scene = Scene()
    first, second = scene.accept("a", wait_seconds=10), scene.accept("b", wait_seconds=20)
    scene.clock.pass_seconds(9.9)
    assert first.outcomes == []
    scene.clock.pass_seconds(0.1)
    assert first.statuses == [EventStatus.EXPIRED]
    assert second.outcomes == []
    scene.clock.pass_seconds(10)
    assert second.statuses == [EventStatus.EXPIRED]
    assert scene.clock.timers == []


def test_an_event_under_way_expires_only_after_it_was_put_back() -> None:
    scene = Scene()
    teller = scene.accept(wait_seconds=10)
    (entry,) = scene.lane.queue.take(1)
    scene.clock.pass_seconds(15)
    assert teller.outcomes == []
    scene.lane.put_back(entry)
    scene.clock.pass_seconds(0)
    assert teller.statuses == [EventStatus.EXPIRED]


def test_an_event_that_was_put_back_can_be_the_first_to_expire() -> None:
    scene = Scene()
    first, second = scene.accept("a", wait_seconds=10), scene.accept("b", wait_seconds=30)
    (entry,) = scene.lane.queue.take(1)
    scene.clock.pass_seconds(10)
    entry.expires_at = scene.clock.now + 5
    scene.lane.put_back(entry)
    scene.clock.pass_seconds(5)
    assert (first.statuses, second.statuses) == ([EventStatus.EXPIRED], [])


def test_a_replaced_app_leaves_its_events_to_the_next_one() -> None:
    scene = Scene()
    teller = scene.accept()
    scene.lane.go_down("refused")
    successor = FakeCourier()
    scene.lane.serve_by(successor)
    assert scene.courier.ending is Ending.REPLACED
    assert successor.wakes == 1
    assert not scene.lane.is_down
    assert teller.statuses == [EventStatus.WAITING]
    assert len(scene.lane.queue) == 1


def test_when_an_app_leaves_its_events_have_nowhere_to_go() -> None:
    """[N8]"""
    scene = Scene()
    sent, waiting = scene.accept("a"), scene.accept("b")
    (entry,) = scene.lane.queue.take(1)
    scene.lane.close(Ending.LEFT)
    assert sent.outcomes == waiting.outcomes == [Outcome(EventStatus.EXPIRED, "the app has left")]
    assert scene.courier.ending is Ending.LEFT
    scene.lane.put_back(entry)
    scene.clock.pass_seconds(60)
    assert len(sent.outcomes) == 1


def test_a_full_queue_says_so() -> None:
    scene = Scene(QueueBounds(max_events=1))
    scene.accept("a")
    with pytest.raises(QueueFull):
        scene.accept("b")
