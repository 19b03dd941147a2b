"""What uploaded files may be called."""

import pytest

from services.gateway.errors import FormInvalid
from services.gateway.web.file_names import MAX_DEPTH, requested_segments, segments_of, url_of


@pytest.mark.parametrize("name", ["a b.txt", "100%.txt", ".env", "...", "a\\b", "ž" * 127, "a?b#c"])
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    assert segments_of(name, nested=False) == (name,)


def test_folders_are_kept_where_they_are_allowed() -> None:
    assert segments_of("a/b c/d", nested=True) == ("a", "b c", "d")
    with pytest.raises(FormInvalid, match="upload the folder"):
        segments_of("a/b", nested=False)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/a",
        "a/",
        "a//b",
        "a/./b",
        "a/../b",
        "a\nb",
        "a\0b",
        "\x7f",
        "ž" * 128,
        "a/" * MAX_DEPTH + "a",
    ],
)
@pytest.mark.parametrize("nested", [True, False])
def test_a_name_that_leaves_its_place_or_that_no_file_can_have_is_refused(name: str, nested: bool) -> None:
    with pytest.raises(FormInvalid):
        segments_of(name, nested=nested)


def test_a_url_holds_any_name() -> None:
    assert url_of("/_f/", "id", "a b", "100%(ž)?.txt") == "/_f/id/a%20b/100%25%28%C5%BE%29%3F.txt"


@pytest.mark.parametrize("path", ["", "/", "a//b", "../a", "a/..", ".drafts/x", ".x", "a/\0"])
def test_nothing_is_looked_for_where_nothing_can_be(path: str) -> None:
    assert requested_segments(path) is None


def test_a_last_slash_does_not_matter_to_the_segments() -> None:
    assert requested_segments("a/b/") == requested_segments("a/b") == ("a", "b")
