"""What a provider has said: asked for once, however many wait for it, and believed for a while."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from services.chassis.logs import get_logger
from services.gateway.errors import ProviderAway

logger = get_logger(__name__)

Value = TypeVar("Value")

# What was said is believed for this long; and longer while nothing is said.
BELIEVED_SECONDS = 3600.0
# That there was no answer is believed for this long: nobody waits for what has just failed.
FAILURE_SECONDS = 5.0


class Remembered(Generic[Value]):
    """One value. While the provider is away, the last one goes on being used."""

    def __init__(self, ask: Callable[[], Awaitable[Value]], clock: Callable[[], float]) -> None:
        self._ask = ask
        self._clock = clock
        self._found: tuple[Value] | None = None
        self._found_at = 0.0
        # When it was last asked for because the one at hand did not do.
        self._pressed_at = -math.inf
        self._failure = ""
        self._failed_at = 0.0
        self._asking: asyncio.Task[None] | None = None

    @property
    def is_known(self) -> bool:
        """Whether it was ever said."""
        return self._found is not None

    def forget_asking(self) -> None:
        """Asks no more; whoever waits is cancelled."""
        if self._asking is not None:
            self._asking.cancel()

    async def value(self) -> Value:
        """The value; an old one when a new one cannot be had. Raises ProviderAway when there was never one."""
        if self._found is None or self._clock() - self._found_at >= BELIEVED_SECONDS:
            try:
                await self._ask_together()
            except ProviderAway:
                if self._found is None:
                    raise
        assert self._found is not None
        return self._found[0]

    async def newer(self, than: Value, *, min_pause_seconds: float) -> Value:
        """The value that has come after one that does not do. Asks for it, unless that was done less than so long ago.

        However young the value at hand is: it may have been replaced just after it was said. Returns the same one when there is
        no newer one. Raises ProviderAway.
        """
        is_same = self._found is not None and self._found[0] is than
        if is_same and self._clock() - self._pressed_at >= min_pause_seconds:
            self._pressed_at = self._clock()
            await self._ask_together()
        return await self.value()

    async def _ask_together(self) -> None:
        if self._asking is None:
            if self._failure and self._clock() - self._failed_at < FAILURE_SECONDS:
                raise ProviderAway(self._failure)
            self._asking = asyncio.create_task(self._take())
            self._asking.add_done_callback(self._asked)
        # Whoever gives up waiting does not take the answer away from the others.
        await asyncio.shield(self._asking)
        if self._failure:
            raise ProviderAway(self._failure)

    async def _take(self) -> None:
        try:
            self._found = (await self._ask(),)
        except ProviderAway as error:
            self._failure, self._failed_at = str(error), self._clock()
            logger.warning("provider_away", reason=str(error), uses_what_it_said_before=self.is_known)
        else:
            self._failure, self._found_at = "", self._clock()

    def _asked(self, _: asyncio.Task[None]) -> None:
        self._asking = None
