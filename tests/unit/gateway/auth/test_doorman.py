"""Who stands at the door."""

from types import SimpleNamespace
from typing import cast

import pytest
from aiohttp import web

from services.gateway.auth.doorman import Doorman, session_secret_of
from services.gateway.auth.rule_file import RuleBook
from services.gateway.auth.rules import read_rules
from services.gateway.user import ANONYMOUS, User, visitor


def rules(text: str) -> RuleBook:
    book = RuleBook("")
    book.current = read_rules(text, "rules.toml")
    return book


def asked(method: str = "GET") -> web.BaseRequest:
    return cast(web.BaseRequest, SimpleNamespace(method=method, headers={}))


async def test_without_sign_in_a_browser_is_known_by_its_cookie() -> None:
    """[A10]"""
    doorman = Doorman("/")
    assert not doorman.needs_sign_in
    assert await doorman.user_of({"Cookie": "wavevisitor=secret"}) == visitor("secret")
    assert doorman.user_at_hand({"Cookie": "wavevisitor=secret"}) == visitor("secret")


@pytest.mark.parametrize("cookie", ["", "wavevisitor=", "other=x", f"wavevisitor={'x' * 200}"])
def test_a_browser_without_a_cookie_is_not_known(cookie: str) -> None:
    """[A10]"""
    assert Doorman("/").user_at_hand({"Cookie": cookie}) is None


def test_where_visitors_are_one_nobody_needs_a_cookie() -> None:
    """[A10]"""
    doorman = Doorman("/", shares_anonymous=True)
    assert doorman.user_at_hand({}) is ANONYMOUS
    assert doorman.introduction({}, is_secure=False) == ()


def test_a_browser_is_introduced_once() -> None:
    """[A10]"""
    doorman = Doorman("/base/", visitor_seconds=60)
    ((name, value),) = doorman.introduction({}, is_secure=True)
    assert name == "Set-Cookie" and value.startswith("wavevisitor=") and value.endswith("; Secure")
    assert "; Path=/base/; " in value
    assert doorman.introduction({"Cookie": value.partition(";")[0]}, is_secure=True) == ()
    assert doorman.introduction({}, is_secure=False) != doorman.introduction({}, is_secure=False)


def test_a_secret_of_a_session_has_a_length() -> None:
    assert session_secret_of({"Cookie": "oidcsession=abc"}) == "abc"
    assert session_secret_of({"Cookie": f"oidcsession={'x' * 200}"}) == ""
    assert session_secret_of({}) == ""


@pytest.mark.parametrize(
    ("method", "user", "status"),
    [
        ("GET", None, 403),
        ("GET", User("a", "ann", "s"), None),
        ("HEAD", User("a", "ann", "s"), None),
        ("POST", User("a", "ann", "s"), 403),
        ("DELETE", User("a", "ann", "s"), 403),
        ("POST", User("b", "bob", "s"), None),
    ],
)
async def test_rules_mean_looking_and_changing(method: str, user: User | None, status: int | None) -> None:
    """[A13]"""
    doorman = Doorman("/", rules=rules('[[rule]]\nroutes = ["/x"]\nsee = ["users"]\nedit = ["user:bob"]'))
    refused = await doorman.refusal(asked(method), "/x", user)
    assert (refused and refused.status) == status
    assert await doorman.refusal(asked(method), "/other", user) is None


async def test_what_is_refused_is_told_to_whom() -> None:
    """[A13]"""
    doorman = Doorman("/", rules=rules('[[rule]]\nroutes = ["/x"]\nsee = ["nobody"]'))
    known = await doorman.refusal(asked(), "/x", User("a", "ann", "s"))
    unknown = await doorman.refusal(asked(), "/x", None)
    assert known is not None and b"signed in as ann" in known.body
    assert unknown is not None and b"not signed in" in unknown.body
