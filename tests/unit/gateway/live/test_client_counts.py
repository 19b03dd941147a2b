from services.gateway.live.client_counts import ClientCounts
from services.gateway.upstream.apps import EventKind, EventStatus


def test_events_are_counted_by_their_kind_and_what_became_of_them() -> None:
    counts = ClientCounts()
    for status in (EventStatus.ACCEPTED, EventStatus.FAILED, EventStatus.ACCEPTED):
        counts.count_event(EventKind.QUERY, status)
    counts.count_event(EventKind.BOOT, EventStatus.ACCEPTED)
    assert counts.events == {
        ("query", "accepted"): 2,
        ("query", "failed"): 1,
        ("boot", "accepted"): 1,
    }
