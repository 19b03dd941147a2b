"""The one seam between the driver and the network.

Everything above it says what is asked for (`requests.py`) and never how it travels; everything below it moves bytes and
never knows why. `open_transport` and `open_async_transport` choose by the scheme of `H2O_WAVE_ADDRESS`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

if TYPE_CHECKING:
    from ..settings import Settings

_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})


class Body(Protocol):
    """A request body that is produced piece by piece, every time it is asked for anew."""

    length: int
    """How many bytes there are in all."""

    def chunks(self) -> Iterator[bytes]:
        """The bytes, from the beginning. Raises `OSError` when a file cannot be read any more."""


class Request(NamedTuple):
    """One call of the server, in terms of the gateway's HTTP surface."""

    call: str
    """Which call it is: the name of the function in `requests.py`."""
    method: str
    """The HTTP method."""
    path: str
    """The path, base URL included, percent-encoded."""
    headers: tuple[tuple[str, str], ...] = ()
    """Headers beyond those every request has."""
    body: bytes | Body = b""
    """What is sent along."""
    sink: BinaryIO | None = None
    """Where the body of a 200 answer is written as it comes; otherwise it is held in the reply."""
    route: str = ""
    """The route of the page, for calls that are about one."""

    @property
    def is_repeatable(self) -> bool:
        """Whether doing it twice does no more than doing it once."""
        return self.method in _REPEATABLE

    @property
    def touches_files(self) -> bool:
        """Whether sending it reads or writes files, and thus may block on a disk."""
        return self.sink is not None or not isinstance(self.body, bytes)


class Reply(NamedTuple):
    """What the server answered."""

    status: int
    """The HTTP status."""
    body: bytes = b""
    """The body, unless it went to the sink of the request."""
    headers: Mapping[str, str] = MappingProxyType({})
    """The headers, by their names in lower case."""


class Transport(Protocol):
    """Sends requests, one at a time per thread; many threads may share one.

    All methods raise `TransportError` when there is no complete answer.
    """

    def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """Send an edit of the page at a route as its author spells it, never twice.

        With `if_position` it is applied only while the page stands there. Returns the position of the change,
        `<epoch>:<revision>`; None when the server does not tell. Raises `ServiceError` unless the answer is 200
        (`Conflict` for 412); its status is that of the HTTP surface whatever the transport.
        """

    def send(self, request: Request) -> Reply:
        """Send a request. A repeatable one may be sent twice when a kept connection turns out to be dead."""

    def close(self) -> None:
        """Close all connections. The transport may be used again."""


class AsyncTransport(Protocol):
    """Sends requests, any number at a time, on any number of event loops. Raises like `Transport`."""

    async def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """See `Transport.save`."""

    async def send(self, request: Request) -> Reply:
        """See `Transport.send`."""

    async def aclose(self) -> None:
        """Close the connections of the running event loop. The transport may be used again."""


def open_transport(settings: "Settings") -> Transport:
    """The transport that the scheme of the server's address asks for."""
    if settings.address.scheme in ("http", "https"):
        from .http_sync import HttpTransport

        return HttpTransport(settings)
    from .grpc import GrpcTransport

    return GrpcTransport(settings)


def open_async_transport(settings: "Settings") -> AsyncTransport:
    """The transport that the scheme of the server's address asks for."""
    if settings.address.scheme in ("http", "https"):
        from .http_async import AsyncHttpTransport

        return AsyncHttpTransport(settings)
    from .grpc import AsyncGrpcTransport

    return AsyncGrpcTransport(settings)
