"""Sessions of the site-store as this gateway knows them, and when they were used."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from services.chassis.logs import get_logger
from services.gateway.auth.session import Session, session_id
from services.gateway.auth.session_seal import SessionSeal
from services.gateway.auth.session_store import SessionStore
from services.gateway.errors import GatewayError
from services.gateway.user import User

logger = get_logger(__name__)

MAX_KNOWN_SESSIONS = 20_000
# Uses are told to the site-store together: a session may seem unused by that much longer than it was.
NOTE_SECONDS = 5.0


class SessionTimes(NamedTuple):
    """How long a session may be unused, and a clock that tells seconds since 1970."""

    idle_seconds: float
    clock: Callable[[], float]


@dataclass(slots=True, eq=False)
class KnownSession:
    """A session as this gateway knows it."""

    session: Session
    user: User
    used_at: float
    is_current: bool = True
    # Until then the old access token does: nobody renews it.
    rests_until: float = 0.0
    is_refused: bool = False


class KnownSessions:
    """What this gateway remembers. `is_connected` while the news of the site-store are heard: only then it is believed.

    `on_newer` is told the user of every newer version, wherever it is met with first: read, renewed here, or heard of.
    """

    def __init__(
        self, store: SessionStore, seal: SessionSeal, times: SessionTimes, *, on_newer: Callable[[User], None]
    ) -> None:
        self.is_connected = False
        self._store = store
        self._seal = seal
        self._idle_seconds = times.idle_seconds
        self._clock = times.clock
        self._on_newer = on_newer
        self._known: OrderedDict[str, KnownSession] = OrderedDict()
        self._uses: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._known)

    def at_hand(self, secret: str) -> User | None:
        """The user of a cookie, as far as nothing has to be asked; counts as a use."""
        session = session_id(secret)
        is_known = self.is_connected and self.is_at_hand(session)
        return self._known[session].user if is_known else None

    def is_at_hand(self, session: str) -> bool:
        """Notes that a session is used by a client, as long as nothing has to be asked first."""
        known = self._known.get(session)
        now = self._clock()
        if known is None or not known.is_current or self._is_over(known, now) or self.is_due(known):
            return False
        self.use(known)
        return True

    def get(self, session: str) -> KnownSession | None:
        """What is remembered of a session, right or not."""
        return self._known.get(session)

    async def find(self, session: str) -> KnownSession | None:
        """A session that can be used; None when it is unknown, idle or over. Raises StoreAway."""
        known = self._known.get(session)
        is_trusted = known is not None and known.is_current and self.is_connected
        if known is not None and is_trusted and not self._is_over(known, self._clock()):
            self._known.move_to_end(session)
            return known
        # It may have been used at another gateway.
        known = await self.load(session)
        return None if known is None or self._is_over(known, self._clock()) else known

    async def load(self, session: str) -> KnownSession | None:
        """A session as the site-store has it now, idle or not; None when it is unknown, or over. Raises StoreAway."""
        kept = await self._store.get(bytes.fromhex(session))
        opened = self._seal.open(kept) if kept is not None else None
        if kept is None or opened is None or opened.expires_at <= self._clock():
            self._known.pop(session, None)
            return None
        before = self._known.get(session)
        used_at = max(kept.used_at_ms / 1000, before.used_at if before is not None else 0.0)
        return self.remember(opened, kept.version, used_at)

    def remember(self, session: Session, version: int, used_at: float) -> KnownSession:
        """Takes note of a version of a session; beyond a number, what was not asked for longest is forgotten."""
        before = self._known.get(session.id)
        if before is not None and before.session.version > version:
            return before  # An answer that was overtaken.
        if before is not None and before.session.version == version:
            before.is_current, before.used_at = True, used_at
            return before
        current = replace(session, version=version)
        known = self._known[session.id] = KnownSession(current, current.user, used_at)
        self._known.move_to_end(session.id)
        if len(self._known) > MAX_KNOWN_SESSIONS:
            self._known.popitem(last=False)
        # Of the first version nobody can know an older one.
        if version > 1:
            self._on_newer(known.user)
        return known

    def forget(self, session: str) -> None:
        """A session is over, and so are its uses."""
        self._known.pop(session, None)
        self._uses.pop(bytes.fromhex(session), None)

    def doubt_all(self) -> None:
        """Nothing is believed until it has been asked for anew."""
        for known in self._known.values():
            known.is_current = False

    def is_due(self, known: KnownSession) -> bool:
        """Whether the tokens of a session have to be renewed now."""
        now = self._clock()
        return known.session.needs_renewal(now) and known.rests_until <= now

    def use(self, known: KnownSession) -> None:
        """Notes that a session is used."""
        now = self._clock()
        known.used_at = now
        self._uses[bytes.fromhex(known.session.id)] = round(now * 1000)

    async def tell_uses(self) -> None:
        """Tells the site-store of uses, until cancelled."""
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

    def _is_over(self, known: KnownSession, now: float) -> bool:
        return known.session.expires_at <= now or known.used_at + self._idle_seconds <= now
