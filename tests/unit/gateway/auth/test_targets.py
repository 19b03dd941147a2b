"""Where a browser may be sent after signing in."""

import pytest

from services.gateway.auth.targets import MAX_TARGET_CHARACTERS, safe_target, with_next


@pytest.mark.parametrize("target", ["/", "/demo", "/a/b?c=d&e=f#g", "/ž", "/a%2Fb", "/a?next=http://x/"])
def test_a_path_of_this_site_is_let_through(target: str) -> None:
    """[A3]"""
    assert safe_target(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "demo",
        "//evil.example",
        "///evil.example",
        "////evil.example/x",
        "http://evil.example/",
        "https:evil.example",
        "HTTP://evil.example",
        "javascript:alert(1)",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/a\r\nSet-Cookie: x=y",
        "/a\x00b",
        "http://[::1",
        "/" + "x" * MAX_TARGET_CHARACTERS,
    ],
)
def test_what_leads_or_may_lead_elsewhere_is_not(target: str | None) -> None:
    """[A3]"""
    assert safe_target(target) is None


def test_the_path_is_escaped_as_the_reference_does() -> None:
    """[A1]"""
    assert with_next("/_auth/login", "/a b/ž~-_.") == "/_auth/login?next=%2Fa+b%2F%C5%BE~-_."
