"""The recent deltas of a site."""

from services.site_store.history import OVERHEAD_BYTES, History, PastDelta


def filled(*entries: tuple[str, int, bytes], max_bytes: int = 10_000) -> History:
    history = History(max_bytes=max_bytes)
    for route, revision, body in entries:
        history.append(route, revision, body)
    return history


def test_it_returns_what_came_after_a_revision_for_one_route_only() -> None:
    history = filled(("/a", 1, b"1"), ("/b", 2, b"2"), ("/a", 3, b"3"))
    assert history.since("/a", 1) == [PastDelta(3, b"3")]
    assert history.since("/a", 0) == [PastDelta(1, b"1"), PastDelta(3, b"3")]


def test_a_level_reader_gets_nothing_rather_than_none() -> None:
    assert filled(("/a", 1, b"1")).since("/a", 1) == []
    assert filled().since("/never", 0) == []


def test_above_the_bound_the_oldest_deltas_go_whatever_their_page() -> None:
    history = filled(("/a", 1, b""), ("/b", 2, b""), ("/a", 3, b""), max_bytes=2 * OVERHEAD_BYTES)
    assert len(history) == 2
    assert history.since("/a", 0) is None
    assert history.since("/a", 1) == [PastDelta(3, b"")]
    assert history.since("/b", 1) == [PastDelta(2, b"")]


def test_bytes_are_what_is_remembered() -> None:
    history = filled(("/a", 1, b"12"), ("/a", 2, b"345"), max_bytes=2 * OVERHEAD_BYTES + 4)
    assert history.bytes == 3 + OVERHEAD_BYTES


def test_what_happened_before_its_start_is_missing() -> None:
    history = History(max_bytes=1000, start=7)
    assert history.since("/a", 6) is None
    assert history.since("/a", 7) == []


def test_after_a_restart_everything_before_is_missing() -> None:
    history = filled(("/a", 1, b"1"), ("/a", 2, b"2"))
    history.restart(2)
    assert history.since("/a", 1) is None
    assert history.since("/a", 2) == []
    assert history.bytes == 0


def test_a_cut_hides_what_came_before_it_and_nothing_after() -> None:
    history = filled(("/a", 1, b"1"))
    history.cut("/a", 5)
    history.append("/a", 6, b"6")
    assert history.since("/a", 4) is None
    assert history.since("/a", 5) == [PastDelta(6, b"6")]


def test_forgetting_a_delta_from_before_a_cut_does_not_move_the_cut_back() -> None:
    history = filled(("/a", 1, b""), max_bytes=OVERHEAD_BYTES)
    history.cut("/a", 5)
    history.append("/b", 6, b"")
    assert history.since("/a", 1) is None
    assert history.since("/a", 5) == []
