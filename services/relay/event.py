"""What a browser did, in the relay's own words. PURE.

Values here are never changed after they were made: the same event may stand in the queues of several apps.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class EventKind(Enum):
    """The kinds of event, as the contract counts them."""

    BOOT = 1
    QUERY = 2
    RESUME = 3
    DISCONNECT = 4
    LOGOUT = 5


class EventStatus(Enum):
    """The possible fates of an event, as the contract counts them."""

    ACCEPTED = 1
    UNKNOWN_APP = 2
    WAITING = 3
    EXPIRED = 4
    QUEUE_FULL = 5
    FAILED = 6


@dataclass(frozen=True, slots=True)
class Client:
    """Who is at the browser, and which one it is; empty where unknown."""

    id: str
    subject: str
    username: str
    session_id: str = ""
    access_token: str = ""
    refresh_token: str = ""
    claims: bytes = b""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `arguments` is one JSON object as the gateway checked it, or empty."""

    route: str
    kind: EventKind
    client: Client
    arguments: bytes = b""
    headers: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def sender(self) -> str:
        """Whose order it belongs to: a client, or the user who signed out."""
        return self.client.id or f"logout of {self.client.subject}"

    @property
    def size_bytes(self) -> int:
        """What it counts for against a bound in bytes."""
        client = self.client
        texts = (client.id, client.subject, client.username, client.access_token, client.refresh_token)
        headers = sum(len(name) + sum(map(len, values)) for name, values in self.headers)
        return len(self.arguments) + len(self.route) + len(client.claims) + sum(map(len, texts)) + headers


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an event, and for a person to read: why it did not arrive."""

    status: EventStatus
    reason: str = ""


ACCEPTED = Outcome(EventStatus.ACCEPTED)

#: Told what became of an event; a WAITING is followed by a second outcome.
Tell = Callable[[Outcome], None]


def nobody(outcome: Outcome) -> None:
    """Takes the outcome of an event that nobody waits for."""
