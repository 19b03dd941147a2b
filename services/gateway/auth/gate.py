"""The door for programs: is this `Authorization` header that of a valid access key?

Even what is known of a key has to be looked for. So a header that was found valid is believed for a second, at the price of one
look in a set per request; whatever else comes is checked where all keys are.
"""

import asyncio
import base64
import binascii
from typing import Protocol

from services.access import Verdict

BELIEVED_SECONDS = 1.0
REFUSED_SECONDS = 10.0
MAX_HEADERS = 4096


class Checker(Protocol):
    """What the gate needs of the place where keys are checked."""

    async def check(self, key_id: str, secret: str, address: str) -> Verdict:
        """Whether id and secret belong together. `address` is where they came from."""


def credentials_of(header: str) -> tuple[str, str] | None:
    """The id and the secret in an `Authorization` header; None for anything else."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    key_id, colon, secret = text.partition(":")
    return (key_id, secret) if colon else None


class Gate:
    """Checks headers, and remembers for a moment what was found."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._allowed: set[str] = set()
        self._denied: set[str] = set()
        self._found = {Verdict.ALLOWED: self._allowed, Verdict.DENIED: self._denied}

    async def run(self) -> None:
        """Forgets what was found, again and again, until cancelled: keys come and go."""
        turns = round(REFUSED_SECONDS / BELIEVED_SECONDS)
        while True:
            for _ in range(turns):
                await asyncio.sleep(BELIEVED_SECONDS)
                self._allowed.clear()
            self._denied.clear()

    def knows(self, header: str) -> bool:
        """Whether the header was found valid a moment ago."""
        return header in self._allowed

    async def check(self, header: str | None, address: str) -> Verdict:
        """Whether the header is that of a valid key. `address` is where it came from."""
        if header is None or header in self._denied:
            return Verdict.DENIED
        if header in self._allowed:
            return Verdict.ALLOWED
        credentials = credentials_of(header)
        if credentials is None:
            return Verdict.DENIED
        verdict = await self._checker.check(*credentials, address)
        found = self._found.get(verdict)
        if found is not None and len(found) < MAX_HEADERS:
            found.add(header)
        return verdict
