import prometheus_client

from services.access.checker import KeyChecker
from services.access.metrics import describe_keys
from services.chassis.metrics import Registry
from tests.unit.access.test_checker import GOOD, Keys


async def test_keys_are_counted_by_what_was_found_of_them() -> None:
    registry = Registry("test", prometheus_client.CollectorRegistry())
    checker = KeyChecker(Keys(), max_wrong_keys=1)
    describe_keys(registry, checker)
    for secret in (GOOD[1], "x", "y", "z"):
        await checker.check("id", secret, "a")
    lines = registry.exposition().decode().splitlines()
    for line in (
        'test_key_checks_total{verdict="allowed"} 1.0',
        'test_key_checks_total{verdict="denied"} 1.0',
        'test_key_checks_total{verdict="limited"} 2.0',
        "test_waiting_key_checks 0.0",
    ):
        assert line in lines
