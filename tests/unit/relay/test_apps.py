from dataclasses import replace

import pytest

from services.relay.apps import (
    App,
    AppChange,
    AppMode,
    AppTable,
    HttpAddress,
    News,
    check_address,
    cleared_page,
)
from services.relay.errors import AddressInvalid, RouteInvalid
from services.relay.event import Client, Event, EventKind

ADDRESS = HttpAddress("http://127.0.0.1:8000", "id", "top secret")
DEMO = App("/demo", AppMode.UNICAST, ADDRESS)


def event(kind: EventKind = EventKind.QUERY) -> Event:
    return Event("/demo", kind, Client("c1", "ann", "Ann"))


def test_a_registered_app_is_found_at_its_route() -> None:
    table = AppTable()
    assert table.register(DEMO) == News("/demo", AppChange.REGISTERED, AppMode.UNICAST)
    assert table.get("/demo") == DEMO
    assert table.get("/demo/") is None


def test_an_app_at_the_same_route_is_replaced() -> None:
    table = AppTable()
    table.register(DEMO)
    table.mark_down("/demo")
    table.register(App("/demo", AppMode.BROADCAST))
    assert len(table) == 1
    assert table.get("/demo") == App("/demo", AppMode.BROADCAST)
    assert not table.is_down("/demo")


def test_an_app_that_registers_again_in_the_same_run_is_no_news_unless_it_was_down() -> None:
    """[P6]"""
    table = AppTable()
    once = replace(DEMO, run_id="r1")
    table.register(once)
    moved = replace(once, address=HttpAddress("http://127.0.0.1:8001", "id", "secret"))
    assert table.register(moved) is None
    assert table.get("/demo") == moved
    table.mark_down("/demo")
    assert table.register(once) == News("/demo", AppChange.UP, AppMode.UNICAST)
    assert not table.is_down("/demo")


@pytest.mark.parametrize(
    "other",
    [DEMO, replace(DEMO, run_id="r2"), replace(DEMO, run_id="r1", mode=AppMode.BROADCAST)],
    ids=["nameless", "another run", "another mode"],
)
def test_any_other_registration_is_a_new_app(other: App) -> None:
    """[P6]"""
    table = AppTable()
    table.register(replace(DEMO, run_id="r1"))
    assert table.register(other) == News("/demo", AppChange.REGISTERED, other.mode)
    assert table.register(DEMO) == table.register(DEMO) == News("/demo", AppChange.REGISTERED, DEMO.mode)


def test_unregistering_what_is_not_there_changes_nothing() -> None:
    table = AppTable()
    assert table.unregister("/demo") is None
    assert table.version == 0


def test_every_change_has_a_greater_version() -> None:
    table = AppTable()
    versions = [table.version]
    for change in (
        lambda: table.register(DEMO),
        lambda: table.mark_down("/demo"),
        lambda: table.mark_up("/demo"),
    ):
        assert change() is not None
        versions.append(table.version)
    assert table.unregister("/demo") == News("/demo", AppChange.UNREGISTERED, AppMode.UNICAST)
    versions.append(table.version)
    assert versions == sorted(set(versions))


def test_being_down_is_news_only_once() -> None:
    """[N7]"""
    table = AppTable()
    table.register(DEMO)
    assert table.mark_up("/demo") is None
    assert table.mark_down("/demo") == News("/demo", AppChange.DOWN, AppMode.UNICAST)
    assert table.mark_down("/demo") is None
    assert table.down_count == 1
    assert table.mark_up("/demo") == News("/demo", AppChange.UP, AppMode.UNICAST)
    assert table.mark_up("/demo") is None
    assert table.down_count == 0


def test_an_unknown_app_is_neither_up_nor_down() -> None:
    table = AppTable()
    assert table.mark_down("/demo") is None
    assert table.mark_up("/demo") is None


def test_the_listing_tells_which_apps_do_not_answer() -> None:
    table = AppTable()
    table.register(DEMO)
    table.register(App("/other", AppMode.MULTICAST))
    table.mark_down("/other")
    assert table.listing() == [
        News("/demo", AppChange.LISTED, AppMode.UNICAST),
        News("/other", AppChange.LISTED_DOWN, AppMode.MULTICAST),
    ]


def test_going_through_the_apps_while_they_change_is_safe() -> None:
    table = AppTable()
    table.register(DEMO)
    table.register(App("/other", AppMode.UNICAST))
    for app in table:
        table.unregister(app.route)
    assert len(table) == 0


@pytest.mark.parametrize("route", ["", "demo", "/a\nb", "/" + "a" * 2048])
def test_a_route_that_browsers_cannot_ask_for_is_refused(route: str) -> None:
    with pytest.raises(RouteInvalid):
        AppTable().register(App(route, AppMode.UNICAST, ADDRESS))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8000",
        "ftp://host",
        "http://",
        "http://host:0",
        "http://host:99999",
        "http://user:word@host",
        "http://host/a b",
        "http://[::1",
    ],
)
def test_an_address_that_cannot_be_posted_to_is_refused(url: str) -> None:
    with pytest.raises(AddressInvalid, match="cannot be used"):
        AppTable().register(App("/demo", AppMode.UNICAST, HttpAddress(url, "id", "secret")))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "https://app.example/sub/", "http://[::1]:8000"])
def test_an_absolute_address_is_fine(url: str) -> None:
    check_address(url)


def test_the_secret_of_an_app_is_not_printed() -> None:
    assert "top secret" not in repr(DEMO)


@pytest.mark.parametrize(
    ("mode", "page"), [(AppMode.UNICAST, None), (AppMode.MULTICAST, "/ann"), (AppMode.BROADCAST, "/demo")]
)
def test_a_query_clears_the_page_that_others_see_too(mode: AppMode, page: str | None) -> None:
    """[N4]"""
    assert cleared_page(App("/demo", mode), event()) == page


@pytest.mark.parametrize("kind", [EventKind.BOOT, EventKind.DISCONNECT, EventKind.LOGOUT])
def test_only_a_query_clears(kind: EventKind) -> None:
    """[N4]"""
    assert cleared_page(App("/demo", AppMode.BROADCAST), event(kind)) is None
