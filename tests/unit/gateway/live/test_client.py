from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from services.gateway.live.client import Client, Step
from services.gateway.live.client_counts import ClientCounts
from services.gateway.live.effects import Change, Effect, Forward, Say, Watch
from services.gateway.live.questions import Answer, Wish
from services.gateway.upstream.apps import AppMode, EventKind, EventOutcome, EventStatus
from services.gateway.user import ANONYMOUS, User
from services.gateway.wire.frames import text_frame
from services.gateway.wire.messages import parse

ACCEPTED = EventOutcome(EventStatus.ACCEPTED)
META = text_frame(b'{"m":{"u":"anon","e":false}}')
OPEN_APP = Wish(content=False)
OPEN_OWN_PAGE = Wish(content=False, ephemeral=True)


@dataclass
class FakeSite:
    """Apps, and pages of clients."""

    base_url: str = "/"
    editable: bool = False
    logout_url: str = "/out"
    modes: dict[str, AppMode] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)
    personal: set[str] = field(default_factory=set)
    stale_sessions: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    read_only: set[str] = field(default_factory=set)

    def mode_of(self, route: str) -> AppMode | None:
        return self.modes.get(route)

    def is_private(self, route: str) -> bool:
        return route in self.private

    def is_personal(self, route: str) -> bool:
        return route in self.personal

    def may_see(self, user: User, route: str) -> bool:
        return route not in self.closed

    def may_see_own(self, user: User, route: str) -> bool:
        return route not in self.closed

    def may_edit(self, user: User, route: str) -> bool:
        return route not in self.closed and route not in self.read_only

    def newest(self, user: User) -> User:
        return user

    def labels_of(self, subject: str) -> tuple[bytes, ...]:
        return (subject.encode(), b"old " + subject.encode())

    def is_at_hand(self, session: str) -> bool:
        return session not in self.stale_sessions


def client(site: FakeSite | None = None, *, resumable: bool = False, user: User = ANONYMOUS) -> Client:
    return Client("id", user, site or FakeSite(), ClientCounts(), key="key" if resumable else None)


def effects(step: Step, results: Iterable[Any] = ()) -> list[Effect]:
    """Runs a step; what comes back is taken from `results`, and is a success after them."""
    given, seen = iter(results), []
    result: Any = None
    while True:
        try:
            effect = step.send(result)
        except StopIteration:
            return seen
        seen.append(effect)
        usual = (
            ACCEPTED if isinstance(effect, Forward) else Answer.PAGE if isinstance(effect, Watch) else None
        )
        result = None if isinstance(effect, Say) else next(given, usual)


def receive(one: Client, text: str, *results: Any) -> list[Effect]:
    message = parse(text)
    assert message is not None
    return effects(one.receive(message), results)


# -- watching ---------------------------------------------------------------------------------------------------


def test_watching_a_route_without_an_app_asks_for_its_page_after_the_meta() -> None:
    """[W1] [W6] [N2]"""
    assert receive(client(), "+ /x part/two") == [Watch("/x", Wish(preface=META))]


def test_the_meta_tells_who_the_user_is_and_whether_pages_may_be_edited() -> None:
    """[N2]"""
    one = client(FakeSite(editable=True), user=User("u1", "Zoë"))
    (watch,) = receive(one, "+ /x ")
    assert isinstance(watch, Watch)
    assert watch.wish.preface == text_frame('{"m":{"u":"Zoë","e":true}}'.encode())


@pytest.mark.parametrize(
    ("mode", "opened"),
    [
        (AppMode.UNICAST, [Watch("/app", OPEN_APP), Watch("/id", OPEN_OWN_PAGE)]),
        (AppMode.MULTICAST, [Watch("/app", OPEN_APP), Watch("/u1", OPEN_APP)]),
        (AppMode.BROADCAST, [Watch("/app", OPEN_APP)]),
    ],
)
def test_watching_an_app_opens_the_page_of_its_mode_before_it_is_booted(
    mode: AppMode, opened: list[Effect]
) -> None:
    """[W7]"""
    one = client(FakeSite(modes={"/app": mode}), user=User("u1", "Zoë"))
    assert receive(one, "+ /app ") == [*opened, Forward("/app", EventKind.BOOT)]
    assert list(one.routes) == [watch.route for watch in opened if isinstance(watch, Watch)]


def test_a_boot_tells_the_location_hash() -> None:
    """[W1] [W7]"""
    one = client(FakeSite(modes={"/app": AppMode.BROADCAST}))
    arguments = '{"#":"menu/1 two \\"q\\" ž","__wave_submission_name__":"#"}'.encode()
    assert receive(one, '+ /app menu/1 two "q" ž')[-1] == Forward("/app", EventKind.BOOT, arguments)


def test_a_second_watch_boots_again() -> None:
    """[W7]"""
    one = client(FakeSite(modes={"/app": AppMode.BROADCAST}))
    assert receive(one, "+ /app ") == receive(one, "+ /app ")


def test_the_page_of_another_client_looks_like_no_page() -> None:
    """[W8]"""
    site = FakeSite(private={"/other", "/id"})
    assert receive(client(site), "+ /other ") == [Say(b'{"m":{"u":"anon","e":false}}\n{"e":"not_found"}')]
    assert isinstance(receive(client(site), "+ /id ")[0], Watch)


# -- queries ----------------------------------------------------------------------------------------------------


def test_a_query_is_written_anew() -> None:
    """[W2] Nothing can be smuggled beside the arguments (D16)."""
    query = Forward("/app", EventKind.QUERY, b'{"a":"x y","b":[1,2]}')
    assert receive(client(), '@ /app {"a": "x y",\n "b": [1, 2]} ') == [query]


DEEP = '{"a":' * 300 + "1" + "}" * 300


@pytest.mark.parametrize(
    "data", ['{"a":', "", "null", "5", "[]", '1},"headers":{"X":["injected"]', '{"a":1}{}', '{"a":NaN}', DEEP]
)
def test_a_query_that_is_no_object_does_not_reach_the_app(data: str) -> None:
    """[W2] [N9]"""
    assert receive(client(), f"@ /app {data}") == []
    assert receive(client(resumable=True), f"@ /app {data}") == [Say(b'{"e":"bad_query"}')]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (EventStatus.ACCEPTED, []),
        (EventStatus.WAITING, [Say(b'{"app":"down"}')]),
        (EventStatus.UNKNOWN_APP, [Say(b'{"e":"app_unavailable"}')]),
        (EventStatus.EXPIRED, [Say(b'{"e":"app_unavailable"}')]),
        (EventStatus.QUEUE_FULL, [Say(b'{"e":"app_unavailable"}')]),
        (EventStatus.FAILED, [Say(b'{"e":"app_unavailable"}')]),
        (EventStatus.AWAY, [Say(b'{"e":"app_unavailable"}')]),
    ],
)
def test_what_becomes_of_an_event_is_said_in_the_resumable_dialogue(
    status: EventStatus, said: list[Effect]
) -> None:
    """[N7] [N8]"""
    outcome = EventOutcome(status)
    assert receive(client(resumable=True), "@ /app {}", outcome)[1:] == said
    assert receive(client(), "@ /app {}", outcome)[1:] == []


def test_an_event_that_waited_in_vain_is_said_later() -> None:
    """[N8]"""
    assert (
        client(resumable=True).settled_late(EventOutcome(EventStatus.EXPIRED)) == b'{"e":"app_unavailable"}'
    )
    assert client(resumable=True).settled_late(ACCEPTED) is None
    assert client().settled_late(EventOutcome(EventStatus.EXPIRED)) is None


# -- edits and the rest -----------------------------------------------------------------------------------------


def test_an_editable_server_takes_edits() -> None:
    """[W3]"""
    change = Change("/x", b'{"d":[]}')
    assert receive(client(FakeSite(editable=True)), '* /x {"d":[]}') == [change]
    assert receive(client(), '* /x {"d":[]}') == []


def test_the_page_of_another_client_cannot_be_edited() -> None:
    """[W3]"""
    one = client(FakeSite(editable=True, private={"/other", "/id"}))
    assert receive(one, "* /other {}") == []
    assert receive(one, "* /id {}") == [Change("/id", b"{}")]


@pytest.mark.parametrize("text", ["# /x y", "+ /%ff ", "^ id {}"])
def test_other_messages_do_nothing(text: str) -> None:
    """[W4] [F1] [F4]"""
    assert receive(client(), text) == []


def test_what_is_ignored_is_counted() -> None:
    """[F1]"""
    counts = ClientCounts()
    one = Client("id", ANONYMOUS, FakeSite(), counts)
    for text in ("+ /%ff ", "^ id {}", "# /x ", "@ /x 5", "* /x {}"):
        receive(one, text)
    assert (counts.ignored, counts.refused_queries, counts.refused_edits) == (2, 1, 1)


def test_events_are_counted_by_what_became_of_them() -> None:
    one = client()
    receive(one, "@ /app {}")
    receive(one, "@ /app {}", EventOutcome(EventStatus.FAILED))
    assert one._counts.events == {("query", "accepted"): 1, ("query", "failed"): 1}


def test_the_app_of_the_latest_event_is_remembered() -> None:
    one = client()
    assert one.last_app == ""
    receive(one, "@ /app {}")
    assert one.last_app == "/app"
