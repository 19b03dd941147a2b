"""What is measured of sessions."""

from services.chassis.metrics import Registry
from services.site_store.sessions.keeper import SessionKeeper


def describe_sessions(registry: Registry, keeper: SessionKeeper) -> None:
    """Registers all metrics of sessions; they read plain counters when scraped."""
    counts = keeper.counts
    registry.callback_gauge("sessions", "sessions that are kept, idle ones too", lambda: len(keeper.book))
    registry.callback_gauge(
        "session_watchers", "gateways that hear of sessions", lambda: len(keeper.newsroom)
    )
    registry.callback_counter(
        "session_changes",
        "sessions by what became of them",
        lambda: {
            ("begun",): counts.begun,
            ("renewed",): counts.renewed,
            ("ended",): counts.ended,
            ("expired",): counts.expired,
            ("displaced",): counts.displaced,
            ("refused",): counts.refused,
        },
        ["change"],
    )
