"""The gallery shows everything that pages can be made of, each card on a page of its own."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from examples.exhibits import EXHIBITS, FAMILIES, Exhibit
from examples.exhibits.themes import THEMES
from h2o_wave import ui
from h2o_wave.vocabulary.mark import MarkCoord, MarkType
from tests.codebase.tree import ROOT

CARDS = [name for name in ui.__all__ if name.endswith("_card") and name != "meta_card"]
# What belongs to a page as a whole is shown by the frame of the gallery, and by the examples for scripts.
OF_PAGES = set(
    "box boxes layout zone meta_card theme script inline_script inline_stylesheet stylesheet tracker".split()
)
# `ui.list_item1_card` makes a `ListItem1Card`; types without a function of their own are parts of others.
FUNCTIONS = {name.replace("_", ""): name for name in ui.__all__}


def function_of(part: Any) -> str:
    """What `ui` calls the function that makes such a part."""
    name = type(part).__name__.lower()
    return FUNCTIONS.get(name, name)


def parts(value: Any) -> Iterator[Any]:
    """What was made with `ui`, with all that is in it."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from parts(each)
    elif type(value).__module__.startswith("h2o_wave.vocabulary"):
        yield value
        yield from parts(list(vars(value).values()))


@pytest.fixture(scope="module")
def shown() -> dict[str, list[Any]]:
    """All parts of all pages, by the name of the function that makes them."""
    found: dict[str, list[Any]] = defaultdict(list)
    for exhibit in EXHIBITS.values():
        for part in parts(exhibit.make()):
            found[function_of(part)].append(part)
    return found


@pytest.mark.parametrize("name", CARDS)
def test_every_card_has_a_page_of_its_own(name: str) -> None:
    made = EXHIBITS[name].make().values()
    assert any(function_of(card) == name for card in made)


def test_everything_that_can_be_made_is_shown(shown: dict[str, list[Any]]) -> None:
    offered = set(ui.__all__) - OF_PAGES
    assert sorted(offered - shown.keys()) == []


def test_every_kind_of_mark_and_coordinates_is_shown(shown: dict[str, list[Any]]) -> None:
    marks = shown["mark"]
    types_of_marks = {text for name, text in vars(MarkType).items() if name.isupper()}
    coordinates = {text for name, text in vars(MarkCoord).items() if name.isupper()}
    assert types_of_marks - {mark.type for mark in marks} == set()
    # What needs no saying, being the default.
    assert coordinates - {mark.coord for mark in marks} - {MarkCoord.RECT, MarkCoord.CARTESIAN} == set()


@pytest.mark.parametrize("exhibit", EXHIBITS.values(), ids=EXHIBITS)
def test_a_page_says_what_it_is_about_and_shows_more_than_nothing(exhibit: Exhibit) -> None:
    assert exhibit.about.endswith(".")
    assert exhibit.source.startswith("def ")
    assert exhibit.make()


def test_no_two_pages_have_the_same_name() -> None:
    assert len(EXHIBITS) == sum(len(family.exhibits) for family in FAMILIES)


def test_the_themes_are_those_of_the_client() -> None:
    source = (ROOT / "www/src/theme/themes.ts").read_text()
    known = [
        line.strip(" '\n").split("'")[0].rstrip(":") for line in source.splitlines() if line.endswith(":")
    ]
    assert ["default", *known] == list(THEMES)
