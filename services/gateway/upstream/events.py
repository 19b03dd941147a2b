"""The stream on which events go to the relay, and what became of them comes back."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from services.gateway.upstream.apps import Event, EventKind, EventOutcome, EventSettled, EventStatus
from services.gateway.upstream.stream import BatchedStream

MAX_WAITING_EVENTS = 20_000
# With the relay away, an event waits this long for it to come back.
HELD_SECONDS = 5.0
_SWEEP_SECONDS = 0.5

KINDS = {
    EventKind.BOOT: relay_pb2.EVENT_KIND_BOOT,
    EventKind.QUERY: relay_pb2.EVENT_KIND_QUERY,
    EventKind.RESUME: relay_pb2.EVENT_KIND_RESUME,
    EventKind.DISCONNECT: relay_pb2.EVENT_KIND_DISCONNECT,
    EventKind.LOGOUT: relay_pb2.EVENT_KIND_LOGOUT,
}
STATUSES = {
    relay_pb2.EVENT_STATUS_ACCEPTED: EventStatus.ACCEPTED,
    relay_pb2.EVENT_STATUS_UNKNOWN_APP: EventStatus.UNKNOWN_APP,
    relay_pb2.EVENT_STATUS_WAITING: EventStatus.WAITING,
    relay_pb2.EVENT_STATUS_EXPIRED: EventStatus.EXPIRED,
    relay_pb2.EVENT_STATUS_QUEUE_FULL: EventStatus.QUEUE_FULL,
    relay_pb2.EVENT_STATUS_FAILED: EventStatus.FAILED,
}
_FULL = EventOutcome(EventStatus.QUEUE_FULL, "too many events are waiting for the relay")
_AWAY = EventOutcome(EventStatus.AWAY, "the relay does not answer")


@dataclass(slots=True)
class _Waiting:
    event: Event
    settled: EventSettled
    since: float


class EventStream:
    """Events on their way.

    An event that was sent when the stream broke is settled as AWAY and never repeated: it may have reached its app, and an
    app is told each thing at most once. Events that come while the stream is closed wait `HELD_SECONDS`; so do those that come
    while the apps are not known: a relay that has just started does not know yet which apps dial in, and would refuse them.
    """

    def __init__(self, stub: relay_pb2_grpc.RelayStub, reattach: Callable[[], None]) -> None:
        self._reattach = reattach
        self._last_id = 0
        self._sent: dict[int, _Waiting] = {}
        self._held: list[_Waiting] = []
        self._knows_apps = True
        self._stream: BatchedStream[
            relay_pb2.Event, relay_pb2.ForwardEventsRequest, relay_pb2.ForwardEventsResponse
        ] = BatchedStream(
            "events",
            open_call=stub.ForwardEvents,
            to_request=lambda events: relay_pb2.ForwardEventsRequest(events=events),
            listener=self,
        )

    @property
    def is_open(self) -> bool:
        """Whether events can be sent now."""
        return self._stream.is_open

    async def run(self) -> None:
        """Keeps the stream open, and gives up on events that wait too long, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._stream.run())
            tasks.create_task(self._sweep())

    def submit(self, event: Event, settled: EventSettled) -> None:
        """Sends an event; `settled` is told what became of it."""
        if len(self._sent) + len(self._held) >= MAX_WAITING_EVENTS:
            settled(_FULL)
            return
        waiting = _Waiting(event, settled, asyncio.get_running_loop().time())
        if self._stream.is_open and (self._knows_apps or event.kind is EventKind.RESUME):
            self._send(waiting)
        else:
            self._held.append(waiting)

    def opened(self) -> None:
        """Says who is here, and sends what was held."""
        self._reattach()
        self._send_held()

    def know_apps(self, *, are_known: bool) -> None:
        """Says whether it is known which apps there are: while it is not, events wait."""
        self._knows_apps = are_known
        self._send_held()

    def received(self, response: relay_pb2.ForwardEventsResponse) -> None:
        """Settles events."""
        for outcome in response.outcomes:
            status = STATUSES.get(outcome.status, EventStatus.FAILED)
            # After WAITING a second outcome follows, so the event is kept.
            is_last = status is not EventStatus.WAITING
            waiting = self._sent.pop(outcome.event_id, None) if is_last else self._sent.get(outcome.event_id)
            if waiting is not None:
                waiting.settled(EventOutcome(status, outcome.reason))

    def broken(self) -> None:
        """Settles what was sent: nobody will say any more what became of it."""
        sent, self._sent = self._sent, {}
        for waiting in sent.values():
            waiting.settled(_AWAY)

    def _send(self, waiting: _Waiting) -> None:
        self._last_id += 1
        self._sent[self._last_id] = waiting
        self._stream.send(_to_message(self._last_id, waiting.event))

    def _send_held(self) -> None:
        if self._stream.is_open and self._knows_apps:
            held, self._held = self._held, []
            for waiting in held:
                self._send(waiting)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            self.give_up(asyncio.get_running_loop().time())

    def give_up(self, now: float) -> None:
        """Tells those who have waited too long that the relay is away."""
        late = [waiting for waiting in self._held if waiting.since <= now - HELD_SECONDS]
        if late:
            self._held = self._held[len(late) :]
            for waiting in late:
                waiting.settled(_AWAY)


def _to_message(event_id: int, event: Event) -> relay_pb2.Event:
    user = event.user
    return relay_pb2.Event(
        id=event_id,
        route=event.route,
        kind=KINDS[event.kind],
        client=relay_pb2.Client(
            id=event.client_id,
            subject=user.subject,
            username=user.username,
            session_id=user.session_id,
            access_token=user.access_token,
            refresh_token=user.refresh_token,
            claims=user.claims,
        ),
        arguments=event.arguments,
        headers=[relay_pb2.Header(name=name, values=values) for name, values in event.headers],
    )
