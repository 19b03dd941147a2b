"""The text form of the log."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.site_store.log.record import Record, RecordKind
from services.site_store.log.textlog import (
    BadTextLog,
    Rejected,
    TextLogReader,
    Unwritable,
    page_line,
    page_lines,
    parse_line,
)

AT = datetime(2026, 11, 20, 8, 57, 8)
STAMP = b"2026/11/20 08:57:08 "


def _read(*lines: bytes) -> tuple[list[Record], TextLogReader]:
    reader = TextLogReader()
    return list(reader.read(lines)), reader


def test_edits_and_pages_are_read() -> None:
    """[L31]"""
    records, reader = _read(
        STAMP + b'* /a {"d":[{"k":"c z -1","v":[1]}]}\n', STAMP + b'= /b {"p":{"c":{}}}\n'
    )
    assert records == [
        Record(RecordKind.EDIT, "/a", b'{"d":[{"k":"c z -1","v":[1]}]}'),
        Record(RecordKind.SNAPSHOT, "/b", b'{"p":{"c":{}}}'),
    ]
    assert (reader.read_count, reader.used_count, reader.rejected_count) == (2, 2, 0)


def test_comments_are_read_but_not_used() -> None:
    """[L31]"""
    records, reader = _read(STAMP + b"# * /a {}", STAMP + b"#", STAMP + b"#listen / ://:10101")
    assert (records, reader.read_count, reader.used_count, reader.rejected) == ([], 3, 0, [])


@pytest.mark.parametrize(
    "line",
    [b"x y * /a {}", b"x y *zzz /a {}", b"* * * /a {}", STAMP + b"* /a {}\r\n"],
    ids=["any date and time", "any rest of the marker", "stars for a date", "a carriage return"],
)
def test_what_the_reference_tolerates_is_tolerated(line: bytes) -> None:
    """[L31]"""
    assert parse_line(line) == Record(RecordKind.EDIT, "/a", b"{}")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "form"),
        (b"\n", "form"),
        (b"nonsense", "form"),
        (STAMP + b"* /a", "form"),
        (STAMP + b"* /a ", "form"),
        (STAMP + b"* /a \n", "form"),
        (STAMP + b"! /a {}", "marker '!'"),
        (STAMP + b" /a {}", "marker ''"),
        (STAMP + b"*  {}", "route is empty"),
        (STAMP + b"* /\xff {}", "UTF-8"),
        (STAMP + b'* /a {"d":[', "not JSON"),
        (STAMP + b"* /x not json", "not JSON"),
        (STAMP + b"* /x [1]", "not a JSON object"),
        (STAMP + b'= /x {"d":[]}', "no object 'p'"),
        (STAMP + b'= /x {"p":null}', "no object 'p'"),
    ],
)
def test_a_line_that_cannot_be_used_is_rejected_with_its_number(line: bytes, reason: str) -> None:
    """[L31]"""
    records, reader = _read(STAMP + b"* /a {}", line, STAMP + b"* /b {}")
    assert [record.route for record in records] == ["/a", "/b"]
    assert (reader.read_count, reader.used_count, reader.rejected_count) == (3, 2, 1)
    assert reader.rejected[0].number == 2
    assert reason in reader.rejected[0].reason


def test_a_strict_reader_stops_at_the_first_line_it_cannot_use() -> None:
    """[L31]"""
    reader = TextLogReader(strict=True)
    lines = reader.read([STAMP + b"* /a {}", STAMP + b"# comment", b"garbage", STAMP + b"* /b {}"])
    assert next(lines).route == "/a"
    with pytest.raises(BadTextLog, match="line 3: "):
        next(lines)


def test_lines_may_have_any_length() -> None:
    """[L31] The reference stops at 65,536 bytes."""
    body = b'{"d":[{"k":"c x","v":"%s"}]}' % (b"x" * 300_000)
    records, _ = _read(STAMP + b"* /a " + body + b"\n")
    assert records == [Record(RecordKind.EDIT, "/a", body)]


def test_the_memory_for_rejected_lines_is_bounded() -> None:
    """[L31]"""
    _, reader = _read(*[b"?"] * 1500)
    assert (reader.rejected_count, len(reader.rejected)) == (1500, 1000)


def test_whoever_uses_a_line_may_still_reject_it() -> None:
    """[L31]"""
    reader = TextLogReader()
    for _ in reader.read([STAMP + b"# ", STAMP + b'* /a {"d":3}']):
        reader.reject("its ops are no list")
    assert reader.rejected == [Rejected(2, "its ops are no list")]


def test_a_page_is_written_as_one_line() -> None:
    """[L32]"""
    assert page_line(AT, "/a", b'{"p":{"c":{}}}') == STAMP + b'= /a {"p":{"c":{}}}\n'


def test_line_breaks_between_the_words_of_a_body_become_spaces() -> None:
    """[L32] The body means the same, and stays on its line."""
    assert page_line(AT, "/a", b'{\r\n"p": {}\n}') == STAMP + b'= /a {  "p": {} }\n'


@pytest.mark.parametrize("route", ["", "/a b", "/a\n2026/11/20 08:57:08 * /victim {}", "/a\r"])
def test_a_route_that_readers_would_misread_is_not_written(route: str) -> None:
    """[L32]"""
    with pytest.raises(Unwritable):
        page_line(AT, route, b"{}")


def test_routes_that_cannot_be_written_are_listed_and_the_rest_is_written() -> None:
    """[L32]"""
    unwritable: list[str] = []
    lines = list(
        page_lines(AT, [("/a", b'{"p":{}}'), ("/b c", b'{"p":{}}'), ("/d", b'{"p":{}}')], unwritable)
    )
    assert [line.split(b" ")[3] for line in lines] == [b"/a", b"/d"]
    assert unwritable == ["/b c"]


@given(st.text(min_size=1, max_size=20))
def test_what_is_written_is_read_again(route: str) -> None:
    """[L31] [L32]"""
    body = b'{"p":{"c":{"x":{"d":{"a":"\\n * = #"}}}}}'
    unwritable: list[str] = []
    try:
        lines = list(page_lines(AT, [(route, body)], unwritable))
    except UnicodeEncodeError:
        return
    records, reader = _read(*b"".join(lines).splitlines(keepends=True))
    assert records == ([] if unwritable else [Record(RecordKind.SNAPSHOT, route, body)])
    assert reader.rejected == []
