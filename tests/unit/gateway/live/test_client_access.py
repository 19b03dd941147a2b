"""A tab whose session goes on or not, and routes that are not for everybody."""

import pytest

from services.gateway.live.effects import Change, Forward, Revive, Say, Unwatch, Watch
from services.gateway.live.questions import Wish
from services.gateway.upstream.apps import AppMode
from services.gateway.user import User
from services.gateway.wire import messages
from services.gateway.wire.position import Position
from services.gateway.wire.resume import ResumeRequest
from tests.unit.gateway.live.test_client import FakeSite, client, effects, receive

ANN = User("ann", "Ann", "s1", access_token="old")
GONE = b'{"m":{"u":"Ann","e":false}}\n{"e":"not_found"}'


def answered(text: str, answer: User | None, site: FakeSite) -> tuple[list[object], User]:
    """What a client does about a message when its session has to be asked about."""
    one = client(site, user=ANN)
    message = messages.parse(text)
    assert message is not None
    return list(effects(one.receive(message), [answer])), one.user


@pytest.mark.parametrize("text", ["+ /x ", "@ /x {}", '* /x {"d":[]}', "#  "])
def test_a_message_in_a_session_that_is_over_is_not_heard(text: str) -> None:
    """[A8]"""
    site = FakeSite(stale_sessions={"s1"}, editable=True)
    seen, _ = answered(text, None, site)
    assert seen == [Revive(ANN), Say(b'{"u":"/out"}')]


def test_a_session_that_goes_on_is_heard_and_the_user_is_not_replaced_behind_the_rules() -> None:
    """[A8, A13] Who the user is now is told to all clients of the session, which look at the rules then."""
    fresh = User("ann", "Ann", "s1", groups=("other",))
    seen, user = answered("@ /x {}", fresh, FakeSite(stale_sessions={"s1"}))
    assert seen[0] == Revive(ANN) and isinstance(seen[1], Forward)
    assert user is ANN


@pytest.mark.parametrize(("answer", "is_heard"), [(None, False), (ANN, True)])
def test_a_session_that_ends_while_a_socket_opens_resumes_nothing(
    answer: User | None, is_heard: bool
) -> None:
    """[A5, R4] The client was not there yet when it could have been told."""
    site = FakeSite(stale_sessions={"s1"})
    one = client(site, user=ANN, resumable=True)
    request = ResumeRequest("id", "key", {"/x": Position("e", 7)}, "/x")
    seen = effects(one.resume(request, is_known=False), [answer])
    assert seen[0] == Revive(ANN)
    if is_heard:
        assert seen[1:] == [Say(one.greet()), Watch("/x", Wish(after=Position("e", 7)))]
    else:
        assert seen[1:] == [Say(b'{"u":"/out"}')]


def test_a_session_at_hand_and_a_visitor_are_not_asked_about() -> None:
    """[A8]"""
    assert not any(isinstance(one, Revive) for one in receive(client(FakeSite(), user=ANN), "+ /x "))
    site = FakeSite(stale_sessions={""})
    assert not any(isinstance(one, Revive) for one in receive(client(site), "+ /x "))


@pytest.mark.parametrize("modes", [{}, {"/x": AppMode.UNICAST}])
def test_a_closed_route_looks_as_if_there_were_nothing(modes: dict[str, AppMode]) -> None:
    """[A13]"""
    site = FakeSite(closed={"/x"}, modes=modes, editable=True)
    assert receive(client(site, user=ANN), "+ /x ") == [Say(GONE)]
    assert receive(client(site, user=ANN), '@ /x {"a":1}') == []
    assert receive(client(site, user=ANN), '* /x {"d":[]}') == []


def test_a_page_that_may_only_be_looked_at_says_so() -> None:
    """[A13]"""
    site = FakeSite(read_only={"/x"}, editable=True)
    (watch,) = receive(client(site, user=ANN), "+ /x ")
    assert isinstance(watch, Watch) and b'"e":false' in watch.wish.preface
    assert receive(client(site, user=ANN), '* /x {"d":[]}') == []
    assert [type(one) for one in receive(client(site, user=ANN), '* /y {"d":[]}')] == [Change]


def test_the_page_of_another_user_is_closed_and_ones_own_is_not() -> None:
    """[A10, W8]"""
    site = FakeSite(personal={"/ann", "/bob"})
    assert receive(client(site, user=ANN), "+ /bob ") == [Say(GONE)]
    assert [type(one) for one in receive(client(site, user=ANN), "+ /ann ")] == [Watch]


def test_a_rule_that_names_a_route_keeps_out_who_is_called_like_it() -> None:
    """[A13] Also through an app that draws for each user."""
    site = FakeSite(closed={"/ann"}, modes={"/app": AppMode.MULTICAST})
    assert receive(client(site, user=ANN), "+ /ann ") == [Say(GONE)]
    watched = [one.route for one in receive(client(site, user=ANN), "+ /app ") if isinstance(one, Watch)]
    assert watched == ["/app"]


def test_who_comes_back_to_a_route_that_is_closed_now_sees_nothing() -> None:
    """[A13, W9]"""
    site = FakeSite(modes={"/app": AppMode.UNICAST})
    one = client(site, user=ANN)
    receive(one, "+ /app ")
    one.is_back = True
    site.closed.add("/app")
    seen = receive(one, "+ /app ")
    assert seen[-1] == Say(GONE) and not any(isinstance(effect, Watch | Forward) for effect in seen)
    assert all(isinstance(effect, Unwatch | Say) for effect in seen)
