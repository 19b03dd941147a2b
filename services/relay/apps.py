"""Which app serves which route, and what is new about it. PURE."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import SplitResult, urlsplit

from services.relay.errors import AddressInvalid, RouteInvalid
from services.relay.event import Event, EventKind

_MAX_ROUTE_CHARACTERS = 2048


class AppMode(Enum):
    """Whom the page of an app is for, as the contract counts them."""

    UNICAST = 1
    MULTICAST = 2
    BROADCAST = 3


class AppChange(Enum):
    """What can happen to an app, as the contract counts them."""

    LISTED = 1
    REGISTERED = 2
    UNREGISTERED = 3
    DOWN = 4
    UP = 5
    CLEARED = 6
    LISTED_DOWN = 7


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """Where the relay posts events, and the key it shows there."""

    url: str
    key_id: str
    key_secret: str

    def __repr__(self) -> str:
        # A repr ends up in logs and tracebacks; the secret must not.
        return f"HttpAddress({self.url!r})"


@dataclass(frozen=True, slots=True)
class App:
    """An app; without an address it dials out."""

    route: str
    mode: AppMode
    address: HttpAddress | None = None
    #: Names one run of the app's process; empty when it does not say.
    run_id: str = ""

    def is_still(self, other: "App") -> bool:
        """Whether both are the same run of the same app, which has only registered twice."""
        return bool(self.run_id) and (self.run_id, self.mode) == (other.run_id, other.mode)


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened to an app; for CLEARED the route is that of the page."""

    route: str
    change: AppChange
    mode: AppMode


def check_route(route: str) -> None:
    """Raises RouteInvalid unless browsers can ask for `route`."""
    if not route.startswith("/"):
        raise RouteInvalid(f"the route {route!r} does not begin with '/'; write {'/' + route!r}")
    if len(route) > _MAX_ROUTE_CHARACTERS:
        raise RouteInvalid(f"a route has at most {_MAX_ROUTE_CHARACTERS} characters, this one {len(route)}")
    if any(ord(character) < 0x20 or character == "\x7f" for character in route):
        raise RouteInvalid(f"the route {route!r} contains control characters")


def check_address(url: str) -> None:
    """Raises AddressInvalid unless `url` is an absolute http or https URL."""
    try:
        parts = urlsplit(url)
        fault = _address_fault(url, parts)
    except ValueError as error:
        fault = str(error)
    if fault:
        raise AddressInvalid(f"the app address {url!r} cannot be used: {fault}; write http://<host>:<port>")


def _address_fault(url: str, parts: SplitResult) -> str:
    if any(character.isspace() or ord(character) < 0x20 for character in url):
        return "it contains spaces or control characters"
    if parts.scheme not in ("http", "https"):
        return "its scheme is neither http nor https"
    if not parts.hostname:
        return "it names no host"
    if parts.username is not None or parts.password is not None:
        return "credentials belong into the key id and secret, not into the URL"
    if parts.port == 0:
        return "port 0 cannot be connected to"
    return ""


def cleared_page(app: App, event: Event) -> str | None:
    """[N4] The shared page whose watchers forget their pending arguments once the app has taken the event."""
    if event.kind is not EventKind.QUERY:
        return None
    if app.mode is AppMode.BROADCAST:
        return app.route
    if app.mode is AppMode.MULTICAST:
        return f"/{event.client.subject}"
    return None


class AppTable:
    """Apps by route. Every change has a version and makes news."""

    def __init__(self) -> None:
        self.version = 0
        self._apps: dict[str, App] = {}
        self._down: set[str] = set()

    def __len__(self) -> int:
        return len(self._apps)

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps.values()))

    @property
    def down_count(self) -> int:
        """How many apps do not answer."""
        return len(self._down)

    def get(self, route: str) -> App | None:
        """The app at a route, if there is one."""
        return self._apps.get(route)

    def is_down(self, route: str) -> bool:
        """Whether the app at the route does not answer."""
        return route in self._down

    def listing(self) -> list[News]:
        """All apps, as news for someone who begins to watch."""
        return [
            News(app.route, AppChange.LISTED_DOWN if self.is_down(app.route) else AppChange.LISTED, app.mode)
            for app in self._apps.values()
        ]

    def register(self, app: App) -> News | None:
        """Puts an app at its route, in place of any other; None when it was there and up.

        Raises RouteInvalid and AddressInvalid.
        """
        check_route(app.route)
        if app.address is not None:
            check_address(app.address.url)
        before = self._apps.get(app.route)
        self._apps[app.route] = app
        if before is not None and app.is_still(before):
            return self.mark_up(app.route)
        self._down.discard(app.route)
        return self._news(app, AppChange.REGISTERED)

    def unregister(self, route: str) -> News | None:
        """Forgets the app at a route; None when there was none."""
        app = self._apps.pop(route, None)
        self._down.discard(route)
        return self._news(app, AppChange.UNREGISTERED) if app else None

    def mark_down(self, route: str) -> News | None:
        """Notes that an app does not answer; None when that is not new."""
        app = self._apps.get(route)
        if app is None or route in self._down:
            return None
        self._down.add(route)
        return self._news(app, AppChange.DOWN)

    def mark_up(self, route: str) -> News | None:
        """Notes that an app answers again; None when that is not new."""
        app = self._apps.get(route)
        if app is None or route not in self._down:
            return None
        self._down.discard(route)
        return self._news(app, AppChange.UP)

    def _news(self, app: App, change: AppChange) -> News:
        self.version += 1
        return News(app.route, change, app.mode)
