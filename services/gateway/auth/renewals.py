"""Renewing the tokens of sessions: once for all who want it, at one gateway of several."""

import asyncio
from collections.abc import Awaitable, Callable

from services.gateway.auth.known_sessions import KnownSession, KnownSessions
from services.gateway.auth.session import Session
from services.gateway.auth.session_seal import SessionSeal
from services.gateway.auth.session_store import SessionStore
from services.gateway.errors import GatewayError, ProviderAway, RenewalRefused, SessionLost

# How long one gateway alone may renew the tokens of a session, and how long others wait for it.
CLAIM_SECONDS = 15.0
WAIT_SECONDS = 10.0
# After a renewal that failed, the old token does for a while.
RETRY_SECONDS = 15.0


class Renewals:
    """The renewals under way. `succeeded` and `failed` count those that have ended, for the metrics."""

    def __init__(
        self,
        store: SessionStore,
        known: KnownSessions,
        seal: SessionSeal,
        *,
        renew: Callable[[Session], Awaitable[Session]],
        clock: Callable[[], float],
    ) -> None:
        self.succeeded = 0
        self.failed = 0
        self._store = store
        self._known = known
        self._seal = seal
        self._renew_at_provider = renew
        self._clock = clock
        self._running: dict[str, asyncio.Task[Session]] = {}
        # Those that another gateway renews, and whether anything was heard of them since they were asked for.
        self._elsewhere: dict[str, asyncio.Event] = {}

    def heard(self, session: str) -> None:
        """Something has happened to a session: whoever waits for another gateway looks again."""
        if session in self._elsewhere:
            self._elsewhere[session].set()

    def connected(self) -> None:
        """Something may have happened to any session."""
        for event in self._elsewhere.values():
            event.set()

    async def renewed(self, known: KnownSession) -> Session:
        """The session with new tokens: renewed once, however many want it at the same time.

        Raises RenewalRefused, SessionLost, SignInFailed, ProviderAway, StoreAway.
        """
        if known.is_refused:
            raise RenewalRefused("the provider does not renew the tokens of this session any more")
        session = known.session
        running = self._running.get(session.id)
        if running is None:
            running = asyncio.create_task(self._renew(known))
            self._running[session.id] = running
            running.add_done_callback(lambda _: self._running.pop(session.id))
        # Whoever gives up waiting does not take the tokens away from the others.
        return await asyncio.shield(running)

    async def _renew(self, known: KnownSession) -> Session:
        session = known.session
        try:
            if not await self._store.claim(bytes.fromhex(session.id), session.version, CLAIM_SECONDS):
                return await self._renewed_elsewhere(session)
            renewed = await self._renew_at_provider(session)
            version = await self._store.put(self._seal.close(renewed), session.version)
        except SessionLost:
            # Another gateway was faster, or the user has signed out.
            return await self._replaced(session)
        except RenewalRefused:
            known.is_refused = True
            known.rests_until = float("inf")
            self.failed += 1
            raise
        except GatewayError:
            known.rests_until = self._clock() + RETRY_SECONDS
            self.failed += 1
            raise
        self.succeeded += 1
        return self._known.remember(renewed, version, self._clock()).session

    async def _replaced(self, session: Session) -> Session:
        known = await self._known.load(session.id)
        if known is None or known.session.version == session.version:
            raise SessionLost("the session has ended")
        return known.session

    async def _renewed_elsewhere(self, session: Session) -> Session:
        """Waits for another gateway, which renews the tokens now. Raises SessionLost, ProviderAway."""
        news = self._elsewhere[session.id] = asyncio.Event()
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                while True:
                    news.clear()
                    known = await self._known.load(session.id)
                    if known is None:
                        raise SessionLost("the session has ended")
                    if known.session.version != session.version:
                        return known.session
                    await news.wait()
        except TimeoutError as error:
            raise ProviderAway(
                "another gateway renews the tokens of this session, and does not come to an end"
            ) from error
        finally:
            del self._elsewhere[session.id]
