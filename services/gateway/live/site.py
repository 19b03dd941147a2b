"""What a client has to know of the site."""

from collections.abc import Sequence
from typing import Protocol

from services.gateway.upstream.apps import AppMode
from services.gateway.user import User


class Site(Protocol):
    """Whom routes are for, and who may see and change what is there."""

    base_url: str
    editable: bool

    @property
    def logout_url(self) -> str:
        """Where those go whose session is over."""

    def mode_of(self, route: str) -> AppMode | None:
        """Whom the page of the app at a route is for; None without an app."""

    def is_private(self, route: str) -> bool:
        """Whether the page at the route belongs to one client."""

    def is_personal(self, route: str) -> bool:
        """Whether the page at the route belongs to one user."""

    def may_see(self, user: User, route: str) -> bool:
        """Whether access rules let a user see what is at a route."""

    def may_see_own(self, user: User, route: str) -> bool:
        """Whether access rules let a user see a page whose route is the user's subject."""

    def may_edit(self, user: User, route: str) -> bool:
        """Whether access rules let a user change what is at a route."""

    def newest(self, user: User) -> User:
        """The user as known now, if tokens or claims were renewed meanwhile."""

    def labels_of(self, subject: str) -> Sequence[bytes]:
        """By which labels the sessions of a user are known; none without sign-in."""

    def is_at_hand(self, session: str) -> bool:
        """Notes that a session is used, as long as nothing has to be asked first."""
