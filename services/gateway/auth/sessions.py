"""Who is signed in: sessions of the site-store as this gateway knows them, used, renewed and ended."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

from services.chassis.logs import get_logger
from services.gateway.auth.sealing import Sealer
from services.gateway.auth.session import Session, decode_session, session_id
from services.gateway.errors import (
    GatewayError,
    ProviderAway,
    RenewalRefused,
    SessionLost,
    SignInFailed,
    StoreAway,
)
from services.gateway.upstream.sessions import KeptSession, SessionListener, SessionNews
from services.gateway.user import User

logger = get_logger(__name__)

MAX_KNOWN_SESSIONS = 20_000
# Uses are told to the site-store together: a session may seem unused by that much longer than it was.
NOTE_SECONDS = 5.0
# How long one gateway alone may renew the tokens of a session, and how long others wait for it.
CLAIM_SECONDS = 15.0
WAIT_SECONDS = 10.0
WAIT_STEP_SECONDS = 0.2
# After a renewal that failed, the old token does for a while.
RETRY_SECONDS = 15.0


class Store(Protocol):
    """What is needed of the site-store; see `GrpcSessions`."""

    async def put(self, session: KeptSession, if_version: int) -> int:
        """Begins or replaces a session; returns its version."""

    async def get(self, session_id: bytes) -> KeptSession | None:
        """A session; None when it is unknown or over."""

    async def claim(self, session_id: bytes, version: int, hold_seconds: float) -> bool:
        """Whether the caller is the one to renew that version."""

    async def note(self, uses: Mapping[bytes, int]) -> None:
        """Says when sessions were used."""

    async def end(self, session_id: bytes) -> list[KeptSession]:
        """Ends a session; returns it, if there was one."""

    async def end_labelled(self, label: bytes) -> list[KeptSession]:
        """Ends all sessions that have a label; returns them."""

    async def watch(self, listener: SessionListener) -> None:
        """Tells a listener the news, until cancelled."""


class Audience(Protocol):
    """Whom it concerns when a session changes: the clients of this gateway."""

    def sessions(self) -> Iterable[str]:
        """The ids of the sessions that have a client here."""

    def subjects(self) -> Iterable[str]:
        """The users that have a client here."""

    def renewed(self, user: User) -> None:
        """The tokens or claims of a user are new."""

    def ended(self, session: str) -> None:
        """A session was ended, or has reached its age: its clients see nothing any more."""

    def signed_out(self, subject: str) -> None:
        """A user has signed out: the clients of the user's other sessions look anew."""


class SessionTimes(NamedTuple):
    """How long a session may be unused, and a clock that tells seconds since 1970."""

    idle_seconds: float
    clock: Callable[[], float]


@dataclass(slots=True, eq=False)
class _Known:
    """A session as this gateway knows it."""

    session: Session
    user: User
    used_at: float
    is_current: bool = True
    # Until then the old access token does: nobody renews it.
    rests_until: float = 0.0
    is_refused: bool = False


@dataclass(slots=True)
class SessionCounts:
    """Plain counters for the metrics."""

    signed_in: int = 0
    signed_out: int = 0
    failed_sign_ins: int = 0
    renewals: int = 0
    failed_renewals: int = 0
    unreadable: int = 0


class Sessions:
    """The sessions of a site. Hears from the site-store; see `SessionListener`."""

    def __init__(
        self,
        store: Store,
        sealer: Sealer,
        times: SessionTimes,
        *,
        renew: Callable[[Session], Awaitable[Session]],
    ) -> None:
        self.counts = SessionCounts()
        self.is_connected = False
        self._audience: Audience
        self._store = store
        self._sealer = sealer
        self._idle_seconds = times.idle_seconds
        self._clock = times.clock
        self._renew_at_provider = renew
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._uses: dict[bytes, int] = {}
        self._renewals: dict[str, asyncio.Task[Session]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._known)

    def listen(self, audience: Audience) -> None:
        """Names those whom it concerns when a session changes; called once, before `run`."""
        self._audience = audience

    async def run(self) -> None:
        """Hears the news and tells of uses, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._store.watch(self))
            tasks.create_task(self._tell_uses())

    # -- the life of a session ----------------------------------------------------------------------------------

    async def begin(self, session: Session) -> None:
        """Keeps a new session. Raises StoreAway, TooBusy."""
        version = await self._store.put(self._to_kept(session), 0)
        self._remember(session, version, self._clock())
        self.counts.signed_in += 1

    async def visit(self, secret: str) -> User | None:
        """The user of a request with this cookie, which counts as a use; None when nobody is signed in.

        Tokens that are about to end are renewed first; a session whose tokens the provider does not renew is over. Raises
        StoreAway.
        """
        known = await self._find(session_id(secret))
        if known is None:
            return None
        self._use(known)
        if not self._is_due(known) and not known.is_refused:
            return known.user
        try:
            return (await self._renewed(known)).user
        except (ProviderAway, SignInFailed) as error:
            logger.warning("renewal_failed", session=known.session.id[:8], reason=str(error))
            return known.user
        except (RenewalRefused, SessionLost) as error:
            logger.info("session_over", session=known.session.id[:8], reason=str(error))
            await self.end(known.session.id)
            return None

    def at_hand(self, secret: str) -> User | None:
        """The user of a cookie, as far as nothing has to be asked; counts as a use."""
        session = session_id(secret)
        is_known = self.is_connected and self.is_at_hand(session)
        return self._known[session].user if is_known else None

    def is_at_hand(self, session: str) -> bool:
        """Notes that a session is used by a client, as long as nothing has to be asked first."""
        known = self._known.get(session)
        now = self._clock()
        if known is None or not known.is_current or self._is_over(known, now) or self._is_due(known):
            return False
        self._use(known)
        return True

    async def check(self, session: str) -> User | None:
        """The user of a client's session, which counts as a use; None when it is over.

        Tokens that are about to end are renewed; when that fails, the old ones do. Raises StoreAway.
        """
        known = await self._find(session)
        if known is None:
            return None
        self._use(known)
        if not self._is_due(known):
            return known.user
        try:
            return (await self._renewed(known)).user
        except (ProviderAway, RenewalRefused, SessionLost, SignInFailed) as error:
            logger.warning("renewal_failed", session=session[:8], reason=str(error))
            return known.user

    async def tokens(self, session: str) -> User:
        """The user with tokens that are good for a while. Raises SessionLost, RenewalRefused, ProviderAway, StoreAway."""
        known = await self._find(session)
        if known is None:
            raise SessionLost("Unauthorized")
        self._use(known)
        needs_renewal = known.session.needs_renewal(self._clock())
        return (await self._renewed(known)).user if needs_renewal else known.user

    async def look(self, secret: str) -> Session | None:
        """The session of a cookie; this is no use of it. Raises StoreAway."""
        known = await self._find(session_id(secret))
        return known.session if known is not None else None

    async def end(self, session: str) -> bool:
        """Ends a session; whether there was one. Raises StoreAway."""
        known = self._known.get(session)
        if known is not None:
            known.is_current = False
        return bool(await self._store.end(bytes.fromhex(session)))

    async def end_all(self, *, subject: str = "", provider_session: str = "") -> list[Session]:
        """Ends the sessions of a user, or those that belong to one session of the provider. Raises StoreAway."""
        label = self._label(subject=subject, provider_session=provider_session)
        ended = await self._store.end_labelled(label)
        return [session for one in ended if (session := self._open(one)) is not None]

    # -- news ---------------------------------------------------------------------------------------------------

    def connected(self) -> None:
        """See `SessionListener`: asks anew for what the clients here depend on."""
        self.is_connected = True
        for known in self._known.values():
            known.is_current = False
        for session in self._audience.sessions():
            self._start(self._ask_again(session))

    def disconnected(self) -> None:
        """See `SessionListener`."""
        self.is_connected = False

    def heard(self, news: SessionNews) -> None:
        """See `SessionListener`."""
        session = news.id.hex()
        known = self._known.get(session)
        if news.version:
            if known is not None and known.session.version < news.version:
                known.is_current = False
                self._start(self._ask_again(session))
            return
        self._known.pop(session, None)
        self._uses.pop(news.id, None)
        is_old = known is not None and known.session.expires_at <= self._clock()
        # A session that was only unused is over with the next message: who just looks on goes on looking on.
        if news.was_ended or is_old:
            self._audience.ended(session)
        if news.was_ended:
            for subject in list(self._audience.subjects()):
                if self._label(subject=subject) in news.labels:
                    self._audience.signed_out(subject)

    async def _ask_again(self, session: str) -> None:
        try:
            known = await self._load(session)
        except StoreAway:
            return  # It will be asked again when the site-store is back.
        if known is None:
            self._audience.ended(session)
        else:
            self._audience.renewed(known.user)

    # -- knowing ------------------------------------------------------------------------------------------------

    async def _find(self, session: str) -> _Known | None:
        known = self._known.get(session)
        is_trusted = known is not None and known.is_current and self.is_connected
        if known is not None and is_trusted and not self._is_over(known, self._clock()):
            self._known.move_to_end(session)
            return known
        # It may have been used at another gateway.
        return await self._load(session)

    async def _load(self, session: str) -> _Known | None:
        kept = await self._store.get(bytes.fromhex(session))
        opened = self._open(kept) if kept is not None else None
        if kept is None or opened is None:
            self._known.pop(session, None)
            return None
        before = self._known.get(session)
        used_at = max(kept.used_at_ms / 1000, before.used_at if before is not None else 0.0)
        known = self._remember(opened, kept.version, used_at)
        return None if self._is_over(known, self._clock()) else known

    def _remember(self, session: Session, version: int, used_at: float) -> _Known:
        before = self._known.get(session.id)
        if before is not None and before.session.version == version:
            before.is_current, before.used_at = True, used_at
            return before
        current = replace(session, version=version)
        known = self._known[session.id] = _Known(current, current.user, used_at)
        self._known.move_to_end(session.id)
        if len(self._known) > MAX_KNOWN_SESSIONS:
            self._known.popitem(last=False)
        return known

    def _is_over(self, known: _Known, now: float) -> bool:
        return known.session.expires_at <= now or known.used_at + self._idle_seconds <= now

    def _is_due(self, known: _Known) -> bool:
        now = self._clock()
        return known.session.needs_renewal(now) and known.rests_until <= now

    def _use(self, known: _Known) -> None:
        now = self._clock()
        known.used_at = now
        self._uses[bytes.fromhex(known.session.id)] = round(now * 1000)

    async def _tell_uses(self) -> None:
        while True:
            await asyncio.sleep(min(NOTE_SECONDS, self._idle_seconds / 4))
            uses, self._uses = self._uses, {}
            if not uses:
                continue
            try:
                await self._store.note(uses)
            except GatewayError as error:
                logger.warning("uses_not_noted", sessions=len(uses), reason=str(error))
                self._uses = {**uses, **self._uses}

    # -- renewing -----------------------------------------------------------------------------------------------

    async def _renewed(self, known: _Known) -> Session:
        """Renews once, however many want it at the same time."""
        if known.is_refused:
            raise RenewalRefused("the provider does not renew the tokens of this session any more")
        session = known.session
        running = self._renewals.get(session.id)
        if running is None:
            running = asyncio.create_task(self._renew(known))
            self._renewals[session.id] = running
            running.add_done_callback(lambda _: self._renewals.pop(session.id))
        # Whoever gives up waiting does not take the tokens away from the others.
        return await asyncio.shield(running)

    async def _renew(self, known: _Known) -> Session:
        session = known.session
        try:
            if not await self._store.claim(bytes.fromhex(session.id), session.version, CLAIM_SECONDS):
                return await self._renewed_elsewhere(session)
            renewed = await self._renew_at_provider(session)
            version = await self._store.put(self._to_kept(renewed), session.version)
        except SessionLost:
            # Another gateway was faster, or the user has signed out.
            return await self._replaced(session)
        except RenewalRefused:
            known.is_refused = True
            known.rests_until = float("inf")
            self.counts.failed_renewals += 1
            raise
        except GatewayError:
            known.rests_until = self._clock() + RETRY_SECONDS
            self.counts.failed_renewals += 1
            raise
        self.counts.renewals += 1
        now_known = self._remember(renewed, version, self._clock())
        self._audience.renewed(now_known.user)
        return now_known.session

    async def _replaced(self, session: Session) -> Session:
        known = await self._load(session.id)
        if known is None or known.session.version == session.version:
            raise SessionLost("the session has ended")
        return known.session

    async def _renewed_elsewhere(self, session: Session) -> Session:
        """Waits for another gateway, which renews the tokens now. Raises SessionLost, ProviderAway."""
        for _ in range(round(WAIT_SECONDS / WAIT_STEP_SECONDS)):
            known = await self._load(session.id)
            if known is None:
                raise SessionLost("the session has ended")
            if known.session.version != session.version:
                return known.session
            await asyncio.sleep(WAIT_STEP_SECONDS)
        raise ProviderAway("another gateway renews the tokens of this session, and does not come to an end")

    # -- sealing ------------------------------------------------------------------------------------------------

    def _to_kept(self, session: Session) -> KeptSession:
        labels = [self._label(subject=session.subject)]
        if session.provider_session:
            labels.append(self._label(provider_session=session.provider_session))
        return KeptSession(
            id=bytes.fromhex(session.id),
            version=session.version,
            sealed=self._sealer.seal(session.encode(), _purpose(session.id)),
            labels=tuple(labels),
            expires_at_ms=round(session.expires_at * 1000),
            idle_limit_ms=max(round(self._idle_seconds * 1000), 1),
        )

    def _open(self, kept: KeptSession) -> Session | None:
        content = self._sealer.open(kept.sealed, _purpose(kept.id.hex()))
        if content is None:
            self.counts.unreadable += 1
            logger.warning(
                "session_unreadable",
                session=kept.id.hex()[:8],
                advice="it was sealed with another secret: give all gateways the same setting session-secret",
            )
            return None
        return decode_session(content, kept.id.hex(), kept.version)

    def _label(self, *, subject: str = "", provider_session: str = "") -> bytes:
        if subject:
            return self._sealer.label("subject", subject)
        return self._sealer.label("provider session", provider_session)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _purpose(session: str) -> bytes:
    return f"session {session}".encode()
