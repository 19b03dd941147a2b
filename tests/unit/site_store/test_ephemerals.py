"""Pages that live as long as their client."""

from services.site_store.ephemerals import Ephemerals


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def ephemerals(clock: Clock, max_ended: int = 10) -> Ephemerals:
    return Ephemerals(clock, ttl_seconds=60, history_bytes=1000, max_ended=max_ended)


def test_beginning_twice_keeps_the_page() -> None:
    pages = ephemerals(Clock())
    assert pages.begin("/x") is pages.begin("/x")


def test_each_page_has_an_epoch_of_its_own() -> None:
    pages = ephemerals(Clock())
    assert pages.begin("/x").epoch != pages.begin("/y").epoch


def test_a_released_page_has_ended_and_can_begin_again() -> None:
    pages = ephemerals(Clock())
    first = pages.begin("/x")
    pages.end("/x")
    assert pages.get("/x") is None
    assert pages.has_ended("/x")
    assert pages.begin("/x").epoch != first.epoch
    assert not pages.has_ended("/x")


def test_a_route_that_never_was_ephemeral_has_not_ended() -> None:
    pages = ephemerals(Clock())
    pages.end("/x")
    assert not pages.has_ended("/x")


def test_a_page_that_nobody_watches_expires_and_a_watched_one_does_not() -> None:
    clock = Clock()
    pages = ephemerals(clock)
    pages.begin("/left")
    pages.begin("/watched")
    pages.watched("/watched", True)
    clock.now += 61
    assert pages.expire() == ["/left"]
    pages.watched("/watched", False)
    clock.now += 59
    assert pages.expire() == []
    clock.now += 2
    assert pages.expire() == ["/watched"]


def test_only_so_many_ended_routes_are_remembered() -> None:
    pages = ephemerals(Clock(), max_ended=1)
    for route in ("/x", "/y"):
        pages.begin(route)
        pages.end(route)
    assert not pages.has_ended("/x")
    assert pages.has_ended("/y")
