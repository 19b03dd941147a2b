"""The debug page."""

from typing import Any, cast

import pytest
from aiohttp import web
from multidict import CIMultiDict

from services.gateway.web.debug import MAX_PAGES, is_from_here, overview


class Asked:
    """As much of a request as matters."""

    def __init__(self, remote: str | None, **headers: str) -> None:
        self.remote = remote
        self.headers = CIMultiDict({name.replace("_", "-"): value for name, value in headers.items()})


def is_here(remote: str | None, **headers: str) -> bool:
    return is_from_here(cast(web.BaseRequest, Asked(remote, **headers)))


@pytest.mark.parametrize(
    ("remote", "host"),
    [
        ("127.0.0.1", "localhost:10101"),
        ("::1", "[::1]:10101"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("127.1.2.3", "LOCALHOST"),
    ],
)
def test_a_browser_on_this_machine_is_here(remote: str, host: str) -> None:
    assert is_here(remote, Host=host)


@pytest.mark.parametrize(
    ("remote", "headers"),
    [
        ("10.0.0.1", {"Host": "localhost"}),
        ("", {"Host": "localhost"}),
        (None, {"Host": "localhost"}),
        ("127.0.0.1", {"Host": "rebound.example"}),
        ("127.0.0.1", {"Host": "127.0.0.1.example"}),
        ("127.0.0.1", {}),
        ("127.0.0.1", {"Host": "localhost", "X_Forwarded_For": "10.0.0.1"}),
        ("127.0.0.1", {"Host": "localhost", "Via": "1.1 x"}),
    ],
)
def test_whoever_may_be_elsewhere_is_not(remote: Any, headers: dict[str, str]) -> None:
    """[H9]"""
    assert not is_here(remote, **headers)


def test_routes_become_links_below_the_base_and_no_html() -> None:
    page = overview("/deep/er/", ["/app"], ['/<script>"&', "/a b"])
    assert '<a href="/deep/er/app">/app</a>' in page
    assert '<a href="/deep/er/%3Cscript%3E%22%26">/&lt;script&gt;&quot;&amp;</a>' in page
    assert "The first" not in page


def test_a_long_list_says_that_it_is_cut() -> None:
    assert f"The first {MAX_PAGES} pages" in overview("/", [], ["/x"] * MAX_PAGES)
