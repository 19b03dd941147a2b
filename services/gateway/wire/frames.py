"""Websocket frames (RFC 6455) without sockets: bytes in, messages out; payloads in, frames out. PURE.

No extension is ever negotiated (H3), so a reserved bit is an error.
"""

from enum import IntEnum
from typing import NamedTuple

from services.gateway.wire.close import CloseCode


class Opcode(IntEnum):
    """The kinds of frame."""

    CONTINUATION = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


class Frame(NamedTuple):
    """One whole message, or one control frame."""

    opcode: Opcode
    payload: bytes


class FrameError(Exception):
    """Frames that break the rules. `code` says how to close, `reason` is for a person."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


_OPCODES = {opcode.value: opcode for opcode in Opcode}
_MAX_CONTROL_BYTES = 125
_WHOLE_TEXT = 0x81


def text_frame(payload: bytes) -> bytes:
    """One text message, ready to be written to any number of sockets."""
    return _frame(0x81, payload)


def ping_frame() -> bytes:
    """A ping without payload."""
    return b"\x89\x00"


def pong_frame(payload: bytes) -> bytes:
    """The answer to a ping with the same payload."""
    return _frame(0x8A, payload)


def close_frame(code: int | None, reason: str = "") -> bytes:
    """Ends the conversation; without a code when the other side gave none."""
    if code is None:
        return b"\x88\x00"
    return _frame(0x88, code.to_bytes(2, "big") + reason.encode()[: _MAX_CONTROL_BYTES - 2])


def _frame(first: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < 126:
        return bytes((first, length)) + payload
    if length < 65536:
        return bytes((first, 126)) + length.to_bytes(2, "big") + payload
    return bytes((first, 127)) + length.to_bytes(8, "big") + payload


def close_code(payload: bytes) -> int | None:
    """The code in a close frame's payload, if there is one.

    Raises FrameError for a payload that cannot be one.
    """
    if not payload:
        return None
    code = int.from_bytes(payload[:2], "big")
    if len(payload) == 1 or not (1000 <= code <= 4999) or code in (1004, 1005, 1006, 1015):
        raise FrameError(CloseCode.PROTOCOL_ERROR, "bad close code")
    try:
        payload[2:].decode()
    except UnicodeDecodeError:
        raise FrameError(CloseCode.INVALID_TEXT, "invalid UTF-8 in close reason") from None
    return code


class FrameReader:
    """Puts together what a browser sends. Holds at most one unfinished message of `max_message_bytes`."""

    __slots__ = (
        "_chunks",
        "_chunks_bytes",
        "_fragments",
        "_fragments_bytes",
        "_fragments_opcode",
        "_max_message_bytes",
        "_needed_bytes",
    )

    def __init__(self, max_message_bytes: int) -> None:
        self._max_message_bytes = max_message_bytes
        # An unfinished frame, in the pieces it came in: joined once, when the last piece is here.
        self._chunks: list[bytes] | None = None
        self._chunks_bytes = 0
        self._needed_bytes = 0
        self._fragments: list[bytes] | None = None
        self._fragments_bytes = 0
        self._fragments_opcode = Opcode.TEXT

    @property
    def unfinished(self) -> tuple[object, int] | None:
        """What has begun and is not complete: something that stays the same until it is, and how many bytes there are."""
        begun = self._chunks if self._fragments is None else self._fragments
        if begun is None:
            return None
        return begun, self._fragments_bytes + (0 if self._chunks is None else self._chunks_bytes)

    def feed(self, data: bytes) -> list[Frame]:
        """Takes what came from the socket; returns what is complete now.

        Raises FrameError; whatever was complete before the fault is lost with it, as is the connection.
        """
        if self._chunks is not None:
            self._chunks.append(data)
            self._chunks_bytes += len(data)
            if self._chunks_bytes < self._needed_bytes:
                return []
            data = b"".join(self._chunks)
            self._chunks = None
        frames: list[Frame] = []
        start, length = 0, len(data)
        while start < length:
            end = self._end_of_frame(data, start)
            if end > length:
                self._chunks, self._chunks_bytes = [data[start:]], length - start
                self._needed_bytes = end - start
                break
            frame = self._take(data, start, end)
            if frame is not None:
                frames.append(frame)
            start = end
        return frames

    def _end_of_frame(self, data: bytes, start: int) -> int:
        """Where the frame at `start` ends, or at least where the next part of its header does."""
        here = len(data) - start
        if here < 2:
            return start + 2
        _check_header(data[start], data[start + 1])
        length = data[start + 1] & 0x7F
        header = 6
        if length >= 126:
            width = 2 if length == 126 else 8
            if here < 2 + width:
                return start + 2 + width
            length = int.from_bytes(data[start + 2 : start + 2 + width], "big")
            header += width
        if length + self._fragments_bytes > self._max_message_bytes and not data[start] & 0x08:
            raise FrameError(CloseCode.MESSAGE_TOO_BIG, "")
        return start + header + length

    def _take(self, data: bytes, start: int, end: int) -> Frame | None:
        length = data[start + 1] & 0x7F
        payload_at = start + (6 if length < 126 else 8 if length == 126 else 14)
        payload = unmasked(data[payload_at - 4 : payload_at], data[payload_at:end])
        opcode = _OPCODES[data[start] & 0x0F]
        is_final = data[start] & 0x80
        if opcode >= Opcode.CLOSE:
            return Frame(opcode, payload)
        if (opcode is Opcode.CONTINUATION) is (self._fragments is None):
            raise FrameError(CloseCode.PROTOCOL_ERROR, "bad continuation")
        if is_final and self._fragments is None:
            return Frame(opcode, payload)
        return self._take_fragment(opcode, payload, bool(is_final))

    def _take_fragment(self, opcode: Opcode, payload: bytes, is_final: bool) -> Frame | None:
        if self._fragments is None:
            self._fragments, self._fragments_opcode = [], opcode
        self._fragments.append(payload)
        # An empty fragment still costs memory, so it counts for a byte.
        self._fragments_bytes += len(payload) or 1
        if not is_final:
            return None
        message = b"".join(self._fragments)
        self._fragments, self._fragments_bytes = None, 0
        return Frame(self._fragments_opcode, message)


def _check_header(first: int, second: int) -> None:
    if first == _WHOLE_TEXT and second & 0x80:
        return  # what nearly all frames are
    fault = ""
    for bit, name in ((0x40, "RSV1"), (0x20, "RSV2"), (0x10, "RSV3")):
        if first & bit:
            fault = f"{name} set"
    if first & 0x0F not in _OPCODES:
        fault = f"bad opcode {first & 0x0F}"
    if first & 0x08:
        if second & 0x7F > _MAX_CONTROL_BYTES:
            fault = "len > 125 for control"
        if not first & 0x80:
            fault = "FIN not set on control"
    if not second & 0x80:
        fault = "bad MASK"
    if fault:
        raise FrameError(CloseCode.PROTOCOL_ERROR, fault)


def unmasked(mask: bytes, payload: bytes) -> bytes:
    """The payload without its mask. As one big number: a hundred times faster than byte by byte."""
    length = len(payload)
    if not length:
        return b""
    key = (mask * (length // 4 + 1))[:length]
    return (int.from_bytes(key, "little") ^ int.from_bytes(payload, "little")).to_bytes(length, "little")
