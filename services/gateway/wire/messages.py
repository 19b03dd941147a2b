"""What a browser says: `<type> <address> <data>`. PURE."""

from typing import NamedTuple

WATCH = "+"
QUERY = "@"
EDIT = "*"
KEEP_ALIVE = "#"
RESUME = "^"

KINDS = frozenset((WATCH, QUERY, EDIT, KEEP_ALIVE, RESUME))


class ClientMessage(NamedTuple):
    """One message, taken apart but not understood yet."""

    kind: str
    address: str
    data: str


def parse(text: str) -> ClientMessage | None:
    """[F1] Takes a message apart at the first two spaces; None for anything that is not one."""
    parts = text.split(" ", 2)
    if len(parts) != 3 or parts[0] not in KINDS:
        return None
    return ClientMessage(*parts)
