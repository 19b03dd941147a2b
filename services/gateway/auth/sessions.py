"""Who is signed in: sessions of the site-store, begun, used and ended, and what their clients hear of that."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.chassis.logs import get_logger
from services.gateway.auth.doubts import Doubts
from services.gateway.auth.known_sessions import KnownSessions, SessionTimes
from services.gateway.auth.renewals import Renewals
from services.gateway.auth.sealing import Sealer
from services.gateway.auth.session import Session, session_id
from services.gateway.auth.session_seal import SessionSeal
from services.gateway.auth.session_store import SessionStore
from services.gateway.errors import (
    ProviderAway,
    RenewalRefused,
    SessionLost,
    SignInFailed,
)
from services.gateway.upstream.sessions import SessionNews
from services.gateway.user import User

logger = get_logger(__name__)


class Audience(Protocol):
    """Whom it concerns when a session changes: the clients of this gateway."""

    def sessions(self) -> Iterable[str]:
        """The ids of the sessions that have a client here."""

    def renewed(self, user: User) -> None:
        """The tokens or claims of a user are new."""

    def ended(self, session: str) -> None:
        """A session was ended, or has reached its age: its clients see nothing any more. One that is idle is not over yet."""

    def signed_out(self, labels: Sequence[bytes]) -> None:
        """A user has signed out of a session with these labels: the clients of the user's other sessions look anew."""


@dataclass(slots=True)
class SessionCounts:
    """Plain counters for the metrics."""

    signed_in: int = 0
    signed_out: int = 0
    failed_sign_ins: int = 0


class Sessions:
    """The sessions of a site. Hears from the site-store; see `SessionListener`."""

    def __init__(
        self,
        store: SessionStore,
        sealer: Sealer,
        times: SessionTimes,
        *,
        renew: Callable[[Session], Awaitable[Session]],
    ) -> None:
        self.counts = SessionCounts()
        self.seal = SessionSeal(sealer, times.idle_seconds)
        self.known = KnownSessions(
            store, self.seal, times, on_newer=lambda user: self._audience.renewed(user)
        )
        self.renewals = Renewals(store, self.known, self.seal, renew=renew, clock=times.clock)
        self._audience: Audience
        self._store = store
        self.doubts = Doubts(self._ask_again)
        self._clock = times.clock

    def listen(self, audience: Audience) -> None:
        """Names those whom it concerns when a session changes; called once, before `run`."""
        self._audience = audience

    async def run(self) -> None:
        """Hears the news, follows them up and tells of uses, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._store.watch(self))
            tasks.create_task(self.doubts.run())
            tasks.create_task(self.known.tell_uses())

    # -- the life of a session ----------------------------------------------------------------------------------

    async def begin(self, session: Session) -> None:
        """Keeps a new session. Raises SessionInvalid, StoreAway, TooBusy."""
        version = await self._store.put(self.seal.close(session), 0)
        self.known.remember(session, version, self._clock())
        self.counts.signed_in += 1

    async def visit(self, secret: str) -> User | None:
        """The user of a request with this cookie, which counts as a use; None when nobody is signed in.

        Tokens that are about to end are renewed first; a session whose tokens the provider does not renew is over. Raises
        StoreAway.
        """
        known = await self.known.find(session_id(secret))
        if known is None:
            return None
        self.known.use(known)
        if not self.known.is_due(known) and not known.is_refused:
            return known.user
        try:
            return (await self.renewals.renewed(known)).user
        except (ProviderAway, SignInFailed) as error:
            logger.warning("renewal_failed", session=known.session.id[:8], reason=str(error))
            return known.user
        except (RenewalRefused, SessionLost) as error:
            logger.info("session_over", session=known.session.id[:8], reason=str(error))
            await self.end(known.session.id)
            return None

    async def check(self, session: str) -> User | None:
        """The user of a client's session, which counts as a use; None when it is over.

        Tokens that are about to end are renewed; when that fails, the old ones do. Raises StoreAway.
        """
        known = await self.known.find(session)
        if known is None:
            return None
        self.known.use(known)
        if not self.known.is_due(known):
            return known.user
        try:
            return (await self.renewals.renewed(known)).user
        except (ProviderAway, RenewalRefused, SessionLost, SignInFailed) as error:
            logger.warning("renewal_failed", session=session[:8], reason=str(error))
            return known.user

    async def tokens(self, session: str) -> User:
        """The user with tokens that are good for a while. Raises SessionLost, RenewalRefused, ProviderAway, StoreAway."""
        known = await self.known.find(session)
        if known is None:
            raise SessionLost("Unauthorized")
        self.known.use(known)
        needs_renewal = known.session.needs_renewal(self._clock())
        return (await self.renewals.renewed(known)).user if needs_renewal else known.user

    async def opens(self, secret: str) -> bool:
        """Whether a cookie is that of a session that can be used; this is no use of it. Raises StoreAway."""
        return await self.known.find(session_id(secret)) is not None

    async def look(self, secret: str) -> Session | None:
        """The session of a cookie, which may be idle; this is no use of it. Raises StoreAway."""
        known = await self.known.load(session_id(secret))
        return known.session if known is not None else None

    async def end(self, session: str) -> bool:
        """Ends a session; whether there was one. Raises StoreAway."""
        known = self.known.get(session)
        if known is not None:
            known.is_current = False
        return bool(await self._store.end(bytes.fromhex(session)))

    async def end_all(self, *, subject: str = "", provider_session: str = "") -> list[Session]:
        """Ends the sessions of a user, or those that belong to one session of the provider. Raises StoreAway."""
        labels = self.seal.labels(subject=subject, provider_session=provider_session)
        ended = [one for label in labels for one in await self._store.end_labelled(label)]
        return [session for one in ended if (session := self.seal.open(one)) is not None]

    # -- news ---------------------------------------------------------------------------------------------------

    def connected(self) -> None:
        """See `SessionListener`: asks anew for what the clients here depend on."""
        self.known.is_connected = True
        self.known.doubt_all()
        self.renewals.connected()
        for session in self._audience.sessions():
            self.doubts.add(session)

    def disconnected(self) -> None:
        """See `SessionListener`."""
        self.known.is_connected = False

    def heard(self, news: SessionNews) -> None:
        """See `SessionListener`."""
        session = news.id.hex()
        self.renewals.heard(session)
        if news.version:
            known = self.known.get(session)
            if known is not None and known.session.version < news.version:
                known.is_current = False
                self.doubts.add(session)
            return
        self.known.forget(session)
        self._audience.ended(session)
        if news.was_ended:
            self._audience.signed_out(news.labels)

    async def _ask_again(self, session: str) -> None:
        """Raises StoreAway."""
        if await self.known.load(session) is None:
            self._audience.ended(session)
