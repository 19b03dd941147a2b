"""Streams that are kept open by a new call when the old one breaks; those that are written to send a request per loop turn."""

import asyncio
import random
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

import grpc

from services.chassis.logs import get_logger

logger = get_logger(__name__)

Item = TypeVar("Item")
Request = TypeVar("Request")
Response = TypeVar("Response", contravariant=True)

MAX_BATCH_BYTES = 4 << 20

_FIRST_PAUSE_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 2.0


class StreamListener(Protocol[Response]):
    """The one who knows what the stream is about."""

    def opened(self) -> None:
        """The stream is open and nothing was sent on it: send what the other side has to know."""

    def received(self, response: Response) -> None:
        """A response came."""

    def broken(self) -> None:
        """The stream is closed; what was sent may or may not have arrived."""


class Pause:
    """How long to wait before trying again: longer each time, and never the same for two gateways."""

    def __init__(self) -> None:
        self._seconds = _FIRST_PAUSE_SECONDS

    def reset(self) -> None:
        """It went well: the next pause is short again."""
        self._seconds = _FIRST_PAUSE_SECONDS

    def next_seconds(self) -> float:
        """The next pause in seconds."""
        seconds = self._seconds
        self._seconds = min(seconds * 2, _LONGEST_PAUSE_SECONDS)
        return seconds * random.uniform(0.5, 1.0)


async def follow(
    name: str, open_call: Callable[[], Any], *, hear: Callable[[Any, bool], None], lost: Callable[[], None]
) -> None:
    """Hears the responses of one call after another, until cancelled.

    `hear` is told whether a response is the first of its call: what was heard before that may be old. `lost` is told when
    nothing more is heard for now, if anything was.
    """
    pause = Pause()
    while True:
        call = open_call()
        is_first = True
        try:
            async for response in call:
                hear(response, is_first)
                is_first = False
                pause.reset()
            reason = "ended by the other side"
        except grpc.aio.AioRpcError as error:
            reason = f"{error.code().name}: {error.details()}"
        finally:
            call.cancel()
            if not is_first:
                lost()
        logger.warning("stream_broken", stream=name, reason=reason)
        await asyncio.sleep(pause.next_seconds())


class BatchedStream(Generic[Item, Request, Response]):
    """Sends items in batches, and hands responses to the listener.

    Items sent while the stream is closed are dropped: whatever still matters is sent again by `listener.opened`.
    """

    def __init__(
        self,
        name: str,
        *,
        open_call: Callable[[], Any],
        to_request: Callable[[list[Item]], Request],
        listener: StreamListener[Response],
        to_plain: Callable[[list[Item]], Any] | None = None,
        size_of: Callable[[Item], int] | None = None,
    ) -> None:
        """`to_plain` makes the request for a receiver in the same process; see `services.plain`.

        With `size_of`, in bytes, every request is answered by one response: then the next leaves over a network when the one
        before was answered, and is no larger than MAX_BATCH_BYTES, unless a single item is. What a message costs is shared by
        all that came meanwhile: the busier the stream, the cheaper.
        """
        self.is_open = False
        self._name = name
        self._open_call = open_call
        self._to_request = to_request
        self._to_plain = to_plain or to_request
        self._size_of = size_of
        self._listener = listener
        self._unsent: list[Item] = []
        # Whether the next batch has to wait for the answer to the one before.
        self._awaits_answer = False
        self._wake: asyncio.Future[None] | None = None
        # In process a request can be handed over without switching tasks; see `InProcessChannel`.
        self._write_now: Callable[[Any], bool] | None = None
        self._ends_turn = False
        # Whether the turn before had one item at most: then the next is likely to be alone as well.
        self._is_calm = True
        self._left_at_once = False

    def send(self, item: Item, *, at_once: bool = False) -> None:
        """Puts an item into the next batch, which leaves with this loop turn.

        In process the first item of a turn may leave `at_once`, when it is likely to stay the only one.
        """
        if not self.is_open:
            return
        self._unsent.append(item)
        if self._write_now is None:
            if not self._awaits_answer:
                self._wake_writer()
        elif not self._ends_turn:
            self._ends_turn = True
            asyncio.get_running_loop().call_soon(self._end_turn)
            self._left_at_once = at_once and self._is_calm
            if self._left_at_once:
                self._flush()

    def _end_turn(self) -> None:
        self._ends_turn = False
        count = len(self._unsent)
        self._is_calm = count == 0 if self._left_at_once else count <= 1
        if count:
            self._flush()

    def _flush(self) -> None:
        """Hands the batch over; when the other side is behind, leaves it to the writer, who waits."""
        if self._unsent and self._write_now is not None:
            # What the other side answers at once may be sent more: it belongs to the next batch.
            batch, self._unsent = self._unsent, []
            if not self._write_now(self._to_plain(batch)):
                self._unsent = batch + self._unsent
                self._wake_writer()

    def _wake_writer(self) -> None:
        # Done already, if the writer was cancelled in this turn.
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)
        self._wake = None

    async def run(self) -> None:
        """Keeps the stream open until cancelled."""
        pause = Pause()
        while True:
            call = self._open_call()
            try:
                await call.wait_for_connection()
                await self._converse(call, pause)
                reason = "ended by the other side"
            except grpc.aio.AioRpcError as error:
                reason = f"{error.code().name}: {error.details()}"
            finally:
                self._close(call)
            logger.warning("stream_broken", stream=self._name, reason=reason)
            await asyncio.sleep(pause.next_seconds())

    async def _converse(self, call: Any, pause: Pause) -> None:
        self.is_open = True
        if hasattr(call, "deliver_to"):
            self._write_now = call.write_nowait
            call.deliver_to(self._listener.received)
        writer = asyncio.create_task(self._write(call), name=f"{self._name} writer")
        # A writer that fails ends the call, so that the reader is told and the stream opened again.
        writer.add_done_callback(lambda _: call.cancel())
        try:
            self._listener.opened()
            async for response in call:
                pause.reset()
                self._listener.received(response)
                self._end_wait()
        except asyncio.CancelledError:
            # Ours when someone stops `run`; the call's own when the writer has cancelled it.
            if not writer.done() or writer.cancelled():
                raise
            _log_failure(writer, self._name)
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)

    async def _write(self, call: Any) -> None:
        while True:
            if not self._unsent or self._awaits_answer:
                wake = self._wake = asyncio.get_running_loop().create_future()
                await wake
            batch = self._next_batch()
            # In process a message costs little, and answers are delivered elsewhere.
            self._awaits_answer = self._size_of is not None and self._write_now is None
            await call.write(self._to_request(batch))

    def _next_batch(self) -> list[Item]:
        batch, self._unsent = self._unsent, []
        if self._size_of is not None:
            room = MAX_BATCH_BYTES
            for count, item in enumerate(batch):
                room -= self._size_of(item)
                if room < 0 and count:
                    self._unsent = batch[count:]
                    return batch[:count]
        return batch

    def _end_wait(self) -> None:
        self._awaits_answer = False
        if self._unsent:
            self._wake_writer()

    def _close(self, call: Any) -> None:
        was_open, self.is_open = self.is_open, False
        self._unsent = []
        self._awaits_answer = False
        self._wake = None
        self._write_now = None
        call.cancel()
        if was_open:
            self._listener.broken()


def _log_failure(writer: "asyncio.Task[None]", name: str) -> None:
    error = writer.exception()
    expected = isinstance(error, grpc.aio.AioRpcError | asyncio.InvalidStateError)
    log = logger.debug if expected else logger.error
    log("stream_write_failed", stream=name, error=repr(error))
