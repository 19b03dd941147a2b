"""Check, log, apply, announce, acknowledge: in this order, for every edit."""

import pytest

from services.site_store.edits import BadRoute, Conflict, Edit, Outcome
from services.site_store.log.errors import LogFull
from services.site_store.log.record import Record, RecordKind
from services.site_store.page.delta import BadDelta
from services.site_store.watchers import Delta, Missed
from tests.unit.site_store.bench import CARD, Bench, body_setting


@pytest.fixture
def bench() -> Bench:
    return Bench()


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


class TestRemoving:
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
        bench.store.reading.leave(watcher)
        bench.store.reading.release("/client")
        bench.submit(Edit("/client", CARD))
        assert bench.outcomes[0].discarded
        assert bench.page("/client") is None


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
