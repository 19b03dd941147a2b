"""Values of NumPy, pandas and the calendar become what JSON knows."""

from datetime import date, datetime, time, timedelta
from typing import Any

import numpy
import pandas
import pytest

from h2o_wave.plain import frame_columns, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (numpy.int64(1), 1),
        (numpy.float32(0.5), 0.5),
        (numpy.float64(1.5), 1.5),
        (numpy.bool_(True), True),
        (numpy.str_("a"), "a"),
        (numpy.datetime64("2026-11-30"), "2026-11-30T00:00:00"),
        (numpy.datetime64("2026-11-30T12:00:00.000000001"), "2026-11-30T12:00:00"),
        (numpy.datetime64("NaT"), None),
        (numpy.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (numpy.array(5), 5),
        (numpy.array(["2026-11-30"], dtype="datetime64[ns]"), ["2026-11-30T00:00:00"]),
        (numpy.array([numpy.int64(1), None, "a"], dtype=object), [1, None, "a"]),
        (date(2026, 11, 30), "2026-11-30"),
        (datetime(2026, 11, 30, 12, 30), "2026-11-30T12:30:00"),
        (time(12, 30), "12:30:00"),
        (pandas.Timestamp("2026-11-30 12:30"), "2026-11-30T12:30:00"),
        (pandas.NaT, None),
        (pandas.NA, None),
        (pandas.Series([1.5, float("nan")]), [1.5, None]),
        (pandas.Series([1, pandas.NA], dtype="Int64"), [1, None]),
        (pandas.Series(["a", "b"], dtype="category"), ["a", "b"]),
        (pandas.Index(["x", "y"]), ["x", "y"]),
        (pandas.DataFrame({"x": [1, 2], "y": ["a", None]}), [[1, "a"], [2, None]]),
        (
            pandas.DataFrame({"t": pandas.to_datetime(["2026-11-30", None])}),
            [["2026-11-30T00:00:00"], [None]],
        ),
    ],
    ids=repr,
)
def test_a_value_of_another_library_becomes_plain(value: Any, expected: Any) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@pytest.mark.parametrize(
    "value", [1, "a", None, [1], {"a": 1}, numpy.dtype("int32"), numpy.int64, timedelta(1)], ids=repr
)
def test_what_is_not_known_stays_as_it_is(value: Any) -> None:
    assert plain(value) is value


def test_nan_in_an_array_stays_for_the_encoder_to_refuse() -> None:
    assert str(plain(numpy.array([float("nan")]))) == "[nan]"


def test_a_data_frame_has_its_columns() -> None:
    frame = pandas.DataFrame({"x": [1, 2], "y": ["a", "b"]})
    assert [list(column) for column in frame_columns(frame)] == [[1, 2], ["a", "b"]]
    assert frame_columns([[1]]) == [[1]]
