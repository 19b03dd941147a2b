"""One attribute of a declaration."""

from datetime import date, time
from typing import Any

import numpy
import pandas
import pytest

from h2o_wave.data import Data
from h2o_wave.errors import BadValue
from h2o_wave.types import Choice
from h2o_wave.vocabulary._field import Field, PackedData, PackedRecord, PackedRecords, Value, read_field
from h2o_wave.vocabulary._model import Model


def field_of(annotation: Any, is_identifier: bool = False, choices: tuple[str, ...] = ()) -> Field:
    return read_field(
        "x", annotation, owner="ui.f", is_identifier=is_identifier, choices=choices, model=Model
    )


@pytest.mark.parametrize(
    ("annotation", "good", "bad"),
    [
        (str, ["", "a"], [None, 1, b"a"]),
        (str | None, [None, "a"], [1]),
        (bool | None, [None, True], [1, "True"]),
        (int, [1, True], [1.0, "1"]),
        (float | None, [None, 1, 1.5], ["1"]),
        (Value | None, [None, "a", 1, 1.5], [[1]]),
        (list[str], [[], ["a"]], [None, "a", ("a",), [1], [None]]),
        (list[Choice] | None, [None, [], [Choice("a")]], [Choice("a"), [{}]]),
        (list[Choice] | str, ["packed", [Choice("a")]], [None, 1, ["a"]]),
        (Choice, [Choice("a")], [None, {}, "a"]),
        (PackedRecord, ["a", {}, [], (), Data("a", 1)], [None, 1, {1}]),
        (PackedRecords | None, [None, "a", [{}]], [1]),
        (PackedData, ["a", Data("a", 1), {}], [None, 1]),
    ],
)
def test_a_field_takes_what_its_annotation_says(annotation: Any, good: list[Any], bad: list[Any]) -> None:
    field = field_of(annotation)
    for value in good:
        field.check(value)
    for value in bad:
        with pytest.raises(BadValue, match=r"ui.f\(x(\[0\])?\): want"):
            field.check(value)


def test_an_identifier_is_not_empty() -> None:
    with pytest.raises(BadValue, match="want a text that is not empty, got str: ''"):
        field_of(str | None, is_identifier=True).check("")
    field_of(str | None, is_identifier=True).check(None)


def test_choices_are_all_there_is() -> None:
    with pytest.raises(BadValue, match="want one of 'a', 'b', got str: 'c'"):
        field_of(str, choices=("a", "b")).check("c")


def test_what_it_saw_is_cut_short() -> None:
    with pytest.raises(BadValue) as caught:
        field_of(str).check(["x" * 1000])
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize(
    ("annotation", "given", "taken"),
    [
        (int, numpy.int64(3), 3),
        (float | None, numpy.float32(0.5), 0.5),
        (bool | None, numpy.bool_(True), True),
        (str, date(2026, 11, 30), "2026-11-30"),
        (str | None, time(12, 30), "12:30:00"),
        (list[str], numpy.array(["a", "b"]), ["a", "b"]),
        (list[str] | None, pandas.Series(["a", "b"]), ["a", "b"]),
        (list[str], ["a", date(2026, 11, 30)], ["a", "2026-11-30"]),
        (PackedData, numpy.array([[1, 2]]), [[1, 2]]),
        (float | None, pandas.NA, None),
    ],
)
def test_a_field_takes_values_of_other_libraries(annotation: Any, given: Any, taken: Any) -> None:
    value = field_of(annotation).take(given)
    assert value == taken
    assert type(value) is type(taken)


@pytest.mark.parametrize(
    ("annotation", "given"),
    [(str, numpy.int64(3)), (list[str], numpy.array([1, 2])), (int, numpy.float64(1.5)), (str, pandas.NaT)],
)
def test_a_value_of_another_library_is_held_to_the_same_rules(annotation: Any, given: Any) -> None:
    with pytest.raises(BadValue, match=r"ui.f\(x(\[0\])?\): want"):
        field_of(annotation).take(given)


def test_a_list_that_fits_is_not_copied() -> None:
    names = ["a", "b"]
    assert field_of(list[str]).take(names) is names
