"""Pages: snapshots, restoring, and room."""

import json
from dataclasses import replace
from typing import Any

import pytest

from services.site_store.page import page as page_module
from services.site_store.page.card import Card
from services.site_store.page.errors import BadSnapshot, PageTooLarge, TooManyCards
from services.site_store.page.page import Page
from services.site_store.page.reading import nesting
from services.site_store.page.snapshot import encode_card
from tests.unit.site_store.page.pages import LIMITS, content, delta, encode, nested, page_of


def test_a_new_page_is_empty() -> None:
    page = Page()
    assert (page.snapshot(), page.revision, page.card_count) == (b'{"p":{"c":{}}}', 0, 0)


def test_cards_are_counted() -> None:
    page = page_of({"k": "a", "d": {}}, {"k": "b", "d": {}}, {"k": "a"}, {"k": "b", "d": {"n": 1}})
    assert page.card_count == 1


def test_cards_attributes_and_members_are_written_in_byte_order() -> None:
    """[S1]"""
    page = page_of({"k": "é", "d": {}}, {"k": "b", "d": {"y": {"d": 1, "c": 2}, "x": 1}}, {"k": "B", "d": {}})
    assert (
        page.snapshot().decode()
        == '{"p":{"c":{"B":{"d":{}},"b":{"d":{"x":1,"y":{"c":2,"d":1}}},"é":{"d":{}}}}}'
    )


def test_tilde_members_come_last() -> None:
    """[S2]"""
    page = page_of({"k": "c", "d": {"é": 1, "~z": 0, "~a": "x", "b": 2}, "b": [{"m": {"f": ["q"]}}]})
    assert (
        page.snapshot().decode()
        == '{"p":{"c":{"c":{"d":{"b":2,"é":1,"~a":"x","~z":0},"b":[{"m":{"d":{},"f":["q"]}}]}}}}'
    )


def test_a_snapshot_is_kept_until_the_page_changes() -> None:
    page = page_of({"k": "c", "d": {}})
    snapshot = page.snapshot()
    assert page.snapshot() is snapshot
    page.apply(delta({"k": "c n", "v": 1}).ops)
    assert page.snapshot() == b'{"p":{"c":{"c":{"d":{"n":1}}}}}'


def test_only_cards_that_have_changed_are_encoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[str] = []

    def encode_and_note(card: Card) -> bytes:
        encoded.append(card.name)
        return encode_card(card)

    monkeypatch.setattr(page_module, "encode_card", encode_and_note)
    page = page_of(*({"k": name, "d": {"o": {}}} for name in "abcd"))
    page.snapshot()
    encoded.clear()
    page.apply(delta({"k": "b n", "v": 1}, {"k": "c z", "m": {}}, {"k": "d o x", "v": 1}).ops)
    page.snapshot()
    assert encoded == ["b", "c", "d"]
    encoded.clear()
    page.apply(delta({"k": "a"}, {"k": "e", "d": {}}).ops)
    assert list(content(page)) == ["b", "c", "d", "e"]
    assert encoded == ["e"]


def test_a_restored_page_replaces_what_was_there() -> None:
    """[S6]"""
    page = page_of({"k": "a", "d": {"n": 1}})
    page.snapshot()
    page.replace(b'{"p":{"c":{"b":{"d":{"n":2}}}}}')
    assert page.snapshot() == b'{"p":{"c":{"b":{"d":{"n":2}}}}}'


@pytest.mark.parametrize(
    "body", [b"null", b"{}", b'{"p":null}', b'{"p":{}}', b'{"p":{"c":null}}', b'{"P":{"C":{}}}']
)
def test_a_snapshot_without_cards_is_an_empty_page(body: bytes) -> None:
    page = page_of({"k": "a", "d": {}})
    page.replace(body)
    assert page.card_count == 0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the snapshot is not JSON"),
        (b"[]", "the snapshot must be an object, got an array"),
        (b'{"p":5}', "'p' must be an object, got the number 5"),
        (b'{"p":{"c":[]}}', "'p.c' must be an object, got an array"),
        (b'{"p":{"c":{"x":null}}}', "card 'x' must be an object, got null"),
        (b'{"p":{"c":{"x":{"d":[]}}}}', "card 'x': card data 'd' must be an object, got an array"),
        (
            b'{"p":{"c":{"x":{"d":{},"b":[{"f":5}]}}}}',
            "card 'x': buffer 'f' must be an object, got the number 5",
        ),
        (b'{"p":{"c":{"x":{"b":[{"f":{"n":1000000000000}}]}}}}', "card 'x': rows of the new buffers"),
        (
            encode({"p": {"c": {"x": {"d": {"n": nested(251)}}}}}),
            "the snapshot is nested deeper than 254 levels",
        ),
    ],
)
def test_what_is_not_a_page_is_refused_and_changes_nothing(body: bytes, reason: str) -> None:
    page = page_of({"k": "a", "d": {"n": 1}})
    with pytest.raises(BadSnapshot) as refused:
        page.replace(body)
    assert str(refused.value).startswith(reason)
    assert content(page) == {"a": {"d": {"n": 1}}}


def test_the_deepest_page_there_can_be_is_written_and_restored() -> None:
    """[C8] [D19]"""
    tower: Any = {"x": {"name": "t"}}
    for _ in range(15):
        tower = {"x": {"items": [tower]}}
    page = page_of({"k": "c", "d": {"dialog": {"items": [tower]}}})
    page.apply(delta({"k": "c t o", "v": nested(196)}).ops)
    page.apply(delta({"k": "c t o" + " 0" * 195, "v": [0]}).ops)
    page.apply(delta({"k": "c t o" + " 0" * 196, "v": {}}).ops)
    restored = Page()
    restored.replace(page.snapshot())
    assert restored.snapshot() == page.snapshot()
    assert page.snapshot().count(b"[") == 16 + 196
    assert nesting(json.loads(page.snapshot())) == 4 + 50 + 197


def test_a_nested_buffer_far_down_is_written_and_restored() -> None:
    """[S3]"""
    deep: Any = {}
    for _ in range(190):
        deep = {"o": deep}
    page = page_of({"k": "c", "d": deep}, {"k": "c" + " o" * 190 + " z", "f": {"n": 1}})
    restored = Page()
    restored.replace(page.snapshot())
    restored.apply(delta({"k": "c" + " o" * 190 + " z 0", "v": []}).ops)
    assert json.loads(restored.snapshot())["p"]["c"]["c"]["b"] == [{"f": {"f": None, "d": [[]], "n": 1}}]


# -- room -----------------------------------------------------------------------------------------------------------


def test_cards_beyond_the_limit_find_no_room() -> None:
    """[D19]"""
    limits = replace(LIMITS, max_cards=2)
    page = page_of({"k": "a", "d": {}}, {"k": "b", "d": {}})
    with pytest.raises(TooManyCards) as refused:
        page.check_room(delta({"k": "c", "d": {}}), limits)
    assert (refused.value.limit, refused.value.value) == (2, 3)


@pytest.mark.parametrize(
    "ops",
    [
        [{"k": "a", "d": {"n": 2}}],
        [{"k": "a"}, {"k": "c", "d": {}}],
        [{}, {"k": "c", "d": {}}, {"k": "e", "d": {}}],
        [{"k": "a n", "v": 1}] * 5,
        [{"k": "a z", "m": {}}],
    ],
)
def test_cards_that_are_replaced_find_room(ops: list[Any]) -> None:
    """[D19]"""
    page = page_of({"k": "a", "d": {}}, {"k": "b", "d": {}})
    change = delta(*ops)
    page.check_room(change, replace(LIMITS, max_cards=2))
    page.apply(change.ops)
    assert page.card_count <= 2


def test_a_page_beyond_the_limit_of_cards_can_be_used_but_not_grow() -> None:
    page = page_of(*({"k": name, "d": {}} for name in "abc"))
    page.check_room(delta({"k": "a n", "v": 1}), replace(LIMITS, max_cards=2))


def test_bytes_beyond_the_limit_find_no_room() -> None:
    """[D19]"""
    limits = replace(LIMITS, max_page_bytes=1000)
    page = page_of({"k": "a", "d": {"n": "x" * 900}})
    size = len(page.snapshot())
    change = delta({"k": "b", "d": {"n": "x" * 100}})
    with pytest.raises(PageTooLarge) as refused:
        page.check_room(change, limits)
    assert (refused.value.limit, refused.value.value) == (1000, size + len(change.body))


def test_a_full_page_can_be_emptied_and_its_cards_replaced() -> None:
    limits = replace(LIMITS, max_page_bytes=1000)
    page = page_of({"k": "a", "d": {"n": "x" * 900}})
    for ops in (
        [{"k": "a"}],
        [{"k": "a n"}, {"k": "a o p", "v": None}],
        [{}, {"k": "b", "d": {"n": "x" * 900}}],
        [{"k": "a", "d": {"n": "y" * 900}}],
        [{"k": "a"}, {"k": "b", "d": {"n": "x" * 900}}],
    ):
        page.check_room(delta(*ops), limits)


def test_room_is_reserved_for_edits_that_are_still_on_their_way_to_the_log() -> None:
    limits = replace(LIMITS, max_page_bytes=1000)
    page = page_of({"k": "a", "d": {}})
    change = delta({"k": "a n", "v": "x" * 150})
    page.check_room(change, limits)
    reserved = page._size
    assert reserved is not None
    assert reserved >= len(page.snapshot()) + change.weight


def test_small_edits_of_a_small_page_always_find_room() -> None:
    limits = replace(LIMITS, max_page_bytes=1000)
    page = page_of({"k": "a", "d": {}})
    for value in range(500):
        change = delta({"k": "a n", "v": value})
        page.check_room(change, limits)
        page.apply(change.ops)
    assert content(page) == {"a": {"d": {"n": 499}}}


def test_the_size_of_a_restored_page_is_measured() -> None:
    page = Page()
    page.replace(encode({"p": {"c": {"a": {"d": {"n": "x" * 900}}}}}))
    with pytest.raises(PageTooLarge):
        page.check_room(delta({"k": "b", "d": {"n": "x" * 100}}), replace(LIMITS, max_page_bytes=1000))
