"""Check, log, apply, announce, acknowledge: in this order, for every edit."""

from collections.abc import Callable, Sequence

import orjson
import pytest

from services.site_store.edits import BadRoute, Batch, Conflict, Edit, Outcome
from services.site_store.ephemerals import Ephemerals
from services.site_store.log.errors import LogFull
from services.site_store.log.record import Record, RecordKind
from services.site_store.page.delta import BadDelta
from services.site_store.page.limits import PageLimits
from services.site_store.store import Store
from services.site_store.watchers import SKIPPED, Delta, Missed, Opened, Watcher, WatchEvent

CARD = b'{"d":[{"k":"c","d":{"view":"x","n":0}}]}'


class FakeLog:
    """A log whose disk is as slow as the test wants: records are safe when `sync` is called."""

    def __init__(self) -> None:
        self.epoch = "e"
        self.revision = 0
        self.records: list[Record] = []
        self.is_full = False
        self._waiting: list[Callable[[Exception | None], None]] = []

    def submit(self, records: Sequence[Record], on_durable: Callable[[Exception | None], None]) -> int:
        if self.is_full:
            raise LogFull("full")
        first = self.revision + 1
        self.revision += len(records)
        self.records += records
        self._waiting.append(on_durable)
        return first

    def sync(self, error: Exception | None = None) -> None:
        waiting, self._waiting = self._waiting, []
        for on_durable in waiting:
            on_durable(error)


class Bench:
    """A store on a fake log, and what came of the edits it was given."""

    def __init__(self, *, relay_only: bool = False) -> None:
        self.log = FakeLog()
        self.now = 0.0
        ephemerals = Ephemerals(lambda: self.now, ttl_seconds=60, history_bytes=10_000)
        self.store = Store(
            self.log,
            limits=PageLimits(),
            ephemerals=ephemerals,
            history_bytes=100_000,
            max_missed_bytes=500,
            relay_only=relay_only,
        )
        self.outcomes: list[Outcome] = []

    def submit(self, *edits: Edit) -> None:
        self.store.submit(Batch(len(edits), self._note), edits)

    def _note(self, batch: Batch) -> None:
        self.outcomes += [outcome for outcome in batch.outcomes if outcome]

    def edit(self, route: str, body: bytes = CARD) -> Outcome:
        self.submit(Edit(route, body))
        self.log.sync()
        return self.outcomes[-1]

    def watch(self, route: str, **how: object) -> tuple[Watcher, Opened]:
        watcher = Watcher(lambda: None, max_bytes=10_000)
        self.store.subscribe(watcher, 7, route, **how)  # type: ignore[arg-type]
        (opened,) = watcher.take(self.store.read)
        assert isinstance(opened, Opened)
        return watcher, opened

    def heard(self, watcher: Watcher) -> list[WatchEvent]:
        return watcher.take(self.store.read)

    def page(self, route: str) -> object:
        snapshot = self.store.look_up(route, include_ephemeral=True)[2]
        return None if snapshot is None else orjson.loads(snapshot)["p"]["c"]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def body_setting(value: int) -> bytes:
    return b'{"d":[{"k":"c n","v":%d}]}' % value


def test_nothing_is_shown_or_acknowledged_before_the_log_has_it(bench: Bench) -> None:
    watcher, _ = bench.watch("/a")
    bench.submit(Edit("/a", CARD))
    assert bench.outcomes == []
    assert bench.heard(watcher) == []
    assert bench.page("/a") is None
    bench.log.sync()
    assert bench.outcomes == [Outcome(1)]
    assert bench.heard(watcher) == [Delta("/a", 1, CARD)]
    assert bench.page("/a") == {"c": {"d": {"n": 0, "view": "x"}}}


def test_a_refused_edit_is_neither_logged_nor_shown_and_leaves_the_others_alone(bench: Bench) -> None:
    watcher, _ = bench.watch("/a")
    bench.submit(Edit("/a", b"not json"), Edit("/a", CARD), Edit("no-slash", CARD))
    bench.log.sync()
    assert [type(outcome.error) for outcome in bench.outcomes] == [BadDelta, type(None), BadRoute]
    assert [record.body for record in bench.log.records] == [CARD]
    assert bench.heard(watcher) == [Delta("/a", 1, CARD)]


def test_when_the_log_fails_nothing_changes_and_the_edit_is_answered(bench: Bench) -> None:
    watcher, _ = bench.watch("/a")
    bench.submit(Edit("/a", CARD))
    failure = OSError("no disk")
    bench.log.sync(failure)
    assert bench.outcomes == [Outcome(0, failure)]
    assert bench.heard(watcher) == []
    assert bench.page("/a") is None


def test_when_the_log_is_full_the_edit_is_answered_at_once(bench: Bench) -> None:
    bench.log.is_full = True
    bench.submit(Edit("/a", CARD))
    assert isinstance(bench.outcomes[0].error, LogFull)


def test_revisions_count_the_changes_of_the_site(bench: Bench) -> None:
    assert [bench.edit("/a").revision, bench.edit("/b").revision, bench.edit("/a").revision] == [1, 2, 3]


def test_an_edit_that_is_sent_again_has_no_second_effect(bench: Bench) -> None:
    edit = Edit("/a", CARD, writer=1, number=1)
    bench.submit(edit)
    bench.submit(edit)
    assert bench.outcomes == []
    bench.log.sync()
    bench.submit(edit)
    assert bench.outcomes == [Outcome(1), Outcome(1), Outcome(1)]
    assert len(bench.log.records) == 1


def test_an_edit_that_failed_may_be_sent_again(bench: Bench) -> None:
    edit = Edit("/a", CARD, writer=1, number=1)
    bench.submit(edit)
    bench.log.sync(OSError("no disk"))
    bench.submit(edit)
    bench.log.sync()
    assert bench.outcomes[-1] == Outcome(2)


class TestConditionalEdits:
    def test_it_is_applied_when_the_page_has_not_changed_since(self, bench: Bench) -> None:
        bench.edit("/a")
        bench.edit("/b")
        bench.submit(Edit("/a", body_setting(1), if_position=("e", 1)))
        bench.log.sync()
        assert bench.outcomes[-1].error is None

    def test_a_position_of_the_site_after_the_last_change_of_the_page_fits_too(self, bench: Bench) -> None:
        bench.edit("/a")
        bench.edit("/b")
        bench.submit(Edit("/a", body_setting(1), if_position=("e", 2)))
        bench.log.sync()
        assert bench.outcomes[-1].error is None

    @pytest.mark.parametrize("position", [("e", 1), ("other", 2), ("e", 99), ("e", 0)])
    def test_it_is_refused_for_any_other_position(self, bench: Bench, position: tuple[str, int]) -> None:
        bench.edit("/a")
        bench.edit("/a")
        bench.submit(Edit("/a", body_setting(1), if_position=position))
        assert isinstance(bench.outcomes[-1].error, Conflict)
        assert len(bench.log.records) == 2

    def test_revision_0_means_unless_there_is_a_page(self, bench: Bench) -> None:
        bench.submit(Edit("/a", CARD, if_position=("", 0)))
        bench.log.sync()
        bench.submit(Edit("/a", CARD, if_position=("", 0)))
        assert bench.outcomes[0].error is None
        assert isinstance(bench.outcomes[1].error, Conflict)

    def test_an_edit_on_its_way_to_the_log_counts(self, bench: Bench) -> None:
        bench.edit("/a")
        bench.submit(Edit("/a", body_setting(1)))
        bench.submit(Edit("/a", body_setting(2), if_position=("e", 1)))
        assert isinstance(bench.outcomes[-1].error, Conflict)

    def test_a_conflict_may_be_tried_again_under_the_same_number(self, bench: Bench) -> None:
        bench.edit("/a")
        bench.submit(Edit("/a", CARD, 1, 1, if_position=("e", 0)))
        bench.submit(Edit("/a", CARD, 1, 1, if_position=("e", 1)))
        bench.log.sync()
        assert bench.outcomes[-1].revision == 2


class TestWatching:
    def test_the_answer_and_what_follows_fit_together(self, bench: Bench) -> None:
        bench.edit("/a")
        watcher, opened = bench.watch("/a")
        assert (opened.epoch, opened.revision) == ("e", 1)
        assert opened.content == bench.store.read("/a")[1]
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

    def test_a_removed_page_is_empty_for_its_watchers_and_unknown_afterwards(self, bench: Bench) -> None:
        bench.edit("/a")
        watcher, _ = bench.watch("/a")
        removed: list[tuple[int, Exception | None]] = []
        bench.store.drop("/a", lambda revision, error: removed.append((revision, error)))
        bench.log.sync()
        assert removed == [(2, None)]
        assert bench.heard(watcher) == [Delta("/a", 2, b'{"d":[{}]}')]
        assert bench.page("/a") is None

    def test_removing_what_is_not_there_changes_nothing(self, bench: Bench) -> None:
        removed: list[int] = []
        bench.store.drop("/a", lambda revision, error: removed.append(revision))
        assert removed == [0]
        assert bench.log.records == []


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
        assert bench.store.look_up("/client")[2] is None
        assert bench.store.look_up("/client", include_ephemeral=True)[2] is not None

    def test_it_has_the_limits_of_any_page(self, bench: Bench) -> None:
        bench.watch("/client", ephemeral=True)
        for number in range(17):
            bench.submit(
                Edit("/client", b'{"d":[{"k":"c%d","d":{"x":"%s"}}]}' % (number, b"x" * 1024 * 1024))
            )
        assert isinstance(bench.outcomes[-1].error, BadDelta)
        assert "max_page_bytes" in str(bench.outcomes[-1].error)

    def test_an_edit_for_a_client_that_has_gone_is_forgotten(self, bench: Bench) -> None:
        watcher, _ = bench.watch("/client", ephemeral=True)
        bench.store.leave(watcher)
        bench.store.release("/client")
        bench.submit(Edit("/client", CARD))
        assert bench.outcomes[0].discarded
        assert bench.page("/client") is None

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
        bench.store.leave(old)
        bench.store.release("/client")
        assert bench.store.ephemerals.get("/client") is not None

    def test_it_lives_while_it_is_watched(self, bench: Bench) -> None:
        watcher, _ = bench.watch("/client", ephemeral=True)
        bench.now = 1000
        assert bench.store.ephemerals.expire() == []
        bench.store.leave(watcher)
        bench.now = 1061
        assert bench.store.ephemerals.expire() == ["/client"]


def test_without_a_store_edits_are_relayed_and_forgotten() -> None:
    bench = Bench(relay_only=True)
    watcher, opened = bench.watch("/a")
    assert opened.content is None
    bench.submit(Edit("/a", CARD))
    assert bench.heard(watcher) == [Delta("/a", 1, CARD)]
    assert bench.page("/a") is None
    assert bench.log.records == []


def test_a_restored_store_is_as_it_was(bench: Bench) -> None:
    again = Bench()
    again.log.revision = 5
    records = [
        (2, Record(RecordKind.SNAPSHOT, "/a", b'{"p":{"c":{"c":{"d":{"n":1}}}}}', 0, 0)),
        (3, Record(RecordKind.EDIT, "/a", body_setting(2), 9, 1)),
        (4, Record(RecordKind.EDIT, "/b", CARD, 9, 2)),
        (5, Record(RecordKind.DROP, "/b", b"", 0, 0)),
    ]
    assert again.store.restore(iter(records)) == 4
    assert again.page("/a") == {"c": {"d": {"n": 2}}}
    assert again.page("/b") is None
    assert again.watch("/a", after=("e", 2))[1].content == Missed([(3, body_setting(2))])
    assert isinstance(again.watch("/a", after=("e", 1))[1].content, bytes)
    again.submit(Edit("/a", body_setting(7), writer=9, number=1))
    assert again.outcomes == [Outcome(3)]
    assert again.log.records == []


def test_pages_are_listed_in_order_and_in_pieces(bench: Bench) -> None:
    for route in ("/b", "/a", "/c", "/other"):
        bench.edit(route)
    bench.watch("/a2", ephemeral=True)
    first, token = bench.store.list_pages("/", 3, "")
    assert [(route, ephemeral) for route, _, _, ephemeral in first] == [
        ("/a", False),
        ("/a2", True),
        ("/b", False),
    ]
    rest, end = bench.store.list_pages("/", 3, token)
    assert [route for route, *_ in rest] == ["/c", "/other"]
    assert end == ""
    assert [route for route, *_ in bench.store.list_pages("/o", 9, "")[0]] == ["/other"]
