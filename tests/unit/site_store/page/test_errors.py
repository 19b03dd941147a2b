"""How errors read."""

from typing import Any

import pytest

from services.site_store.page.errors import (
    BadDelta,
    EditTooLarge,
    PageTooLarge,
    TooLarge,
    kind,
    quote,
    wrong_type,
)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (5, "the number 5"),
        (2.0, "the number 2.0"),
        ("x", "the string 'x'"),
        ([1], "an array"),
        ({}, "an object"),
    ],
)
def test_a_value_is_named_by_its_kind(value: Any, name: str) -> None:
    assert kind(value) == name


def test_long_text_is_cut_and_odd_text_escaped() -> None:
    assert quote("a\nb") == "'a\\nb'"
    assert len(quote("x" * 1000)) < 70


def test_the_first_place_counts() -> None:
    error = wrong_type("x", "a string", 5)
    error.locate(3, "c n")
    error.locate(4, None)
    assert str(error) == "op 3, key 'c n': x must be a string, got the number 5"


def test_a_place_without_a_key_is_an_op() -> None:
    error = BadDelta("no")
    error.locate(3, 5)
    assert str(error) == "op 3: no"


def test_bytes_beyond_a_limit_are_told_from_other_limits() -> None:
    assert issubclass(EditTooLarge, TooLarge)
    assert issubclass(PageTooLarge, TooLarge)
    assert (
        str(PageTooLarge(10, 12)) == "bytes of the page with this edit: 12, the limit (max_page_bytes) is 10"
    )
