"""The list buffer."""

from typing import Any

import pytest

from services.site_store.page.buffers import ListBuffer
from services.site_store.page.limits import LIST_CAPACITY_ROWS
from services.site_store.page.row import Fields


def table(*rows: Any, end: int | None = None) -> ListBuffer:
    return ListBuffer.load(Fields(["a", "b"]), list(rows), None, end)


def test_it_starts_with_spare_rows() -> None:
    """[B2] [B15]"""
    buffer = ListBuffer.load(Fields([]), None, 3, 2)
    assert (buffer.rows, buffer.end) == ([None, None, None], 0)


@pytest.mark.parametrize(("given", "end"), [(None, 2), (0, 0), (1, 1), (2, 2), (3, 2), (-1, 2)])
def test_a_given_end_counts_when_it_is_within_the_rows(given: int | None, end: int) -> None:
    """[B15]"""
    assert table([1, 2], None, end=given).end == end


def test_rows_are_appended_and_the_capacity_doubles() -> None:
    """[B12]"""
    buffer = table([1, 1])
    capacities = []
    for value in range(2, 7):
        buffer.set_row("__append__", [value, value])
        capacities.append(len(buffer.rows))
    assert capacities == [2, 4, 4, 8, 8]
    assert buffer.rows == [[n, n] for n in range(1, 7)] + [None, None]
    assert buffer.end == 6


def test_a_negative_index_counts_from_the_end_cursor() -> None:
    """[B11]"""
    buffer = table([1, 1], [2, 2], None, None, end=2)
    buffer.set_row("-1", [9, 9])
    buffer.set_row("-3", [3, 3])
    assert (buffer.rows, buffer.end) == ([[1, 1], [9, 9], [3, 3], None], 3)


def test_a_list_stops_growing() -> None:
    """[B13]"""
    rows = LIST_CAPACITY_ROWS - 2
    buffer = ListBuffer(Fields([]), [None] * rows, rows)
    buffer.put([[], [], [], None])
    assert (len(buffer.rows), buffer.end) == (LIST_CAPACITY_ROWS, LIST_CAPACITY_ROWS)
    buffer.set_row("__append__", [])
    assert (len(buffer.rows), buffer.end) == (LIST_CAPACITY_ROWS, LIST_CAPACITY_ROWS)
    buffer.set_row("-1", None)
    assert buffer.rows[-1] is None
    assert buffer.rows[-2] == []


def test_a_list_beyond_the_largest_capacity_keeps_its_rows() -> None:
    """[B13]"""
    rows = LIST_CAPACITY_ROWS + 5
    buffer = ListBuffer(Fields([]), [None] * rows, rows)
    buffer.set_row("__append__", [])
    assert (len(buffer.rows), buffer.end) == (rows, rows)


def test_growing_turns_misfits_into_null() -> None:
    """[B12]"""
    buffer = table([1], [1, 2])
    buffer.set_row("", [3, 4])
    assert buffer.rows == [None, [1, 2], [3, 4], None]


def test_a_put_appends() -> None:
    """[B14]"""
    buffer = table([1, 1])
    misfits: list[Any] = [{}, None, "ab"]
    for value in misfits:
        buffer.put(value)
    assert buffer.rows == [[1, 1]]
    buffer.put([[2, 2], 5, None])
    assert (buffer.rows, buffer.end) == ([[1, 1], [2, 2], None, None], 4)


def test_a_row_is_read_by_index_from_the_capacity_or_at_the_end_cursor() -> None:
    """[B17]"""
    buffer = table([1, 1], [2, 2], [3, 3], None, end=2)
    rows = {key: buffer.row(key) for key in ("0", "-2", "x", "-1", "4", "-5")}
    assert {key: row and row.cell("a") for key, row in rows.items()} == {
        "0": 1,
        "-2": 3,
        "x": 3,
        "-1": None,
        "4": None,
        "-5": None,
    }
    assert table([1, 1]).row("x") is None


def test_it_is_written_with_its_end_unless_that_follows_from_the_rows() -> None:
    """[S4]"""
    assert table([1, 1], None).dump() == {"l": {"f": ["a", "b"], "d": [[1, 1], None], "n": 2}}
    assert table([1, 1], None, end=1).dump() == {"l": {"f": ["a", "b"], "d": [[1, 1], None], "n": 2, "i": 1}}
