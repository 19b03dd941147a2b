"""One call: the state its two ends share."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import grpc

from services.chassis.inprocess.pipe import Pipe

Metadatum = tuple[str, str | bytes]
MetadataLike = Iterable[Metadatum] | None

LOCALLY_CANCELLED = "Locally cancelled by application!"


class Status(NamedTuple):
    """How a call ended."""

    code: grpc.StatusCode
    details: str = ""
    trailing_metadata: tuple[Metadatum, ...] = ()


def checked_metadata(metadata: MetadataLike) -> tuple[Metadatum, ...]:
    """`metadata` as a tuple. Raises ``ValueError`` for a key that gRPC would refuse on a network."""
    if not metadata:
        return ()
    checked = tuple((key, value) for key, value in metadata)
    for key, _ in checked:
        if key != key.lower():
            raise ValueError(f"metadata was invalid: the key {key!r} must be lower case")
    return checked


class Rpc:
    """One call on its way between a client and a servicer.

    It ends twice: ``finish`` is the servicer's word, which the client hears after the messages sent before
    it; ``terminate`` (cancellation, deadline, server stop) is heard by both ends at once. ``settled`` is
    set when the client's end knows the status.
    """

    __slots__ = (
        "_callbacks",
        "_timer",
        "answer",
        "deadline",
        "initial_metadata",
        "is_locally_cancelled",
        "is_terminated",
        "loop",
        "metadata",
        "method",
        "on_settled",
        "requests",
        "responses",
        "settled",
        "started",
        "status",
        "task",
    )

    def __init__(self, method: str, metadata: MetadataLike, timeout: float | None, limit: int) -> None:
        self.loop = asyncio.get_running_loop()
        self.method = method
        self.metadata = checked_metadata(metadata)
        self.requests = Pipe(self.loop, limit)
        self.responses = Pipe(self.loop, limit)
        self.initial_metadata: tuple[Metadatum, ...] = ()
        self.started = asyncio.Event()
        self.settled = asyncio.Event()
        self.status: Status | None = None
        self.answer: Any = None
        self.is_terminated = False
        self.is_locally_cancelled = False
        self.task: asyncio.Task[None] | None = None
        self.on_settled: list[Callable[[Rpc], None]] = []
        self._callbacks: list[Callable[[], Any]] = []
        self.deadline: float | None = None
        self._timer: asyncio.Handle | None = None
        if timeout is not None:
            self.deadline = self.loop.time() + timeout
            if timeout > 0:
                self._timer = self.loop.call_later(timeout, self._expire)
            else:
                self._timer = self.loop.call_soon(self._expire)  # before the servicer's first step

    def time_remaining(self) -> float | None:
        """Seconds until the deadline, never negative; None without one."""
        return None if self.deadline is None else max(0.0, self.deadline - self.loop.time())

    def start(self, initial_metadata: tuple[Metadatum, ...] = ()) -> None:
        """The initial metadata is known: sent explicitly, with the first message, or with the status."""
        if not self.started.is_set():
            self.initial_metadata = initial_metadata
            self.started.set()

    def finish(self, status: Status) -> None:
        """The servicer is done. Ignored if the call has ended already."""
        if self.status is not None:
            return
        self.status = status
        self.requests.discard()
        self.responses.end(self._settle)

    def terminate(self, status: Status) -> bool:
        """End the call for both sides at once. False if the client's end knew a status already."""
        if self.settled.is_set():
            return False
        self.status = status
        self.is_terminated = True
        self.requests.discard()
        self.responses.discard()
        self._settle()
        if self.task is not None:
            self.task.cancel()
        return True

    def cancel(self, details: str = LOCALLY_CANCELLED) -> bool:
        """The client does not want the call any more."""
        if self.settled.is_set():
            return False
        self.is_locally_cancelled = True
        return self.terminate(Status(grpc.StatusCode.CANCELLED, details))

    def add_done_callback(self, callback: Callable[[], Any]) -> None:
        """Call `callback` from the event loop once the client's end knows the status."""
        if self.settled.is_set():
            self.loop.call_soon(callback)
        else:
            self._callbacks.append(callback)

    def error(self) -> grpc.aio.AioRpcError:
        """The status as the exception that ``grpc.aio`` raises. Only when settled."""
        assert self.status is not None
        return grpc.aio.AioRpcError(
            self.status.code,
            grpc.aio.Metadata(*self.initial_metadata),
            grpc.aio.Metadata(*self.status.trailing_metadata),
            details=self.status.details,
            debug_error_string=f"{self.method} in process: {self.status.code.name}: {self.status.details}",
        )

    def _expire(self) -> None:
        self.terminate(Status(grpc.StatusCode.DEADLINE_EXCEEDED, "Deadline Exceeded"))

    def _settle(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self.start()
        self.settled.set()
        for listener in self.on_settled:
            listener(self)
        for callback in self._callbacks:
            self.loop.call_soon(callback)
        self._callbacks.clear()
