"""A tab that comes back: in the plain dialogue, and in the one that is resumed."""

from typing import Any

from services.gateway.live.effects import Effect, Forward, Say, Unwatch, Watch
from services.gateway.live.questions import Answer, Wish
from services.gateway.upstream.apps import AppMode, EventKind, EventOutcome, EventStatus
from services.gateway.wire.position import Position
from services.gateway.wire.resume import ResumeRequest
from tests.unit.gateway.live.test_client import META, FakeSite, client, effects, receive

# -- a plain return ---------------------------------------------------------------------------------------------


def test_after_a_return_the_next_watch_shows_the_page() -> None:
    """[W9]"""
    one = client()
    receive(one, "+ /x ")
    one.is_back = True
    assert receive(one, "+ /x ") == [Watch("/x", Wish(preface=META))]
    assert not one.is_back


def test_after_a_return_another_route_takes_the_place_of_the_old_ones() -> None:
    """[W9]"""
    one = client()
    receive(one, "+ /x ")
    one.is_back = True
    assert receive(one, "+ /y ") == [Unwatch("/x"), Watch("/y", Wish(preface=META))]
    assert list(one.routes) == ["/y"]


def test_after_a_return_the_app_is_not_booted_but_its_page_is_shown() -> None:
    """[W9]"""
    one = client(FakeSite(modes={"/app": AppMode.UNICAST}))
    receive(one, "+ /app ")
    one.is_back = True
    assert receive(one, "+ /app ") == [Watch("/id", Wish(ephemeral=True, tells_absence=False))]
    assert receive(one, "+ /app ")[-1] == Forward("/app", EventKind.BOOT)


def test_after_a_return_an_app_that_has_not_drawn_is_booted() -> None:
    """[W9]"""
    one = client(FakeSite(modes={"/app": AppMode.BROADCAST}))
    receive(one, "+ /app ")
    one.is_back = True
    watch, boot = receive(one, "+ /app h", Answer.NO_PAGE)
    assert watch == Watch("/app", Wish(tells_absence=False))
    assert isinstance(boot, Forward)
    assert boot.kind is EventKind.BOOT


def test_after_a_return_an_app_that_was_registered_anew_is_booted() -> None:
    """[W9] It does not know this client (D9)."""
    one = client(FakeSite(modes={"/app": AppMode.BROADCAST}))
    receive(one, "+ /app ")
    one.forget_app("/app")
    one.is_back = True
    assert receive(one, "+ /app ")[-1] == Forward("/app", EventKind.BOOT)


# -- a resumed dialogue -----------------------------------------------------------------------------------------

AT = {"/app": Position("e", 7), "/id": Position("m1", 2)}


def resume(site: FakeSite, *results: Any, known: bool = True, positions: Any = None) -> list[Effect]:
    one = client(site, resumable=True)
    request = ResumeRequest("id", "key", AT if positions is None else positions, "/app")
    return effects(one.resume(request, is_known=known), results)


def test_a_resume_is_greeted_and_goes_on_at_each_position() -> None:
    """[R4] [R6] The app is not booted."""
    site = FakeSite(modes={"/app": AppMode.UNICAST})
    assert resume(site, Answer.MISSED, Answer.MISSED) == [
        Say(b'{"i":"id","k":"key"}'),
        Watch("/app", Wish(after=Position("e", 7))),
        Watch("/id", Wish(after=Position("m1", 2), ephemeral=True)),
    ]


def test_on_another_gateway_the_relay_is_told() -> None:
    """[R3]"""
    site = FakeSite(modes={"/app": AppMode.UNICAST})
    assert resume(site, known=False)[-1] == Forward("/app", EventKind.RESUME)
    assert not any(isinstance(effect, Forward) for effect in resume(FakeSite(), known=False))


def test_a_client_whose_page_is_lost_begins_anew() -> None:
    """[R6]"""
    site = FakeSite(modes={"/app": AppMode.UNICAST})
    assert resume(site, Answer.MISSED, Answer.LOST)[-1] == Say(b'{"app":"new"}')


def test_a_client_that_the_relay_does_not_know_begins_anew() -> None:
    """[R6]"""
    site = FakeSite(modes={"/app": AppMode.UNICAST})
    unknown = EventOutcome(EventStatus.UNKNOWN_APP)
    results = (Answer.MISSED, Answer.MISSED, unknown)
    assert resume(site, *results, known=False)[-1] == Say(b'{"app":"new"}')


def test_the_page_of_another_client_cannot_be_resumed() -> None:
    """[W8]"""
    site = FakeSite(private={"/other", "/id"})
    positions = {"/other": Position("m2", 1), "/id": Position("m1", 2)}
    watched = [effect.route for effect in resume(site, positions=positions) if isinstance(effect, Watch)]
    assert watched == ["/id"]
