"""Metrics of one process: a registry of its own, and counters that cost hot paths nothing but ``+= 1``."""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import grpc
import prometheus_client
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from services.chassis.logs import get_logger

logger = get_logger(__name__)

CONTENT_TYPE = prometheus_client.CONTENT_TYPE_LATEST
_LATENCY_BUCKETS_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_EXPECTED_CODES = frozenset((grpc.StatusCode.OK, grpc.StatusCode.CANCELLED))

Reading = Callable[[], float] | Callable[[], Mapping[Any, float]]
"""What a callback metric asks when it is scraped: a number, or numbers by label values."""


class Registry:
    """The metrics of a process, each named ``<prefix>_<noun>_<unit>``."""

    def __init__(self, prefix: str, registry: prometheus_client.CollectorRegistry | None = None) -> None:
        self._prefix = prefix
        self._registry = registry or _process_registry()

    def within(self, part: str) -> "Registry":
        """The same registry for one part of the process: its metrics are named ``<prefix>_<part>_…``."""
        return Registry(self._full(part), self._registry)

    def counter(self, name: str, doc: str, labels: Sequence[str] = ()) -> prometheus_client.Counter:
        """A counter for what is not hot; an increment costs a microsecond. See :meth:`callback_counter`."""
        return prometheus_client.Counter(self._full(name), doc, labels, registry=self._registry)

    def gauge(self, name: str, doc: str, labels: Sequence[str] = ()) -> prometheus_client.Gauge:
        """A value that goes up and down, set when it changes. See :meth:`callback_gauge`."""
        return prometheus_client.Gauge(self._full(name), doc, labels, registry=self._registry)

    def histogram(
        self,
        name: str,
        doc: str,
        labels: Sequence[str] = (),
        buckets: Sequence[float] = _LATENCY_BUCKETS_SECONDS,
    ) -> prometheus_client.Histogram:
        """A distribution; the default `buckets` are for latencies in seconds."""
        full = self._full(name)
        return prometheus_client.Histogram(full, doc, labels, registry=self._registry, buckets=buckets)

    def callback_counter(self, name: str, doc: str, read: Reading, labels: Sequence[str] = ()) -> None:
        """A counter that `read` knows: plain attributes such as ``stats.edits += 1`` on the hot path."""
        self._registry.register(_Callback(CounterMetricFamily, self._full(name), doc, labels, read))

    def callback_gauge(self, name: str, doc: str, read: Reading, labels: Sequence[str] = ()) -> None:
        """A gauge that `read` knows, such as the length of a queue."""
        self._registry.register(_Callback(GaugeMetricFamily, self._full(name), doc, labels, read))

    def exposition(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return prometheus_client.generate_latest(self._registry)

    def _full(self, name: str) -> str:
        return f"{self._prefix}_{name}"


def _process_registry() -> prometheus_client.CollectorRegistry:
    registry = prometheus_client.CollectorRegistry()
    prometheus_client.ProcessCollector(registry=registry)
    prometheus_client.PlatformCollector(registry=registry)
    prometheus_client.GCCollector(registry=registry)
    return registry


class _Callback(Collector):
    """Asks for its values when it is scraped."""

    def __init__(self, family: Any, name: str, doc: str, labels: Sequence[str], read: Reading) -> None:
        self._family = family
        self._name = name
        self._doc = doc
        self._labels = tuple(labels)
        self._read = read

    def describe(self) -> Iterable[Any]:
        """Without values, so that registering does not call `read`."""
        return [self._family(self._name, self._doc, labels=self._labels)]

    def collect(self) -> Iterator[Any]:
        """With the values of this moment."""
        family = self._family(self._name, self._doc, labels=self._labels)
        reading = self._read()
        for label_values, value in (reading if isinstance(reading, Mapping) else {(): reading}).items():
            family.add_metric(label_values, value)
        yield family


class RpcObserver:
    """The guard for :class:`~services.chassis.guards.GuardInterceptor` that counts, times and logs calls."""

    def __init__(self, registry: Registry, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ended = registry.counter("rpcs", "gRPC calls that have ended", ("method", "code"))
        self._seconds = registry.histogram("rpc_seconds", "how long gRPC calls took", ("method",))

    @asynccontextmanager
    async def __call__(self, method: str, context: Any) -> AsyncIterator[None]:
        """Watch one call."""
        begun = self._clock()
        code = grpc.StatusCode.CANCELLED
        try:
            yield
            code = context.code() or grpc.StatusCode.OK
        except Exception:
            code = context.code() or grpc.StatusCode.UNKNOWN
            raise
        finally:
            seconds = self._clock() - begun
            self._ended.labels(method, code.name).inc()
            self._seconds.labels(method).observe(seconds)
            if code not in _EXPECTED_CODES:
                logger.warning(
                    "rpc_failed",
                    method=method,
                    code=code.name,
                    reason=context.details(),
                    peer=context.peer(),
                    seconds=round(seconds, 6),
                )
