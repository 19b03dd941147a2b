"""Addresses, routes and paths: what may be sent, and how it is spelt.

A path is built here or nowhere. Nothing that could leave its place on the server, or reach another server, gets past
this file: the access key travels with every request.
"""

from functools import lru_cache
from typing import NamedTuple

from .errors import BadType, InvalidURL

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_PATH = frozenset((_UNRESERVED + "!$&'()*+,;=:@/%").encode())
_SEGMENTS = frozenset((_UNRESERVED + "/").encode())
_DEFAULT_PORTS = {"http": 80, "https": 443, "grpc": 10102, "grpcs": 10102}
_HEX = "0123456789ABCDEFabcdef"


class Address(NamedTuple):
    """Where a server listens. `host` is a file name for `grpc+unix`, and `port` is then 0."""

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """`host:port` as it stands in a `Host` header: without the port when it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS.get(self.scheme) else f"{host}:{self.port}"

    @property
    def is_loopback_literal(self) -> bool:
        """Whether the host is a literal address of this machine. `localhost` is a name, not an address."""
        return self.host == "::1" or (self.host.startswith("127.") and self.host.replace(".", "").isdigit())


def parse_address(text: str) -> Address:
    """Read `scheme://host[:port][/]`. Raises `InvalidURL` for anything else, a user name included."""
    scheme, separator, rest = text.partition("://")
    scheme = scheme.lower()
    if scheme.startswith("grpc+unix:"):  # grpc+unix:/run/wave.sock and grpc+unix:///run/wave.sock
        separator, rest, scheme = "://", text.partition(":")[2], "grpc+unix"
    if scheme == "grpc+unix" and rest.startswith("/"):
        return Address(scheme, "/" + rest.lstrip("/"), 0)
    if not separator or scheme not in _DEFAULT_PORTS:
        raise InvalidURL(
            f"server address {text!r} must begin with http://, https://, grpc://, grpcs:// or grpc+unix:"
        )
    host, port = _split_authority(text, rest.rstrip("/"))
    return Address(scheme, host, port or _DEFAULT_PORTS[scheme])


def _split_authority(text: str, authority: str) -> tuple[str, int]:
    host, _, port = authority.partition("]") if authority.startswith("[") else authority.partition(":")
    host, port = host.removeprefix("["), port.removeprefix(":")
    if not host or any(c in host for c in "/?#@ ") or not host.isprintable():
        raise InvalidURL(f"server address {text!r} must be scheme://host:port, without a path or a user name")
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise InvalidURL(f"server address {text!r} has the port {port!r}, want a number from 1 to 65535")
    return host, int(port or 0)


def clean_base_url(text: str) -> str:
    """Put the missing slashes around a base URL: `base` becomes `/base/`, and nothing becomes `/`."""
    inner = text.strip("/")
    return encode_path(f"/{inner}/") if inner else "/"


def clean_route(url: object) -> str:
    """The route that the author of a page means: one leading slash, no query and no fragment.

    Raises `BadType` when it is not a text, and `InvalidURL` for control characters and for the segments `.` and `..`.
    """
    if not isinstance(url, str):
        raise BadType(f"route: want str, got {type(url).__name__}: {url!r}")
    route = "/" + str(url).partition("#")[0].partition("?")[0].lstrip("/")
    encode_path(route)
    return route


@lru_cache(maxsize=1024)
def encode_path(path: str) -> str:
    """Percent-encode what a URL cannot hold; escapes that are there already stay.

    Raises `InvalidURL` for control characters and for the segments `.` and `..`, escaped or not.
    """
    _refuse_wandering(path)
    return "".join(chr(b) if b in _PATH else f"%{b:02X}" for b in _utf8(path))


def encode_segments(text: str) -> str:
    """Percent-encode everything but slashes: a name that is data, not a URL. Raises like `encode_path`."""
    _refuse_wandering(text, escaped=False)
    return "".join(chr(b) if b in _SEGMENTS else f"%{b:02X}" for b in _utf8(text))


def decode_route(route: str) -> str:
    """The route as the server names it: with its escapes undone."""
    if "%" not in route:
        return route
    head, *rest = route.encode().split(b"%")
    return (head + b"".join(_unescape(part) for part in rest)).decode(errors="replace")


def _unescape(part: bytes) -> bytes:
    code = part[:2].decode("latin-1")
    if len(code) == 2 and all(c in _HEX for c in code):
        return bytes([int(code, 16)]) + part[2:]
    return b"%" + part


def _refuse_wandering(path: str, escaped: bool = True) -> None:
    for position, character in enumerate(path):
        if character < " " or character == "\x7f":
            raise InvalidURL(f"path {path!r} has the control character {character!r} at position {position}")
    plain = decode_route(path) if escaped else path
    if any(segment in (".", "..") for segment in plain.split("/")):
        raise InvalidURL(f"path {path!r} must not have the segments '.' or '..'")


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InvalidURL(f"path {text!r} is not valid Unicode") from error
