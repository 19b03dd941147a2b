"""Sessions as they are kept: sealed, with labels by which they are found unread."""

from services.chassis.logs import get_logger
from services.gateway.auth.sealing import Sealer
from services.gateway.auth.session import Session, decode_session
from services.gateway.upstream.sessions import KeptSession

logger = get_logger(__name__)


class SessionSeal:
    """Seals sessions and opens them. `unreadable` counts those that did not open, for the metrics."""

    def __init__(self, sealer: Sealer, idle_seconds: float) -> None:
        self.unreadable = 0
        self._sealer = sealer
        self._idle_seconds = idle_seconds

    def close(self, session: Session) -> KeptSession:
        """A session as the site-store keeps it."""
        labels = [self.labels(subject=session.subject)[0]]
        if session.provider_session:
            labels.append(self.labels(provider_session=session.provider_session)[0])
        return KeptSession(
            id=bytes.fromhex(session.id),
            version=session.version,
            sealed=self._sealer.seal(session.encode(), _purpose(session.id)),
            labels=tuple(labels),
            expires_at_ms=round(session.expires_at * 1000),
            idle_limit_ms=max(round(self._idle_seconds * 1000), 1),
        )

    def open(self, kept: KeptSession) -> Session | None:
        """What was kept; None when it was sealed with a secret that is unknown here."""
        content = self._sealer.open(kept.sealed, _purpose(kept.id.hex()))
        if content is None:
            self.unreadable += 1
            logger.warning(
                "session_unreadable",
                session=kept.id.hex()[:8],
                advice="it was sealed with another secret: give all gateways the same setting session-secret",
            )
            return None
        return decode_session(content, kept.id.hex(), kept.version)

    def labels(self, *, subject: str = "", provider_session: str = "") -> tuple[bytes, ...]:
        """What the sessions of a user, or those of one session of the provider, are found by: each has one of these."""
        if subject:
            return self._sealer.labels("subject", subject)
        return self._sealer.labels("provider session", provider_session)


def _purpose(session: str) -> bytes:
    return f"session {session}".encode()
