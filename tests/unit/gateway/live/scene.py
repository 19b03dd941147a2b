"""Clients between fake services and fake sockets."""

from services.gateway.live.client_counts import ClientCounts
from services.gateway.live.clients import Clients, Visit
from services.gateway.live.conversation import Conversation, Upstream
from services.gateway.live.hub import Hub
from services.gateway.live.resume import ResumeKeys
from services.gateway.upstream.apps import AppMode
from services.gateway.user import ANONYMOUS, User
from tests.unit.gateway.fakes import FakeApps, FakeLine, FakeLoop, FakePages

PAGE = b'{"p":{"c":{}}}'
KEYS = ResumeKeys(b"0123456789abcdef")


class Scene:
    """A gateway's heart. Its site: one page at /x, and the apps that a test names."""

    base_url = "/"
    editable = True
    logout_url = "/out"

    def __init__(self, *, reconnect_timeout_seconds: float = 5.0, **modes: AppMode) -> None:
        self.loop = FakeLoop()
        self.stale_sessions: set[str] = set()
        self.closed: set[str] = set()
        self.read_only: set[str] = set()
        self.renewed: dict[str, User] = {}
        self.pages = FakePages()
        self.apps = FakeApps({f"/{name}": mode for name, mode in modes.items()})
        self.counts = ClientCounts()
        self.hub = Hub(self.pages, self.loop, on_lost=lambda channel: self.clients.lost(channel))
        self.upstream = Upstream(self.pages, self.apps, self.hub, self.counts)
        self.clients = Clients(
            self.upstream, self, KEYS, self.loop, reconnect_timeout_seconds=reconnect_timeout_seconds
        )
        self.hub.connected()

    def mode_of(self, route: str) -> AppMode | None:
        return self.apps.mode_of(route)

    def is_private(self, route: str) -> bool:
        return self.hub.is_private(route)

    def is_personal(self, route: str) -> bool:
        return route.startswith("/anon-")

    def may_see(self, user: User, route: str) -> bool:
        return route not in self.closed

    def may_see_own(self, user: User, route: str) -> bool:
        return route not in self.closed

    def may_edit(self, user: User, route: str) -> bool:
        return route not in self.closed and route not in self.read_only

    def newest(self, user: User) -> User:
        return self.renewed.get(user.session_id, user)

    def labels_of(self, subject: str) -> tuple[bytes, ...]:
        return (subject.encode(), b"old " + subject.encode())

    def is_at_hand(self, session: str) -> bool:
        return session not in self.stale_sessions

    def plain(self, client_id: str = "", *, session: str = "") -> tuple[Conversation, FakeLine]:
        """A browser of the plain dialogue comes."""
        line = FakeLine()
        visit = Visit(ANONYMOUS, session=session, client_id=client_id)
        return self.clients.admit(visit, line), line

    def resumable(self, text: str = "# x ", *, session: str = "") -> tuple[Conversation, FakeLine]:
        """A browser of the resumable dialogue comes and speaks."""
        line = FakeLine()
        visit = Visit(ANONYMOUS, session=session, resumable=True)
        return self.clients.admit_resumable(visit, line, text), line

    def watching(self, address: str = "/x") -> tuple[Conversation, FakeLine]:
        """A browser of the plain dialogue that watches a page at revision 5, or an app."""
        conversation, line = self.plain()
        conversation.receive(f"+ {address} ")
        while self.pages.subscribed:
            self.pages.answer(5, PAGE)
        line.take()
        return conversation, line
