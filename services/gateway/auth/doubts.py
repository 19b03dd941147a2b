"""Sessions that have to be asked for anew: a few at a time, until the site-store has answered."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import islice

from services.chassis.logs import get_logger
from services.gateway.errors import GatewayError
from services.gateway.upstream.stream import Pause

logger = get_logger(__name__)

ASKED_AT_ONCE = 8


class Doubts:
    """The ids of sessions. Each waits once, so that never more wait than are known here or have a client."""

    def __init__(self, ask: Callable[[str], Awaitable[None]]) -> None:
        self._ask = ask
        self._waiting: dict[str, None] = {}
        self._arrived = asyncio.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, session: str) -> None:
        """Has a session asked for; once more if that is under way, for the answer may be older than the doubt."""
        self._waiting[session] = None
        self._arrived.set()

    async def run(self) -> None:
        """Asks, until cancelled. What could not be asked is asked again, with a pause that grows."""
        pause = Pause()
        while True:
            await self._arrived.wait()
            failures = await self._ask_some()
            if not self._waiting:
                self._arrived.clear()
            if failures:
                logger.warning("sessions_not_asked_for", waiting=len(self), reason=failures[0])
                await asyncio.sleep(pause.next_seconds())
            else:
                pause.reset()

    async def _ask_some(self) -> list[str]:
        """Asks for those that wait for longest; returns why that failed, once for each that did."""
        some = list(islice(self._waiting, ASKED_AT_ONCE))
        for session in some:
            del self._waiting[session]
        return [reason for reason in await asyncio.gather(*map(self._try, some)) if reason]

    async def _try(self, session: str) -> str:
        try:
            await self._ask(session)
        except GatewayError as error:
            self.add(session)
            return str(error) or type(error).__name__
        return ""
