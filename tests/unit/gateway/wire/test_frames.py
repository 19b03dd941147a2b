import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.wire.close import CloseCode
from services.gateway.wire.frames import (
    Frame,
    FrameError,
    FrameReader,
    Opcode,
    close_code,
    close_frame,
    ping_frame,
    pong_frame,
    text_frame,
    unmasked,
)

MAX = 1 << 20


def masked(first: int, payload: bytes, mask: bytes = b"\1\2\3\4") -> bytes:
    """A frame as a browser sends it."""
    length = len(payload)
    if length < 126:
        head = bytes((first, 0x80 | length))
    elif length < 65536:
        head = bytes((first, 0xFE)) + length.to_bytes(2, "big")
    else:
        head = bytes((first, 0xFF)) + length.to_bytes(8, "big")
    return head + mask + bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))


def read(data: bytes, max_bytes: int = MAX) -> list[Frame]:
    return FrameReader(max_bytes).feed(data)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65535, 65536])
def test_a_text_frame_holds_its_length_and_its_payload(length: int) -> None:
    """[F2] [F5]"""
    payload = b"x" * length
    frame = text_frame(payload)
    assert frame[0] == 0x81
    assert frame.endswith(payload)
    header = frame[1 : len(frame) - length]
    assert (header[0] if length < 126 else int.from_bytes(header[1:], "big")) == length


def test_control_frames_are_short() -> None:
    """[F7]"""
    assert ping_frame() == b"\x89\x00"
    assert pong_frame(b"abc") == b"\x8a\x03abc"
    assert close_frame(None) == b"\x88\x00"
    assert close_frame(1000) == b"\x88\x02\x03\xe8"
    assert len(close_frame(1000, "x" * 500)) == 2 + 125


@pytest.mark.parametrize("length", [0, 3, 125, 126, 65535, 65536, MAX])
def test_a_message_is_read_whatever_its_length(length: int) -> None:
    """[F1]"""
    payload = os.urandom(length)
    assert read(masked(0x82, payload, mask=b"\0\0\0\0")) == [Frame(Opcode.BINARY, payload)]


@given(st.binary(max_size=300), st.binary(min_size=4, max_size=4))
def test_unmasking_is_what_the_browser_did(payload: bytes, mask: bytes) -> None:
    assert unmasked(mask, bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))) == payload


@given(st.lists(st.binary(max_size=200), max_size=5), st.data())
def test_frames_are_read_however_the_bytes_are_cut(payloads: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(masked(0x81, payload) for payload in payloads)
    reader, found = FrameReader(MAX), []
    while stream:
        cut = data.draw(st.integers(1, len(stream)))
        found += reader.feed(stream[:cut])
        stream = stream[cut:]
    assert found == [Frame(Opcode.TEXT, payload) for payload in payloads]


def test_fragments_are_joined_around_control_frames() -> None:
    """[F1]"""
    stream = masked(0x01, b"+ /") + masked(0x89, b"ping") + masked(0x00, b"x") + masked(0x80, b" ")
    assert read(stream) == [Frame(Opcode.PING, b"ping"), Frame(Opcode.TEXT, b"+ /x ")]


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        (b"\x81\x05+ /x ", "bad MASK"),
        (masked(0xC1, b"y"), "RSV1 set"),
        (masked(0xA1, b"y"), "RSV2 set"),
        (masked(0x91, b"y"), "RSV3 set"),
        (masked(0x83, b"y"), "bad opcode 3"),
        (masked(0x09, b"y"), "FIN not set on control"),
        (masked(0x89, b"y" * 126), "len > 125 for control"),
        (masked(0x80, b"y"), "bad continuation"),
        (masked(0x01, b"y") + masked(0x81, b"y"), "bad continuation"),
    ],
)
def test_frames_that_break_the_rules_are_refused(stream: bytes, reason: str) -> None:
    with pytest.raises(FrameError) as caught:
        read(stream)
    assert (caught.value.code, caught.value.reason) == (CloseCode.PROTOCOL_ERROR, reason)


def test_a_message_above_the_bound_is_refused_before_it_is_here() -> None:
    """[F3]"""
    with pytest.raises(FrameError) as caught:
        read(masked(0x81, b"x" * 101)[:10], max_bytes=100)
    assert caught.value.code is CloseCode.MESSAGE_TOO_BIG
    assert read(masked(0x81, b"x" * 100), max_bytes=100)


def test_fragments_count_together() -> None:
    """[F3]"""
    with pytest.raises(FrameError):
        read(masked(0x01, b"x" * 60) + masked(0x80, b"x" * 41), max_bytes=100)


def test_empty_fragments_are_bounded_too() -> None:
    """[F3]"""
    with pytest.raises(FrameError):
        read(masked(0x01, b"") + masked(0x00, b"") * 101 + masked(0x80, b"x"), max_bytes=100)


def test_bytes_of_an_unfinished_frame_are_joined_once() -> None:
    """A peer that sends single bytes must not cost a copy of everything for each."""
    reader = FrameReader(MAX)
    stream = masked(0x81, b"x" * 5000)
    for byte in stream[:-1]:
        assert reader.feed(bytes((byte,))) == []
    assert reader.feed(stream[-1:]) == [Frame(Opcode.TEXT, b"x" * 5000)]


@pytest.mark.parametrize(
    ("payload", "code"), [(b"", None), (b"\x03\xe8", 1000), (b"\x0f\xa1bye", 4001), (b"\x03\xf3", 1011)]
)
def test_a_close_frame_may_have_a_code(payload: bytes, code: int | None) -> None:
    assert close_code(payload) == code


@pytest.mark.parametrize(
    "payload", [b"\x03", b"\x03\xe7", b"\x03\xed", b"\x03\xee", b"\x13\x88", b"\x03\xe8\xff"]
)
def test_a_close_frame_that_makes_no_sense_is_refused(payload: bytes) -> None:
    with pytest.raises(FrameError):
        close_code(payload)


def test_what_is_unfinished_stays_the_same_until_it_is_finished() -> None:
    reader = FrameReader(MAX)
    assert reader.unfinished is None
    frame = masked(0x81, b"abcdef")
    reader.feed(frame[:7])
    first = reader.unfinished
    reader.feed(frame[7:9])
    second = reader.unfinished
    assert first is not None and second is not None
    assert first[0] is second[0] and (first[1], second[1]) == (7, 9)
    reader.feed(frame[9:])
    assert reader.unfinished is None
    reader.feed(masked(0x01, b"abc") + frame[:3])
    begun = reader.unfinished
    assert begun is not None and begun[1] == 3 + 3
