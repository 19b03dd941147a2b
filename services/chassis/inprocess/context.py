"""The servicer's end of a call."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

import grpc

from services.chassis.inprocess.pipe import EOF
from services.chassis.inprocess.rpc import MetadataLike, Metadatum, Rpc, Status, checked_metadata

PEER = "inprocess:"


class InProcessContext(grpc.aio.ServicerContext[Any, Any]):
    """What a servicer method gets as `context`: the interface of ``grpc.aio.ServicerContext``."""

    def __init__(self, rpc: Rpc) -> None:
        self._rpc = rpc
        self.streams_responses = False
        self._code = grpc.StatusCode.OK
        self._details = ""
        self._trailing_metadata: tuple[Metadatum, ...] = ()
        self._abort: grpc.aio.AbortError | None = None
        self._callbacks: list[Callable[[Any], None]] = []

    async def read(self) -> Any:
        """The client's next message; ``grpc.aio.EOF`` after the last, or when the call is over."""
        return await self._rpc.requests.get()

    async def write(self, message: Any) -> None:
        """Send `message`, waiting while the client is too far behind.

        Raises ``grpc.aio.UsageError`` when this end has finished the call, ``grpc.aio.InternalError`` when
        the other end has.
        """
        self._prepare_to_write()
        if not await self._rpc.responses.put(message):
            self._refuse_to_write()

    def write_nowait(self, message: Any) -> bool:
        """Send `message` if the client is not too far behind; False if it is, or has left.

        Only in process; not in ``grpc.aio``. Raises ``grpc.aio.UsageError`` when this end has finished the call.
        """
        self._prepare_to_write()
        return self._rpc.responses.put_nowait(message)

    def deliver_to(self, sink: Callable[[Any], None]) -> None:
        """Hand every request to `sink` the moment the client writes it: no task is switched for it.

        Only in process; not in ``grpc.aio``. Reading goes on as before, and finds nothing but the end.
        """
        self._rpc.requests.deliver_to(sink)

    def _prepare_to_write(self) -> None:
        rpc = self._rpc
        if rpc.status is not None:
            self._refuse_to_write()
        if not self.streams_responses:
            raise grpc.aio.UsageError(f"{rpc.method} answers with one message: return it.")
        if not rpc.started.is_set():
            rpc.start()

    async def send_initial_metadata(self, initial_metadata: MetadataLike) -> None:
        """Send `initial_metadata` now. Raises ``grpc.aio.UsageError`` the second time."""
        if self._rpc.started.is_set():
            raise grpc.aio.UsageError("Initial metadata was sent already.")
        self._rpc.start(checked_metadata(initial_metadata))

    async def abort(
        self, code: grpc.StatusCode, details: str = "", trailing_metadata: MetadataLike = ()
    ) -> NoReturn:
        """End the call with `code` by raising ``grpc.aio.AbortError``, which must not be caught."""
        if self._abort is not None:
            raise grpc.aio.UsageError("Abort already called!")
        if code is grpc.StatusCode.OK:
            raise grpc.aio.UsageError("Abort with OK: return instead.")
        self._code, self._details = code, details
        self._trailing_metadata = checked_metadata(trailing_metadata) or self._trailing_metadata
        self._abort = grpc.aio.AbortError("Locally aborted.")
        self._rpc.finish(self.status())
        raise self._abort

    async def abort_with_status(self, status: grpc.Status) -> NoReturn:
        """As :meth:`abort`, with the code, details and trailing metadata of `status`."""
        await self.abort(status.code, status.details, status.trailing_metadata)

    def status(self) -> Status:
        """The status as set so far."""
        return Status(self._code, self._details, self._trailing_metadata)

    def is_ok(self) -> bool:
        """True while no other code than OK was set."""
        return self._code is grpc.StatusCode.OK

    def set_code(self, code: grpc.StatusCode) -> None:
        self._code = code

    def code(self) -> grpc.StatusCode:
        return self._code

    def set_details(self, details: str) -> None:
        self._details = details

    def details(self) -> str:
        return self._details

    def set_trailing_metadata(self, trailing_metadata: MetadataLike) -> None:
        self._trailing_metadata = checked_metadata(trailing_metadata)

    def trailing_metadata(self) -> tuple[Metadatum, ...]:  # type: ignore[override] # as in grpc.aio, a tuple
        return self._trailing_metadata

    def invocation_metadata(self) -> tuple[Metadatum, ...]:  # type: ignore[override] # as in grpc.aio, a tuple
        return self._rpc.metadata

    def time_remaining(self) -> float | None:  # type: ignore[override] # as in grpc.aio, None without a deadline
        return self._rpc.time_remaining()

    def peer(self) -> str:
        return PEER

    def peer_identities(self) -> Iterable[bytes] | None:
        return None

    def peer_identity_key(self) -> str | None:
        return None

    def auth_context(self) -> Mapping[str, Iterable[bytes]]:
        return {}

    def set_compression(self, compression: grpc.Compression) -> None:
        """Nothing is serialised, so nothing is compressed."""

    def disable_next_message_compression(self) -> None:
        """Nothing is serialised, so nothing is compressed."""

    def cancelled(self) -> bool:
        """True when the client, its deadline or a stopping server ended the call."""
        return self._rpc.is_terminated

    def done(self) -> bool:
        """True when the call has a status."""
        return self._rpc.status is not None

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        """Call `callback` with this context when the servicer method has ended."""
        self._callbacks.append(callback)

    def run_done_callbacks(self) -> None:
        """For the server, after the method has ended."""
        for callback in self._callbacks:
            self._rpc.loop.call_soon(callback, self)

    def __aiter__(self) -> "InProcessContext":
        return self

    async def __anext__(self) -> Any:
        """The request iterator that streaming methods get."""
        message = await self._rpc.requests.get()
        if message is EOF:
            raise StopAsyncIteration
        return message

    def _refuse_to_write(self) -> NoReturn:
        if self._rpc.is_terminated:
            raise grpc.aio.InternalError("The client has left this RPC.")
        raise grpc.aio.UsageError("RPC already finished.")
