from dataclasses import replace

from services.relay.event import Client, Event, EventKind
from tests.unit.relay.fakes import query


def test_the_events_of_a_client_have_one_order() -> None:
    assert query("a").sender == query("a").sender
    assert query("a").sender != query("b").sender


def test_the_sign_outs_of_two_users_have_nothing_to_do_with_each_other() -> None:
    def logout(subject: str) -> Event:
        return Event("/app", EventKind.LOGOUT, Client("", subject, subject))

    assert logout("ann").sender != logout("bob").sender
    assert logout("ann").sender != query("ann").sender


def test_everything_an_outsider_chooses_counts_for_the_size() -> None:
    event = query(arguments=b"{}")
    longer = replace(event, arguments=b'{"a":1}', headers=(("X-Name", ("12345",)),))
    assert longer.size_bytes - event.size_bytes == len(b'{"a":1}') - len(b"{}") + len("X-Name") + len("12345")
