"""A gateway that knows sessions, with a site-store, a provider and an audience that are not there."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from services.gateway.auth.known_sessions import SessionTimes
from services.gateway.auth.sealing import Sealer
from services.gateway.auth.session import Session, session_id
from services.gateway.auth.sessions import Sessions
from services.gateway.errors import SessionLost, StoreAway
from services.gateway.upstream.sessions import KeptSession, SessionListener
from services.gateway.user import User

SECRET = "secret"
ID = session_id(SECRET)
SEALER = Sealer([b"s" * 32])


class FakeStore:
    """Keeps sessions as the site-store does, in memory."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.kept: dict[bytes, KeptSession] = {}
        self.asked = 0
        self.is_away = False
        self.grants = True
        self.uses: dict[bytes, int] = {}

    async def put(self, session: KeptSession, if_version: int) -> int:
        known = self.kept.get(session.id)
        if (known.version if known else 0) != if_version:
            raise SessionLost("changed")
        used_at_ms = round(self.clock() * 1000)
        self.kept[session.id] = session._replace(version=if_version + 1, used_at_ms=used_at_ms)
        return if_version + 1

    async def get(self, session_id: bytes) -> KeptSession | None:
        self.asked += 1
        await asyncio.sleep(0)
        if self.is_away:
            raise StoreAway("away")
        return self.kept.get(session_id)

    async def claim(self, session_id: bytes, version: int, hold_seconds: float) -> bool:
        return self.grants

    async def note(self, uses: Mapping[bytes, int]) -> None:
        self.uses |= uses

    async def end(self, session_id: bytes) -> list[KeptSession]:
        ended = self.kept.pop(session_id, None)
        return [ended] if ended else []

    async def end_labelled(self, label: bytes) -> list[KeptSession]:
        found = [one for one in self.kept.values() if label in one.labels]
        return [ended for one in found for ended in await self.end(one.id)]

    async def watch(self, listener: SessionListener) -> None:
        await asyncio.Event().wait()


class Audience:
    """Notes what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, object]] = []
        self.here: list[str] = []

    def sessions(self) -> list[str]:
        return self.here

    def renewed(self, user: User) -> None:
        self.heard.append(("renewed", user.access_token))

    def ended(self, session: str) -> None:
        self.heard.append(("ended", session))

    def signed_out(self, labels: Sequence[bytes]) -> None:
        self.heard.append(("signed out", tuple(labels)))


class Scene:
    """A gateway with a session, half a second after the user has signed in."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.store = FakeStore(lambda: self.now)
        self.audience = Audience()
        self.renewals = 0
        self.failure: Exception | None = None
        self.sessions = self.gateway()

    def gateway(self, sealer: Sealer = SEALER) -> Sessions:
        """Another gateway, or the same one after a restart."""
        times = SessionTimes(60.0, lambda: self.now)
        sessions = Sessions(self.store, sealer, times, renew=self.renew)
        sessions.listen(self.audience)
        sessions.connected()
        return sessions

    async def follow_up(self) -> None:
        """Does what the news ask for."""
        following = asyncio.create_task(self.sessions.doubts.run())
        for _ in range(10):
            await asyncio.sleep(0)
        following.cancel()

    async def renew(self, session: Session) -> Session:
        self.renewals += 1
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        return replace(session, access_token=f"access {self.renewals}", access_expires_at=self.now + 300)

    async def begin(self, **more: float | str) -> Session:
        given: dict[str, object] = {
            "access_expires_at": self.now + 300,
            "expires_at": self.now + 3600,
            **more,
        }
        session = Session(
            ID,
            "ann",
            "Ann",
            ("sales",),
            "{}",
            "sid",
            "access 0",
            "refresh",
            "id",
            **given,  # type: ignore[arg-type]
        )
        await self.sessions.begin(session)
        return session
