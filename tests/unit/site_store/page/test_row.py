"""Indexes, fields and cells."""

import pytest

from services.site_store.page.row import Fields, Row, integer


@pytest.mark.parametrize(
    ("segment", "index"),
    [
        ("0", 0),
        ("7", 7),
        ("+7", 7),
        ("-7", -7),
        ("-0", 0),
        ("007", 7),
        ("0" * 5000 + "7", 7),
        ("-" + "0" * 5000, 0),
        ("9223372036854775807", 2**63 - 1),
        ("-9223372036854775808", -(2**63)),
        ("999999999999999999", 10**18 - 1),
    ],
)
def test_a_sign_and_digits_are_an_index(segment: str, index: int) -> None:
    """[D13]"""
    assert integer(segment) == index


@pytest.mark.parametrize(
    "segment",
    [
        "",
        "+",
        "-",
        "+-1",
        "1.0",
        "1e3",
        "0x1",
        "1_0",
        " 1",
        "1 ",
        "x",
        "٣",
        "²",
        "9223372036854775808",
        "-9223372036854775809",
        "9" * 5000,
    ],
)
def test_anything_else_is_none(segment: str) -> None:
    """[D13]"""
    assert integer(segment) is None


def test_fields_fit_arrays_of_their_number() -> None:
    fields = Fields(["a", "b"])
    assert fields.fit([1, 2])
    assert not any(fields.fit(row) for row in ([1], [1, 2, 3], [], None, 5, "ab", {"a": 1, "b": 2}))


def test_no_fields_fit_empty_arrays_and_show_as_null() -> None:
    """[B1]"""
    fields = Fields([])
    assert fields.fit([])
    assert fields.dump() is None


def test_a_cell_is_found_by_its_field_and_then_by_its_index() -> None:
    """[B18]"""
    row = Row(Fields(["a", "0", "a"]), ["x", "y", "z"])
    assert [row.cell(name) for name in ("a", "0", "1", "2", "3", "-1", "q")] == [
        "z",
        "y",
        "y",
        "z",
        None,
        None,
        None,
    ]


def test_a_field_beyond_a_short_row_does_not_exist() -> None:
    """[B18]"""
    cells = [1]
    row = Row(Fields(["a", "b"]), cells)
    row.set_cell("b", 2)
    row.set_cell("1", 2)
    assert cells == [1]
    assert row.cell("b") is None
