"""Ways through the values of a card."""

from typing import Any

import pytest

from services.site_store.page.buffers import FixedBuffer
from services.site_store.page.path import assign, step, walk
from services.site_store.page.row import Fields, Row


def table() -> FixedBuffer:
    return FixedBuffer(Fields(["a", "b"]), [[1, {"p": 2}], None])


@pytest.mark.parametrize("value", [None, 5, 0.5, "text", True])
def test_a_scalar_can_neither_be_walked_nor_set(value: Any) -> None:
    """[D14]"""
    assign(value, "0", 1)
    assert step(value, "0") is None


def test_walking_goes_through_every_kind_of_container() -> None:
    value = {"o": [0, table()]}
    assert walk(value, ["o", "1", "0", "b", "p"]) == 2
    assert type(walk(value, ["o", "1", "0"])) is Row


@pytest.mark.parametrize(
    "path", [["x", "y"], ["o", "2"], ["o", "1", "1"], ["o", "1", "0", "c"], ["o", "0", "x"]]
)
def test_walking_ends_where_nothing_is(path: list[str]) -> None:
    """[D10]"""
    assert walk({"o": [0, table()]}, path) is None


def test_walking_nowhere_stays() -> None:
    value: dict[str, Any] = {}
    assert walk(value, []) is value


def test_every_kind_of_container_can_be_set() -> None:
    members: dict[str, Any] = {"x": 1, "y": 2}
    elements: list[Any] = [1, 2]
    buffer = table()
    assign(members, "x", 9)
    assign(members, "y", None)
    assign(elements, "0", 9)
    assign(elements, "1", None)
    assign(elements, "2", 9)
    assign(buffer, "1", [3, 4])
    row = buffer.row("0")
    assign(row, "a", None)
    assert (members, elements, buffer.rows) == ({"x": 9}, [9, None], [[None, {"p": 2}], [3, 4]])
