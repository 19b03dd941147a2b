"""Twins of the messages of `GetSnapshot`."""

from typing import NamedTuple

from services.plain.edits import Position


class GetSnapshotRequest(NamedTuple):
    """See `GetSnapshotRequest` in the contract."""

    route: str
    include_ephemeral: bool = False


class GetSnapshotResponse(NamedTuple):
    """See `GetSnapshotResponse` in the contract."""

    snapshot: bytes | None
    position: Position

    def HasField(self, name: str) -> bool:
        """Whether an optional field is set, as protobuf calls it."""
        return getattr(self, name) is not None
