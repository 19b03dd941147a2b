"""What the gateway needs of the site-store, in its own words. PURE."""

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple, Protocol

from services.gateway.wire.position import Position


class EditStatus(Enum):
    """The possible fates of an edit."""

    APPLIED = auto()
    REFUSED = auto()
    TOO_LARGE = auto()
    CONFLICT = auto()
    BUSY = auto()
    READ_ONLY = auto()
    DISCARDED = auto()
    # The site-store did not answer in time; whether the edit was applied is not known.
    AWAY = auto()


class EditOutcome(NamedTuple):
    """What became of an edit. `position` is set when it was applied, `reason` when it was not."""

    status: EditStatus
    position: Position | None = None
    reason: str = ""


EditDone = Callable[[EditOutcome], None]


class PageRead(NamedTuple):
    """A page as it stands; without a snapshot there is none."""

    snapshot: bytes | None
    position: Position


class Content(Enum):
    """What the answer to a subscription holds."""

    SNAPSHOT = auto()
    MISSED = auto()
    ABSENT = auto()
    SKIPPED = auto()


class Opened(NamedTuple):
    """How a page stands when its watching begins. Every change after `position` follows."""

    tag: int
    route: str
    position: Position
    content: Content
    snapshot: bytes = b""
    missed: tuple[bytes, ...] = ()


class PageListener(Protocol):
    """Hears what happens to the watched pages, in order, on the event loop. Must not block or raise."""

    def connected(self) -> None:
        """Watching begins, or begins anew: every route has to be subscribed again."""

    def disconnected(self) -> None:
        """Nothing will be heard until `connected`."""

    def opened(self, opened: Opened) -> None:
        """Answers a subscription."""

    def changed(self, route: str, revision: int, body: bytes) -> None:
        """A page changed."""

    def replaced(self, route: str, revision: int, snapshot: bytes | None) -> None:
        """The gateway fell behind; here is the page instead of what it missed, None when it is gone."""

    def progressed(self, position: Position) -> None:
        """Nothing else happened up to here."""


class Pages(Protocol):
    """The pages of one site, wherever they are kept."""

    def edit(self, route: str, body: bytes, done: EditDone, *, if_position: Position | None = None) -> None:
        """Asks for a change; `done` is called exactly once, later or at once, with what became of it."""

    async def read(self, route: str) -> PageRead:
        """Reads a page that everybody may see. Raises StoreAway."""

    def read_now(self, route: str) -> PageRead | None:
        """The same, on the spot; None when that cannot be done. Raises StoreAway."""

    def listen(self, listener: PageListener) -> None:
        """Names the one who hears about watched pages; called once, before anything is watched."""

    def subscribe(
        self,
        tag: int,
        route: str,
        *,
        after: Position | None = None,
        ephemeral: bool = False,
        skip_content: bool = False,
    ) -> None:
        """Begins to watch a route, or asks again how it stands. Without a connection nothing happens."""

    def unsubscribe(self, route: str) -> None:
        """Stops watching a route."""

    def release(self, route: str) -> None:
        """Ends the life of an ephemeral page."""
