"""Components by name, and the check of a new card."""

from typing import Any

import pytest

from services.site_store.page import components
from services.site_store.page.errors import BadDelta


def test_components_are_found_in_order_the_last_of_a_name_counts() -> None:
    """[C6] [C9]"""
    attributes = {
        "notification_bar": {"buttons": [{"name": "n", "at": 6}]},
        "commands": [{"name": "n", "at": 4}, {"name": "m", "at": 5}],
        "items": [
            {"x": {"name": "k", "at": 1}},
            {"x": {"name": "n", "at": 2}},
            {"x": {"name": "l", "at": 3}},
        ],
    }
    assert {name: found["at"] for name, found in components.index(attributes).items()} == {
        "k": 1,
        "n": 6,
        "l": 3,
        "m": 5,
    }


def test_an_element_of_several_parts_is_searched_in_byte_order() -> None:
    """[C7]"""
    element = {"b": {"name": "n", "at": "b"}, "a": {"name": "n", "at": "a"}}
    assert components.index({"items": [element]})["n"]["at"] == "b"
    assert components.index({"items": [{**element, "name": "n", "at": "itself"}]})["n"]["at"] == "itself"


@pytest.mark.parametrize(
    "value", [None, 5, "x", True, {}, [], [5], [None], [[]], [{}], [{"x": 5}], [{"x": {"items": 5}}]]
)
def test_what_is_malformed_has_no_names_and_does_no_harm(value: Any) -> None:
    """[C6]"""
    attributes = dict.fromkeys(components.LISTS + components.PANELS, value)
    attributes |= {"dialog": {"items": value}, "side_panel": {"buttons": value}}
    assert components.index(attributes) == {}


def test_a_panel_with_null_items_is_searched_by_its_buttons() -> None:
    """[C6]"""
    assert set(components.index({"dialog": {"items": None, "buttons": [{"name": "t"}]}})) == {"t"}


@pytest.mark.parametrize(
    ("container", "segment", "value", "answer"),
    [
        ({"label": "a"}, "label", "b", False),
        ({"label": "a"}, "label", None, False),
        ({}, "choices", [{"name": "x"}], False),
        ({"choices": []}, "choices", [{"name": "x"}], False),
        ({"name": "a"}, "name", "b", True),
        ({}, "items", [], True),
        ({}, "x", {}, True),
        ({"x": {}}, "x", 5, True),
        ({"x": {}}, "x", None, True),
        ([5], "0", 6, True),
        (5, "x", {}, False),
    ],
)
def test_the_usual_write_cannot_change_names(container: Any, segment: str, value: Any, answer: bool) -> None:
    """[C11]"""
    assert components.can_rename(container, segment, value) is answer


def test_a_sound_card_passes() -> None:
    """[C5]"""
    components.check(
        {"items": [{"a": {"items": [{}], "buttons": []}}, {"label": "x"}], "dialog": {"items": 5}}
    )


def test_a_malformed_list_is_found_wherever_it_is() -> None:
    """[C5]"""
    attributes = {"items": [{"a": {"items": [{"name": "x", "secondary_items": [{"b": {"buttons": [[]]}}]}]}}]}
    with pytest.raises(BadDelta) as refused:
        components.check(attributes)
    place = "items[0].a.items[0].secondary_items[0].b.buttons[0]"
    assert str(refused.value) == f"{place} must be an object (a component), got an array"
