"""HTTP for scripts: blocking sockets, kept alive, shared by threads."""

import atexit
import os
import socket
import weakref
from time import monotonic

from ..errors import ConnectError, ConnectTimeout, ReadTimeout, WriteTimeout, service_error
from ..settings import Settings
from .http11 import Broken, ReplyReader, RequestWriter
from .liveness import watch_for_news
from .transport import Reply, Request

_MAX_IDLE_CONNECTIONS = 16
_MAX_IDLE_SECONDS = 60.0
_RECEIVE_BYTES = 65536


class HttpTransport:
    """Sends requests over kept-alive connections: one per thread that is sending just now."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._writer = RequestWriter(settings)
        # A stack: the connection used last is the least likely to be dead. append and pop are atomic.
        self._idle: list[_Connection] = []
        _transports.add(self)

    def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """See `Transport.save`."""
        reader = self._exchange(self._writer.save(route, body, if_position), None)
        if reader.status != 200:
            raise service_error("Request", reader.status, reader.text())
        return reader.position

    def send(self, request: Request) -> Reply:
        """See `Transport.send`."""
        head = self._writer.head(request)
        if isinstance(request.body, bytes):
            return self._exchange(head + request.body, request).reply()
        return self._exchange(head, request).reply()

    def close(self) -> None:
        """See `Transport.close`."""
        while self._idle:
            self._idle.pop().close()

    def _exchange(self, head: bytes, request: Request | None) -> ReplyReader:
        connection = self._take()
        if connection is not None:
            try:
                return self._exchange_on(connection, head, request)
            except Broken as broken:
                if not broken.permits_retry(request is not None and request.is_repeatable):
                    raise
        return self._exchange_on(_Connection(self._settings), head, request)

    def _exchange_on(self, connection: "_Connection", head: bytes, request: Request | None) -> ReplyReader:
        try:
            connection.exchange(head, request)
        except BaseException:
            connection.close()  # an answer may still be on its way: nobody else must read it
            raise
        if connection.reader.keeps_alive and len(self._idle) < _MAX_IDLE_CONNECTIONS:
            connection.idle_since = monotonic()
            self._idle.append(connection)
        else:
            connection.close()
        return connection.reader

    def _take(self) -> "_Connection | None":
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was faster
                return None
            if connection.is_alive():
                return connection
            connection.close()
        return None


class _Connection:
    """A socket and the reader of what comes out of it."""

    __slots__ = ("_has_news", "_settings", "_socket", "_timeout_seconds", "idle_since", "reader")

    def __init__(self, settings: Settings) -> None:
        """Connect. Raises `ConnectError` or `ConnectTimeout`."""
        self._settings = settings
        self._socket = _connect(settings)
        self._timeout_seconds = settings.connect_timeout_seconds
        self._has_news = watch_for_news(self._socket)
        self.reader = ReplyReader()
        self.idle_since = 0.0

    def is_alive(self) -> bool:
        """Whether the server has neither closed an idle connection nor said anything on it."""
        return monotonic() - self.idle_since < _MAX_IDLE_SECONDS and not self._has_news()

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def exchange(self, head: bytes, request: Request | None) -> None:
        """Send a request and read its reply. Raises `Broken` and other `TransportError`s."""
        self.reader.expect(request.sink if request is not None else None)
        self._allow(self._settings.write_timeout_seconds)
        self._send_first(head)
        if request is not None and not isinstance(request.body, bytes):
            for chunk in request.body.chunks():
                self._send(chunk)
        self._allow(self._settings.read_timeout_seconds)
        self._receive()

    def _allow(self, timeout_seconds: float | None) -> None:
        # Setting a timeout costs a system call, and usually reading and writing have the same.
        if timeout_seconds != self._timeout_seconds:
            self._timeout_seconds = timeout_seconds
            self._socket.settimeout(timeout_seconds)

    def _send_first(self, data: bytes) -> None:
        """Send the beginning of a request: if the very first try fails, nothing has left."""
        try:
            sent = self._socket.send(data)
        except TimeoutError as error:
            raise WriteTimeout("the server took no byte of the request in time") from error
        except OSError as error:
            raise Broken(f"the connection was lost: {error}", was_sent=False, was_answered=False) from error
        if sent < len(data):
            self._send(memoryview(data)[sent:])

    def _send(self, data: bytes | memoryview) -> None:
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise WriteTimeout("the server stopped taking the request") from error
        except OSError as error:
            raise Broken(f"the connection was lost: {error}", was_sent=True, was_answered=False) from error

    def _receive(self) -> None:
        reader = self.reader
        while not reader.is_done:
            try:
                data = self._socket.recv(_RECEIVE_BYTES)
            except TimeoutError as error:
                raise ReadTimeout("timed out waiting for the server's answer") from error
            except OSError as error:
                raise self._broken(f"the connection was lost: {error}") from error
            if data:
                reader.feed(data)
            else:
                reader.feed_eof()
                if not reader.is_done:
                    raise self._broken("the server closed the connection before its answer was complete")

    def _broken(self, message: str) -> Broken:
        return Broken(message, was_sent=True, was_answered=self.reader.has_begun)


def _connect(settings: Settings) -> socket.socket:
    host, port = settings.address.host, settings.address.port
    try:
        plain = socket.create_connection((host, port), settings.connect_timeout_seconds)
    except TimeoutError as error:
        raise ConnectTimeout(f"{host}:{port} did not take the connection in time") from error
    except OSError as error:
        raise ConnectError(f"could not connect to {host}:{port}: {error}") from error
    # An edit is one small write that somebody waits for: do not hold it back to fill a packet.
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return _secure(plain, settings) if settings.address.scheme == "https" else plain


def _secure(plain: socket.socket, settings: Settings) -> socket.socket:
    from .tls import tls_context  # heavy, and not needed on one machine

    host = settings.address.host
    try:
        return tls_context(settings.verify_tls).wrap_socket(plain, server_hostname=host)
    except TimeoutError as error:
        plain.close()
        raise ConnectTimeout(f"{host} did not finish the TLS handshake in time") from error
    except OSError as error:
        plain.close()
        raise ConnectError(f"no TLS connection to {host}: {error}") from error


_transports: "weakref.WeakSet[HttpTransport]" = weakref.WeakSet()


def _close_all() -> None:
    for transport in _transports:
        transport.close()


# Say goodbye to the server instead of leaving it to guess.
atexit.register(_close_all)
# Two processes on one connection would read each other's answers. What a forked process closes stays open for its
# parent. (Windows has no fork.)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_all)
