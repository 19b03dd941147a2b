"""A hub between a site-store and some sockets, none of which are there."""

from services.gateway.live.channel import Channel
from services.gateway.live.hub import Hub
from services.gateway.live.member import Member
from services.gateway.live.questions import Answer, Wish
from tests.unit.gateway.fakes import FakeLine, FakeLoop, FakePages

PAGE = b'{"p":{"c":{}}}'


class Scene:
    """A hub between a site-store and some sockets."""

    def __init__(self, *, connected: bool = True) -> None:
        self.pages = FakePages()
        self.loop = FakeLoop()
        self.lost: list[Channel] = []
        self.hub = Hub(self.pages, self.loop, on_lost=self.lost.append, clock=self.loop.time)
        self.answers: list[Answer] = []
        if connected:
            self.hub.connected()

    def member(self, *, resumable: bool = False) -> tuple[Member, FakeLine]:
        """A client that is level."""
        member, line = Member(resumable=resumable), FakeLine()
        member.outlet, member.is_level = line, True
        return member, line

    def watch(self, member: Member, route: str = "/x", wish: Wish | None = None) -> None:
        self.hub.watch(member, route, wish or Wish(), self.answers.append)

    def watching(self, *, resumable: bool = False, revision: int = 5) -> tuple[Member, FakeLine]:
        """A client that is level and watches /x, which is at a revision."""
        member, line = self.member(resumable=resumable)
        self.watch(member)
        self.pages.answer(revision, PAGE)
        line.take()
        return member, line

    def change(self, revision: int, body: bytes = b"d", route: str = "/x") -> None:
        self.hub.changed(route, revision, body)
