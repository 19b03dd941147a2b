"""Conditions and ranges."""

import pytest
from multidict import CIMultiDict

from services.gateway.web.conditions import Portion, Version, portion_of

VERSION = Version(size=1000, modified_ns=1_700_000_000_500_000_000)
DATE, EARLIER = "Tue, 14 Nov 2023 22:13:20 GMT", "Tue, 14 Nov 2023 22:13:19 GMT"
WHOLE = Portion(200, 0, 1000)


def portion(**headers: str) -> Portion:
    return portion_of(
        VERSION, CIMultiDict({name.replace("_", "-"): value for name, value in headers.items()})
    )


def test_a_version_knows_its_headers() -> None:
    assert VERSION.last_modified == DATE
    assert VERSION.tag != Version(1000, 1).tag != Version(1001, 1).tag


@pytest.mark.parametrize(
    ("wanted", "first", "length"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-", 10, 990),
        ("bytes=990-2000", 990, 10),
        ("bytes=-10", 990, 10),
        ("bytes=-2000", 0, 1000),
    ],
)
def test_a_range_is_a_part(wanted: str, first: int, length: int) -> None:
    assert portion(Range=wanted) == Portion(206, first, length)


@pytest.mark.parametrize("wanted", ["bytes=1000-", "bytes=2000-3000", "bytes=-0"])
def test_a_range_outside_is_refused(wanted: str) -> None:
    assert portion(Range=wanted).status == 416


@pytest.mark.parametrize(
    "wanted", ["", "bytes=-", "bytes=5-1", "bytes=0-1,5-6", "rows=0-1", "bytes=x-", "bytes=٣-"]
)
def test_what_is_no_single_range_is_answered_with_the_whole(wanted: str) -> None:
    assert portion(Range=wanted) == WHOLE


@pytest.mark.parametrize("tag", [VERSION.tag, f"W/{VERSION.tag}", f'"x", {VERSION.tag}', "*"])
def test_a_known_version_is_not_sent_again(tag: str) -> None:
    assert portion(If_None_Match=tag).status == 304
    assert portion(If_None_Match=tag, Range="bytes=0-1").status == 304


def test_an_entity_tag_weighs_more_than_a_date() -> None:
    assert portion(If_None_Match='"x"', If_Modified_Since=DATE) == WHOLE


def test_a_date_is_compared_to_the_second() -> None:
    assert portion(If_Modified_Since=DATE).status == 304
    assert portion(If_Modified_Since=EARLIER) == WHOLE
    assert portion(If_Modified_Since="yesterday") == WHOLE
    assert portion(If_Modified_Since=DATE.replace("GMT", "-0000")).status == 304


def test_a_range_of_another_version_is_answered_with_the_whole() -> None:
    assert portion(Range="bytes=0-0", If_Range=VERSION.tag).status == 206
    assert portion(Range="bytes=0-0", If_Range=DATE).status == 206
    for other in ('"x"', f"W/{VERSION.tag}", EARLIER, "x"):
        assert portion(Range="bytes=0-0", If_Range=other) == WHOLE


def test_a_version_that_must_match_does_or_does_not() -> None:
    assert portion(If_Match=VERSION.tag) == portion(If_Match="*") == WHOLE
    assert portion(If_Match='"x"').status == portion(If_Match=f"W/{VERSION.tag}").status == 412


def test_an_empty_file_has_no_ranges() -> None:
    assert portion_of(Version(0, 0), {"Range": "bytes=0-"}).status == 416
    assert portion_of(Version(0, 0), {}) == Portion(200, 0, 0)
