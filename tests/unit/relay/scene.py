"""A whole relay with a fake network, disk and clock."""

from dataclasses import dataclass, field

from services.relay.apps import App, AppChange, AppMode, HttpAddress
from services.relay.directory import AppDirectory
from services.relay.event import Event
from services.relay.news import NewsFeed
from services.relay.queue import QueueBounds
from services.relay.relay import Relay
from tests.unit.relay.fakes import FakeClock, FakePost, FakeShelf, Teller, settle_down


def http_app(route: str = "/app", mode: AppMode = AppMode.UNICAST, port: int = 8000) -> App:
    return App(route, mode, HttpAddress(f"http://127.0.0.1:{port}", "id", "secret"))


@dataclass
class Scene:
    bounds: QueueBounds = field(default_factory=QueueBounds)
    clock: FakeClock = field(default_factory=FakeClock)
    post: FakePost = field(default_factory=FakePost)
    shelf: FakeShelf = field(default_factory=FakeShelf)

    def __post_init__(self) -> None:
        self.directory = AppDirectory(
            shelf=self.shelf, post=self.post, clock=self.clock, bounds=self.bounds, max_parallel_deliveries=8
        )
        self.relay = Relay(
            self.directory, clock=self.clock, event_expiry_seconds=30, reconnect_timeout_seconds=5
        )

    async def forward(self, stream: int, event: Event) -> Teller:
        teller = Teller()
        self.relay.forward(stream, event, teller)
        await settle_down()
        return teller


async def news(feed: NewsFeed) -> list[tuple[str, AppChange]]:
    """What is new on a feed, as pairs of route and change."""
    _, batch = await anext(feed.batches())
    return [(each.route, each.change) for each in batch]
