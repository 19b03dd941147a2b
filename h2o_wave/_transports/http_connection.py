"""One connection of an app to the server, on an event loop."""

import asyncio
from asyncio import AbstractEventLoop, Future, TimerHandle
from typing import cast

from ..errors import ConnectError, ConnectTimeout, ReadTimeout, TransportError, WriteTimeout
from ..settings import Settings
from .http11 import Broken, ReplyReader
from .liveness import watch_for_news


async def connect(settings: Settings, loop: AbstractEventLoop) -> "Connection":
    """Open a connection. Raises `ConnectError` or `ConnectTimeout`."""
    host, port = settings.address.host, settings.address.port
    tls = None
    if settings.address.scheme == "https":
        from .tls import tls_context  # heavy, and not needed on one machine

        tls = tls_context(settings.verify_tls)
    try:
        async with asyncio.timeout(settings.connect_timeout_seconds):
            _, connection = await loop.create_connection(
                lambda: Connection(settings, loop), host, port, ssl=tls
            )
    except TimeoutError as error:
        raise ConnectTimeout(f"{host}:{port} did not take the connection in time") from error
    except OSError as error:
        raise ConnectError(f"could not connect to {host}:{port}: {error}") from error
    return connection


class Connection(asyncio.Protocol):
    """Sends a request and waits for its reply; one at a time."""

    _transport: asyncio.Transport

    def __init__(self, settings: Settings, loop: AbstractEventLoop) -> None:
        self._read_timeout_seconds = settings.read_timeout_seconds
        self._write_timeout_seconds = settings.write_timeout_seconds
        self._loop = loop
        self._waiter: Future[None] | None = None
        self._is_lost = False
        self.closed: Future[None] = loop.create_future()
        """Done when nothing is left of the connection."""
        self.reader = ReplyReader()
        self.idle_since = 0.0
        # One timer serves many requests: when it rings too early it is set again, and it is never cancelled between.
        self._timer: TimerHandle | None = None
        self._deadline = 0.0
        self._unsent = 0

    def is_alive(self) -> bool:
        """Whether the server has neither closed an idle connection nor said anything on it."""
        return not (self._is_lost or self._transport.is_closing() or self._has_news())

    def close(self) -> None:
        """Close the connection at once."""
        if self._timer is not None:
            self._timer.cancel()
        self._transport.abort()

    async def exchange(self, data: bytes) -> None:
        """Send a request and wait for its reply. Raises `TransportError`."""
        if self._is_lost or self._transport.is_closing():
            raise Broken("the connection was lost", was_sent=False, was_answered=False)
        self.reader.expect()
        self._waiter = waiter = self._loop.create_future()
        self._transport.write(data)
        self._start_clock()
        await waiter

    def _start_clock(self) -> None:
        # A transport that has taken everything leaves only the answer to wait for.
        self._unsent = self._transport.get_write_buffer_size()
        self._extend()

    def _extend(self) -> None:
        timeout = self._write_timeout_seconds if self._unsent else self._read_timeout_seconds
        if timeout is None:
            self._deadline = float("inf")
            return
        self._deadline = self._loop.time() + timeout
        if self._timer is None:
            self._timer = self._loop.call_at(self._deadline, self._ring)

    def _ring(self) -> None:
        self._timer = None
        if self._waiter is None:
            return
        unsent = self._transport.get_write_buffer_size()
        if unsent != self._unsent:  # the server is still taking the request
            self._unsent = unsent
            self._extend()
        elif self._loop.time() < self._deadline:
            self._timer = self._loop.call_at(self._deadline, self._ring)
        elif unsent:
            self._fail(WriteTimeout("the server stopped taking the request"))
        else:
            self._fail(ReadTimeout("timed out waiting for the server's answer"))

    def _finish(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def _fail(self, error: Exception) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(error)

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._has_news = watch_for_news(transport.get_extra_info("socket"))

    def data_received(self, data: bytes) -> None:
        if self._waiter is None:
            self._transport.abort()
            return
        try:
            self.reader.feed(data)
        except TransportError as error:
            self._fail(error)
            return
        if self.reader.is_done:
            self._finish()
        else:
            self._extend()

    def eof_received(self) -> None:
        self.reader.feed_eof()
        if self.reader.is_done:
            self._finish()

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_lost = True
        if not self.closed.done():  # who waited for it may have been cancelled
            self.closed.set_result(None)
        reason = f": {exc}" if exc else " before the answer was complete"
        self._fail(
            Broken(f"the connection was lost{reason}", was_sent=True, was_answered=self.reader.has_begun)
        )
