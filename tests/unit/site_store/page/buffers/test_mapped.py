"""The map buffer."""

from typing import Any

import pytest

from services.site_store.page.buffers import MapBuffer
from services.site_store.page.row import Fields


def table(**rows: Any) -> MapBuffer:
    return MapBuffer.load(Fields(["a", "b"]), rows, None, None)


def test_it_starts_empty() -> None:
    """[B2]"""
    assert MapBuffer.load(Fields([]), None, 5, 5).rows == {}


def test_rows_are_stored_and_deleted_by_any_key() -> None:
    """[B9]"""
    buffer = table(x=[1, 2])
    buffer.set_row("x", None)
    buffer.set_row("y", None)
    buffer.set_row("", [3, 4])
    buffer.set_row("-1", [5, 6])
    assert buffer.rows == {"": [3, 4], "-1": [5, 6]}


@pytest.mark.parametrize("row", [[1], [1, 2, 3], 5, "ab", {}])
def test_what_does_not_fit_is_skipped(row: Any) -> None:
    """[B9]"""
    buffer = table(x=[1, 2])
    buffer.set_row("x", row)
    buffer.set_row("y", row)
    assert buffer.rows == {"x": [1, 2]}


def test_a_put_replaces_the_content_by_what_fits() -> None:
    """[B10]"""
    buffer = table(x=[1, 2])
    for value in ([[1, 2]], None, 5):
        buffer.put(value)
    assert buffer.rows == {"x": [1, 2]}
    buffer.put({"y": [3, 4], "z": [5], "w": None})
    assert buffer.rows == {"y": [3, 4]}


def test_a_row_is_read_by_key() -> None:
    """[B17]"""
    buffer = table(x=[1, 2], y=None)
    row = buffer.row("x")
    assert row is not None
    assert row.cell("b") == 2
    assert [buffer.row(key) for key in ("y", "z")] == [None, None]


def test_it_is_written_by_key() -> None:
    """[S4]"""
    assert table(x=[1, 2], y=None).dump() == {"m": {"f": ["a", "b"], "d": {"x": [1, 2], "y": None}}}
