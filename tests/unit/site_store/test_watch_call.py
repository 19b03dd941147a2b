import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, cast

import grpc
import pytest

from h2o.wave.v1 import site_store_pb2
from services.plain import watching as plain
from services.site_store.watch_call import WatchCall
from tests.unit.site_store.bench import CARD, Bench


class Caller:
    """The other end of the call, in the same process."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.on_event: Callable[[Any], None] = self.heard.append
        self.has_room = True
        self.tell: Callable[[Any], None]

    def deliver_to(self, sink: Callable[[Any], None]) -> None:
        self.tell = sink

    def write_nowait(self, response: Any) -> bool:
        if self.has_room:
            for event in response.events:
                self.on_event(event)
        return self.has_room

    async def write(self, response: Any) -> None:
        self.heard += response.events


class Scene:
    """A store that is watched."""

    def __init__(self) -> None:
        self.bench = Bench()
        self.caller = Caller()
        self.call = WatchCall(self.bench.store.reading, cast(Any, self.caller), max_bytes=10_000)
        self.running: asyncio.Task[None]

    async def begin(self) -> None:
        self.running = asyncio.create_task(self.call.run(self._requests()))
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def _requests(self) -> AsyncIterator[Any]:
        await asyncio.Event().wait()
        yield None

    def subscribe(self, *, plainly: bool = True) -> None:
        command = site_store_pb2.WatchCommand(subscribe=site_store_pb2.Subscribe(tag=1, route="/x"))
        request = (
            plain.WatchRequest([command]) if plainly else site_store_pb2.WatchRequest(commands=[command])
        )
        self.caller.tell(request)

    def edit(self) -> None:
        self.bench.edit("/x")


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    scene = Scene()
    await scene.begin()
    yield scene
    scene.running.cancel()


def kinds(heard: list[Any]) -> list[str]:
    return [event.WhichOneof("event") for event in heard]


async def test_in_process_the_answer_and_every_change_are_heard_at_once(scene: Scene) -> None:
    """[W6]"""
    scene.subscribe()
    assert kinds(scene.caller.heard) == ["opened"]
    scene.edit()
    assert kinds(scene.caller.heard) == ["opened", "delta"]
    assert scene.caller.heard[1].delta == ("/x", 1, CARD)


@pytest.mark.parametrize("plainly", [True, False])
async def test_who_asks_with_twins_is_answered_with_twins(scene: Scene, plainly: bool) -> None:
    scene.subscribe(plainly=plainly)
    scene.edit()
    assert isinstance(scene.caller.heard[1], plain.WatchEvent) is plainly
    assert scene.caller.heard[1].delta.body == CARD


async def test_what_happens_while_something_is_told_is_told_afterwards(scene: Scene) -> None:
    order: list[str] = []

    def edit_once(event: Any) -> None:
        kind = event.WhichOneof("event")
        order.append(f"{kind} begins")
        if kind == "opened":
            scene.edit()
        order.append(f"{kind} ends")

    scene.caller.on_event = edit_once
    scene.subscribe()
    assert order == ["opened begins", "opened ends", "delta begins", "delta ends"]


async def test_without_room_events_wait_and_nothing_overtakes_them(scene: Scene) -> None:
    scene.caller.has_room = False
    scene.subscribe()
    scene.caller.has_room = True
    scene.edit()
    assert scene.caller.heard == []
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert kinds(scene.caller.heard) == ["opened", "delta"]


async def test_a_listener_that_fails_ends_its_call_and_not_the_edit(scene: Scene) -> None:
    scene.subscribe()

    def fail(event: Any) -> None:
        raise RuntimeError("a defect of the listener")

    scene.caller.on_event = fail
    scene.edit()
    assert [outcome.revision for outcome in scene.bench.outcomes] == [1]
    with pytest.raises(RuntimeError):
        await scene.running


async def test_a_caller_that_has_left_is_not_a_failure(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.subscribe()

    def leave(event: Any) -> None:
        raise grpc.aio.InternalError("The client has left this RPC.")

    scene.caller.on_event = leave
    scene.edit()
    assert [outcome.revision for outcome in scene.bench.outcomes] == [1]
    assert caplog.records == []


async def test_progress_is_told_when_it_is_due(scene: Scene) -> None:
    scene.call.tell_progress()
    assert kinds(scene.caller.heard) == ["progress"]
