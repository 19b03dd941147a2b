"""Records and their bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.site_store.log import record
from services.site_store.log.errors import RecordTooLarge
from services.site_store.log.record import BadRecord, Record, RecordKind

U64 = st.integers(0, 2**64 - 1)
RECORDS = st.builds(
    Record, st.sampled_from(RecordKind), st.text(max_size=50), st.binary(max_size=200), U64, U64
)


def _bytes(*records: Record) -> bytes:
    return b"".join(piece for entry in records for piece in record.pack(entry))


@given(st.lists(RECORDS, max_size=5), st.binary(max_size=9))
def test_records_come_back_as_they_were(records: list[Record], before: bytes) -> None:
    """[L6] Any byte may be in a body, any character in a route."""
    data = before + _bytes(*records)
    assert record.unpack(data, len(before), len(data)) == records


def test_the_layout_is_that_of_the_document() -> None:
    """[L6]"""
    data = _bytes(Record(RecordKind.EDIT, "/é", b"\n\0", 0x0102030405060708, 9))
    assert (
        data == bytes.fromhex("01 0300 02000000 0807060504030201 0900000000000000") + "/é".encode() + b"\n\0"
    )


@given(RECORDS, st.data())
def test_bytes_that_are_no_whole_record_are_refused(entry: Record, data: st.DataObject) -> None:
    """[L6]"""
    whole = _bytes(entry)
    size = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(BadRecord):
        record.unpack(whole[:size], 0, size)


@pytest.mark.parametrize(
    "data",
    [
        bytes.fromhex("04 0000 00000000") + bytes(16),
        bytes.fromhex("01 0100 00000000") + bytes(16) + b"\xff",
    ],
    ids=["a kind of the future", "a route that is not UTF-8"],
)
def test_what_this_version_does_not_know_is_refused(data: bytes) -> None:
    """[L6]"""
    with pytest.raises(BadRecord, match="not of this version"):
        record.unpack(data, 0, len(data))


def test_a_route_that_is_too_long_is_refused_with_its_size() -> None:
    """[L6]"""
    longest = Record(RecordKind.EDIT, "/" * 0xFFFF, b"")
    assert record.unpack(_bytes(longest), 0, len(_bytes(longest))) == [longest]
    with pytest.raises(RecordTooLarge, match="65536"):
        record.pack(Record(RecordKind.EDIT, "/" * 0x10000, b""))


def test_a_body_that_is_too_large_is_refused_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """[L6]"""
    monkeypatch.setattr(record, "MAX_BODY_BYTES", 10)
    record.pack(Record(RecordKind.EDIT, "/", bytes(10)))
    with pytest.raises(RecordTooLarge, match="11 bytes"):
        record.pack(Record(RecordKind.EDIT, "/", bytes(11)))


def test_a_route_with_half_a_character_is_refused() -> None:
    """[L6] Before anything was written."""
    with pytest.raises(UnicodeEncodeError):
        record.pack(Record(RecordKind.EDIT, "/\ud800", b""))
