import asyncio
from collections.abc import AsyncIterator

import pytest

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from services.gateway.upstream import events
from services.gateway.upstream.apps import Event, EventKind, EventOutcome, EventStatus
from services.gateway.upstream.events import EventStream
from services.gateway.user import User
from tests.unit.gateway.upstream.site import ScriptedRelay, Stream, running, scripted

USER = User("u1", "Zoë", "s1", "at", "rt")
BOOT = Event("/app", EventKind.BOOT, "id", USER, b'{"#":"h"}', (("X-A", ("1", "2")),))


class Scene:
    """An event stream to a scripted relay."""

    def __init__(self, stream: EventStream, relay: ScriptedRelay, call: Stream, attached: list[int]) -> None:
        self.stream = stream
        self.relay = relay
        self.call = call
        self.attached = attached


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    attached: list[int] = []
    async with scripted() as (_, relay, channel):
        stub = relay_pb2_grpc.RelayStub(channel)  # type: ignore[no-untyped-call]
        stream = EventStream(stub, lambda: attached.append(len(attached)))
        async with running(stream.run()):
            yield Scene(stream, relay, await relay.events.next(), attached)


def settled(*given: tuple[int, "relay_pb2.EventStatus.ValueType"]) -> relay_pb2.ForwardEventsResponse:
    outcomes = [
        relay_pb2.EventOutcome(event_id=event_id, status=status, reason="why") for event_id, status in given
    ]
    return relay_pb2.ForwardEventsResponse(outcomes=outcomes)


async def test_an_event_tells_who_did_what(scene: Scene) -> None:
    """[W7] [H6]"""
    scene.stream.submit(BOOT, lambda _: None)
    (event,) = (await scene.call.requests.get()).events
    assert (event.route, event.kind, event.arguments) == ("/app", relay_pb2.EVENT_KIND_BOOT, b'{"#":"h"}')
    client = event.client
    assert (client.id, client.subject, client.username) == ("id", "u1", "Zoë")
    assert (client.session_id, client.access_token, client.refresh_token) == ("s1", "at", "rt")
    assert [(header.name, list(header.values)) for header in event.headers] == [("X-A", ["1", "2"])]


async def test_outcomes_come_in_any_order(scene: Scene) -> None:
    found = asyncio.Queue[tuple[str, EventOutcome]]()
    for name in ("one", "two"):
        scene.stream.submit(BOOT, lambda outcome, name=name: found.put_nowait((name, outcome)))  # type: ignore[misc]
    first, second = (event.id for event in (await scene.call.requests.get()).events)
    failed, accepted = relay_pb2.EVENT_STATUS_FAILED, relay_pb2.EVENT_STATUS_ACCEPTED
    scene.call.answer(settled((second, failed), (first, accepted), (99, accepted)))
    assert await found.get() == ("two", EventOutcome(EventStatus.FAILED, "why"))
    assert await found.get() == ("one", EventOutcome(EventStatus.ACCEPTED, "why"))


async def test_an_event_that_waits_is_settled_twice(scene: Scene) -> None:
    """[N7]"""
    found = asyncio.Queue[EventOutcome]()
    scene.stream.submit(BOOT, found.put_nowait)
    (event,) = (await scene.call.requests.get()).events
    scene.call.answer(settled((event.id, relay_pb2.EVENT_STATUS_WAITING)))
    assert (await found.get()).status is EventStatus.WAITING
    scene.call.answer(settled((event.id, relay_pb2.EVENT_STATUS_EXPIRED)))
    assert (await found.get()).status is EventStatus.EXPIRED


async def test_after_a_break_nothing_is_repeated(scene: Scene) -> None:
    """An app is told each thing at most once."""
    found = asyncio.Queue[EventOutcome]()
    scene.stream.submit(BOOT, found.put_nowait)
    await scene.call.requests.get()
    scene.call.fail()
    assert (await found.get()).status is EventStatus.AWAY
    again = await scene.relay.events.next()
    scene.stream.submit(Event("/later", EventKind.QUERY, "id", USER), found.put_nowait)
    assert [event.route for event in (await again.requests.get()).events] == ["/later"]


async def test_after_a_break_the_relay_learns_who_is_here(scene: Scene) -> None:
    assert len(scene.attached) == 1
    scene.call.end()
    await scene.relay.events.next()
    await asyncio.sleep(0)
    assert len(scene.attached) == 2


async def test_without_the_relay_an_event_waits_a_little() -> None:
    """[N8]"""
    async with scripted() as (_, relay, channel):
        stub = relay_pb2_grpc.RelayStub(channel)  # type: ignore[no-untyped-call]
        stream = EventStream(stub, lambda: None)
        found = list[EventOutcome]()
        stream.submit(BOOT, found.append)
        now = asyncio.get_running_loop().time()
        stream.give_up(now + events.HELD_SECONDS + 1)
        assert [outcome.status for outcome in found] == [EventStatus.AWAY]
        stream.submit(BOOT, found.append)
        stream.give_up(now + events.HELD_SECONDS - 1)
        async with running(stream.run()):
            call = await relay.events.next()
            assert len((await call.requests.get()).events) == 1
        assert len(found) == 2


async def test_what_waits_is_bounded(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MAX_WAITING_EVENTS", 1)
    found = list[EventOutcome]()
    scene.stream.submit(BOOT, found.append)
    scene.stream.submit(BOOT, found.append)
    assert [outcome.status for outcome in found] == [EventStatus.QUEUE_FULL]


def test_every_kind_and_status_has_a_meaning() -> None:
    assert set(events.KINDS) == set(EventKind)
    assert set(events.KINDS.values()) == set(relay_pb2.EventKind.values()) - {0}
    assert set(events.STATUSES) == set(relay_pb2.EventStatus.values()) - {0}
    assert set(events.STATUSES.values()) == set(EventStatus) - {EventStatus.AWAY}


async def test_until_the_apps_are_known_only_clients_that_are_here_are_named(scene: Scene) -> None:
    """A relay that has just started would refuse events for apps that have not dialled in yet."""
    found = list[EventOutcome]()
    scene.stream.know_apps(are_known=False)
    scene.stream.submit(BOOT, found.append)
    scene.stream.submit(Event("/app", EventKind.RESUME, "id", USER), found.append)
    (event,) = (await scene.call.requests.get()).events
    assert event.kind == relay_pb2.EVENT_KIND_RESUME
    scene.stream.know_apps(are_known=True)
    (event,) = (await scene.call.requests.get()).events
    assert event.kind == relay_pb2.EVENT_KIND_BOOT
    assert not found
