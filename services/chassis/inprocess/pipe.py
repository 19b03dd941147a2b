"""One direction of a call: an ordered, bounded queue of messages that ends once."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import grpc

EOF: Any = vars(grpc.aio)["EOF"]  # the type stubs do not know it


class Pipe:
    """Messages on their way from one writer to one reader.

    At the bound the writer waits. ``end`` lets the reader have what is queued and then ``EOF``;
    ``discard`` throws away what is queued and releases both sides at once.
    """

    __slots__ = (
        "_broken",
        "_ended",
        "_limit",
        "_loop",
        "_messages",
        "_on_drained",
        "_reader",
        "_sink",
        "_writers",
    )

    def __init__(self, loop: asyncio.AbstractEventLoop, limit: int) -> None:
        self._loop = loop
        self._limit = limit
        self._messages: deque[Any] = deque()
        self._reader: asyncio.Future[None] | None = None
        self._writers: deque[asyncio.Future[None]] = deque()
        self._ended = False
        self._broken = False
        self._on_drained: Callable[[], None] | None = None
        self._sink: Callable[[Any], None] | None = None

    def __len__(self) -> int:
        return len(self._messages)

    async def put(self, message: Any) -> bool:
        """Queue `message`, waiting while the pipe is full. False if it was dropped: nobody will read it."""
        while not self.put_nowait(message):
            if self._broken:
                return False
            await self._room()
        return True

    def put_nowait(self, message: Any) -> bool:
        """Queue `message`. False if there is no room for it, or nobody will read it."""
        if self._broken:
            return False
        if self._sink is not None:
            self._sink(message)
            return True
        if len(self._messages) >= self._limit:
            return False
        self._messages.append(message)
        reader = self._reader
        if reader is not None:
            self._reader = None
            if not reader.done():
                reader.set_result(None)
        return True

    def deliver_to(self, sink: Callable[[Any], None]) -> None:
        """Hand every message to `sink` as it is put, instead of queueing it for ``get``, which then waits for the end.

        What `sink` raises, the writer gets.
        """
        while self._messages:
            sink(self._messages.popleft())
        self._sink = sink
        while self._writers:
            self._wake_writer()

    def put_last(self, message: Any) -> None:
        """Queue the only message there will be."""
        self._messages.append(message)
        self._ended = True

    async def get(self) -> Any:
        """The next message, or ``EOF`` after the last.

        Raises ``grpc.aio.UsageError`` when another read is already waiting: gRPC allows one at a time.
        """
        messages = self._messages
        while not messages:
            if self._ended:
                return EOF
            await self._arrival()
        message = messages.popleft()
        if self._writers:
            self._wake_writer()
        if self._on_drained is not None and not messages:
            self._on_drained()
        return message

    def end(self, on_drained: Callable[[], None] | None = None) -> None:
        """Nothing more will be put. `on_drained` is called when the last message has been read, or now."""
        if self._ended:
            return
        self._ended = True
        self._wake_reader()
        if on_drained is None:
            return
        if self._messages:
            self._on_drained = on_drained
        else:
            on_drained()

    def discard(self) -> None:
        """Drop what is queued and whatever is put later."""
        self._messages.clear()
        self._ended = self._broken = True
        self._on_drained = None
        self._wake_reader()
        while self._writers:
            self._wake_writer()

    async def _arrival(self) -> None:
        if self._reader is not None:
            raise grpc.aio.UsageError("Another read of this RPC is already waiting.")
        waiter = self._reader = self._loop.create_future()
        try:
            await waiter
        finally:
            if self._reader is waiter:
                self._reader = None

    async def _room(self) -> None:
        waiter = self._loop.create_future()
        self._writers.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.cancelled():
                with suppress(ValueError):  # a wake in the same turn may have taken it off already
                    self._writers.remove(waiter)
            else:  # woken and cancelled in the same turn: pass the room on
                self._wake_writer()
            raise

    def _wake_reader(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def _wake_writer(self) -> None:
        while self._writers:
            waiter = self._writers.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
