"""The events of one route on their way, whoever serves it at the moment.

A lane outlives its app: when an app registers again, or another takes its place, waiting events go to the new
one.
"""

from collections.abc import Callable
from enum import Enum
from typing import Protocol

from services.chassis.logs import get_logger
from services.relay.event import ACCEPTED, Event, EventStatus, Outcome, Tell
from services.relay.queue import Entry, EventQueue, QueueBounds

logger = get_logger(__name__)

_WAITING = Outcome(EventStatus.WAITING, "the app does not answer; the event waits")


class Ending(Enum):
    """Why a courier brings nothing any more, for a person to read."""

    REPLACED = "another app serves the route now"
    LEFT = "the app has left"
    STOPPED = "the relay is being stopped"
    BROKEN = "the stream of the app broke"


class Timer(Protocol):
    """What a clock gives for a call that is due later."""

    def cancel(self) -> None:
        """Makes the call not happen."""


class Clock(Protocol):
    """What the relay needs of time. An asyncio loop is one."""

    def time(self) -> float:
        """Seconds since some moment; never goes back."""

    def call_at(self, when: float, callback: Callable[[], object]) -> Timer:
        """Calls `callback` when the clock shows `when`."""


class Courier(Protocol):
    """Brings the events of a lane to one app."""

    @property
    def is_pipelined(self) -> bool:
        """Whether it keeps the order of events under way by itself."""

    def wake(self) -> None:
        """Says that there may be something to bring."""

    def close(self, ending: Ending) -> None:
        """Says that it brings nothing any more."""


class LaneOwner(Protocol):
    """Whom a lane tells what it learns about its app."""

    def app_went_down(self, route: str, reason: str) -> None:
        """The app does not answer."""

    def app_came_up(self, route: str) -> None:
        """The app answers again."""

    def event_settled(self, event: Event, outcome: Outcome) -> None:
        """An event has its last outcome."""


class Lane:
    """The queue of one route, and the courier that empties it."""

    def __init__(self, route: str, bounds: QueueBounds, *, owner: LaneOwner, clock: Clock) -> None:
        self.route = route
        self.queue = EventQueue(bounds)
        self.courier: Courier | None = None
        self.is_down = False
        self.clock = clock
        self._owner = owner
        self._timer: Timer | None = None
        self._timer_at = 0.0

    def accept(self, event: Event, tell: Tell, wait_seconds: float) -> None:
        """Takes an event, to be delivered within `wait_seconds`. Raises QueueFull."""
        entry = Entry(event, tell, self.clock.time() + wait_seconds)
        self.queue.offer(entry)
        if self.is_down:
            self._tell_waiting(entry)
        self._arm(entry.expires_at)
        if self.courier is not None:
            self.courier.wake()

    def serve_by(self, courier: Courier) -> None:
        """Puts a courier in the place of the one before."""
        before, self.courier = self.courier, courier
        if before is not None:
            before.close(Ending.REPLACED)
        self.is_down = False
        self.queue.is_pipelined = courier.is_pipelined
        courier.wake()

    def settle(self, entry: Entry, outcome: Outcome = ACCEPTED) -> None:
        """Ends the life of an entry. Does nothing when it has ended already."""
        if self.queue.remove(entry):
            self._finish(entry, outcome)

    def put_back(self, entry: Entry) -> None:
        """Notes that a sent entry was not delivered; it will be, or it expires.

        Does nothing when it has ended already.
        """
        if not self.queue.put_back(entry):
            return
        if self.is_down:
            self._tell_waiting(entry)
        self._arm(entry.expires_at)

    def go_down(self, reason: str) -> None:
        """Notes that the app does not answer; events wait from now on."""
        if self.is_down:
            return
        self.is_down = True
        self._owner.app_went_down(self.route, reason)
        for entry in self.queue.unsent():
            self._tell_waiting(entry)

    def come_up(self) -> None:
        """Notes that the app answers again."""
        if self.is_down:
            self.is_down = False
            self._owner.app_came_up(self.route)

    def close(self, ending: Ending) -> None:
        """Ends everything: the app has left, or the relay stops."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        courier, self.courier = self.courier, None
        # First the queue, or the courier would give entries back to it.
        entries = self.queue.clear()
        if courier is not None:
            courier.close(ending)
        for entry in entries:
            self._finish(entry, Outcome(EventStatus.EXPIRED, ending.value))

    def _finish(self, entry: Entry, outcome: Outcome) -> None:
        entry.tell(outcome)
        self._owner.event_settled(entry.event, outcome)

    def _tell_waiting(self, entry: Entry) -> None:
        if not entry.is_told_waiting:
            entry.is_told_waiting = True
            entry.tell(_WAITING)

    def _arm(self, when: float) -> None:
        if self._timer is not None:
            if self._timer_at <= when:
                return
            self._timer.cancel()
        self._timer_at = when
        self._timer = self.clock.call_at(when, self._expire)

    def _expire(self) -> None:
        self._timer = None
        for entry in self.queue.expire(self.clock.time()):
            logger.warning("event_expired", route=self.route, kind=entry.event.kind.name.lower())
            self._finish(entry, Outcome(EventStatus.EXPIRED, "the app did not answer in time"))
        next_expiry = self.queue.next_expiry()
        if next_expiry is not None:
            self._arm(next_expiry)
        if self.courier is not None:
            self.courier.wake()
