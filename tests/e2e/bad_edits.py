"""Bodies of PATCH that no server may take: what is wrong with them, and how they are answered."""

import json
from typing import Any

MAX_REQUEST_BYTES = 5 * 1024 * 1024


def nested(depth: int, inner: str = "1") -> bytes:
    """An edit that sets an attribute to that many arrays inside each other."""
    return b'{"d":[{"k":"mark v","v":%b}]}' % ("[" * depth + inner + "]" * depth).encode()


def edit(*ops: Any) -> bytes:
    return json.dumps({"d": ops}).encode()


NOT_JSON = {
    "nothing": b"",
    "white space": b" \n",
    "cut off": b'{"d":[{"k":"mark n","v":1}',
    "two values": b"{}{}",
    "a comma too many": b'{"d":[],}',
    "single quotes": b"{'d':[]}",
    "no quotes": b"{d:[]}",
    "not a number": b'{"d":[{"k":"mark n","v":NaN}]}',
    "infinity": b'{"d":[{"k":"mark n","v":-Infinity}]}',
    "beyond the doubles": b'{"d":[{"k":"mark n","v":1e999}]}',
    "a lone surrogate": b'{"d":[{"k":"mark n","v":"\\ud800"}]}',
    "a byte order mark": b'\xef\xbb\xbf{"d":[]}',
    "not utf-8": b'{"d":[{"k":"mark n","v":"\xff"}]}',
    "overlong utf-8": b'{"d":[{"k":"mark n","v":"\xc0\xaf"}]}',
    "utf-16": '{"d":[]}'.encode("utf-16"),
    "a control character": b'{"d":[{"k":"mark n","v":"\x01"}]}',
    "zeros": b"\0" * 100,
    "xml": b"<d/>",
    "a comment": b'{"d":[]} // done',
}
WRONG_TYPES = {
    "a list": b"[]",
    "a number": b"1",
    "a text": b'"d"',
    "true": b"true",
    "ops as an object": b'{"d":{}}',
    "ops as a text": b'{"d":"x"}',
    "an op as a number": b'{"d":[1]}',
    "an op as a list": b'{"d":[[]]}',
    "a good op before a bad one": edit({"k": "mark n", "v": 7}, 5),
    "a bad op before a good one": edit(5, {"k": "mark n", "v": 7}),
    "a key as a number": edit({"k": 1, "v": 1}),
    "a key as a list": edit({"k": ["mark"], "v": 1}),
    "a card as a number": edit({"k": "x", "d": 1}),
    "a card as a list": edit({"k": "x", "d": []}),
    "buffers as an object": edit({"k": "x", "d": {}, "b": {}}),
    "a buffer as a text": edit({"k": "x", "d": {"~r": 0}, "b": ["f"]}),
    "a buffer body as a list": edit({"k": "mark r", "f": []}),
    "fields as a number": edit({"k": "mark r", "f": {"f": 1}}),
    "rows of a map as a list": edit({"k": "mark r", "m": {"f": ["a"], "d": []}}),
    "a size as a text": edit({"k": "mark r", "c": {"f": ["a"], "n": "9"}}),
    "a cursor as a text": edit({"k": "mark r", "c": {"f": ["a"], "n": 9, "i": "0"}}),
    "items as a number": edit({"k": "x", "d": {"view": "form", "items": 5}}),
    "items that are no components": edit({"k": "x", "d": {"view": "form", "items": [1, 2]}}),
    "buttons of a component as a text": edit({"k": "x", "d": {"items": [{"a": {"buttons": "b"}}]}}),
    "a notice of the wrong type": b'{"d":[],"r":"x"}',
}
TOO_MUCH = {
    "201 arrays inside each other": nested(201),
    "100 000 arrays inside each other": nested(100_000),
    "100 000 arrays that do not end": b'{"d":' + b"[" * 100_000,
    "100 000 objects that do not end": b'{"d":' * 100_000,
    "a key of 300 segments": edit({"k": "mark" + " a" * 300, "v": 1}),
    "too many ops": edit(*({"k": "mark n", "v": 1} for _ in range(10_001))),
    "too many rows": edit({"k": "mark r", "f": {"f": ["a"], "n": 1_000_001}}),
    "far too many rows": edit({"k": "mark r", "l": {"f": ["a"], "n": 2**62}}),
    "too many rows in all": edit(*({"k": f"mark r{n}", "f": {"f": ["a"], "n": 300_000}} for n in range(4))),
    "a number of 100 000 digits": b'{"d":[{"k":"mark n","v":%b}]}' % (b"1" + b"0" * 100_000),
}
BAD_EDITS = NOT_JSON | WRONG_TYPES | TOO_MUCH
