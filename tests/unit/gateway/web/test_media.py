import pytest

from services.gateway.web.media import accepts_encoding, accepts_html, media_type


@pytest.mark.parametrize(
    "given",
    ["application/json", "Application/JSON", "application/json; charset=utf-8", " application/json ;x"],
)
def test_parameters_and_case_of_a_media_type_do_not_matter(given: str) -> None:
    """[P5] [P6]"""
    assert media_type(given) == "application/json"


def test_another_media_type_is_another() -> None:
    assert media_type("application/jsonx") == "application/jsonx"
    assert media_type(None) == ""


@pytest.mark.parametrize(
    ("given", "accepted"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("GZIP", True),
        ("*", True),
        ("*;q=0.1", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=x", False),
        ("*, gzip;q=0", False),
        ("br", False),
        ("", False),
        (None, False),
    ],
)
def test_an_encoding_is_accepted_unless_its_weight_is_zero(given: str | None, accepted: bool) -> None:
    assert accepts_encoding(given, "gzip") is accepted


def test_a_browser_that_shows_a_page_accepts_html() -> None:
    assert accepts_html("text/html,application/xhtml+xml,*/*;q=0.8")
    assert not accepts_html("*/*")
    assert not accepts_html(None)
