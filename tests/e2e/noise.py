"""Random input with a seed: edits, messages, frames and requests, right, nearly right and wrong."""

import json
import random
from typing import Any

from tests.e2e.raw_socket import client_frame

NAMES = [
    "c",
    "mark",
    "items",
    "",
    "0",
    "-1",
    "a.b",
    "~rows",
    "rows",
    "x",
    "textbox",
    "name",
    "\u0000",
    "船",
    "d",
]
VALUES: list[Any] = [
    None,
    0,
    -1,
    1.5,
    2**63,
    10**400,
    "",
    "x",
    True,
    [],
    {},
    [None],
    {"a": None},
    [[1]],
    "\ud83d\udea2",
]
BODIES: list[Any] = [
    {},
    {"f": ["a"]},
    {"f": ["a", "b"], "n": 3},
    {"d": [[1]], "f": ["a"]},
    {"n": -5},
    {"f": "a"},
    5,
    [],
]
LETTERS = "kvdbcfmlpruei"
TOKENS = b'{}[]":,\\ \t\n0123456789.-+eEuntfalsrx/@^#*kvd\x00\xff\xc3\xa9'


class Noise:
    """An endless source of input. The same seed gives the same input."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)

    def edit(self) -> bytes:
        """The body of an edit: made of what edits are made of, sometimes damaged."""
        ops = [self._op() for _ in range(self._dice.randrange(4))]
        document: Any = self._dice.choice(
            [{"d": ops}, {"d": ops}, {"d": ops}, ops, {"D": ops, "x": 1}, {"d": self._value()}]
        )
        body = json.dumps(document).encode()
        return self.damaged(body) if self._dice.random() < 0.3 else body

    def message(self, route: str) -> str:
        """A websocket message."""
        dice = self._dice
        kind = dice.choice(["+", "@", "*", "#", "^", "", "?", "++", "\n", "船"])
        address = dice.choice(
            [route, "", "/", "//", "x", "/%", "/%ff", "/..", "/\u0000", "/" + "y" * 5000, " "]
        )
        data = dice.choice(
            ["", "{}", "null", "x", "[" * 500, self.edit().decode(errors="replace"), '{"k":"","at":{}}']
        )
        return dice.choice([" ", " ", " ", "", "  "]).join((kind, address, data))

    def frames(self, route: str) -> bytes:
        """What a broken websocket client could send."""
        dice = self._dice
        parts = []
        for _ in range(dice.randrange(1, 4)):
            opcode = dice.choice([0, 1, 1, 1, 2, 3, 8, 9, 10, 15])
            payload = dice.choice([b"", self.message(route).encode(), dice.randbytes(dice.randrange(200))])
            parts.append(client_frame(opcode, payload, is_final=dice.random() < 0.7))
        data = b"".join(parts)
        return self.damaged(data) if dice.random() < 0.5 else data

    def request(self, request: bytes) -> bytes:
        """A damaged HTTP request."""
        return self.damaged(request)

    def damaged(self, data: bytes) -> bytes:
        """The data with a few bytes changed, lost, repeated or too many."""
        damaged = bytearray(data)
        for _ in range(self._dice.randrange(1, 4)):
            at = self._dice.randrange(len(damaged) + 1)
            to = min(len(damaged), at + self._dice.randrange(8))
            damaged[at:to] = self._dice.choice(
                [b"", bytes([self._dice.choice(TOKENS)]), damaged[at:to] * 2, self._dice.randbytes(2)]
            )
        return bytes(damaged)

    def _op(self) -> Any:
        dice = self._dice
        if dice.random() < 0.05:
            return self._value()
        op: dict[str, Any] = {"k": " ".join(dice.choices(NAMES, k=dice.randrange(1, 5)))}
        for letter in dice.choices(LETTERS, k=dice.randrange(3)):
            op[dice.choice([letter, letter.upper()])] = self._of_letter(letter)
        return op

    def _of_letter(self, letter: str) -> Any:
        if letter == "d" and self._dice.random() < 0.8:
            return {name: self._value() for name in self._dice.choices(NAMES, k=3)} | {"view": "x"}
        if letter == "b" and self._dice.random() < 0.8:
            return [{self._dice.choice("cfml"): self._dice.choice(BODIES)}]
        if letter in "cfml":
            return self._dice.choice(BODIES)
        return self._value()

    def _value(self, depth: int = 0) -> Any:
        if depth < 3 and self._dice.random() < 0.3:
            inner = [self._value(depth + 1) for _ in range(self._dice.randrange(3))]
            return self._dice.choice(
                [inner, dict(zip(NAMES, inner, strict=False)), {"textbox": {"name": "x", "items": inner}}]
            )
        return self._dice.choice(VALUES)
