"""Recognises the heads of the few requests that the lean edge serves itself. PURE.

Only what is plain is recognised: one meaning, one form, every header known to be harmless. Anything else, however legal, is
None and left to aiohttp. So a mistake here can cost speed, but cannot make two readers of one stream disagree.

The same head comes again and again from the same program, so what was understood is kept under the bytes themselves.
"""

import re
from collections import OrderedDict
from enum import Enum, auto
from typing import NamedTuple

from services.gateway.edge.places import Kind, place_of
from services.gateway.errors import PathInvalid
from services.gateway.web.media import APPLICATION_JSON, media_type
from services.gateway.wire.address import decoded_path

MAX_HEAD_BYTES = 8 << 10
MAX_KEPT_HEADS = 1024
MAX_KEPT_HEAD_BYTES = 1024
END = b"\r\n\r\n"

_REQUEST_LINE = re.compile(rb"(GET|PATCH|POST) (/[!$-~]*) HTTP/1\.1")
_HEADERS = re.compile(r"(?m)^([A-Za-z0-9-]+):[ \t]*((?:[!-~](?:[ -~\t]*[!-~])?)?)[ \t]*(?:\r\n|\Z)")
_LENGTH = re.compile(r"[0-9]{1,12}")
# Headers that change neither where a request ends nor what it means to us.
_HARMLESS = frozenset(
    (
        "accept",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "pragma",
        "traceparent",
        "tracestate",
        "user-agent",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-proto",
        "x-real-ip",
        "x-request-id",
    )
)
_UNDERSTOOD = frozenset(("authorization", "connection", "content-length", "content-type", "host"))


class Shape(Enum):
    """The requests that are recognised."""

    EDIT = auto()
    REGISTER = auto()
    READ = auto()
    SOCKET = auto()


class Head(NamedTuple):
    """A recognised head. `headers` and `target` are there for sockets only."""

    shape: Shape
    route: str
    authorization: str
    body_bytes: int
    headers: tuple[tuple[str, str], ...] = ()
    target: str = ""


class Heads:
    """Recognises heads, and keeps what was understood."""

    def __init__(self, base_url: str, *, max_body_bytes: int, annex: tuple[str, ...] = ()) -> None:
        self._base_url = base_url
        self._annex = annex
        self._max_body_bytes = max_body_bytes
        self._kept: OrderedDict[bytes, Head] = OrderedDict()

    def recognise(self, raw: bytes) -> Head | None:
        """Understands a head, from its first byte to the empty line, which is included."""
        head = self._kept.get(raw)
        if head is None:
            head = self._understand(raw)
            if head is not None and head.shape is not Shape.SOCKET and len(raw) <= MAX_KEPT_HEAD_BYTES:
                self._kept[raw] = head
                if len(self._kept) > MAX_KEPT_HEADS:
                    self._kept.popitem(last=False)
        return head

    def _understand(self, raw: bytes) -> Head | None:
        lines = raw[: -len(END)].split(b"\r\n")
        request = _REQUEST_LINE.fullmatch(lines[0])
        headers = _headers_of(lines[1:])
        if request is None or headers is None or "host" not in headers:
            return None
        method, target = request[1], request[2]
        try:
            place = place_of(decoded_path(target), self._base_url, self._annex)
        except PathInvalid:
            return None
        if place.kind is Kind.SOCKET:
            return _socket_head(method, target, headers)
        if place.kind is not Kind.PAGE or b"?" in target or not _are_plain(headers):
            return None
        if method == b"GET":
            return _read_head(place.route, headers)
        if method == b"PATCH":
            return self._body_head(Shape.EDIT, place.route, headers)
        # What is not JSON is refused in words, elsewhere.
        return self._body_head(Shape.REGISTER, place.route, headers) if _is_json(headers) else None

    def _body_head(self, shape: Shape, route: str, headers: dict[str, tuple[str, str]]) -> Head | None:
        length = headers.get("content-length", ("", ""))[1]
        authorization = headers.get("authorization", ("", ""))[1]
        if not _LENGTH.fullmatch(length) or int(length) > self._max_body_bytes or not authorization:
            return None
        return Head(shape, route, authorization, int(length))


def _headers_of(lines: list[bytes]) -> dict[str, tuple[str, str]] | None:
    """The headers by name in small letters; None when one is odd, or comes twice."""
    headers: dict[str, tuple[str, str]] = {}
    try:
        text = b"\r\n".join(lines).decode("ascii")
    except UnicodeDecodeError:
        return None
    found = _HEADERS.findall(text)
    # A line that is odd is not found, and a line feed of its own would begin a line that we do not count.
    if len(found) != len(lines) or text.count("\n") != len(lines) - 1:
        return None
    for name, value in found:
        small = name.lower()
        if small in headers:
            return None
        headers[small] = (name, value)
    return headers


def _are_plain(headers: dict[str, tuple[str, str]]) -> bool:
    names = headers.keys()
    keeps_alive = headers.get("connection", ("", "keep-alive"))[1].lower() == "keep-alive"
    return keeps_alive and names - _HARMLESS <= _UNDERSTOOD


def _is_json(headers: dict[str, tuple[str, str]]) -> bool:
    return media_type(headers.get("content-type", ("", ""))[1]) == APPLICATION_JSON


def _read_head(route: str, headers: dict[str, tuple[str, str]]) -> Head | None:
    authorization = headers.get("authorization", ("", ""))[1]
    has_body = headers.get("content-length", ("", "0"))[1] != "0"
    if not authorization or not _is_json(headers) or has_body:
        return None
    return Head(Shape.READ, route, authorization, 0)


def _socket_head(method: bytes, target: bytes, headers: dict[str, tuple[str, str]]) -> Head | None:
    has_body = "content-length" in headers or "transfer-encoding" in headers
    if method != b"GET" or "upgrade" not in headers or has_body:
        return None
    return Head(Shape.SOCKET, "", "", 0, tuple(headers.values()), target.decode())
