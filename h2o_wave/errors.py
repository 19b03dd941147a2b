"""Everything the driver raises on its own behalf.

    WaveError
    ├── ServiceError           the server answered, but not with what was asked for
    │   └── Conflict           a conditional save came too late
    ├── BadKey                 a KeyError: a card, attribute or row cannot have this name
    ├── BadValue               a ValueError: a value that a page, card or component cannot hold
    ├── BadType                a TypeError: a value of a type that JSON does not know
    ├── InvalidURL             a ValueError: an address, route or path that must not be sent
    └── TransportError         no answer could be had
        ├── ConnectError       a ConnectionError: nothing could be sent
        │   └── ConnectTimeout a TimeoutError: the server did not take the connection in time
        ├── ReadError          a ConnectionError: the connection broke before the answer was complete
        ├── ReadTimeout        a TimeoutError: the answer did not come in time
        ├── WriteTimeout       a TimeoutError: the server did not take the request in time
        ├── PoolTimeout        a TimeoutError: no connection became free in time
        └── ProtocolError      the server does not speak HTTP/1.1

`BadKey`, `BadValue` and `BadType` are also the built-in exceptions that programs of the published driver catch.
"""


class WaveError(Exception):
    """The root of the tree."""


class ServiceError(WaveError):
    """The server answered a call with a status other than 200.

    `operation` says in words what was asked for (`Request`, `Upload`, `Download`, …), `status` is the HTTP status,
    or None when there is none, and `body` is the text of the answer.
    """

    def __init__(self, operation: str, status: int | None = None, body: str = "") -> None:
        super().__init__(operation, status, body)
        self.operation = operation
        self.status = status
        self.body = body

    def __str__(self) -> str:
        if self.status is None:
            return self.operation
        return f"{self.operation} failed (code={self.status}): {self.body}"


class Conflict(ServiceError):
    """The page has changed since the position that a save was made for: status 412, and nothing was changed."""


_BY_STATUS: dict[int | None, type[ServiceError]] = {412: Conflict}


def service_error(operation: str, status: int | None, body: str) -> ServiceError:
    """The error for an answer."""
    return _BY_STATUS.get(status, ServiceError)(operation, status, body)


class BadKey(WaveError, KeyError):
    """A card, attribute or row cannot have this name."""

    # KeyError shows the repr of its argument, which puts a sentence in quotes.
    __str__ = Exception.__str__


class BadValue(WaveError, ValueError):
    """A value that a page, card or component cannot hold."""


class BadType(WaveError, TypeError):
    """A value of a type that JSON does not know."""


class InvalidURL(WaveError, ValueError):
    """An address, route or path that must not be sent."""


class TransportError(WaveError):
    """No answer could be had."""


class ConnectError(TransportError, ConnectionError):
    """Nothing could be sent: the server is away or refuses the connection."""


class ConnectTimeout(ConnectError, TimeoutError):
    """The server did not take the connection in time."""


class ReadError(TransportError, ConnectionError):
    """The connection broke before the answer was complete. What was asked for may have happened."""


class ReadTimeout(TransportError, TimeoutError):
    """The answer did not come in time. What was asked for may have happened."""


class WriteTimeout(TransportError, TimeoutError):
    """The server did not take the whole request in time. What was asked for may have happened."""


class PoolTimeout(TransportError, TimeoutError):
    """All connections were busy for too long. Nothing was sent."""


class ProtocolError(TransportError):
    """The server does not speak HTTP/1.1, or breaks its rules. What was asked for may have happened."""
