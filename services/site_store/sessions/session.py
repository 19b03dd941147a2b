"""A session as it is kept: sealed, and known by a digest. PURE."""

from dataclasses import dataclass, replace

from services.site_store.sessions.errors import SessionInvalid

ID_BYTES = 32
MAX_SEALED_BYTES = 64 << 10
MAX_LABELS = 4
MAX_LABEL_BYTES = 64


@dataclass(frozen=True, slots=True)
class Session:
    """One session. Times are milliseconds since 1970."""

    id: bytes
    version: int
    sealed: bytes
    labels: tuple[bytes, ...]
    expires_at_ms: int
    idle_limit_ms: int
    used_at_ms: int

    def is_idle(self, now_ms: int) -> bool:
        """Whether it was not used for so long that it cannot be used any more."""
        return self.used_at_ms + self.idle_limit_ms <= now_ms

    def used(self, at_ms: int) -> "Session":
        """The same session, used at a time; never earlier than it was already."""
        return replace(self, used_at_ms=max(self.used_at_ms, at_ms))

    def __repr__(self) -> str:
        return f"Session({self.id.hex()[:8]}, version {self.version})"


def check(session: Session, now_ms: int) -> None:
    """Raises SessionInvalid for one that cannot be kept."""
    faults = {
        f"its id has {len(session.id)} bytes; want {ID_BYTES}": len(session.id) != ID_BYTES,
        f"{len(session.sealed)} sealed bytes are more than {MAX_SEALED_BYTES}: ask the provider for fewer "
        "claims, or shorter tokens": len(session.sealed) > MAX_SEALED_BYTES,
        f"it has {len(session.labels)} labels; want {MAX_LABELS} at most": len(session.labels) > MAX_LABELS,
        f"a label has more than {MAX_LABEL_BYTES} bytes": any(
            len(one) > MAX_LABEL_BYTES for one in session.labels
        ),
        "it has expired already": session.expires_at_ms <= now_ms,
        "its idle limit is not above 0": session.idle_limit_ms <= 0,
    }
    for fault, is_so in faults.items():
        if is_so:
            raise SessionInvalid(f"the session cannot be kept: {fault}")
