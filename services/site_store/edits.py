"""Edits on their way through the store."""

from collections.abc import Callable
from typing import NamedTuple

from services.plain.edits import Edit as Edit
from services.site_store.errors import SiteStoreError

MAX_ROUTE_LENGTH = 2048


class Outcome(NamedTuple):
    """What became of an edit: its revision, or why it was not applied."""

    revision: int
    error: Exception | None = None
    discarded: bool = False


DISCARDED = Outcome(0, None, True)


class Conflict(SiteStoreError):
    """The page has changed since the position that the edit was made for."""


class BadRoute(SiteStoreError):
    """The route is not one that a page can have."""


class Batch:
    """Some edits on their way. `outcomes` is complete when `waiting` is 0; then `on_done` is called, once."""

    __slots__ = ("on_done", "outcomes", "waiting")

    def __init__(self, size: int, on_done: Callable[["Batch"], None]) -> None:
        self.outcomes: list[Outcome | None] = [None] * size
        self.waiting = size
        self.on_done = on_done

    def settle(self, index: int, outcome: Outcome) -> None:
        """Notes what became of one edit."""
        self.outcomes[index] = outcome
        self.settled(1)

    def settled(self, count: int) -> None:
        """Notes that so many more outcomes are there."""
        self.waiting -= count
        if self.waiting == 0:
            self.on_done(self)


def check_route(route: str) -> None:
    """Raises BadRoute when a page cannot have this route."""
    if not route.startswith("/"):
        raise BadRoute(f"route {route[:80]!r} does not begin with '/'")
    if len(route) > MAX_ROUTE_LENGTH:
        raise BadRoute(f"a route has at most {MAX_ROUTE_LENGTH} characters; this one has {len(route)}")
    if not route.isprintable():
        raise BadRoute(f"route {route[:80]!r} has characters that cannot be shown")
