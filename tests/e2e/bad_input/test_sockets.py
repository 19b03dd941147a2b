"""Frames and messages that make no sense end their socket or are passed over, and harm nobody."""

import contextlib
import json
import struct

import pytest

from tests.e2e.bystander import Bystander
from tests.e2e.cluster import Cluster
from tests.e2e.raw_socket import CLOSE, TEXT, RawSocket, client_frame

pytestmark = pytest.mark.e2e


def frame(first: int, payload: bytes = b"", *, second: int | None = None) -> bytes:
    """A frame with a chosen first byte, and if need be a second that does not fit the payload."""
    length = 0x80 | len(payload) if second is None else second
    return bytes([first, length]) + bytes(4) + payload


BIG = 1024 * 1024 + 1
BAD_FRAMES = {
    "no mask": (b"\x81\x05+ /x ", 1002),
    "the first reserved bit": (frame(0xC1, b"+ /x "), 1002),
    "the second reserved bit": (frame(0xA1, b"+ /x "), 1002),
    "the third reserved bit": (frame(0x91, b"+ /x "), 1002),
    "an unknown opcode": (frame(0x83, b"x"), 1002),
    "an unknown control opcode": (frame(0x8B, b"x"), 1002),
    "a ping in pieces": (frame(0x09, b"x"), 1002),
    "a close in pieces": (frame(0x08, b"\x03\xe8"), 1002),
    "a ping that is too long": (frame(0x89, second=0xFE) + bytes(200), 1002),
    "a continuation of nothing": (frame(0x80, b"x"), 1002),
    "a message within a message": (frame(0x01, b"+") + frame(0x81, b" /x "), 1002),
    "a close code of one byte": (frame(0x88, b"\x03"), 1002),
    "a close code that is none": (frame(0x88, struct.pack("!H", 999)), 1002),
    "a close code that must not be sent": (frame(0x88, struct.pack("!H", 1006)), 1002),
    "a close reason that is not utf-8": (frame(0x88, b"\x03\xe8\xff"), 1007),
    "a text that is not utf-8": (frame(0x81, b"+ /\xff "), 1007),
    "a text that is cut in a character": (frame(0x81, b"+ /\xc3"), 1007),
    "a message that is too large": (client_frame(TEXT, b"x" * BIG), 1009),
    "a frame that will be far too large": (b"\x81\xff" + struct.pack("!Q", 2**62) + bytes(4), 1009),
    "a frame of negative length": (b"\x81\xff" + b"\xff" * 8 + bytes(4), 1009),
    "pieces that are too large together": (
        client_frame(TEXT, b"x" * (BIG // 2), is_final=False)
        + client_frame(0, b"x" * (BIG // 2), is_final=False)
        + client_frame(0, b"x" * 10),
        1009,
    ),
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_bad_frames_end_the_socket_with_a_code(name: str, bystander: Bystander, cluster: Cluster) -> None:
    """[F3]"""
    data, expected = BAD_FRAMES[name]
    tab = RawSocket(cluster.address)
    with contextlib.closing(tab):
        tab.send_bytes(data)
        code, reason = tab.receive_goodbye()
        assert code == expected
        # That a message is too large is all there is to say of it.
        assert reason or code == 1009
        # After the goodbye nothing is heard but the answer to it, and nothing comes.
        with contextlib.suppress(OSError):
            tab.send("+ /x ")
            tab.send_bytes(client_frame(CLOSE, b"\x03\xe8"))
        with pytest.raises(ConnectionError):
            tab.receive()
    bystander.check()


def test_a_million_empty_pieces_are_too_large(bystander: Bystander, cluster: Cluster) -> None:
    """[F3]"""
    tab = RawSocket(cluster.address)
    with contextlib.closing(tab):
        with contextlib.suppress(OSError):
            tab.send_bytes(frame(0x01))
            for _ in range(11):
                tab.send_bytes(frame(0x00) * 100_000)
        assert tab.receive_goodbye()[0] == 1009
    bystander.check()


BAD_MESSAGES = [
    "",
    " ",
    "+",
    "+ ",
    "x",
    "+/x ",
    "? /x y",
    "++ /x ",
    "@ /x",
    "@ /x {",
    "@ /x null",
    "@ /x " + "[" * 100_000,
    "@ /x " + '{"a":' * 100_000,
    "* /x",
    '* {route} {{"d":[{{"k":"mark n","v":5}}]}}',
    "+ /%ff ",
    "+ /a\0b ",
    "^ x {}",
    "# ",
    "\n\n\n",
    "+ " + "/x" * 100_000 + " ",
    "🚢 🚢 🚢",
]


@pytest.mark.parametrize("dialogue", ["plain", "resumable"])
def test_bad_messages_are_passed_over(dialogue: str, bystander: Bystander, cluster: Cluster) -> None:
    """[F1, W2, W3]"""
    for number, message in enumerate(BAD_MESSAGES):
        tab = RawSocket(cluster.address, subprotocol="wave.resume.v1" if dialogue == "resumable" else "")
        with contextlib.closing(tab):
            if number % 2 == 0:
                tab.send("# / ")
            tab.send(message.replace("{route}", bystander.route).replace("{{", "{").replace("}}", "}"))
            # The socket lives: it still answers.
            tab.send(f"+ {bystander.route} ")
            while not any(line.startswith('{"p":') for line in tab.receive_lines()):
                pass
    bystander.check()


BAD_RESUMES = [
    "^",
    "^ ",
    "^ x",
    "^ x y",
    "^ x []",
    "^ x null",
    '^ x {"k":5}',
    '^ x {"k":"","at":[]}',
    '^ x {"k":"","at":{"/x":5}}',
    '^ x {"k":"","at":{"/x":["e","1"]}}',
    '^ x {"k":"","at":{"/x":["e",-1]}}',
    '^ x {"k":"","at":{"/x":["e",18446744073709551615]}}',
    '^ x {"k":"","at":{"/x":["e",1e400]}}',
    '^ x {"k":"","at":{"x":["e",1]}}',
    '^ x {"k":"%s","at":{},"path":5}' % ("k" * 100_000),
    "^ " + "x" * 100_000 + ' {"k":"k","at":{}}',
    "^ 🚢 {}",
]


@pytest.mark.parametrize("resume", BAD_RESUMES, ids=range(len(BAD_RESUMES)))
def test_who_resumes_with_nonsense_begins_anew(resume: str, bystander: Bystander, cluster: Cluster) -> None:
    """[R5]"""
    tab = RawSocket(cluster.address, subprotocol="wave.resume.v1")
    with contextlib.closing(tab):
        tab.send(resume)
        greeting = json.loads(tab.receive_lines()[0])
        assert set(greeting) == {"i", "k"}
        assert greeting["i"] != "x"
        tab.send(f"+ {bystander.route} ")
        while not any(line.startswith('{"p":') for line in tab.receive_lines()):
            pass
    bystander.check()
