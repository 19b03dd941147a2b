"""HTTP for apps: many requests at a time on one event loop, over kept-alive connections."""

import asyncio
import weakref
from asyncio import AbstractEventLoop, Future
from collections import deque

from ..errors import PoolTimeout, service_error
from ..settings import Settings
from .http11 import Broken, ReplyReader, RequestWriter
from .http_connection import Connection, connect
from .http_sync import HttpTransport
from .transport import Reply, Request

_MAX_CONNECTIONS = 100
_MAX_IDLE_CONNECTIONS = 32
_MAX_IDLE_SECONDS = 60.0


class AsyncHttpTransport:
    """Sends requests over a pool of connections per event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._writer = RequestWriter(settings)
        self._blocking = HttpTransport(settings)
        self._pools: weakref.WeakKeyDictionary[AbstractEventLoop, _Pool] = weakref.WeakKeyDictionary()
        self._last_pool: _Pool | None = None

    async def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """See `Transport.save`."""
        reader = await self._exchange(self._writer.save(route, body, if_position), is_repeatable=False)
        if reader.status != 200:
            raise service_error("Request", reader.status, reader.text())
        return reader.position

    async def send(self, request: Request) -> Reply:
        """See `Transport.send`. What touches files is done by a thread: disks block."""
        if request.touches_files or not isinstance(request.body, bytes):
            return await asyncio.to_thread(self._blocking.send, request)
        data = self._writer.head(request) + request.body
        return (await self._exchange(data, request.is_repeatable)).reply()

    async def aclose(self) -> None:
        """See `AsyncTransport.aclose`."""
        self._blocking.close()
        self._last_pool = None
        if pool := self._pools.pop(asyncio.get_running_loop(), None):
            await pool.close()

    async def _exchange(self, data: bytes, is_repeatable: bool) -> ReplyReader:
        pool = self._last_pool
        if pool is None or pool.loop is not asyncio.get_running_loop():
            pool = self._pool_of(asyncio.get_running_loop())
        connection = pool.take_idle()
        if connection is not None:
            try:
                return await pool.exchange(connection, data)
            except Broken as broken:
                if not broken.permits_retry(is_repeatable):
                    raise
        return await pool.exchange(await pool.take(), data)

    def _pool_of(self, loop: AbstractEventLoop) -> "_Pool":
        pool = self._pools.get(loop)
        if pool is None:
            pool = self._pools[loop] = _Pool(self._settings, loop)
        self._last_pool = pool
        return pool


class _Pool:
    """The connections of one event loop: the idle ones, and who waits for one when there are too many."""

    def __init__(self, settings: Settings, loop: AbstractEventLoop) -> None:
        self._settings = settings
        self.loop = loop
        # A stack: the connection used last is the least likely to be dead.
        self._idle: list[Connection] = []
        self._count = 0
        # Served in turn: with a connection, or with None for the right to open one.
        self._waiting: deque[Future[Connection | None]] = deque()

    async def close(self) -> None:
        """Close the idle connections, and see them closed."""
        idle, self._idle = self._idle, []
        for connection in idle:
            self._discard(connection)
        await asyncio.gather(*(connection.closed for connection in idle))

    def take_idle(self) -> Connection | None:
        """The live connection that was used last, if any is idle."""
        while self._idle:
            connection = self._idle.pop()
            if self.loop.time() - connection.idle_since < _MAX_IDLE_SECONDS and connection.is_alive():
                return connection
            self._discard(connection)
        return None

    async def take(self) -> Connection:
        """A connection: new, or the next to become free. Raises `PoolTimeout` or `ConnectError`."""
        if self._count >= _MAX_CONNECTIONS:
            if connection := await self._wait():
                return connection
        else:
            self._count += 1
        try:
            return await connect(self._settings, self.loop)
        except BaseException:
            self._give_up_place()
            raise

    async def exchange(self, connection: Connection, data: bytes) -> ReplyReader:
        """Send a request, read its reply, and take the connection back. Raises `TransportError`."""
        try:
            await connection.exchange(data)
        except BaseException:
            self._discard(connection)  # an answer may still be on its way: nobody else must read it
            raise
        self._give_back(connection)
        return connection.reader

    def _give_back(self, connection: Connection) -> None:
        if not connection.reader.keeps_alive:
            self._discard(connection)
        elif not self._serve(connection):
            if len(self._idle) < _MAX_IDLE_CONNECTIONS:
                connection.idle_since = self.loop.time()
                self._idle.append(connection)
            else:
                self._discard(connection)

    def _discard(self, connection: Connection) -> None:
        connection.close()
        self._give_up_place()

    def _give_up_place(self) -> None:
        if not self._serve(None):
            self._count -= 1

    def _serve(self, connection: Connection | None) -> bool:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(connection)
                return True
        return False

    async def _wait(self) -> Connection | None:
        waiter: Future[Connection | None] = self.loop.create_future()
        self._waiting.append(waiter)
        try:
            async with asyncio.timeout(self._settings.pool_timeout_seconds):
                return await waiter
        except BaseException as error:
            if waiter.done() and not waiter.cancelled():  # served at the moment of giving up: pass it on
                connection = waiter.result()
                if connection is not None:
                    self._give_back(connection)
                else:
                    self._give_up_place()
            if isinstance(error, TimeoutError):
                raise PoolTimeout(f"all {_MAX_CONNECTIONS} connections to the server are busy") from error
            raise
