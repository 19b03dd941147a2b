"""What is measured of signing in."""

from services.chassis.metrics import Registry
from services.gateway.auth.sessions import Sessions


def describe_sessions(registry: Registry, sessions: Sessions) -> None:
    """Registers all metrics; they read plain counters when scraped."""
    counts = sessions.counts
    registry.callback_gauge("known_sessions", "sessions in this gateway's memory", lambda: len(sessions))
    registry.callback_counter(
        "sign_ins",
        "sign-ins by how they ended",
        lambda: {("succeeded",): counts.signed_in, ("failed",): counts.failed_sign_ins},
        ("outcome",),
    )
    registry.callback_counter(
        "sign_outs", "sessions that users or the provider ended", lambda: counts.signed_out
    )
    registry.callback_counter(
        "token_renewals",
        "renewals of tokens at the provider",
        lambda: {("succeeded",): counts.renewals, ("failed",): counts.failed_renewals},
        ("outcome",),
    )
    registry.callback_counter(
        "unreadable_sessions", "sessions sealed with a secret that is unknown here", lambda: counts.unreadable
    )
