"""Cookies as they stand in headers."""

import pytest

from services.gateway.auth.cookies import MAX_COOKIES, Cookie, read_cookies


def test_a_cookie_is_for_this_site_and_no_script() -> None:
    """[A9]"""
    name, value = Cookie("/base/", is_secure=False).set("a", "b", 60, now=0)
    assert name == "Set-Cookie"
    assert value == "a=b; Path=/base/; Expires=Thu, 01 Jan 1970 00:01:00 GMT; HttpOnly; SameSite=Lax"


def test_where_browsers_come_by_https_it_is_for_https_only() -> None:
    """[A9]"""
    cookie = Cookie("/", is_secure=True)
    assert cookie.set("a", "b", 60)[1].endswith("; Secure")
    assert cookie.clear("a")[1].endswith("; Secure")


def test_a_cookie_is_taken_away_from_where_it_was_put() -> None:
    """[A9]"""
    assert Cookie("/base/", is_secure=False).clear("a")[1].startswith("a=; Path=/base/; Max-Age=0;")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (None, {}),
        ("", {}),
        ("a=b", {"a": "b"}),
        ("a=b; c=d=e;f=", {"a": "b", "c": "d=e", "f": ""}),
        ('a="b"', {"a": "b"}),
        ("a=first; a=second", {"a": "first"}),
        ("nonsense; ; =x; a=b", {"": "x", "a": "b"}),
    ],
)
def test_what_browsers_send_is_understood(header: str | None, found: dict[str, str]) -> None:
    assert read_cookies(header) == found


def test_no_more_cookies_are_looked_at_than_a_browser_has() -> None:
    assert len(read_cookies("; ".join(f"c{number}=x" for number in range(10_000)))) == MAX_COOKIES
