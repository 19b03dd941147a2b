import json
from datetime import UTC, datetime

from services.site_store.text_compaction import TextCompaction

AT = datetime(2026, 11, 20, 8, 57, 8, tzinfo=UTC)
STAMP = b"2026/11/20 08:57:08"


def compacted(*lines: bytes) -> list[bytes]:
    return list(TextCompaction(STAMP + b" " + line for line in lines).lines(AT))


def pages(lines: list[bytes]) -> dict[str, object]:
    fields = [line.split(b" ", 4) for line in lines]
    return {field[3].decode(): json.loads(field[4])["p"] for field in fields if field[2] == b"="}


def test_a_page_becomes_one_line() -> None:
    lines = compacted(
        b'* /b {"d":[{"k":"c","d":{"x":1}}]}',
        b'* /a {"d":[{"k":"c","d":{"x":1}}]}',
        b'* /a {"d":[{"k":"c x","v":2}]}',
    )
    assert [line.split(b" ")[3] for line in lines] == [b"/a", b"/b"]
    assert all(line.startswith(STAMP + b" = ") and line.endswith(b"\n") for line in lines)
    assert pages(lines)["/a"] == {"c": {"c": {"d": {"x": 2}}}}


def test_a_whole_page_replaces_what_was_there() -> None:
    lines = compacted(b'* /a {"d":[{"k":"c","d":{"x":1}}]}', b'= /a {"p":{"c":{"other":{"d":{"y":2}}}}}')
    assert pages(lines) == {"/a": {"c": {"other": {"d": {"y": 2}}}}}


def test_what_is_compacted_twice_does_not_change() -> None:
    once = compacted(b'* /a {"d":[{"k":"c","d":{"x":1}},{"k":"c t","v":[1,2]}]}')
    assert list(TextCompaction(once).lines(AT)) == once


def test_what_cannot_be_used_is_said_in_a_comment() -> None:
    lines = compacted(b"nonsense", b'* /a {"d":[{"k":"c x","v":1}]}', b'* /a {"d":7}', b'* no-slash {"d":[]}')
    comments = [line for line in lines if b" # " in line]
    assert [line.split(b" ")[4] for line in comments] == [b"1", b"3", b"4"]
    assert list(pages(lines)) == ["/a"]


def test_a_page_without_cards_is_kept() -> None:
    assert list(pages(compacted(b'* /a {"d":[]}'))) == ["/a"]
