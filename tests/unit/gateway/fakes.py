"""Stand-ins for what surrounds the gateway's heart: the other services, sockets, and the clock."""

import asyncio
import heapq
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.gateway.live.member import Write
from services.gateway.upstream.apps import (
    AppListener,
    AppMode,
    Event,
    EventOutcome,
    EventSettled,
    EventStatus,
    HttpApp,
    News,
)
from services.gateway.upstream.pages import Content, EditDone, Opened, PageListener, PageRead
from services.gateway.wire.close import CloseCode
from services.gateway.wire.frames import Opcode
from services.gateway.wire.position import Position

EPOCH = "e"


async def turns_until(is_so: Callable[[], bool]) -> None:
    """Lets the loop turn until something is so."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0)


@dataclass
class Timer:
    """Something that will happen."""

    when: float
    callback: Callable[[], object]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeLoop:
    """An event loop that moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._soon: list[Callable[[], object]] = []
        self._later: list[tuple[float, int, Timer]] = []
        self._count = itertools.count()

    def time(self) -> float:
        return self.now

    def call_soon(self, callback: Callable[..., object], *args: Any) -> None:
        self._soon.append(lambda: callback(*args))

    def call_later(self, delay: float, callback: Callable[..., object], *args: Any) -> Timer:
        timer = Timer(self.now + delay, lambda: callback(*args))
        heapq.heappush(self._later, (timer.when, next(self._count), timer))
        return timer

    def turn(self) -> None:
        """Ends turns until nothing is to be done soon."""
        while self._soon:
            soon, self._soon = self._soon, []
            for callback in soon:
                callback()

    def advance(self, seconds: float) -> None:
        """Lets time pass."""
        self.turn()
        end = self.now + seconds
        while self._later and self._later[0][0] <= end:
            when, _, timer = heapq.heappop(self._later)
            self.now = max(self.now, when)
            if not timer.cancelled:
                timer.callback()
            self.turn()
        self.now = end


@dataclass
class Subscribed:
    """One question to the site-store."""

    tag: int
    route: str
    after: Position | None
    ephemeral: bool
    skip_content: bool


@dataclass
class Edited:
    """One edit on its way."""

    route: str
    body: bytes
    done: EditDone
    if_position: Position | None


class FakePages:
    """Notes what it is asked, and answers when told to."""

    def __init__(self) -> None:
        self.subscribed: list[Subscribed] = []
        self.unsubscribed: list[str] = []
        self.released: list[str] = []
        self.edits: list[Edited] = []
        self.reads: dict[str, PageRead] = {}
        self.listener: PageListener

    def edit(self, route: str, body: bytes, done: EditDone, *, if_position: Position | None = None) -> None:
        self.edits.append(Edited(route, body, done, if_position))

    async def read(self, route: str) -> PageRead:
        return self.reads.get(route, PageRead(None, Position(EPOCH, 0)))

    def read_now(self, route: str) -> PageRead | None:
        return None

    def listen(self, listener: PageListener) -> None:
        self.listener = listener

    def subscribe(
        self,
        tag: int,
        route: str,
        *,
        after: Position | None = None,
        ephemeral: bool = False,
        skip_content: bool = False,
    ) -> None:
        self.subscribed.append(Subscribed(tag, route, after, ephemeral, skip_content))

    def unsubscribe(self, route: str) -> None:
        self.unsubscribed.append(route)

    def release(self, route: str) -> None:
        self.released.append(route)

    def take(self) -> list[Subscribed]:
        """The questions since the last time."""
        asked, self.subscribed = self.subscribed, []
        return asked

    def answer(
        self,
        revision: int,
        snapshot: bytes | None = None,
        *,
        missed: Sequence[bytes] | None = None,
        epoch: str = EPOCH,
    ) -> None:
        """Answers the questions that were asked: with a page, with what was missed, or that there is none."""
        for asked in self.take():
            position = Position(epoch, revision)
            if asked.skip_content:
                opened = Opened(asked.tag, asked.route, position, Content.SKIPPED)
            elif missed is not None:
                opened = Opened(asked.tag, asked.route, position, Content.MISSED, missed=tuple(missed))
            elif snapshot is not None:
                opened = Opened(asked.tag, asked.route, position, Content.SNAPSHOT, snapshot)
            else:
                opened = Opened(asked.tag, asked.route, position, Content.ABSENT)
            self.listener.opened(opened)


@dataclass
class Forwarded:
    """One event on its way."""

    event: Event
    settled: EventSettled


@dataclass
class FakeApps:
    """Knows the apps it is given; notes events, and settles them at once unless told to wait."""

    modes: dict[str, AppMode] = field(default_factory=dict)
    events: list[Forwarded] = field(default_factory=list)
    registered: list[HttpApp] = field(default_factory=list)
    unregistered: list[str] = field(default_factory=list)
    outcome: EventStatus | None = EventStatus.ACCEPTED
    listener: AppListener | None = None

    def mode_of(self, route: str) -> AppMode | None:
        return self.modes.get(route)

    def listen(self, listener: AppListener) -> None:
        self.listener = listener

    def forward(self, event: Event, settled: EventSettled) -> None:
        self.events.append(Forwarded(event, settled))
        if self.outcome is not None:
            settled(EventOutcome(self.outcome))

    async def register(self, app: HttpApp) -> None:
        self.registered.append(app)
        self.modes[app.route] = app.mode

    async def unregister(self, route: str) -> None:
        self.unregistered.append(route)
        self.modes.pop(route, None)

    def tell(self, *news: News) -> None:
        """Makes news."""
        assert self.listener is not None
        self.listener.heard(news)

    def take(self) -> list[Event]:
        """The events since the last time."""
        events, self.events = self.events, []
        return [forwarded.event for forwarded in events]


def payload_of(frame: bytes) -> bytes:
    """What is in a frame of the server."""
    length = frame[1]
    return frame[{126: 4, 127: 10}.get(length, 2) :]


class FakeLine:
    """A socket that keeps what is written to it."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.is_paused = False
        self.closed: CloseCode | None = None

    @property
    def write(self) -> Write:
        return self.frames.append

    def send(self, frame: bytes) -> None:
        self.frames.append(frame)

    def pause(self) -> None:
        self.is_paused = True

    def unpause(self) -> None:
        self.is_paused = False

    def close(self, code: CloseCode, reason: str = "") -> None:
        self.closed = code

    def take(self) -> list[str]:
        """The lines since the last time."""
        # In place: who writes to many keeps the method that appends.
        frames = list(self.frames)
        self.frames.clear()
        assert all(frame[0] == 0x80 | Opcode.TEXT for frame in frames)
        return [line for frame in frames for line in payload_of(frame).decode().split("\n")]

    def take_frames(self) -> list[str]:
        """The messages since the last time."""
        # In place: who writes to many keeps the method that appends.
        frames = list(self.frames)
        self.frames.clear()
        return [payload_of(frame).decode() for frame in frames]
