"""What is measured of signing in."""

from services.chassis.metrics import Registry
from services.gateway.auth.assembly import AuthParts
from services.gateway.auth.rule_file import RuleBook
from services.gateway.auth.sessions import Sessions


def describe_auth(registry: Registry, auth: AuthParts) -> None:
    """Registers all metrics; they read plain counters when scraped."""
    _describe_rules(registry, auth.rules)
    if auth.sessions is not None:
        _describe_sessions(registry, auth.sessions)


def _describe_rules(registry: Registry, book: RuleBook) -> None:
    registry.callback_gauge("access_rules", "access rules in force", lambda: len(book.current.rules))
    registry.callback_counter(
        "access_rule_reads",
        "times that changed access rules were read",
        lambda: {("taken",): book.reloads, ("refused",): book.failures},
        ("outcome",),
    )


def _describe_sessions(registry: Registry, sessions: Sessions) -> None:
    counts, renewals, seal = sessions.counts, sessions.renewals, sessions.seal
    registry.callback_gauge(
        "known_sessions", "sessions in this gateway's memory", lambda: len(sessions.known)
    )
    registry.callback_gauge(
        "doubted_sessions",
        "sessions that the site-store has to be asked for anew",
        lambda: len(sessions.doubts),
    )
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
        lambda: {("succeeded",): renewals.succeeded, ("failed",): renewals.failed},
        ("outcome",),
    )
    registry.callback_counter(
        "unreadable_sessions", "sessions sealed with a secret that is unknown here", lambda: seal.unreadable
    )
