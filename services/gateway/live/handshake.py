"""The websocket handshake as values: who may in, and what is answered. PURE."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from services.gateway.upstream.apps import HeaderList

RESUMABLE_SUBPROTOCOL = "wave.resume.v1"
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_NEVER_FORWARDED = frozenset(("Host",))
# All but what would let an app pass for its user elsewhere on this site.
PUBLIC_HEADERS = "*,-authorization,-cookie,-proxy-authorization"


class Refusal(NamedTuple):
    """An HTTP status, and for a person: why."""

    status: int
    reason: str


class Accepted(NamedTuple):
    """What the answer contains, and which dialogue is spoken."""

    accept_key: str
    resumable: bool


class OriginRules:
    """[H2] Which pages may open sockets here."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = frozenset(allowed)

    def allow(self, origin: str | None, host: str | None) -> bool:
        """Whether a handshake with these two headers is let in."""
        if "*" in self._allowed:
            return True
        if self._allowed:
            return origin in self._allowed
        return origin is None or (host is not None and _host_of(origin) == host.lower())


class ForwardedHeaders:
    """[H6] Which headers of a handshake are remembered for boot events: by name, all (`*`), or all but one (`-name`)."""

    def __init__(self, names: Iterable[str]) -> None:
        given = tuple(names)
        self._hidden = _NEVER_FORWARDED | {canonical(name[1:]) for name in given if name.startswith("-")}
        self._names = frozenset(canonical(name) for name in given if not name.startswith("-"))
        self._all = "*" in self._names or (bool(given) and not self._names)

    def choose(self, headers: Iterable[tuple[str, str]]) -> HeaderList:
        """The chosen headers, by canonical name, in the order of their first appearance."""
        chosen: dict[str, list[str]] = {}
        for name, value in headers:
            name = canonical(name)
            if (self._all or name in self._names) and name not in self._hidden:
                chosen.setdefault(name, []).append(value)
        return tuple((name, tuple(values)) for name, values in chosen.items())


def check(headers: Mapping[str, str], method: str, rules: OriginRules) -> Accepted | Refusal:
    """[H1] Understands a handshake; the names in `headers` are compared without case."""
    fault = _fault(headers, method)
    if fault:
        return Refusal(400, fault)
    if not rules.allow(headers.get("Origin"), headers.get("Host")):
        return Refusal(403, "origin not allowed")
    key = headers["Sec-WebSocket-Key"].strip()
    digest = hashlib.sha1(key.encode() + _GUID, usedforsecurity=False).digest()
    resumable = RESUMABLE_SUBPROTOCOL in _words(headers.get("Sec-WebSocket-Protocol", ""), lower=False)
    return Accepted(base64.b64encode(digest).decode(), resumable)


def answer(accepted: Accepted) -> bytes:
    """[H3, H4] The answer that lets a browser in."""
    protocol = f"Sec-WebSocket-Protocol: {RESUMABLE_SUBPROTOCOL}\r\n" if accepted.resumable else ""
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accepted.accept_key}\r\n{protocol}\r\n"
    ).encode()


@lru_cache(maxsize=512)
def canonical(name: str) -> str:
    """The name of a header as in `X-Forwarded-For`."""
    return "-".join(word.capitalize() for word in name.strip().split("-"))


def _fault(headers: Mapping[str, str], method: str) -> str:
    if method != "GET":
        return "a websocket handshake is a GET"
    if "websocket" not in _words(headers.get("Upgrade", "")) or "upgrade" not in _words(
        headers.get("Connection", "")
    ):
        return "not a websocket handshake"
    if headers.get("Sec-WebSocket-Version", "").strip() != "13":
        return "Sec-WebSocket-Version must be 13"
    try:
        key = base64.b64decode(headers.get("Sec-WebSocket-Key", "").strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    return "" if len(key) == 16 else "Sec-WebSocket-Key must be 16 bytes in base64"


def _words(value: str, *, lower: bool = True) -> list[str]:
    return [word.strip() for word in (value.lower() if lower else value).split(",")]


def _host_of(origin: str) -> str:
    return origin.partition("://")[2].lower()
