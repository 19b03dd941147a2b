"""From decoded JSON to cards and buffers."""

from typing import Any

import pytest

from services.site_store.page.buffers import CyclicBuffer, FixedBuffer, ListBuffer, MapBuffer
from services.site_store.page.errors import TooManyRows
from services.site_store.page.reading import Reading, buffer_index, fold, nesting, read_buffer, read_card
from tests.unit.site_store.page.pages import LIMITS, nested


def reading() -> Reading:
    return Reading(LIMITS, 0)


@pytest.mark.parametrize(
    ("value", "depth"),
    [(None, 0), ("[[", 0), ([], 1), ({}, 1), ([1, "x"], 1), ({"a": [], "b": [[{}]]}, 4), (nested(300), 300)],
)
def test_nesting_counts_levels(value: Any, depth: int) -> None:
    assert nesting(value) == depth


def test_letters_are_folded_and_the_rest_is_dropped() -> None:
    """[D17]"""
    assert fold({"F": 1, "d": 2, "zz": 3, "D": 4}, frozenset("fd")) == {"f": 1, "d": 4}


def test_folding_is_noted() -> None:
    noted = reading()
    members = {"f": 1}
    assert noted.fold(members, frozenset("fd")) is members
    assert noted.exact
    assert noted.fold({"F": 1}, frozenset("fd")) == members
    assert not noted.exact


@pytest.mark.parametrize(
    ("value", "index"),
    [
        (0, 0),
        (1, 1),
        (2, None),
        (-1, None),
        (1.9, 1),
        (-0.9, 0),
        (1e300, None),
        (True, None),
        ("0", None),
        (None, None),
        ([], None),
    ],
)
def test_a_number_within_the_buffers_names_one(value: Any, index: int | None) -> None:
    """[C3]"""
    assert buffer_index(value, 2) == index


@pytest.mark.parametrize(
    ("letter", "kind"), [("c", CyclicBuffer), ("f", FixedBuffer), ("m", MapBuffer), ("l", ListBuffer)]
)
def test_a_letter_names_a_kind(letter: str, kind: type) -> None:
    """[B1]"""
    assert type(read_buffer({letter: {}}, reading())) is kind


def test_the_first_letter_counts_and_none_makes_no_buffer() -> None:
    """[B1]"""
    assert type(read_buffer({"l": {}, "m": {}, "c": None}, reading())) is MapBuffer
    assert read_buffer({"c": None, "v": 5}, reading()) is None


def test_rows_add_up_over_all_buffers() -> None:
    """[D19]"""
    counted = reading()
    read_buffer({"f": {"d": [[], []]}}, counted)
    read_buffer({"m": {"d": {"x": []}}}, counted)
    read_buffer({"c": {"n": 5}}, counted)
    read_buffer({"l": {"n": -5}}, counted)
    assert counted.rows == 18
    with pytest.raises(TooManyRows):
        counted.take_rows(LIMITS.max_buffer_rows)


def test_a_buffer_named_twice_is_two() -> None:
    """[C3]"""
    card = read_card("c", {"~x": 0, "~y": 0, "~z": 0}, [{"f": {"d": [[{"p": 1}]]}}], reading())
    rows = [card.attributes[name].rows for name in "xyz"]
    assert rows[0] == rows[1] == rows[2]
    assert len({id(row[0][0]) for row in rows}) == 3
