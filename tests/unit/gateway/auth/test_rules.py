"""Access rules: which users may see and edit which routes."""

import sys

import pytest

from services.gateway.auth import rules as rules_module
from services.gateway.auth.rules import MAX_RULES, NO_RULES, AccessRules, read_rules
from services.gateway.errors import SettingInvalid
from services.gateway.user import ANONYMOUS, User, visitor

ANN = User("id-ann", "ann", "s1", groups=("sales", "staff"))
BOB = User("id-bob", "bob", "s2", groups=("staff",))
VISITOR = visitor("secret")


def rules(text: str) -> AccessRules:
    return read_rules(text, "rules.toml")


SALES = rules(
    """
    [[rule]]
    routes = ["/sales/board"]
    see = ["user:bob"]

    [[rule]]
    routes = ["/sales/**", "/_f/**"]
    see = ["group:staff"]
    edit = ["group:sales"]

    [[rule]]
    routes = ["/open/*"]
    see = "everybody"
    edit = "nobody"

    [[rule]]
    routes = ["/closed"]
    see = ["nobody"]

    [[rule]]
    routes = ["/by-id"]
    see = ["subject:id-ann"]

    [[rule]]
    routes = ["/**"]
    see = ["users"]
    """
)


@pytest.mark.parametrize(
    ("user", "route", "see", "edit"),
    [
        (ANN, "/sales/board", False, False),
        (BOB, "/sales/board", True, True),
        (ANN, "/sales", True, True),
        (ANN, "/sales/", True, True),
        (ANN, "/sales/a/b", True, True),
        (BOB, "/sales/a", True, False),
        (VISITOR, "/sales/a", False, False),
        (ANN, "/salesmen", True, True),
        (VISITOR, "/salesmen", False, False),
        (BOB, "/_f/uuid/a b.csv", True, False),
        (VISITOR, "/open/a", True, False),
        (VISITOR, "/open/a/b", False, False),
        (ANN, "/open/a", True, False),
        (ANN, "/closed", False, False),
        (ANN, "/by-id", True, True),
        (BOB, "/by-id", False, False),
        (ANONYMOUS, "/", False, False),
        (BOB, "/", True, True),
        (BOB, "/a\nb", True, True),
    ],
)
def test_the_first_rule_whose_routes_fit_decides(user: User, route: str, see: bool, edit: bool) -> None:
    """[A13]"""
    assert (SALES.may_see(user, route), SALES.may_edit(user, route)) == (see, edit)


def test_without_rules_whoever_is_let_in_may_do_everything() -> None:
    """[A13]"""
    assert NO_RULES.is_open and rules("") == NO_RULES
    assert NO_RULES.may_see(VISITOR, "/x") and NO_RULES.may_edit(VISITOR, "/x")
    assert NO_RULES.may_see_own(VISITOR, "/x") and not NO_RULES.names("/x")


def test_where_no_rule_fits_whoever_is_let_in_may_do_everything() -> None:
    """[A13]"""
    few = rules('[[rule]]\nroutes = ["/a"]\nsee = ["nobody"]')
    assert few.may_see(VISITOR, "/b") and few.may_edit(VISITOR, "/b")
    assert (few.names("/a"), few.names("/b")) == (True, False)


def test_a_name_counts_only_when_the_provider_vouches_for_it() -> None:
    """[A13]"""
    for_anon = rules('[[rule]]\nroutes = ["/a"]\nsee = ["user:anon", "subject:anon", "group:x"]')
    assert not for_anon.may_see(ANONYMOUS, "/a")
    assert not for_anon.may_see(User("anon", "anon", groups=("x",)), "/a")


def test_stars_are_the_only_signs_that_mean_something() -> None:
    odd = rules('[[rule]]\nroutes = ["/a.b+(c)", "/x*z/*/y"]\nsee = ["nobody"]')
    assert [odd.names(one) for one in ("/a.b+(c)", "/aXb+(c)", "/xz/q/y", "/xyyz/q/y", "/x/z/q/y")] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_a_page_of_ones_own_is_meant_by_rules_that_name_it_only() -> None:
    """[A13] Nobody gets at a page by being called like it."""
    called_sales = User("sales", "x", "s3")
    assert not SALES.may_see_own(called_sales, "/sales")
    assert SALES.may_see_own(called_sales, "/somebody")
    strict = rules('[[rule]]\nroutes = ["/**"]\nsee = ["group:x"]')
    assert strict.may_see_own(BOB, "/id-bob") and not strict.may_see(BOB, "/id-bob")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[rule]\n", 1, ""),
        ("x = 1\n", 1, "unknown key 'x'"),
        ('\n[[rules]]\nroutes = ["/a"]\n', 2, "unknown key 'rules'"),
        ('[[rule]]\nroutes = ["/a"]\nsee = ["users"]\n\n[[rule]]\nroutes = ["/a"]\n', 5, "no 'see'"),
        ('[[rule]]\nsee = ["users"]\n', 1, "no 'routes'"),
        ('[[rule]]\nroutes = ["/a"]\nsee = ["users"]\nedits = ["users"]\n', 4, "unknown key 'edits'"),
        ('[[rule]]\nroutes = ["/a",\n "b"]\nsee = ["users"]\n', 3, "begins with '/'"),
        ('[[rule]]\nroutes = ["/a"]\nsee = ["ann"]\n', 3, "'ann' is nobody"),
        ('[[rule]]\nroutes = ["/a"]\nsee = ["user:"]\n', 3, "'user:' is nobody"),
        ('[[rule]]\nroutes = ["/a"]\nsee = ["role:x"]\n', 3, "'role:x' is nobody"),
        ('[[rule]]\nroutes = []\nsee = ["users"]\n', 2, "list of texts"),
        ('[[rule]]\nroutes = [7]\nsee = ["users"]\n', 2, "list of texts"),
        ('[[rule]]\nroutes = ["/a"]\nsee = 7\n', 3, "list of texts"),
        ("rule = 7\n", 1, "[[rule]]"),
        ("rule = [7]\n", 1, "[[rule]]"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        rules(text)
    assert f"line {line}" in str(caught.value) and reason in str(caught.value)
    assert str(caught.value).startswith("rules.toml")


def test_rules_that_are_written_in_an_unusual_way_are_understood() -> None:
    inline = rules('rule = [{routes = ["/a"], see = ["nobody"]}, {routes = "/b", see = "users"}]')
    assert not inline.may_see(ANN, "/a") and inline.may_see(ANN, "/b") and not inline.may_see(VISITOR, "/b")


def test_there_is_a_bound_of_rules() -> None:
    one = '[[rule]]\nroutes = ["/a"]\nsee = ["users"]\n'
    assert len(rules(one * MAX_RULES).rules) == MAX_RULES
    with pytest.raises(SettingInvalid, match="1001 rules"):
        rules(one * (MAX_RULES + 1))


def test_what_is_remembered_of_routes_is_bounded_by_their_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_module, "MAX_REMEMBERED_CHARACTERS", 100)
    few = rules('[[rule]]\nroutes = ["/a/**"]\nsee = ["nobody"]')
    for number in range(50):
        assert not few.may_see(ANN, f"/a/{number:06}")
        assert few.may_see(ANN, f"/b/{number:06}")
        assert sum(map(len, few._decided)) <= 100
    assert not few.may_see(ANN, "/a/" + "x" * 1000)
    assert sum(map(len, few._decided)) <= 100


def test_nothing_of_a_user_is_kept_when_the_rules_were_looked_at() -> None:
    user = User("id-eve", "eve", "s3", access_token="token", groups=("staff",))
    before = sys.getrefcount(user)
    assert SALES.may_see(user, "/sales") and not SALES.may_edit(user, "/sales")
    assert sys.getrefcount(user) == before
