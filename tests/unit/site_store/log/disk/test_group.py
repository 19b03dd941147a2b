"""Groups and their bytes."""

import random

from hypothesis import given
from hypothesis import strategies as st

from services.site_store.log.disk import group
from services.site_store.log.disk.group import HEAD_BYTES, Group, Run, Seal

SEAL = Seal(b"mark", 7)
OTHER = Seal(b"mark", 8)


def _pack(first: int, records: int, payload: bytes, *, synced: int = 0, seal: Seal = SEAL) -> bytes:
    return b"".join(group.pack(seal, first, records, synced, [payload]))


@given(st.binary(max_size=20), st.lists(st.binary(max_size=20)), st.binary(max_size=20))
def test_a_group_comes_back_as_it_was(before: bytes, pieces: list[bytes], after: bytes) -> None:
    """[L7]"""
    packed = b"".join(group.pack(SEAL, 5, 3, 4, pieces))
    found = group.parse(SEAL, before + packed + after, len(before))
    payload = len(before) + HEAD_BYTES
    end = len(before) + len(packed)
    assert found == Group(5, 3, 4, len(before), payload, end)
    assert (before + packed)[payload:end] == b"".join(pieces)


def test_the_layout_is_that_of_the_document() -> None:
    """[L2] [L7]"""
    packed = _pack(5, 3, b"xyz", synced=4)
    assert packed[:4] == b"mark"
    assert packed[8:] == bytes.fromhex("03000000 03000000 0500000000000000 0400000000000000") + b"xyz"
    assert group.length(packed[:HEAD_BYTES]) == 3


def test_every_flipped_bit_is_noticed() -> None:
    """[L7]"""
    packed = _pack(1, 1, b"payload")
    for bit in range(len(packed) * 8):
        damaged = bytearray(packed)
        damaged[bit // 8] ^= 1 << bit % 8
        assert isinstance(group.parse(SEAL, bytes(damaged), 0), str)


def test_every_truncation_is_noticed() -> None:
    """[L7]"""
    packed = _pack(1, 1, b"payload")
    assert all(isinstance(group.parse(SEAL, packed[:size], 0), str) for size in range(len(packed)))


def test_a_group_of_another_file_is_not_taken_for_one_of_this() -> None:
    """[L7]"""
    assert (
        group.parse(SEAL, _pack(1, 1, b"payload", seal=OTHER), 0)
        == "the checksum of the group does not match"
    )


def test_a_run_ends_where_revisions_do_not_go_on() -> None:
    """[L8]"""
    first, second, stranger = _pack(5, 2, b"a", synced=4), _pack(7, 1, b"b", synced=3), _pack(9, 1, b"c")
    data = b"??" + first + second + stranger
    assert group.scan(SEAL, data, 2, 5) == Run(2, 2 + len(first + second), 5, 7, 2, 4)
    assert group.scan(SEAL, data, 2, 6) == Run(2, 2, 6, 5, 0, 0)


def test_a_run_can_be_walked_group_by_group() -> None:
    """[L7]"""
    first, gap, last = _pack(1, 2, b"abc"), _pack(3, 10, b""), _pack(13, 1, b"d")
    data = first + gap + last
    assert [(at, count, data[start:end]) for at, count, start, end in group.walk(data, 0, len(data))] == [
        (1, 2, b"abc"),
        (3, 10, b""),
        (13, 1, b"d"),
    ]


def test_a_whole_group_is_found_behind_a_damaged_one() -> None:
    """[L22] Even if its mark occurs in between."""
    lost, whole = _pack(1, 1, b"lost"), _pack(2, 1, b"whole")
    data = lost[:-1] + b"?" + b"mark" + whole
    found = group.find(SEAL, data, 0)
    assert found is not None
    assert (found.first, found.start) == (2, len(lost) + 4)
    assert group.find(SEAL, data, found.start + 1) is None


def test_only_zeros_are_blank() -> None:
    """[L10]"""
    chance = random.Random(1)
    size = 200_000
    assert group.is_blank(bytes(size), 0)
    assert group.is_blank(b"x" + bytes(size), 1)
    assert group.is_blank(b"x", 1)
    for _ in range(50):
        data = bytearray(size)
        data[at := chance.randrange(size)] = 1
        assert not group.is_blank(bytes(data), chance.randrange(at + 1))
        assert group.is_blank(bytes(data), at + 1)
