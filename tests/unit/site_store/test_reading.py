"""What readers see: a page once, or everything that follows."""

import pytest

from services.site_store.edits import Edit, Outcome
from services.site_store.watchers import SKIPPED, Delta, Missed
from tests.unit.site_store.bench import CARD, Bench, body_setting


@pytest.fixture
def bench() -> Bench:
    return Bench()


class TestWatching:
    def test_the_answer_and_what_follows_fit_together(self, bench: Bench) -> None:
        bench.edit("/a")
        watcher, opened = bench.watch("/a")
        assert (opened.epoch, opened.revision) == ("e", 1)
        assert opened.content == bench.store.reading.read("/a")[1]
        bench.edit("/a", body_setting(1))
        assert bench.heard(watcher) == [Delta("/a", 2, body_setting(1))]

    def test_a_route_without_a_page_has_no_content(self, bench: Bench) -> None:
        assert bench.watch("/a")[1].content is None

    def test_content_that_nobody_wants_is_left_out(self, bench: Bench) -> None:
        bench.edit("/a")
        assert bench.watch("/a", skip_content=True)[1].content is SKIPPED

    def test_who_comes_back_gets_exactly_what_it_missed(self, bench: Bench) -> None:
        bench.edit("/a")
        bench.edit("/b")
        bench.edit("/a", body_setting(1))
        bench.edit("/a", body_setting(2))
        missed = bench.watch("/a", after=("e", 1))[1].content
        assert missed == Missed([(3, body_setting(1)), (4, body_setting(2))])
        assert bench.watch("/a", after=("e", 4))[1].content == Missed([])

    @pytest.mark.parametrize("position", [("other", 1), ("e", 99)])
    def test_who_comes_from_elsewhere_gets_the_page(self, bench: Bench, position: tuple[str, int]) -> None:
        bench.edit("/a")
        assert isinstance(bench.watch("/a", after=position)[1].content, bytes)

    def test_who_missed_too_much_gets_the_page(self, bench: Bench) -> None:
        bench.edit("/a")
        for value in range(100):
            bench.edit("/a", body_setting(value))
        assert isinstance(bench.watch("/a", after=("e", 1))[1].content, bytes)


class TestEphemeralPages:
    def test_it_is_shown_and_resumed_but_not_logged(self, bench: Bench) -> None:
        watcher, opened = bench.watch("/client", ephemeral=True)
        bench.submit(Edit("/client", CARD))
        assert bench.outcomes == [Outcome(1)]
        assert bench.log.records == []
        assert bench.heard(watcher) == [Delta("/client", 1, CARD)]
        back = bench.watch("/client", after=(opened.epoch, 0), ephemeral=True)[1]
        assert back.content == Missed([(1, CARD)])

    def test_it_is_not_readable_unless_asked_for(self, bench: Bench) -> None:
        bench.watch("/client", ephemeral=True)
        bench.submit(Edit("/client", CARD))
        assert bench.store.reading.look_up("/client")[2] is None
        assert bench.store.reading.look_up("/client", include_ephemeral=True)[2] is not None

    def test_to_others_there_is_nothing_at_its_route(self, bench: Bench) -> None:
        """[W8]"""
        bench.watch("/client", ephemeral=True)
        stranger, opened = bench.watch("/client")
        assert opened.content is None
        bench.submit(Edit("/client", CARD))
        assert bench.heard(stranger) == []

    def test_it_is_not_released_while_its_client_watches_it_elsewhere(self, bench: Bench) -> None:
        old, _ = bench.watch("/client", ephemeral=True)
        bench.watch("/client", ephemeral=True)
        bench.store.reading.leave(old)
        bench.store.reading.release("/client")
        assert bench.store.ephemerals.get("/client") is not None

    def test_it_lives_while_it_is_watched(self, bench: Bench) -> None:
        watcher, _ = bench.watch("/client", ephemeral=True)
        bench.now = 1000
        assert bench.store.ephemerals.expire() == []
        bench.store.reading.leave(watcher)
        bench.now = 1061
        assert bench.store.ephemerals.expire() == ["/client"]


def test_pages_are_listed_in_order_and_in_pieces(bench: Bench) -> None:
    for route in ("/b", "/a", "/c", "/other"):
        bench.edit(route)
    bench.watch("/a2", ephemeral=True)
    first, token = bench.store.reading.list_pages("/", 3, "")
    assert [(route, ephemeral) for route, _, _, ephemeral in first] == [
        ("/a", False),
        ("/a2", True),
        ("/b", False),
    ]
    rest, end = bench.store.reading.list_pages("/", 3, token)
    assert [route for route, *_ in rest] == ["/c", "/other"]
    assert end == ""
    assert [route for route, *_ in bench.store.reading.list_pages("/o", 9, "")[0]] == ["/other"]
