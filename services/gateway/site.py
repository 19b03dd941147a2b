"""The site as the clients of a gateway know it: apps, access rules, sessions and pages, asked in one place."""

from dataclasses import dataclass

from services.gateway.auth.assembly import AuthParts
from services.gateway.live.hub import Hub
from services.gateway.upstream.apps import AppMode
from services.gateway.upstream.relay import GrpcApps
from services.gateway.user import VISITOR, User

_VISITOR_PAGES = f"/{VISITOR}"


@dataclass(slots=True)
class GatewaySite:
    """See `Site`. The hub is named when there is one; before that no page is private."""

    base_url: str
    editable: bool
    apps: GrpcApps
    auth: AuthParts
    hub: Hub | None = None

    @property
    def logout_url(self) -> str:
        return self.auth.doorman.logout_url

    def mode_of(self, route: str) -> AppMode | None:
        return self.apps.mode_of(route)

    def is_private(self, route: str) -> bool:
        return self.hub is not None and self.hub.is_private(route)

    def is_personal(self, route: str) -> bool:
        return route.startswith(_VISITOR_PAGES)

    def may_see(self, user: User, route: str) -> bool:
        return self.auth.rules.current.may_see(user, route)

    def may_see_own(self, user: User, route: str) -> bool:
        return self.auth.rules.current.may_see_own(user, route)

    def may_edit(self, user: User, route: str) -> bool:
        return self.auth.rules.current.may_edit(user, route)

    def newest(self, user: User) -> User:
        sessions = self.auth.sessions
        known = sessions.known.get(user.session_id) if sessions is not None and user.is_signed_in else None
        return known.user if known is not None else user

    def labels_of(self, subject: str) -> tuple[bytes, ...]:
        return self.auth.sessions.seal.labels(subject=subject) if self.auth.sessions is not None else ()

    def is_at_hand(self, session: str) -> bool:
        return self.auth.sessions is None or self.auth.sessions.known.is_at_hand(session)
