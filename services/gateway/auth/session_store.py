"""What signing in needs of the site-store, which keeps sessions for all gateways."""

from collections.abc import Mapping
from typing import Protocol

from services.gateway.upstream.sessions import KeptSession, SessionListener


class SessionStore(Protocol):
    """Keeps sessions; see `GrpcSessions`."""

    async def put(self, session: KeptSession, if_version: int) -> int:
        """Begins or replaces a session; returns its version. Raises SessionInvalid, SessionLost, StoreAway, TooBusy."""

    async def get(self, session_id: bytes) -> KeptSession | None:
        """A session, idle or not; None when it is unknown or over."""

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
