"""Values as JSON text."""

import json
from collections import UserDict
from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import Any

import numpy
import pytest

from h2o_wave.data import data
from h2o_wave.errors import BadType, BadValue
from h2o_wave.expando import Expando
from h2o_wave.marshalling import encode, marshal, spoken, unmarshal


class Dumper:
    def __init__(self, value: Any) -> None:
        self.value = value

    def dump(self) -> Any:
        return self.value


class Size(IntEnum):
    SMALL = 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (10**30, "1" + "0" * 30),
        (0.1, "0.1"),
        (-0.0, "-0.0"),
        (1e21, "1e+21"),
        ("", '""'),
        ('a"\\\n\x00ž\u2028', r'"a\"\\\n\u0000\u017e\u2028"'),
        ((1, [2, (3,)]), "[1,[2,[3]]]"),
        ({"a": None, 1: "x", None: 2, 1.5: 3}, '{"a":null,"1":"x","null":2,"1.5":3}'),
        (Dumper({"b": Dumper([1])}), '{"b":[1]}'),
        ([Dumper(1), {"k": Dumper(2)}], '[1,{"k":2}]'),
        (Size.SMALL, "1"),
        ([numpy.float64(1.5)], "[1.5]"),
        (numpy.float64(1.5), "1.5"),
        ({"n": [numpy.int64(1)], "a": numpy.array([[1, 2]])}, '{"n":[1],"a":[[1,2]]}'),
        ([date(2026, 11, 30)], '["2026-11-30"]'),
    ],
)
def test_a_value_becomes_compact_ascii(value: Any, text: str) -> None:
    assert encode(value, "c v") == text


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (float("nan"), BadValue, "c.v: want a finite number or None, got nan"),
        ([1, float("inf")], BadValue, r"c.v\[1\]: want a finite number or None, got inf"),
        ({"a": [{1, 2}]}, BadType, r"c.v.a\[0\]: JSON has no set"),
        (b"abc", BadType, "c.v: JSON has no bytes; got b'abc'"),
        (Expando({"a": 1}), BadType, "c.v: JSON has no Expando"),
        (lambda: 1, BadType, "c.v: JSON has no function"),
        (Dumper, BadType, r"c.v: JSON has no class Dumper \(want an instance\)"),
        ({(1, 2): 3}, BadType, r"c.v: want str as key, got tuple: \(1, 2\)"),
        ([data("a", 1)], BadType, r"c.v\[0\]: a buffer can only stand in a card"),
        (Dumper({"data": data("a", 1)}), BadType, "c.v.data: a buffer can only stand in a card"),
        (numpy.dtype("int32"), BadValue, "c.v: JSON has no Int32DType"),
        (numpy.array([1, float("nan")]), BadValue, r"c.v\[1\]: want a finite number or None, got nan"),
        ([{"n": numpy.array([1j])}], BadType, r"c.v\[0\].n\[0\]: JSON has no complex"),
        (UserDict(), BadType, "c.v: JSON has no UserDict"),
    ],
)
def test_a_value_that_json_cannot_hold_is_refused_with_its_place(
    value: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        encode(value, "c v")


def _circular() -> Any:
    value: list[Any] = []
    value.append(value)
    return value


def _deep() -> Any:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize("make", [_circular, _deep])
def test_a_value_without_end_is_refused(make: Callable[[], Any]) -> None:
    with pytest.raises(BadValue, match="c.v: nested too deeply, or contains itself"):
        encode(make(), "c v")


def test_what_dump_complains_about_is_passed_on() -> None:
    class Wrong:
        def dump(self) -> None:
            raise BadValue("wrong in its own way")

    with pytest.raises(BadValue, match="wrong in its own way"):
        encode([Wrong()], "c v")


def test_plain_json_goes_there_and_back() -> None:
    assert unmarshal(marshal({"a": [1, "ž", None]})) == {"a": [1, "ž", None]}
    assert unmarshal(b"[1]") == [1]


def test_plain_json_holds_no_components() -> None:
    with pytest.raises(BadType, match=r"value\[0\]: JSON has no Dumper"):
        marshal([Dumper(1)])


def test_bad_json_is_an_error_of_the_json_module() -> None:
    with pytest.raises(json.JSONDecodeError):
        unmarshal("<html>")


@pytest.mark.parametrize(
    ("key", "text"),
    [("c", "c"), ("c items 0 textbox value", "c.items[0].textbox.value"), ("c data -1", "c.data[-1]")],
)
def test_a_key_is_spoken_as_authors_write_it(key: str, text: str) -> None:
    assert spoken(key) == text
