"""What clients know of the site is what is so now."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from services.gateway.auth.doorman import Doorman
from services.gateway.auth.rules import NO_RULES, read_rules
from services.gateway.auth.sealing import Sealer
from services.gateway.auth.session_seal import SessionSeal
from services.gateway.site import GatewaySite
from services.gateway.upstream.apps import AppMode
from services.gateway.user import User, visitor

ANN = User("ann", "Ann", "s1")
BOARD_FOR_NOBODY = read_rules(
    '[[rule]]\nroutes = ["/board"]\nsee = "nobody"\nedit = "nobody"\n', "rules.toml"
)


class Parts:
    """What a site asks."""

    def __init__(self) -> None:
        self.rules = SimpleNamespace(current=NO_RULES)
        self.auth = SimpleNamespace(rules=self.rules, sessions=None, doorman=Doorman("/base/"))
        apps = SimpleNamespace(mode_of={"/app": AppMode.UNICAST}.get)
        self.site = GatewaySite("/", False, cast(Any, apps), cast(Any, self.auth))


@pytest.fixture
def parts() -> Parts:
    return Parts()


def test_the_rules_in_force_are_asked_whenever_they_were_read(parts: Parts) -> None:
    """[A13]"""
    site = parts.site
    assert site.may_see(ANN, "/board") and site.may_edit(ANN, "/board")
    parts.rules.current = BOARD_FOR_NOBODY
    assert not site.may_see(ANN, "/board") and not site.may_edit(ANN, "/board")
    assert site.may_see(ANN, "/else") and site.may_edit(ANN, "/else")
    assert site.may_see_own(ANN, "/ann")


def test_pages_of_clients_are_private_once_there_is_a_hub(parts: Parts) -> None:
    """[W8]"""
    assert not parts.site.is_private("/tab")
    parts.site.hub = cast(Any, SimpleNamespace(is_private={"/tab": True, "/x": False}.__getitem__))
    assert parts.site.is_private("/tab") and not parts.site.is_private("/x")


def test_the_page_of_a_visitor_is_personal(parts: Parts) -> None:
    """[A13]"""
    assert parts.site.is_personal(f"/{visitor('secret').subject}")
    assert not parts.site.is_personal("/ann")


def test_whose_session_is_over_goes_where_the_doorman_says(parts: Parts) -> None:
    """[A8]"""
    assert parts.site.logout_url == "/base/_auth/logout"


def test_a_route_has_the_mode_of_its_app(parts: Parts) -> None:
    assert (parts.site.mode_of("/app"), parts.site.mode_of("/x")) == (AppMode.UNICAST, None)


def test_a_user_is_the_newest_that_is_known_of_the_session(parts: Parts) -> None:
    """[A6]"""
    assert parts.site.newest(ANN) is ANN
    fresh = User("ann", "Ann", "s1", access_token="new")
    known = {"s1": SimpleNamespace(user=fresh)}
    parts.auth.sessions = SimpleNamespace(known=SimpleNamespace(get=known.get))
    assert parts.site.newest(ANN) is fresh
    eve, stranger = User("eve", "Eve", "s2"), visitor("secret")
    assert parts.site.newest(eve) is eve and parts.site.newest(stranger) is stranger


def test_sessions_have_labels_where_users_sign_in(parts: Parts) -> None:
    """[A7]"""
    assert parts.site.labels_of("ann") == ()
    parts.auth.sessions = SimpleNamespace(seal=SessionSeal(Sealer([b"n" * 32, b"o" * 32]), 60.0))
    assert len(set(parts.site.labels_of("ann"))) == 2


def test_without_sign_in_every_session_goes_on_and_with_it_only_what_is_known(parts: Parts) -> None:
    """[A8]"""
    assert parts.site.is_at_hand("s1")
    parts.auth.sessions = SimpleNamespace(known=SimpleNamespace(is_at_hand={"s1": True, "s2": False}.get))
    assert parts.site.is_at_hand("s1") and not parts.site.is_at_hand("s2")
