"""Buffers as the author writes them."""

from typing import Any

import numpy
import pandas
import pytest

from h2o_wave.data import Data, data, pack
from h2o_wave.errors import BadType, BadValue


@pytest.mark.parametrize(
    ("arguments", "dump"),
    [
        ({"size": 5}, {"f": {"f": ["a", "b"], "n": 5}}),
        ({"size": -5}, {"c": {"f": ["a", "b"], "n": 5}}),
        ({}, {"m": {"f": ["a", "b"]}}),
        ({"t": "list"}, {"l": {"f": ["a", "b"], "n": 0}}),
        ({"t": "list", "size": 3}, {"l": {"f": ["a", "b"], "n": 3}}),
        ({"t": "cyclic", "size": 3}, {"c": {"f": ["a", "b"], "n": 3}}),
        ({"t": "map", "size": 3}, {"m": {"f": ["a", "b"]}}),
        ({"rows": [[1, 2], None]}, {"f": {"f": ["a", "b"], "d": [[1, 2], None]}}),
        ({"rows": [(1, 2)], "size": -1}, {"c": {"f": ["a", "b"], "d": [(1, 2)]}}),
        ({"rows": [[1, 2]], "t": "list"}, {"l": {"f": ["a", "b"], "d": [[1, 2]]}}),
        ({"rows": {"k": [1, 2]}}, {"m": {"f": ["a", "b"], "d": {"k": [1, 2]}}}),
        ({"rows": [], "size": 3}, {"f": {"f": ["a", "b"], "n": 3}}),
        ({"columns": [[1, 3], [2, 4]]}, {"f": {"f": ["a", "b"], "d": [[1, 2], [3, 4]]}}),
        ({"columns": numpy.array([[1.0], [2.0]]).tolist()}, {"f": {"f": ["a", "b"], "d": [[1.0, 2.0]]}}),
        ({"columns": [(1, 2), "xy"]}, {"f": {"f": ["a", "b"], "d": [[1, "x"], [2, "y"]]}}),
        ({"rows": [[9, 9]], "columns": [[1], [2]]}, {"f": {"f": ["a", "b"], "d": [[9, 9]]}}),
    ],
)
def test_the_kind_follows_from_what_is_given(arguments: dict[str, Any], dump: dict[str, Any]) -> None:
    assert data("a b", **arguments).dump() == dump


@pytest.mark.parametrize("fields", ["a b", " a \t b\n", ["a", "b"], ("a", "b")])
def test_fields_are_a_text_or_a_list(fields: Any) -> None:
    assert data(fields, 1).fields == ["a", "b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"fields": "  "}, "at least one field"),
        ({"fields": []}, "at least one field"),
        ({"fields": None}, "fields as a text, list or tuple, got NoneType"),
        ({"fields": {"a": 1}}, "fields as a text, list or tuple, got dict"),
        ({"fields": ["a", 1]}, "a name as field 1, got 1"),
        ({"fields": ["a", ""]}, "a name as field 1, got ''"),
        ({"size": 5.0}, "size as int, got float: 5.0"),
        ({"size": None}, "size as int, got NoneType"),
        ({"size": True}, "size as int, got bool"),
        ({"rows": ((1, 2),)}, "rows as list or dict, got tuple"),
        ({"rows": [[1]]}, "2 cells in row 0, one per field, got 1"),
        ({"rows": {"k": [1, 2, 3]}}, "2 cells in row 'k', one per field, got 3"),
        ({"rows": [5]}, "a list of 2 cells as row 0, got int: 5"),
        ({"rows": [[1, 2]], "t": "map"}, "rows as a dict for a map buffer, got a list"),
        ({"rows": {"k": [1, 2]}, "t": "list"}, "rows as a list for a list buffer, got a dict"),
        ({"t": "ring"}, "t as one of fixed, cyclic, map, list, got 'ring'"),
        ({"t": "list", "size": -7}, "a size of 0 or more for a list buffer, got -7"),
        ({"t": "cyclic"}, "a size other than 0 for a cyclic buffer"),
        ({"t": "fixed"}, "a size other than 0 for a fixed buffer"),
        ({"t": "fixed", "size": -1}, "a size above 0 for a fixed buffer, got -1"),
        ({"columns": 5}, "columns as a list of lists, got 5"),
        ({"columns": [1, 2]}, "columns as a list of lists"),
        ({"columns": [[1], [2, 3]]}, "columns of one length, got 1 and 2 cells"),
        ({"columns": [[1]]}, "2 columns, one per field, got 1"),
        ({"pack": True}, "rows or columns, got neither"),
        ({"pack": True, "columns": ([1], [2])}, "columns as a list, got tuple"),
        ({"pack": True, "rows": {"k": [1, 2]}}, "rows as a list, got dict"),
        ({"pack": True, "rows": [[1]]}, "2 cells in row 0"),
    ],
)
def test_a_shape_that_the_server_would_not_take_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(BadValue, match=f"want {message}"):
        data(**{"fields": "a b", **arguments})


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"rows": [[1, "ž"], [2, None]]}, 'rows:[["a","b"],[[1,"\\u017e"],[2,null]]]'),
        ({"columns": [[1, 2], ["x", None]]}, 'cols:[["a","b"],[[1,2],["x",null]]]'),
        ({"rows": [[1, 2]], "size": -99, "t": "list"}, 'rows:[["a","b"],[[1,2]]]'),
    ],
)
def test_a_table_is_packed_into_a_text(arguments: dict[str, Any], text: str) -> None:
    assert data("a b", pack=True, **arguments) == text


def test_a_packed_table_holds_plain_json() -> None:
    with pytest.raises(BadType):
        data("a", rows=[[object()]], pack=True)


def test_a_value_is_packed_into_a_text() -> None:
    assert pack({"a": (1,)}) == 'data:{"a":[1]}'
    assert pack(Data("a", 2)) == 'data:{"f":{"f":["a"],"n":2}}'


def test_what_json_cannot_hold_is_not_packed() -> None:
    with pytest.raises(BadType, match=r"pack\(\)\[0\]: a buffer can only stand in a card"):
        pack([Data("a", 2)])


def test_tables_of_other_libraries_are_taken() -> None:
    frame = pandas.DataFrame({"x": [1, 2], "y": [0.5, float("nan")]})
    rows = [[1, 0.5], [2, None]]
    assert data(frame.columns, rows=frame).dump() == {"f": {"f": ["x", "y"], "d": rows}}
    assert data(frame.columns, columns=frame).dump() == {"f": {"f": ["x", "y"], "d": rows}}
    assert data("x y", rows=numpy.array([[1, 2]])).dump() == {"f": {"f": ["x", "y"], "d": [[1, 2]]}}
    assert (
        data("x y", columns=[numpy.array([1]), pandas.Series([2])], pack=True) == 'cols:[["x","y"],[[1],[2]]]'
    )


def test_single_rows_may_be_arrays() -> None:
    rows = {"a": numpy.array([1, 2]), "b": [3, 4]}
    assert data("x y", rows=rows).dump() == {"m": {"f": ["x", "y"], "d": {"a": [1, 2], "b": [3, 4]}}}
    assert isinstance(rows["a"], numpy.ndarray)
