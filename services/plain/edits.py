"""Twins of the messages of `StreamEdits`."""

from typing import NamedTuple


class Position(NamedTuple):
    """See `Position` in the contract."""

    epoch: str
    revision: int


class Edit(NamedTuple):
    """See `Edit` in the contract."""

    route: str
    body: bytes
    writer: int = 0
    number: int = 0
    if_position: Position | None = None

    def HasField(self, name: str) -> bool:
        """Whether an optional field is set, as protobuf calls it."""
        return getattr(self, name) is not None


class EditOutcome(NamedTuple):
    """See `EditOutcome` in the contract. `status` is one of its numbers."""

    status: int
    revision: int = 0
    reason: str = ""


class StreamEditsRequest(NamedTuple):
    """See `StreamEditsRequest` in the contract."""

    edits: list[Edit]


class StreamEditsResponse(NamedTuple):
    """See `StreamEditsResponse` in the contract."""

    outcomes: list[EditOutcome]
    epoch: str
