"""The one place where access keys are checked, over HTTP as over gRPC: one at a time, so many waiting, so few guesses."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from services.access.throttle import Throttle

MAX_WRONG_KEYS = 10
WINDOW_SECONDS = 60.0
MAX_WAITING_CHECKS = 64

# What the callers are told.
TOO_MANY_WRONG = (
    "too many wrong access keys came from this address (setting max-wrong-keys); try again in a minute"
)
TOO_MANY_WAIT = f"{MAX_WAITING_CHECKS} access keys wait to be checked already; try again in a second"


class Verdict(Enum):
    """What was found of an id and a secret."""

    ALLOWED = auto()
    DENIED = auto()
    #: Too many wrong keys came from this address; nothing was checked.
    LIMITED = auto()
    #: Too many others wait to be checked; nothing was checked.
    BUSY = auto()


class Keys(Protocol):
    """What the checker needs of a keychain."""

    @property
    def is_public(self) -> bool:
        """Whether what opens the door is printed in every document: then checking is cheap, and there is nothing to guess."""

    def recall(self, key_id: str, secret: str) -> bool | None:
        """What was found about a pair before, at once; None for one that was not seen yet."""

    def verify(self, key_id: str, secret: str) -> bool:
        """Tells whether id and secret belong together; may take a tenth of a second."""


class KeyChecker:
    """Tells whether keys are valid, and how many were: `counts` by verdict, of those that were not known before."""

    def __init__(
        self, keys: Keys, *, max_wrong_keys: int = MAX_WRONG_KEYS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.counts: Counter[Verdict] = Counter()
        self._keys = keys
        self._throttle = Throttle(limit=max_wrong_keys, window_seconds=WINDOW_SECONDS, clock=clock)
        self._turn = asyncio.Lock()
        self._asking: dict[tuple[str, str, str], asyncio.Task[Verdict]] = {}

    @property
    def waiting(self) -> int:
        """How many checks are under way or wait for their turn."""
        return len(self._asking)

    async def check(self, key_id: str, secret: str, address: str) -> Verdict:
        """Whether id and secret belong together. `address` is where they came from."""
        # What is known costs nothing. It is answered also while somebody tries keys from the same address, which behind a proxy
        # is everybody's.
        known = self._keys.recall(key_id, secret)
        if known is not None:
            return _verdict(known)
        if self._keys.is_public:
            verdict = _verdict(self._keys.verify(key_id, secret))
        elif self._throttle.is_full(address):
            verdict = Verdict.LIMITED
        else:
            verdict = await self._ask(key_id, secret, address)
        self.counts[verdict] += 1
        return verdict

    async def _ask(self, key_id: str, secret: str, address: str) -> Verdict:
        """Asks the keychain once, however many requests bring the pair at the same time."""
        question = key_id, secret, address
        running = self._asking.get(question)
        if running is None:
            if len(self._asking) >= MAX_WAITING_CHECKS:
                return Verdict.BUSY
            running = self._asking[question] = asyncio.create_task(self._ask_in_turn(*question))
            running.add_done_callback(lambda _: self._asking.pop(question))
        # Whoever gives up waiting does not take the answer away from the others.
        return await asyncio.shield(running)

    async def _ask_in_turn(self, key_id: str, secret: str, address: str) -> Verdict:
        async with self._turn:
            # Looked at again: of many guesses that came at once, those before this one are counted by now.
            if self._throttle.is_full(address):
                return Verdict.LIMITED
            verdict = _verdict(await asyncio.to_thread(self._keys.verify, key_id, secret))
            if verdict is Verdict.DENIED:
                self._throttle.count(address)
            return verdict


def _verdict(is_valid: bool) -> Verdict:
    return Verdict.ALLOWED if is_valid else Verdict.DENIED
