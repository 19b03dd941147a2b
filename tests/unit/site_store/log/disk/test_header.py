"""Headers and names of files."""

import pytest

from services.site_store.log.disk import header
from services.site_store.log.disk.header import HEADER_BYTES, SEGMENT_MAGIC, SNAPSHOT_MAGIC, Header

EPOCH = "00112233445566ff"
HEADER = Header(SEGMENT_MAGIC, EPOCH, b"saltsalt", 3, 4096)


def test_a_header_comes_back_as_it_was() -> None:
    """[L4]"""
    packed = header.pack(HEADER)
    assert len(packed) == HEADER_BYTES
    assert header.parse(packed + b"more") == HEADER


def test_the_layout_is_that_of_the_document() -> None:
    """[L2] [L4]"""
    fields = b"WAVELOG\n\x01\0" + bytes(6) + bytes.fromhex(EPOCH) + b"saltsalt"
    assert header.pack(HEADER)[:-4] == fields + (3).to_bytes(8, "little") + (4096).to_bytes(
        8, "little"
    ) + bytes(12)


def test_every_flipped_bit_is_noticed() -> None:
    """[L4]"""
    packed = header.pack(HEADER)
    for bit in range(HEADER_BYTES * 8):
        damaged = bytearray(packed)
        damaged[bit // 8] ^= 1 << bit % 8
        assert isinstance(header.parse(bytes(damaged)), str)


def test_a_header_that_was_cut_off_is_noticed() -> None:
    """[L4]"""
    assert all(isinstance(header.parse(header.pack(HEADER)[:size]), str) for size in range(HEADER_BYTES))


def test_the_version_of_another_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """[L4]"""
    monkeypatch.setattr(header, "VERSION", 2)
    packed = header.pack(HEADER)
    monkeypatch.undo()
    assert header.parse(packed) == "it has format version 2; this program reads version 1"


def test_a_mark_never_looks_like_unwritten_space(monkeypatch: pytest.MonkeyPatch) -> None:
    """[L10]"""
    salts = iter([bytes(8), b"\0" + b"x" * 7, b"saltsalt"])
    monkeypatch.setattr(header.os, "urandom", lambda size: next(salts))
    assert header.new_header(SEGMENT_MAGIC, EPOCH, 1, 64).salt == b"saltsalt"


def test_two_files_never_have_the_same_seal() -> None:
    """[L7] A header differs at least in its salt."""
    heads = [header.new_header(SEGMENT_MAGIC, EPOCH, 1, 64) for _ in range(100)]
    assert len({header.seal(head) for head in heads}) == 100


def test_names_say_what_a_file_is() -> None:
    """[L1]"""
    assert header.parse_name(header.segment_name(EPOCH, 12)) == (SEGMENT_MAGIC, EPOCH, 12)
    assert header.parse_name(header.snapshot_name(EPOCH, 2**63)) == (SNAPSHOT_MAGIC, EPOCH, 2**63)


@pytest.mark.parametrize(
    "name",
    ["LOCK", "MANIFEST", header.segment_name(EPOCH, 1) + ".tmp", "seg-1-2.log", "seg-" + EPOCH + ".log"],
)
def test_other_files_are_not_taken_for_ours(name: str) -> None:
    """[L1]"""
    assert header.parse_name(name) is None


def test_every_log_has_an_epoch_of_its_own() -> None:
    """[L1]"""
    assert len({header.new_epoch() for _ in range(100)}) == 100
