"""What a client wants done, one thing after another. Each says what comes back. PURE."""

from typing import NamedTuple

from services.gateway.live.questions import Wish
from services.gateway.upstream.apps import EventKind
from services.gateway.user import User


class Say(NamedTuple):
    """Tells the browser something. Comes back with nothing."""

    line: bytes


class Watch(NamedTuple):
    """Begins to watch a route. Comes back with an `Answer`, when the content has been written."""

    route: str
    wish: Wish


class Unwatch(NamedTuple):
    """Stops watching a route. Comes back with nothing."""

    route: str


class Change(NamedTuple):
    """Edits a page. Comes back with an `EditOutcome`."""

    route: str
    body: bytes


class Forward(NamedTuple):
    """Sends an event to the app at a route. Comes back with an `EventOutcome`."""

    route: str
    kind: EventKind
    arguments: bytes = b""


class Revive(NamedTuple):
    """Uses a session that something has to be asked about first. Comes back with its user, or None when it is over."""

    user: User


Effect = Say | Watch | Unwatch | Change | Forward | Revive
