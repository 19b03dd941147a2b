"""What is measured of access keys."""

from services.access.checker import KeyChecker
from services.chassis.metrics import Registry


def describe_keys(registry: Registry, checker: KeyChecker) -> None:
    """Registers all metrics; they read plain counters when scraped."""
    registry.callback_counter(
        "key_checks",
        "access keys that were not known before, by what was found: allowed, denied, limited (too many wrong ones came from the "
        "address) or busy (too many wait)",
        lambda: {(verdict.name.lower(),): count for verdict, count in checker.counts.items()},
        ("verdict",),
    )
    registry.callback_gauge(
        "waiting_key_checks", "access keys that are being checked or wait for it", lambda: checker.waiting
    )
