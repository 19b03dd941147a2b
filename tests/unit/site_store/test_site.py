"""Pages by route."""

import pytest

from services.site_store.page.delta import Delta, decode
from services.site_store.page.errors import BadSnapshot
from services.site_store.page.limits import PageLimits
from services.site_store.site import Site


def delta(body: bytes) -> Delta:
    return decode(body, PageLimits())


def site_with(*routes: str) -> Site:
    site = Site()
    for revision, route in enumerate(routes, 1):
        site.apply(route, delta(b'{"d":[{"k":"c","d":{"n":1}}]}'), revision)
    return site


def test_a_new_site_is_empty() -> None:
    site = Site()
    assert (len(site), site.routes(), site.page("/a")) == (0, [], None)


def test_any_edit_makes_its_page() -> None:
    """[D1]"""
    site = Site()
    site.apply("/a", delta(b"{}"), 7)
    page = site.page("/a")
    assert page is not None
    assert (page.snapshot(), page.revision) == (b'{"p":{"c":{}}}', 7)


def test_an_edit_changes_its_page_and_no_other() -> None:
    site = site_with("/a", "/b")
    site.apply("/a", delta(b'{"d":[{"k":"c n","v":2}]}'), 9)
    pages = {route: site.page(route) for route in site.routes()}
    assert {route: (page.snapshot(), page.revision) for route, page in pages.items() if page} == {
        "/a": (b'{"p":{"c":{"c":{"d":{"n":2}}}}}', 9),
        "/b": (b'{"p":{"c":{"c":{"d":{"n":1}}}}}', 2),
    }


def test_routes_are_exact_and_listed_in_order() -> None:
    assert site_with("/b", "/a/", "/a", "/é").routes() == ["/a", "/a/", "/b", "/é"]


def test_a_snapshot_makes_or_replaces_a_page() -> None:
    site = site_with("/a")
    for route in ("/a", "/b"):
        site.put_snapshot(route, b'{"p":{"c":{"x":{"d":{}}}}}', 5)
        page = site.page(route)
        assert page is not None
        assert (page.snapshot(), page.revision) == (b'{"p":{"c":{"x":{"d":{}}}}}', 5)


def test_a_bad_snapshot_changes_nothing() -> None:
    site = site_with("/a")
    for route in ("/a", "/b"):
        with pytest.raises(BadSnapshot):
            site.put_snapshot(route, b"[]", 5)
    page = site.page("/a")
    assert page is not None
    assert (page.card_count, page.revision, site.routes()) == (1, 1, ["/a"])


def test_a_dropped_page_is_unknown() -> None:
    site = site_with("/a", "/b")
    assert site.drop("/a")
    assert not site.drop("/a")
    assert (site.page("/a"), site.routes(), len(site)) == (None, ["/b"], 1)
