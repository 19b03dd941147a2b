"""The first message of a browser that comes back in the resumable dialogue. PURE."""

from typing import NamedTuple

import orjson

from services.gateway.wire.messages import ClientMessage
from services.gateway.wire.position import Position

MAX_ROUTES = 64


class ResumeRequest(NamedTuple):
    """[R3] Who comes back, and up to where it has seen each of its routes."""

    client_id: str
    key: str
    positions: dict[str, Position]
    path: str


def parse(message: ClientMessage) -> ResumeRequest | None:
    """Understands `^ <client id> {"k":…,"at":{…},"path":…,"hash":…}`; None when it makes no sense."""
    try:
        data = orjson.loads(message.data)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(data, dict):
        return None
    key, path, positions = data.get("k"), data.get("path", ""), _positions(data.get("at", {}))
    if not isinstance(key, str) or not isinstance(path, str) or positions is None:
        return None
    return ResumeRequest(message.address, key, positions, path)


def _positions(at: object) -> dict[str, Position] | None:
    if not isinstance(at, dict) or len(at) > MAX_ROUTES:
        return None
    positions: dict[str, Position] = {}
    for route, position in at.items():
        match position:
            case [str(epoch), int(revision)] if revision >= 0 and route.startswith("/"):
                positions[route] = Position(epoch, revision)
            case _:
                return None
    return positions
