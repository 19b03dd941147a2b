"""All sessions in memory: who may replace, renew and end which. PURE but for the clock it is given."""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import replace

from services.site_store.sessions.errors import SessionChanged, TooManySessions
from services.site_store.sessions.session import Session, check

# Looking at all sessions takes a while: when room has to be made, it is made for so many that it lasts.
_ROOM = 0.01


class SessionBook:
    """Sessions by their id and by their labels.

    One that was not used for too long is idle: it cannot be used, but stays until its age, or until its place is needed. Its
    browser may look on meanwhile, so that whoever ends it must still find it.
    """

    def __init__(self, *, max_sessions: int, clock_ms: Callable[[], int]) -> None:
        self._max_sessions = max_sessions
        self._clock_ms = clock_ms
        self._sessions: dict[bytes, Session] = {}
        self._by_label: dict[bytes, set[bytes]] = {}
        # Until when somebody renews the tokens of a session, and those of which version.
        self._claims: dict[bytes, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    @property
    def is_full(self) -> bool:
        """Whether no more are taken, unless some of them are over or idle."""
        return len(self._sessions) >= self._max_sessions

    def get(self, session_id: bytes) -> Session | None:
        """A session that can be used; None when it is unknown, idle or over."""
        session = self.kept(session_id)
        return session if session is not None and not self.is_idle(session) else None

    def kept(self, session_id: bytes) -> Session | None:
        """A session, idle or not; None when it is unknown or over."""
        session = self._sessions.get(session_id)
        return session if session is not None and session.expires_at_ms > self._clock_ms() else None

    def is_idle(self, session: Session) -> bool:
        """Whether a session was not used for too long."""
        return session.is_idle(self._clock_ms())

    def draft(self, session: Session, if_version: int) -> Session:
        """The session as it would be kept. Raises SessionInvalid, SessionChanged, TooManySessions; changes nothing."""
        now = self._clock_ms()
        check(session, now)
        known = self.get(session.id)
        if (known.version if known else 0) != if_version:
            raise SessionChanged("the session has changed, or ended, meanwhile; read it again")
        if known is None and self.is_full:
            raise TooManySessions(
                f"{self._max_sessions} users are signed in already, more are not taken (setting max-sessions)"
            )
        return replace(session, version=if_version + 1, used_at_ms=now)

    def keep(self, session: Session) -> None:
        """Takes a session over, in place of its older version."""
        self._forget(session.id)
        self._sessions[session.id] = session
        for label in session.labels:
            self._by_label.setdefault(label, set()).add(session.id)

    def claim(self, session_id: bytes, version: int, hold_ms: int) -> bool:
        """Whether the caller is the one to renew the tokens of that version now."""
        session, now = self.get(session_id), self._clock_ms()
        if session is None or session.version != version:
            return False
        claimed_version, until = self._claims.get(session_id, (0, 0))
        if claimed_version == version and until > now:
            return False
        self._claims[session_id] = (version, now + hold_ms)
        return True

    def use(self, session_id: bytes, at_ms: int) -> Session | None:
        """Notes a use, unless the session is idle or over; the session if that changes when it will be idle."""
        session = self.kept(session_id)
        # Nobody has used anything in the future: a clock that is ahead must not keep a session alive.
        at_ms = min(at_ms, self._clock_ms())
        # Uses are told late: what counts is whether it was idle by then.
        if session is None or session.used_at_ms >= at_ms or session.is_idle(at_ms):
            return None
        used = self._sessions[session_id] = session.used(at_ms)
        return used

    def labelled(self, label: bytes) -> list[Session]:
        """The sessions that have a label, idle or not."""
        return [self._sessions[one] for one in self._by_label.get(label, ())]

    def end(self, session_ids: Iterable[bytes]) -> list[Session]:
        """Forgets sessions; returns those that there were."""
        return [session for one in session_ids if (session := self._forget(one)) is not None]

    def over(self) -> list[Session]:
        """The sessions that have reached their age."""
        now = self._clock_ms()
        return [session for session in self._sessions.values() if session.expires_at_ms <= now]

    def spare(self) -> list[Session]:
        """Those idle sessions that were unused for longest; not many more than room is needed for."""
        now = self._clock_ms()
        idle = (session for session in self._sessions.values() if session.is_idle(now))
        count = max(1, int(self._max_sessions * _ROOM))
        return heapq.nsmallest(count, idle, key=lambda session: session.used_at_ms)

    def _forget(self, session_id: bytes) -> Session | None:
        session = self._sessions.pop(session_id, None)
        self._claims.pop(session_id, None)
        for label in session.labels if session is not None else ():
            holders = self._by_label[label]
            holders.discard(session_id)
            if not holders:
                del self._by_label[label]
        return session
