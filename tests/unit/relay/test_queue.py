import pytest

from services.relay.errors import QueueFull
from services.relay.event import Event
from services.relay.queue import Entry, EventQueue, QueueBounds
from tests.unit.relay.fakes import Teller, query


def entry(event: Event | None = None, expires_at: float = 100.0) -> Entry:
    return Entry(event or query(), Teller(), expires_at)


def filled(*entries: Entry, pipelined: bool = False, bounds: QueueBounds | None = None) -> EventQueue:
    queue = EventQueue(bounds or QueueBounds())
    queue.is_pipelined = pipelined
    for each in entries:
        queue.offer(each)
    return queue


def test_one_event_of_a_client_at_a_time_is_under_way() -> None:
    """[W5]"""
    first, second = entry(query("a")), entry(query("a"))
    queue = filled(first, second)
    assert queue.take(10) == [first]
    assert queue.take(10) == []
    assert queue.remove(first)
    assert queue.take(10) == [second]


def test_a_slow_client_holds_up_nobody_else() -> None:
    """[W5]"""
    slow, waiting, other = entry(query("a")), entry(query("a")), entry(query("b"))
    queue = filled(slow, waiting, other)
    assert queue.take(10) == [slow, other]


def test_the_client_that_waits_longest_comes_first() -> None:
    entries = [entry(query(name)) for name in "abc"]
    queue = filled(*entries)
    assert queue.take(2) == entries[:2]
    assert queue.take(2) == entries[2:]


def test_in_a_pipelined_queue_everything_can_be_sent_in_order() -> None:
    first, other, second = entry(query("a")), entry(query("b")), entry(query("a"))
    queue = filled(first, other, second, pipelined=True)
    assert queue.take(10) == [first, second, other]
    third = entry(query("a"))
    queue.offer(third)
    assert queue.take(10) == [third]


def test_taking_from_a_pipelined_queue_stops_at_the_count() -> None:
    entries = [entry(query("a")) for _ in range(3)]
    queue = filled(*entries, pipelined=True)
    assert queue.take(2) == entries[:2]
    assert queue.take(2) == entries[2:]


def test_taking_stops_at_the_bytes_but_takes_one_at_least() -> None:
    entries = [entry(query("a", arguments=b"{%d}" % number)) for number in range(3)]
    queue = filled(*entries, pipelined=True)
    assert queue.take(10, max_bytes=1) == entries[:1]
    assert queue.take(10, max_bytes=entries[1].size_bytes + 1) == entries[1:]


def test_what_is_put_back_is_sent_again_before_what_came_later() -> None:
    first, second = entry(query("a")), entry(query("a"))
    queue = filled(first, second)
    queue.take(1)
    assert queue.put_back(first)
    assert queue.take(10) == [first]


def test_what_has_ended_cannot_be_put_back() -> None:
    first = entry()
    queue = filled(first)
    queue.take(1)
    queue.remove(first)
    assert not queue.put_back(first)
    assert not queue.remove(first)
    assert queue.take(10) == []


def test_after_a_stream_breaks_the_same_events_wait_in_the_same_order() -> None:
    entries = [entry(query("a")) for _ in range(3)]
    queue = filled(*entries, pipelined=True)
    queue.take(2)
    for each in queue.sent():
        queue.put_back(each)
    assert queue.take(10) == entries


def test_an_event_that_comes_while_a_pipelined_one_is_under_way_is_ready_when_the_app_begins_to_dial_out() -> (
    None
):
    first, second = entry(query("a")), entry(query("a"))
    queue = filled(first, second)
    queue.take(1)
    queue.is_pipelined = True
    assert queue.take(10) == [second]


@pytest.mark.parametrize(
    ("bounds", "names"),
    [
        (QueueBounds(max_events_per_client=2), "aaa"),
        (QueueBounds(max_events=2), "abc"),
        (QueueBounds(max_bytes=entry(query("a", arguments=b"{}")).size_bytes * 2), "abc"),
    ],
)
def test_at_a_bound_the_new_event_is_refused_and_the_old_ones_stay(bounds: QueueBounds, names: str) -> None:
    queue = EventQueue(bounds)
    *old, new = [entry(query(name, arguments=b"{}")) for name in names]
    for each in old:
        queue.offer(each)
    with pytest.raises(QueueFull, match="wait for the app already"):
        queue.offer(new)
    assert len(queue) == 2
    queue.remove(old[0])
    queue.offer(new)
    assert len(queue) == 2


def test_the_size_is_what_is_in_the_queue() -> None:
    first, second = entry(), entry()
    queue = filled(first, second)
    assert queue.size_bytes == first.size_bytes + second.size_bytes
    queue.remove(first)
    assert queue.size_bytes == second.size_bytes
    queue.clear()
    assert (len(queue), queue.size_bytes) == (0, 0)


def test_what_waits_too_long_expires_and_what_is_under_way_does_not() -> None:
    under_way, old, young = entry(query("a"), 10), entry(query("b"), 10), entry(query("c"), 20)
    queue = filled(under_way, old, young)
    queue.take(1)
    assert queue.next_expiry() == 10
    assert queue.expire(10) == [old]
    assert queue.next_expiry() == 20
    assert queue.unsent() == [young]
    assert queue.sent() == [under_way]


def test_an_empty_queue_never_expires() -> None:
    assert EventQueue(QueueBounds()).next_expiry() is None


def test_an_expired_event_makes_way_for_the_next_of_its_client() -> None:
    old, young = entry(query("a"), 10), entry(query("a"), 20)
    queue = filled(old, young)
    queue.expire(10)
    assert queue.take(10) == [young]


def test_clearing_takes_out_everything() -> None:
    entries = [entry(query(name)) for name in "ab"]
    queue = filled(*entries)
    queue.take(1)
    assert queue.clear() == entries
    assert queue.take(10) == []
