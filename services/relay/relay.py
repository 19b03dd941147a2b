"""Brings the events of gateways to the apps they are for."""

from collections.abc import Callable
from dataclasses import replace

from services.chassis.logs import get_logger
from services.relay.attachments import Attachments, Stream
from services.relay.delivery.lane import Clock, Courier, Timer
from services.relay.directory import AppDirectory
from services.relay.errors import Draining, QueueFull
from services.relay.event import ACCEPTED, Client, Event, EventKind, EventStatus, Outcome, Tell, nobody

logger = get_logger(__name__)


class Relay:
    """Events in, outcomes out; and the events that nobody sends because a gateway is gone."""

    def __init__(
        self,
        directory: AppDirectory,
        *,
        clock: Clock,
        event_expiry_seconds: float,
        reconnect_timeout_seconds: float,
    ) -> None:
        self.directory = directory
        self.attachments = Attachments()
        self.event_expiry_seconds = event_expiry_seconds
        self._clock = clock
        self._reconnect_timeout_seconds = reconnect_timeout_seconds
        self._last_stream = 0
        self._is_draining = False
        self._timer: Timer | None = None

    def open_stream(self) -> Stream:
        """Begins to hear a gateway. Raises Draining."""
        if self._is_draining:
            raise Draining("the relay is being stopped; ask another, or try again soon")
        self._last_stream += 1
        self.attachments.open_stream(self._last_stream)
        return self._last_stream

    def close_stream(self, stream: Stream) -> None:
        """Notes that a gateway is not heard any more: its clients count as lost."""
        if self._is_draining:
            # They are not lost; it is the relay that leaves.
            return
        lost = self.attachments.close_stream(stream, self._clock.time() + self._reconnect_timeout_seconds)
        if lost:
            logger.warning("gateway_lost", clients=lost)
            self._arm()

    def forward(self, stream: Stream, event: Event, tell: Tell) -> None:
        """Takes an event, and tells what became of it."""
        _FORWARD[event.kind](self, stream, event, tell)

    async def unregister(self, route: str, *, only: Courier | None = None) -> tuple[int, bool]:
        """Forgets the app of a route, and who has come to it; see AppDirectory.unregister."""
        version, found = await self.directory.unregister(route, only=only)
        if found:
            self.attachments.forget_route(route)
        return version, found

    async def drain(self) -> None:
        """Takes no new gateways, and waits for what is under way.

        What a gateway still sends is taken: it would be lost otherwise.
        """
        self._is_draining = True
        if self._timer is not None:
            self._timer.cancel()
        await self.directory.drain()

    def _to_app(self, stream: Stream, event: Event, tell: Tell) -> None:
        if self.directory.lane(event.route) is None:
            tell(Outcome(EventStatus.UNKNOWN_APP, f"there is no app at {event.route}"))
            return
        self.attachments.attach(stream, event.client, event.route)
        self._accept(event, tell)

    def _resume(self, stream: Stream, event: Event, tell: Tell) -> None:
        if self.directory.lane(event.route) is None:
            self.attachments.resume(stream, event.client)
            tell(Outcome(EventStatus.UNKNOWN_APP, f"there is no app at {event.route}"))
            return
        self.attachments.attach(stream, event.client, event.route)
        tell(ACCEPTED)

    def _disconnect(self, stream: Stream, event: Event, tell: Tell) -> None:
        """Tells every app the client has come to, whichever route the gateway names.

        The client has gone from all of them. Its browser hears nothing any more, so nobody waits for the
        outcome.
        """
        if not self.attachments.is_stale(stream, event.client.id):
            self._say_goodbye(event.client, self.attachments.detach(event.client.id))
        tell(ACCEPTED)

    def _logout(self, stream: Stream, event: Event, tell: Tell) -> None:
        """Tells every app; each takes it in its own time."""
        for lane in self.directory.lanes():
            self._accept(replace(event, route=lane.route), nobody)
        tell(ACCEPTED)

    def _say_goodbye(self, client: Client, routes: list[str]) -> None:
        for route in routes:
            self._accept(Event(route, EventKind.DISCONNECT, client), nobody)

    def _accept(self, event: Event, tell: Tell) -> None:
        lane = self.directory.lane(event.route)
        if lane is None:
            return
        try:
            lane.accept(event, tell, self.event_expiry_seconds)
        except QueueFull as error:
            outcome = Outcome(EventStatus.QUEUE_FULL, str(error))
            self.directory.stats.count(event, outcome)
            logger.warning(
                "event_refused", route=event.route, kind=event.kind.name.lower(), reason=str(error)
            )
            tell(outcome)

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        gone_at = self.attachments.next_gone_at()
        self._timer = self._clock.call_at(gone_at, self._forget_gone) if gone_at is not None else None

    def _forget_gone(self) -> None:
        for attachment in self.attachments.gone(self._clock.time()):
            self._say_goodbye(attachment.client, list(attachment.routes))
        self._arm()


_FORWARD: dict[EventKind, Callable[[Relay, Stream, Event, Tell], None]] = {
    EventKind.BOOT: Relay._to_app,
    EventKind.QUERY: Relay._to_app,
    EventKind.RESUME: Relay._resume,
    EventKind.DISCONNECT: Relay._disconnect,
    EventKind.LOGOUT: Relay._logout,
}
