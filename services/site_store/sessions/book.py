"""All sessions in memory: who may replace, renew and end which. PURE but for the clock it is given."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from services.site_store.sessions.errors import SessionChanged, TooManySessions
from services.site_store.sessions.session import Session, check


class SessionBook:
    """Sessions by their id and by their labels. Those that are over are not found, and leave with the next sweep."""

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
        """Whether no more are taken, unless some of them are over."""
        return len(self._sessions) >= self._max_sessions

    def get(self, session_id: bytes) -> Session | None:
        """The session; None when it is unknown or over."""
        session = self._sessions.get(session_id)
        return session if session is not None and session.ends_at_ms > self._clock_ms() else None

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
        """Notes a use, unless the session is over; the session if that changes when it ends."""
        session = self.get(session_id)
        # Nobody has used anything in the future: a clock that is ahead must not keep a session alive.
        at_ms = min(at_ms, self._clock_ms())
        if session is None or session.used_at_ms >= at_ms:
            return None
        used = self._sessions[session_id] = session.used(at_ms)
        return used

    def labelled(self, label: bytes) -> list[Session]:
        """The sessions that have a label."""
        return [self._sessions[one] for one in self._by_label.get(label, ())]

    def end(self, session_ids: Iterable[bytes]) -> list[Session]:
        """Forgets sessions; returns those that there were."""
        return [session for one in session_ids if (session := self._forget(one)) is not None]

    def over(self) -> list[Session]:
        """The sessions whose time is over."""
        now = self._clock_ms()
        return [session for session in self._sessions.values() if session.ends_at_ms <= now]

    def _forget(self, session_id: bytes) -> Session | None:
        session = self._sessions.pop(session_id, None)
        self._claims.pop(session_id, None)
        for label in session.labels if session is not None else ():
            holders = self._by_label[label]
            holders.discard(session_id)
            if not holders:
                del self._by_label[label]
        return session
