from uuid import UUID

import pytest

from h2o_wave.errors import BadValue
from h2o_wave.pattern import Pattern, UnknownType


@pytest.mark.parametrize(
    ("pattern", "text", "parameters"),
    [
        ("about", "about", {}),
        ("s/{x}", "s/žluť", {"x": "žluť"}),
        ("i/{x:int}", "i/042", {"x": 42}),
        ("f/{x:float}", "f/1.5", {"x": 1.5}),
        ("f/{x:float}", "f/1", {"x": 1.0}),
        ("p/{x:path}", "p/a/b\nc", {"x": "a/b\nc"}),
        ("p/{x:path}", "p/", {"x": ""}),
        (
            "u/{x:uuid}",
            "u/11111111111111111111111111111111",
            {"x": UUID("11111111-1111-1111-1111-111111111111")},
        ),
        ("{a}_{b:int}", "x_7", {"a": "x", "b": 7}),
        ("colon:x", "colon:x", {}),
        ("a.b*(c)", "a.b*(c)", {}),
        ("{}{1x}", "{}{1x}", {}),
    ],
)
def test_a_text_that_fits_gives_its_parameters(
    pattern: str, text: str, parameters: dict[str, object]
) -> None:
    assert Pattern(pattern).match(text) == parameters


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("about", "About"),
        ("about", "about/"),
        ("about", "about\n"),
        ("about", " about"),
        ("s/{x}", "s/a/b"),
        ("s/{x}", "s/"),
        ("i/{x:int}", "i/-1"),
        ("i/{x:int}", "i/٤"),
        ("f/{x:float}", "f/1."),
        ("u/{x:uuid}", "u/1111"),
        ("colon:x", "colon"),
        ("a.b", "axb"),
        ("about", None),
        ("about", 5),
    ],
)
def test_a_text_that_does_not_fit_as_a_whole_gives_nothing(pattern: str, text: object) -> None:
    assert Pattern(pattern).match(text) is None


def test_the_names_are_known_in_order() -> None:
    assert Pattern("{b}/{a:int}").names == ["b", "a"]


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(UnknownType, match="'x' has the type 'date', want one of str, path, int, float, uuid"):
        Pattern("{x:date}")
    assert issubclass(UnknownType, AssertionError)


def test_a_name_may_appear_only_once() -> None:
    with pytest.raises(BadValue, match="the name 'x' appears twice"):
        Pattern("{x}/{x}")
