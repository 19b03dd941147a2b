"""Watchers that are level, behind, or gone."""

from services.site_store.watchers import SKIPPED, Delta, Opened, Snapshot, Watcher, Watchers


class Bell:
    def __init__(self) -> None:
        self.rung = 0

    def ring(self) -> None:
        self.rung += 1


def watching(*routes: str, max_bytes: int = 100) -> tuple[Watchers, Watcher, Bell]:
    bell, watchers = Bell(), Watchers()
    watcher = Watcher(bell.ring, max_bytes=max_bytes)
    for route in routes:
        watchers.add(watcher, route)
    return watchers, watcher, bell


def nothing(route: str) -> tuple[int, bytes | None]:
    raise AssertionError(f"nobody is behind, yet {route} was read")


def test_a_watcher_hears_of_its_routes_in_order_and_of_no_other() -> None:
    watchers, watcher, _ = watching("/a", "/b")
    watchers.announce("/a", 1, b"1")
    watchers.announce("/c", 2, b"2")
    watchers.announce("/b", 3, b"3")
    assert watcher.take(nothing) == [Delta("/a", 1, b"1"), Delta("/b", 3, b"3")]
    assert watcher.take(nothing) == []


def test_watching_a_route_twice_does_not_repeat_its_changes() -> None:
    watchers, watcher, _ = watching("/a", "/a")
    watchers.announce("/a", 1, b"1")
    assert len(watcher.take(nothing)) == 1


def test_it_is_woken_once_for_all_that_it_has_not_taken() -> None:
    watchers, watcher, bell = watching("/a")
    watchers.announce("/a", 1, b"1")
    watchers.announce("/a", 2, b"2")
    assert bell.rung == 1
    watcher.take(nothing)
    watchers.announce("/a", 3, b"3")
    assert bell.rung == 2


def test_above_its_bound_a_route_is_behind_and_gets_one_snapshot() -> None:
    watchers, watcher, _ = watching("/a", "/b", max_bytes=3)
    watchers.announce("/a", 1, b"123")
    watchers.announce("/a", 2, b"4")
    watchers.announce("/a", 3, b"5")
    events = watcher.take(lambda route: (3, b"page"))
    assert events == [Delta("/a", 1, b"123"), Snapshot("/a", 3, b"page")]
    watchers.announce("/a", 4, b"6")
    assert watcher.take(nothing) == [Delta("/a", 4, b"6")]


def test_what_waits_is_bounded_however_much_is_announced() -> None:
    watchers, watcher, _ = watching("/a", max_bytes=1000)
    for revision in range(10_000):
        watchers.announce("/a", revision, b"0123456789")
    assert watcher.bytes <= 1000
    assert len(watcher.events) <= 100


def test_a_route_that_was_behind_is_level_after_an_answer() -> None:
    watchers, watcher, _ = watching("/a", max_bytes=0)
    watchers.announce("/a", 1, b"1")
    watcher.answer(Opened(7, "/a", "e", 1, b"page"))
    watcher.max_bytes = 100
    watchers.announce("/a", 2, b"2")
    assert watcher.take(nothing) == [Opened(7, "/a", "e", 1, b"page"), Delta("/a", 2, b"2")]


def test_an_answer_is_never_left_out() -> None:
    _, watcher, bell = watching("/a", max_bytes=0)
    answer = Opened(1, "/a", "e", 0, SKIPPED)
    watcher.answer(answer)
    assert bell.rung == 1
    assert watcher.take(nothing) == [answer]


def test_a_watcher_that_left_hears_nothing_and_its_routes_are_unwatched() -> None:
    watchers, watcher, _ = watching("/a")
    assert watchers.is_watched("/a")
    watchers.leave(watcher)
    watchers.announce("/a", 1, b"1")
    assert watcher.take(nothing) == []
    assert not watchers.is_watched("/a")
