import asyncio
from typing import Any

import grpc
import pytest

from services.chassis.metrics import Registry, RpcObserver


def lines(registry: Registry) -> list[str]:
    return registry.exposition().decode().splitlines()


def test_metrics_have_the_prefix_and_their_doc() -> None:
    registry = Registry("shop")
    registry.counter("orders", "orders taken", ("kind",)).labels("tea").inc(2)
    registry.gauge("guests", "guests inside").set(3)
    registry.histogram("order_seconds", "how long an order took", buckets=(1.0,)).observe(0.5)
    text = lines(registry)
    assert 'shop_orders_total{kind="tea"} 2.0' in text
    assert "# HELP shop_guests guests inside" in text and "shop_guests 3.0" in text
    assert 'shop_order_seconds_bucket{le="1.0"} 1.0' in text


def test_registries_do_not_share_anything() -> None:
    Registry("shop").counter("orders", "orders taken")
    assert not [line for line in lines(Registry("shop")) if line.startswith("shop_orders")]


def test_a_part_of_the_process_has_its_own_prefix() -> None:
    registry = Registry("shop")
    registry.within("kitchen").gauge("pots", "pots on the stove").set(2)
    assert "shop_kitchen_pots 2.0" in lines(registry)


def test_the_process_is_measured() -> None:
    assert [line for line in lines(Registry("shop")) if line.startswith("process_resident_memory_bytes ")]


def test_a_callback_counter_reads_plain_numbers_when_scraped() -> None:
    class Stats:
        orders = 0

    stats, registry = Stats(), Registry("shop")
    registry.callback_counter("orders", "orders taken", lambda: stats.orders)
    registry.callback_gauge(
        "waiting", "orders waiting", lambda: {("tea",): 1, ("rice",): stats.orders}, ("kind",)
    )
    stats.orders += 5
    text = lines(registry)
    assert "shop_orders_total 5.0" in text and "# TYPE shop_orders_total counter" in text
    assert 'shop_waiting{kind="tea"} 1.0' in text and 'shop_waiting{kind="rice"} 5.0' in text


def test_registering_a_callback_does_not_call_it() -> None:
    registry = Registry("shop")
    registry.callback_counter("orders", "orders taken", lambda: 1 // 0)
    with pytest.raises(ValueError, match="Duplicated"):
        registry.callback_counter("orders", "orders taken", lambda: 0)


class Context:
    """As much of a servicer context as an observer looks at."""

    def __init__(self, code: grpc.StatusCode | None = None) -> None:
        self._code = code

    def code(self) -> grpc.StatusCode | None:
        return self._code

    def details(self) -> str:
        return "why"

    def peer(self) -> str:
        return "unix:"


async def observe(registry: Registry, context: Context, error: BaseException | None = None) -> None:
    moments = iter((1.0, 3.0))
    observer = RpcObserver(registry, clock=lambda: next(moments))
    async with observer("/shop/Order", context):
        if error is not None:
            raise error


@pytest.mark.parametrize(
    ("context", "error", "code", "events"),
    [
        (Context(), None, "OK", []),
        (Context(grpc.StatusCode.OUT_OF_RANGE), None, "OUT_OF_RANGE", ["rpc_failed"]),
        (Context(grpc.StatusCode.NOT_FOUND), grpc.aio.AbortError(), "NOT_FOUND", ["rpc_failed"]),
        (Context(), ValueError("boom"), "UNKNOWN", ["rpc_failed"]),
        (Context(), asyncio.CancelledError(), "CANCELLED", []),
    ],
)
async def test_calls_are_counted_timed_and_logged(
    context: Context, error: Any, code: str, events: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    registry = Registry("shop")
    if error is None:
        await observe(registry, context)
    else:
        with pytest.raises(type(error)):
            await observe(registry, context, error)
    text = lines(registry)
    assert f'shop_rpcs_total{{code="{code}",method="/shop/Order"}} 1.0' in text
    assert 'shop_rpc_seconds_sum{method="/shop/Order"} 2.0' in text
    assert [record.message for record in caplog.records] == events
