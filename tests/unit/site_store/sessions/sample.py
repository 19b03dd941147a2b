"""Sessions to test with, and a clock that moves when told to."""

from services.site_store.sessions.session import Session


class Clock:
    """Milliseconds since 1970, as the test wants them."""

    def __init__(self) -> None:
        self.now_ms = 1_000_000

    def __call__(self) -> int:
        return self.now_ms


def session(name: str = "a", *, version: int = 0, labels: tuple[bytes, ...] = (), **more: int) -> Session:
    """A session that lasts for ten seconds, and may be idle for one."""
    return Session(
        name.encode() * 32,
        version,
        b"sealed",
        labels,
        more.get("expires_at_ms", 1_010_000),
        more.get("idle_limit_ms", 1000),
        more.get("used_at_ms", 1_000_000),
    )
