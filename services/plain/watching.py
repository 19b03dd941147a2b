"""Twins of the messages of `Watch`.

Only changes have a twin of their own: everything else is rare, and stands in a `WatchEvent` as the generated message.
"""

from typing import Any, NamedTuple


class Delta(NamedTuple):
    """See `Delta` in the contract."""

    route: str
    revision: int
    body: bytes


class WatchRequest(NamedTuple):
    """See `WatchRequest` in the contract."""

    commands: list[Any]


class WatchEvent(NamedTuple):
    """See `WatchEvent` in the contract. One of the fields is set."""

    delta: Delta | None = None
    opened: Any = None
    snapshot: Any = None
    progress: Any = None

    def WhichOneof(self, name: str) -> str | None:
        """The name of the field that is set, as protobuf calls it."""
        return next(
            (field for field, value in zip(self._fields, self, strict=True) if value is not None), None
        )


class WatchResponse(NamedTuple):
    """See `WatchResponse` in the contract."""

    events: list[Any]
