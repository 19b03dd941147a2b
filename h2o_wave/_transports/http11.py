"""HTTP/1.1 as far as the driver speaks it: requests to bytes, bytes to replies. No sockets here."""

from base64 import b64encode
from typing import BinaryIO

import httptools

from ..errors import ProtocolError, ReadError
from ..position import split_position
from ..settings import Settings
from ..urls import encode_path
from .transport import Reply, Request

_HTTP_1_1 = b" HTTP/1.1\r\n"


class RequestWriter:
    """Spells requests to one server."""

    def __init__(self, settings: Settings) -> None:
        key = b64encode(f"{settings.access_key_id}:{settings.access_key_secret}".encode()).decode()
        self._base = settings.base_url[:-1]
        self._every = f"Host: {settings.address.authority}\r\nAuthorization: Basic {key}\r\nUser-Agent: h2o-wave\r\n".encode()
        self._heads: dict[str, bytes] = {}

    def save(self, route: str, body: bytes, if_position: str | None = None) -> bytes:
        """An edit, head and body in one piece."""
        head = self._heads.get(route) or self._save_head(route)
        if if_position is not None:
            split_position(if_position)  # or it could hold more than one header
            return b'%b%d\r\nIf-Match: "%b"\r\n\r\n%b' % (head, len(body), if_position.encode(), body)
        return b"%b%d\r\n\r\n%b" % (head, len(body), body)

    def _save_head(self, route: str) -> bytes:
        head = (
            f"PATCH {self._base}{encode_path(route)}".encode() + _HTTP_1_1 + self._every + b"Content-Length: "
        )
        if len(self._heads) >= 1024:  # an app writes to a route per client, and clients come and go
            self._heads.clear()
        self._heads[route] = head
        return head

    def head(self, request: Request) -> bytes:
        """Everything before the body. Values come from this package: they hold no line breaks."""
        lines = [f"{request.method} {request.path}".encode(), _HTTP_1_1, self._every]
        lines += [f"{name}: {value}\r\n".encode() for name, value in request.headers]
        length = len(request.body) if isinstance(request.body, bytes) else request.body.length
        if length or request.method != "GET":
            lines.append(b"Content-Length: %d\r\n" % length)
        return b"".join((*lines, b"\r\n"))


class ReplyReader:
    """Reads the replies of one connection, one after another: `expect` one, `feed` bytes until `is_done`."""

    __slots__ = (
        "_body",
        "_headers",
        "_keeps_alive",
        "_parser",
        "_sink",
        "_status",
        "has_begun",
        "is_done",
        "is_stray",
    )

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self.is_stray = False
        """Whether the server said something that nobody asked for. The connection must not be used again."""
        self.is_done = True
        self._keeps_alive = True
        self._reset()

    def _reset(self) -> None:
        self._status = 0
        self._headers: list[tuple[bytes, bytes]] = []
        self._body: list[bytes] = []

    def expect(self, sink: BinaryIO | None = None) -> None:
        """Begin a reply. A 200 body goes to the sink, if there is one."""
        self.has_begun = False
        self.is_done = False
        self._sink = sink
        if self._status:
            self._reset()

    def feed(self, data: bytes) -> None:
        """Take bytes from the server. Raises `ProtocolError`, and `OSError` from the sink."""
        self.has_begun = True
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError as error:
            if isinstance(error.__context__, OSError):
                raise error.__context__ from None
            raise
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            raise ProtocolError(f"the server's answer is not HTTP/1.1: {error}") from error

    def feed_eof(self) -> None:
        """Take the end of the connection: it ends a body that has no length of its own."""
        if self._status >= 200 and not {"content-length", "transfer-encoding"} & self._named_headers().keys():
            self.is_done = True
            self._keeps_alive = False

    @property
    def keeps_alive(self) -> bool:
        """Whether another request may follow on this connection."""
        return self._keeps_alive and not self.is_stray

    @property
    def status(self) -> int:
        """The status of the reply."""
        return self._status

    def text(self) -> str:
        """The body, for people."""
        return b"".join(self._body).decode(errors="replace")

    @property
    def position(self) -> str | None:
        """Where the server says that an edit stands."""
        for name, value in self._headers:
            if name.lower() == b"wave-position":
                return value.decode("latin-1")
        return None

    def reply(self) -> Reply:
        """The reply that is done."""
        return Reply(self._status, b"".join(self._body), self._named_headers())

    def _named_headers(self) -> dict[str, str]:
        return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in self._headers}

    # What httptools calls.

    def on_message_begin(self) -> None:
        if self.is_done:
            self.is_stray = True

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        self._status = self._parser.get_status_code()

    def on_body(self, chunk: bytes) -> None:
        if self._sink is not None and self._status == 200:
            self._sink.write(chunk)
        else:
            self._body.append(chunk)

    def on_message_complete(self) -> None:
        if self._status < 200:  # 100 Continue and the like announce the reply
            self._reset()
        else:
            self.is_done = True
            self._keeps_alive = self._parser.should_keep_alive()  # the parser forgets when it goes on


class Broken(ReadError):
    """A connection ended early.

    `was_sent` says whether any byte of the request may have left, `was_answered` whether any byte came back.
    """

    def __init__(self, message: str, was_sent: bool, was_answered: bool) -> None:
        super().__init__(message)
        self.was_sent = was_sent
        self.was_answered = was_answered

    def permits_retry(self, is_repeatable: bool) -> bool:
        """Whether sending again cannot do anything twice."""
        return not self.was_answered and (is_repeatable or not self.was_sent)
