"""Edits that are sent again."""

from services.site_store.repeats import Repeats


def test_an_edit_is_new_once() -> None:
    repeats = Repeats()
    assert repeats.begin(1, 1)
    assert not repeats.begin(1, 1)
    assert repeats.begin(1, 2)
    assert repeats.begin(2, 1)


def test_a_repeat_of_a_settled_edit_hears_its_revision_at_once() -> None:
    repeats = Repeats()
    repeats.begin(1, 1)
    repeats.settle(1, 1, 42)
    heard: list[int | None] = []
    repeats.await_first(1, 1, heard.append)
    assert heard == [42]


def test_a_repeat_of_an_edit_on_its_way_hears_when_that_is_settled() -> None:
    repeats = Repeats()
    repeats.begin(1, 1)
    heard: list[int | None] = []
    repeats.await_first(1, 1, heard.append)
    assert heard == []
    repeats.settle(1, 1, 42)
    assert heard == [42]


def test_an_edit_that_failed_may_be_tried_again() -> None:
    repeats = Repeats()
    repeats.begin(1, 1)
    heard: list[int | None] = []
    repeats.await_first(1, 1, heard.append)
    repeats.settle(1, 1, None)
    assert heard == [None]
    assert repeats.begin(1, 1)


def test_the_oldest_numbers_and_writers_are_forgotten_above_the_bounds() -> None:
    repeats = Repeats(max_writers=2, max_numbers=2)
    for number in range(1, 6):
        repeats.begin(1, number)
    assert not repeats.begin(1, 4)
    assert repeats.begin(1, 1)
    repeats.begin(2, 1)
    repeats.begin(3, 1)
    assert repeats.begin(1, 4)


def test_an_edit_from_the_log_is_known() -> None:
    repeats = Repeats()
    repeats.restore(1, 1, 9)
    heard: list[int | None] = []
    assert not repeats.begin(1, 1)
    repeats.await_first(1, 1, heard.append)
    assert heard == [9]
