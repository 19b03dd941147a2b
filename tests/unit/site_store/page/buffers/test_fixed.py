"""The fixed buffer."""

from typing import Any

import pytest

from services.site_store.page.buffers import FixedBuffer
from services.site_store.page.row import Fields


def table(*rows: Any) -> FixedBuffer:
    return FixedBuffer.load(Fields(["a", "b"]), list(rows), None, None)


@pytest.mark.parametrize(("size", "count"), [(3, 3), (0, 10), (-1, 10), (None, 10)])
def test_it_starts_with_null_rows(size: int | None, count: int) -> None:
    """[B2]"""
    assert FixedBuffer.load(Fields([]), None, size, None).rows == [None] * count
    assert FixedBuffer.load(Fields([]), [], size, None).rows == [None] * count


def test_rows_are_set_by_index() -> None:
    """[B5]"""
    buffer = table([1, 2], None)
    buffer.set_row("1", [3, 4])
    buffer.set_row("0", None)
    assert buffer.rows == [None, [3, 4]]


@pytest.mark.parametrize(
    ("key", "row"), [("2", [5, 6]), ("-1", [5, 6]), ("x", [5, 6]), ("0", [5]), ("0", 5), ("0", {})]
)
def test_what_does_not_fit_is_skipped(key: str, row: Any) -> None:
    """[B5]"""
    buffer = table([1, 2], None)
    buffer.set_row(key, row)
    assert buffer.rows == [[1, 2], None]


def test_a_put_sets_all_rows_or_none() -> None:
    """[B6]"""
    buffer = table([1, 2], [3, 4])
    misfits: list[Any] = [[[5, 6]], [], None, {}, "ab"]
    for value in misfits:
        buffer.put(value)
    assert buffer.rows == [[1, 2], [3, 4]]
    buffer.put([None, [7]])
    assert buffer.rows == [None, [3, 4]]


def test_a_row_is_read_by_index() -> None:
    """[B17]"""
    buffer = table([1, 2], None)
    row = buffer.row("0")
    assert row is not None
    assert row.cell("b") == 2
    assert [buffer.row(key) for key in ("1", "2", "-1", "x")] == [None] * 4


def test_it_is_written_with_its_size() -> None:
    """[S4]"""
    assert table([1, 2], None).dump() == {"f": {"f": ["a", "b"], "d": [[1, 2], None], "n": 2}}
