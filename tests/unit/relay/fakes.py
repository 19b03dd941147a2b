"""What stands in for time, the network and the disk in the tests of the relay."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from services.relay.apps import App, HttpAddress
from services.relay.delivery.http import Attempt, Fate
from services.relay.delivery.lane import Ending
from services.relay.errors import RegistryUnwritable
from services.relay.event import Client, Event, EventKind, EventStatus, Outcome

TAKEN = Attempt(Fate.TAKEN)


class FakeTimer:
    def __init__(self, when: float, callback: Callable[[], object]) -> None:
        self.when = when
        self.callback = callback
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True


class FakeClock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.timers: list[FakeTimer] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], object]) -> FakeTimer:
        timer = FakeTimer(when, callback)
        self.timers.append(timer)
        return timer

    def pass_seconds(self, seconds: float) -> None:
        """Moves time on, and makes the calls that become due, in order."""
        end = self.now + seconds
        while due := [timer for timer in self.timers if not timer.is_cancelled and timer.when <= end]:
            first = min(due, key=lambda timer: timer.when)
            self.timers.remove(first)
            self.now = max(self.now, first.when)
            first.callback()
        self.now = end


class FakePost:
    """An app whose answers a test gives, one attempt at a time."""

    def __init__(self) -> None:
        self.attempts: list[tuple[HttpAddress, Event, asyncio.Future[Attempt]]] = []

    async def deliver(self, address: HttpAddress, event: Event) -> Attempt:
        answer: asyncio.Future[Attempt] = asyncio.get_running_loop().create_future()
        self.attempts.append((address, event, answer))
        return await answer

    @property
    def open_events(self) -> list[Event]:
        """The events that are being posted right now."""
        return [event for _, event, answer in self.attempts if not answer.done()]

    async def answer(self, event: Event, attempt: Attempt = TAKEN) -> None:
        """Answers the attempt for `event` that is under way."""
        for _, posted, answer in self.attempts:
            if posted is event and not answer.done():
                answer.set_result(attempt)
                await settle_down()
                return
        raise AssertionError(f"{event} is not being posted")


@dataclass
class FakeShelf:
    """A disk that remembers, or is full."""

    saved: list[list[App]] = field(default_factory=list)
    is_full: bool = False

    def save(self, apps: list[App]) -> None:
        if self.is_full:
            raise RegistryUnwritable("cannot keep the list of apps: the disk is full")
        self.saved.append(apps)


class FakeCourier:
    is_pipelined = False

    def __init__(self) -> None:
        self.wakes = 0
        self.ending: Ending | None = None

    def wake(self) -> None:
        self.wakes += 1

    def close(self, ending: Ending) -> None:
        self.ending = ending


@dataclass
class FakeOwner:
    """Notes what a lane tells."""

    told: list[tuple[str, str]] = field(default_factory=list)
    settled: list[tuple[Event, EventStatus]] = field(default_factory=list)

    def app_went_down(self, route: str, reason: str) -> None:
        self.told.append(("down", reason))

    def app_came_up(self, route: str) -> None:
        self.told.append(("up", route))

    def event_settled(self, event: Event, outcome: Outcome) -> None:
        self.settled.append((event, outcome.status))


@dataclass
class Teller:
    """Notes what became of one event."""

    outcomes: list[Outcome] = field(default_factory=list)

    def __call__(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    @property
    def statuses(self) -> list[EventStatus]:
        return [outcome.status for outcome in self.outcomes]


_numbers = count(1)


def client(name: str = "c1", subject: str = "anon") -> Client:
    return Client(name, subject, subject)


def query(name: str = "c1", *, route: str = "/app", arguments: bytes | None = None) -> Event:
    """A query that differs from all others."""
    return Event(route, EventKind.QUERY, client(name), arguments or b'{"n":%d}' % next(_numbers))


def boot(name: str = "c1", *, route: str = "/app") -> Event:
    return Event(route, EventKind.BOOT, client(name))


async def settle_down() -> None:
    """Lets everything happen that can happen without time going on."""
    for _ in range(20):
        await asyncio.sleep(0)
