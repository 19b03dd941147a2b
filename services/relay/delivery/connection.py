"""Connections to apps over plain HTTP, kept open between events.

An app gets a POST per event, so what a request costs matters: here it is one write, one read, and no task. Answers are read by
llhttp. Anything but the usual (TLS, redirects) is left to aiohttp by `HttpPost`.
"""

import asyncio
from collections import deque
from functools import lru_cache
from typing import NamedTuple, cast

import httptools
from yarl import URL

# Stock apps close idle connections after 5 s; ours go first, so that no event is sent into a closing
# connection.
KEEP_ALIVE_SECONDS = 3.0
MAX_ANSWER_BYTES = 64 * 1024
MAX_HEAD_BYTES = 64 * 1024


class Unreached(Exception):
    """No connection could be made: nothing was sent."""


class Unanswered(Exception):
    """The connection ended, or what came was no answer; the app may or may not have the request."""


class Place(NamedTuple):
    """Where an app listens, and the first lines of every request to it."""

    host: str
    port: int
    head: str


@lru_cache(maxsize=1024)
def place_of(url: str) -> Place | None:
    """Understands the URL of an app; None for one that is not plain HTTP. Raises ValueError for one that is no URL."""
    parsed = URL(url)
    if parsed.scheme != "http" or not parsed.raw_host or not parsed.port:
        return None
    # As it stands in the URL, with brackets where there have to be.
    named = parsed.host_port_subcomponent or parsed.raw_host
    head = f"POST {parsed.raw_path_qs} HTTP/1.1\r\nHost: {named}\r\nAccept: */*\r\nUser-Agent: Wave\r\n"
    return Place(parsed.raw_host, parsed.port, head)


def encode(place: Place, headers: dict[str, str], body: bytes) -> bytes:
    """Returns a request. Raises ValueError for a header that would become two."""
    lines = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    if lines.count("\n") != len(headers) or lines.count("\r") != len(headers) or "\0" in lines:
        raise ValueError("a header of the request contains a line break")
    return f"{place.head}{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


class Answer(NamedTuple):
    """What matters of an answer: its status, and where it leads."""

    status: int
    location: str = ""


class Connection(asyncio.Protocol):
    """One connection: a request at a time."""

    def __init__(self) -> None:
        self.is_reusable = False
        self.idle_since = 0.0
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport
        self._has_head = self._has_length = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        self._transport = cast(asyncio.Transport, transport)
        self.is_reusable = True

    def post(self, request: bytes) -> "asyncio.Future[Answer]":
        """Sends a request; the future brings its answer, or Unanswered."""
        self._parser = httptools.HttpResponseParser(self)
        self._head_bytes = self._body_bytes = 0
        self._has_head = self._has_length = False
        self._location = ""
        self.is_reusable = False
        self._answer = self._loop.create_future()
        self._transport.write(request)
        return self._answer

    def close(self) -> None:
        """Ends it; whoever waits for an answer is not told."""
        self.is_reusable = False
        self._answer = None
        self._transport.close()

    # -- the transport ------------------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Takes the answer apart."""
        if self._answer is None:
            self.close()  # Nobody asked, so nobody knows what this answers.
            return
        if not self._has_head:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._fail(f"what came is no answer: {error!r}")
            return
        if not self._has_head and self._head_bytes > MAX_HEAD_BYTES:
            self._fail(f"the head of the answer is longer than {MAX_HEAD_BYTES} bytes")
        elif self._body_bytes > MAX_ANSWER_BYTES:
            self._settle(is_whole=False)  # The rest means as little as what came.

    def eof_received(self) -> None:
        """The app will say no more: it is closed."""
        self.is_reusable = False

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self.is_reusable = False
        if self._has_head and not self._has_length and exc is None:
            self._settle(is_whole=False)  # An answer without a length ends with its connection.
        else:
            self._fail(f"the connection was closed: {exc}" if exc else "the connection was closed")

    # -- the parser ---------------------------------------------------------------------------------------------

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header came."""
        name = name.lower()
        if name in (b"content-length", b"transfer-encoding"):
            self._has_length = True
        elif name == b"location":
            self._location = value.decode("utf-8", "surrogateescape")

    def on_headers_complete(self) -> None:
        """The head is complete; that of an interim answer does not count."""
        self._has_head = self._parser.get_status_code() >= 200
        self._has_length = self._has_length and self._has_head

    def on_body(self, body: bytes) -> None:
        """A part of the body came."""
        self._body_bytes += len(body)

    def on_message_complete(self) -> None:
        """The answer is complete."""
        if self._has_head:
            self._settle(is_whole=self._parser.should_keep_alive())

    def _settle(self, *, is_whole: bool) -> None:
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_result(Answer(self._parser.get_status_code(), self._location))
        # A second answer to one request belongs to nobody.
        if is_whole and answer is not None:
            self.is_reusable = not self._transport.is_closing()
        else:
            self.close()

    def _fail(self, reason: str) -> None:
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_exception(Unanswered(reason))
        self._transport.close()


class Connections:
    """Open connections, by place. Those that are idle for too long are closed."""

    def __init__(self, *, connect_timeout_seconds: float) -> None:
        self._connect_timeout_seconds = connect_timeout_seconds
        self._idle: dict[tuple[str, int], deque[Connection]] = {}
        self._sweeping: asyncio.TimerHandle | None = None

    async def post(self, place: Place, request: bytes) -> Answer:
        """Posts a request; returns its answer. Raises Unreached, Unanswered."""
        connection = self._take(place) or await self._connect(place)
        try:
            answer = await connection.post(request)
        except BaseException:
            connection.close()  # When nobody waits any more, an answer would be that to another request.
            raise
        if connection.is_reusable:
            self._put_back(place, connection)
        return answer

    def close(self) -> None:
        """Closes the connections that are idle."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            self._sweeping = None
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()

    async def _connect(self, place: Place) -> Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_timeout_seconds):
                _, connection = await loop.create_connection(Connection, place.host, place.port)
        except TimeoutError:
            raise Unreached(f"no connection in {self._connect_timeout_seconds:g} s") from None
        except OSError as error:
            raise Unreached(str(error)) from error
        return connection

    def _take(self, place: Place) -> Connection | None:
        idle = self._idle.get((place.host, place.port))
        limit = asyncio.get_running_loop().time() - KEEP_ALIVE_SECONDS
        while idle:
            connection = idle.pop()
            if connection.is_reusable and connection.idle_since > limit:
                return connection
            connection.close()
        return None

    def _put_back(self, place: Place, connection: Connection) -> None:
        loop = asyncio.get_running_loop()
        connection.idle_since = loop.time()
        self._idle.setdefault((place.host, place.port), deque()).append(connection)
        if self._sweeping is None:
            self._sweeping = loop.call_later(KEEP_ALIVE_SECONDS, self._sweep)

    def _sweep(self) -> None:
        """Closes what has been idle for too long; looks again as long as there is anything."""
        self._sweeping = None
        loop = asyncio.get_running_loop()
        limit = loop.time() - KEEP_ALIVE_SECONDS
        for key, idle in list(self._idle.items()):
            while idle and (idle[0].idle_since <= limit or not idle[0].is_reusable):
                idle.popleft().close()
            if not idle:
                del self._idle[key]
        if self._idle:
            self._sweeping = loop.call_later(KEEP_ALIVE_SECONDS / 4, self._sweep)
