"""What the gateway needs of the relay, in its own words. PURE."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple, Protocol

from services.gateway.user import User

HeaderList = tuple[tuple[str, tuple[str, ...]], ...]


class AppMode(Enum):
    """Whom the page of an app is for."""

    UNICAST = "unicast"
    MULTICAST = "multicast"
    BROADCAST = "broadcast"


class AppChange(Enum):
    """What can happen to an app."""

    LISTED = auto()
    LISTED_DOWN = auto()
    REGISTERED = auto()
    UNREGISTERED = auto()
    DOWN = auto()
    UP = auto()
    CLEARED = auto()


class News(NamedTuple):
    """One thing that happened to an app. For CLEARED the route is that of the page."""

    route: str
    change: AppChange
    mode: AppMode


class EventKind(Enum):
    """The kinds of event."""

    BOOT = auto()
    QUERY = auto()
    RESUME = auto()
    DISCONNECT = auto()
    LOGOUT = auto()


class EventStatus(Enum):
    """The possible fates of an event."""

    ACCEPTED = auto()
    UNKNOWN_APP = auto()
    WAITING = auto()
    EXPIRED = auto()
    QUEUE_FULL = auto()
    FAILED = auto()
    # The relay did not answer; whether the event has reached the app is not known.
    AWAY = auto()


class EventOutcome(NamedTuple):
    """What became of an event, and for a person to read: why it did not arrive."""

    status: EventStatus
    reason: str = ""


EventSettled = Callable[[EventOutcome], None]


@dataclass(frozen=True, slots=True)
class Event:
    """What a browser did. `arguments` is one JSON object, or empty."""

    route: str
    kind: EventKind
    client_id: str
    user: User
    arguments: bytes = b""
    headers: HeaderList = ()


@dataclass(frozen=True, slots=True)
class HttpApp:
    """An app that the relay reaches by HTTP."""

    route: str
    mode: AppMode
    address: str
    key_id: str
    key_secret: str
    #: Names one run of the app's process; empty when it does not say.
    run_id: str = ""

    def __repr__(self) -> str:
        # A repr ends up in logs and tracebacks; the secret must not.
        return f"HttpApp({self.route!r}, {self.address!r})"


class AppListener(Protocol):
    """Hears about apps, in order, on the event loop. Must not block or raise."""

    def heard(self, news: Sequence[News]) -> None:
        """Something happened to apps; the table knows it already."""

    def reattach(self) -> None:
        """The relay has lost sight of this gateway's clients: each that is here has to say that it is."""


class AppLookup(Protocol):
    """Tells which app serves a route."""

    def mode_of(self, route: str) -> AppMode | None:
        """Whom the page of the app at a route is for; None without an app."""


class Apps(AppLookup, Protocol):
    """The apps of one site, wherever they are."""

    def listen(self, listener: AppListener) -> None:
        """Names the one who hears about apps; called once, before `forward`."""

    def forward(self, event: Event, settled: EventSettled) -> None:
        """Sends an event on its way. `settled` is called once; after WAITING once more."""

    async def register(self, app: HttpApp) -> None:
        """Makes an app known; when this returns, `mode_of` knows it. Raises AppInvalid, RelayAway."""

    async def unregister(self, route: str) -> None:
        """Forgets an app; when this returns, `mode_of` has forgotten it. Raises RelayAway."""
