"""The cyclic buffer."""

from typing import Any

import pytest

from services.site_store.page.buffers import CyclicBuffer
from services.site_store.page.row import Fields


def table(*rows: Any, cursor: int | None = None) -> CyclicBuffer:
    return CyclicBuffer.load(Fields(["a", "b"]), list(rows), None, cursor)


def test_it_starts_with_null_rows_at_its_first_row() -> None:
    """[B2] [B16]"""
    buffer = CyclicBuffer.load(Fields([]), None, 3, 2)
    assert (buffer.rows, buffer.cursor) == ([None, None, None], 0)


def test_rows_overwrite_the_oldest() -> None:
    """[B7]"""
    buffer = table([1, 1], [2, 2])
    for value in ([3, 3], [4, 4], [5, 5]):
        buffer.set_row("-1", value)
    assert (buffer.rows, buffer.cursor) == ([[5, 5], [4, 4]], 1)


def test_what_does_not_fit_moves_the_cursor_only() -> None:
    """[B7]"""
    buffer = table([1, 1], [2, 2], [3, 3])
    buffer.put([[9], None, 5])
    assert (buffer.rows, buffer.cursor) == ([[1, 1], None, [3, 3]], 0)


@pytest.mark.parametrize("cursor", [-1, 2, 10**18])
def test_a_cursor_outside_loses_one_row_and_starts_over(cursor: int) -> None:
    """[B16]"""
    buffer = table([1, 1], [2, 2], cursor=cursor)
    assert buffer.row("0") is None
    buffer.set_row("", [3, 3])
    assert (buffer.rows, buffer.cursor) == ([[1, 1], [2, 2]], 0)


def test_the_row_at_the_cursor_is_read_whatever_the_key() -> None:
    """[B17]"""
    buffer = table([1, 1], [2, 2], None, cursor=1)
    row = buffer.row("0")
    assert row is not None
    assert row.cell("a") == 2
    buffer.set_row("", None)
    assert buffer.row("1") is None


def test_it_is_written_with_its_cursor() -> None:
    """[S4]"""
    assert table([1, 1], None, cursor=1).dump() == {
        "c": {"f": ["a", "b"], "d": [[1, 1], None], "n": 2, "i": 1}
    }
