"""The door for programs: is this `Authorization` header that of a valid access key?

The keychain knows the answer, but asking it may cost a bcrypt check. So a header that was found valid is believed for a second,
at the price of one look in a set per request, and whatever else comes is asked in a thread of its own.
"""

import asyncio
import base64
import binascii
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from typing import Protocol

from services.gateway.auth.throttle import Throttle

BELIEVED_SECONDS = 1.0
REFUSED_SECONDS = 10.0
MAX_HEADERS = 4096
MAX_WAITING_CHECKS = 64
MAX_WRONG_KEYS_PER_MINUTE = 10


class Verdict(Enum):
    """Whether a header is that of a valid key."""

    ALLOWED = auto()
    DENIED = auto()
    # Too many wrong keys came from this address; nothing was checked.
    LIMITED = auto()


class Keys(Protocol):
    """What the gate needs of a keychain."""

    @property
    def uses_default(self) -> bool:
        """Whether the one pair of the settings is the valid key: then checking is cheap."""

    def recall(self, key_id: str, secret: str) -> bool | None:
        """What was found about a pair before, at once; None for one that was not seen yet."""

    def verify(self, key_id: str, secret: str) -> bool:
        """Tells whether id and secret belong together; may take a tenth of a second."""


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

    def __init__(self, keys: Keys, *, clock: Callable[[], float]) -> None:
        self._keys = keys
        self._allowed: set[str] = set()
        self._denied: set[str] = set()
        self._checking: dict[str, asyncio.Future[bool]] = {}
        self._throttle = Throttle(limit=MAX_WRONG_KEYS_PER_MINUTE, window_seconds=60.0, clock=clock)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="access-keys")

    async def run(self) -> None:
        """Forgets what was found, again and again, until cancelled: keys come and go."""
        turns = round(REFUSED_SECONDS / BELIEVED_SECONDS)
        while True:
            for _ in range(turns):
                await asyncio.sleep(BELIEVED_SECONDS)
                self._allowed.clear()
            self._denied.clear()

    def close(self) -> None:
        """Stops the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

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
        if self._keys.uses_default:
            return self._note(header, self._keys.verify(*credentials))
        # What is known costs nothing. It is answered also while somebody tries keys from the same address, which behind a proxy
        # is everybody's.
        known = self._keys.recall(*credentials)
        if known is not None:
            return self._note(header, known)
        if self._throttle.is_full(address) or len(self._checking) >= MAX_WAITING_CHECKS:
            return Verdict.LIMITED
        verdict = self._note(header, await self._verify(header, credentials))
        if verdict is Verdict.DENIED:
            self._throttle.count(address)
        return verdict

    async def _verify(self, header: str, credentials: tuple[str, str]) -> bool:
        """Asks the keychain once, however many requests bring the header at the same time."""
        running = self._checking.get(header)
        if running is None:
            loop = asyncio.get_running_loop()
            running = loop.run_in_executor(self._thread, self._keys.verify, *credentials)
            self._checking[header] = running
            running.add_done_callback(lambda _: self._checking.pop(header))
        # Whoever gives up waiting does not take the answer away from the others.
        return await asyncio.shield(running)

    def _note(self, header: str, is_valid: bool) -> Verdict:
        found = self._allowed if is_valid else self._denied
        if len(found) < MAX_HEADERS:
            found.add(header)
        return Verdict.ALLOWED if is_valid else Verdict.DENIED
