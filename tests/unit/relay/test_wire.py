import pytest

from h2o.wave.v1 import relay_pb2
from services.relay import wire
from services.relay.apps import App, AppChange, AppMode, HttpAddress, News
from services.relay.errors import MessageInvalid
from services.relay.event import Client, Event, EventKind, EventStatus, Outcome

EVENT = Event(
    "/app",
    EventKind.BOOT,
    Client("c1", "u1", "Ann", "s1", "access", "refresh", b"{}"),
    b"{}",
    (("X-Foo", ("a", "b")),),
)


def test_an_event_survives_the_way_through_the_relay() -> None:
    message = wire.event_to_proto(7, EVENT)
    assert message.id == 7
    assert wire.event_from_proto(message) == EVENT


@pytest.mark.parametrize("kind", [0, 99])
def test_an_event_of_an_unknown_kind_is_refused(kind: int) -> None:
    message = relay_pb2.Event(route="/app", kind=kind, client=relay_pb2.Client(id="c1"))
    with pytest.raises(MessageInvalid, match=str(kind)):
        wire.event_from_proto(message)


def test_only_a_sign_out_needs_no_client() -> None:
    def without_client(kind: EventKind) -> relay_pb2.Event:
        return relay_pb2.Event(route="/app", kind=kind.value)

    assert wire.event_from_proto(without_client(EventKind.LOGOUT)).kind is EventKind.LOGOUT
    with pytest.raises(MessageInvalid, match="names no client"):
        wire.event_from_proto(without_client(EventKind.QUERY))


def test_an_outcome_says_why() -> None:
    outcome = wire.outcome_to_proto(3, Outcome(EventStatus.FAILED, "500"))
    assert outcome == relay_pb2.EventOutcome(event_id=3, status=relay_pb2.EVENT_STATUS_FAILED, reason="500")


@pytest.mark.parametrize(
    ("number", "mode"),
    [
        (0, AppMode.UNICAST),
        (1, AppMode.UNICAST),
        (2, AppMode.MULTICAST),
        (3, AppMode.BROADCAST),
        (9, AppMode.UNICAST),
    ],
)
def test_an_unknown_mode_is_unicast(number: int, mode: AppMode) -> None:
    assert wire.mode_from_proto(number) is mode


def test_an_app_keeps_all_it_says() -> None:
    message = relay_pb2.HttpApp(
        route="/app", mode=relay_pb2.APP_MODE_BROADCAST, address="http://h", key_id="i", key_secret="s"
    )
    assert wire.app_from_proto(message) == App("/app", AppMode.BROADCAST, HttpAddress("http://h", "i", "s"))


def test_news_keep_their_order() -> None:
    told = [News("/a", AppChange.DOWN, AppMode.UNICAST), News("/b", AppChange.CLEARED, AppMode.BROADCAST)]
    assert [(each.route, each.change, each.mode) for each in wire.news_to_proto(told)] == [
        ("/a", relay_pb2.APP_CHANGE_DOWN, relay_pb2.APP_MODE_UNICAST),
        ("/b", relay_pb2.APP_CHANGE_CLEARED, relay_pb2.APP_MODE_BROADCAST),
    ]


@pytest.mark.parametrize(
    ("words", "contract", "prefix"),
    [
        (EventKind, relay_pb2.EventKind, "EVENT_KIND_"),
        (EventStatus, relay_pb2.EventStatus, "EVENT_STATUS_"),
        (AppMode, relay_pb2.AppMode, "APP_MODE_"),
        (AppChange, relay_pb2.AppChange, "APP_CHANGE_"),
    ],
)
def test_our_words_are_those_of_the_contract(words: type, contract: object, prefix: str) -> None:
    ours = {f"{prefix}{word.name}": word.value for word in words}  # type: ignore[attr-defined]
    assert ours == {name: number for name, number in contract.items() if number}  # type: ignore[attr-defined]
