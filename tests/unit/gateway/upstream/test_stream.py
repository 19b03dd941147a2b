import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from services.gateway.upstream import stream as stream_module
from services.gateway.upstream.stream import BatchedStream, Pause, follow
from tests.unit.gateway.fakes import turns_until
from tests.unit.gateway.upstream.site import running


class ScriptedCall:
    """A call that is answered as the test wants.

    With an error its writes fail, as when the other side has gone; then its reader is told only when it is cancelled.
    """

    def __init__(self, error: Exception | None) -> None:
        self.error = error
        self.written: asyncio.Queue[Any] = asyncio.Queue()
        self._responses: asyncio.Queue[Any] = asyncio.Queue()

    def respond(self) -> None:
        self._responses.put_nowait("response")

    def break_off(self) -> None:
        self._responses.put_nowait(StopAsyncIteration())

    async def wait_for_connection(self) -> None:
        """Connected at once."""

    def cancel(self) -> None:
        self._responses.put_nowait(asyncio.CancelledError())

    async def write(self, request: Any) -> None:
        if self.error is not None:
            raise self.error
        self.written.put_nowait(request)

    def __aiter__(self) -> "ScriptedCall":
        return self

    async def __anext__(self) -> Any:
        response = await self._responses.get()
        if isinstance(response, BaseException):
            raise response
        return response


class Listener:
    """Counts."""

    def __init__(self) -> None:
        self.opened_count = 0
        self.broken_count = 0

    def opened(self) -> None:
        self.opened_count += 1

    def received(self, response: object) -> None:
        """Says nothing of it."""

    def broken(self) -> None:
        self.broken_count += 1


def stream(
    calls: list[ScriptedCall], listener: Listener, size_of: Callable[[int], int] | None = None
) -> BatchedStream[int, list[int], object]:
    return BatchedStream(
        "test", open_call=calls.pop, to_request=lambda items: items, listener=listener, size_of=size_of
    )


async def test_a_write_that_fails_opens_the_stream_again() -> None:
    good, bad = ScriptedCall(None), ScriptedCall(asyncio.InvalidStateError("RPC already finished."))
    listener = Listener()
    calls = [good, bad]
    batched = stream(calls, listener)
    async with running(batched.run()):
        await turns_until(lambda: batched.is_open)
        batched.send(1)
        await turns_until(lambda: listener.opened_count == 2)
        assert listener.broken_count == 1
        batched.send(2)
        batched.send(3)
        assert await good.written.get() == [2, 3]
    assert listener.broken_count == 2


async def test_what_is_sent_while_the_stream_is_closed_is_dropped() -> None:
    call, listener = ScriptedCall(None), Listener()
    batched = stream([call], listener)
    batched.send(1)
    async with running(batched.run()):
        await turns_until(lambda: batched.is_open)
        batched.send(2)
        assert await call.written.get() == [2]


async def test_what_comes_while_a_batch_is_not_answered_travels_together() -> None:
    call = ScriptedCall(None)
    batched = stream([call], Listener(), size_of=lambda _: 1)
    async with running(batched.run()):
        await turns_until(lambda: batched.is_open)
        batched.send(1)
        assert await call.written.get() == [1]
        for number in range(2, 5):
            batched.send(number)
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        assert call.written.empty()
        call.respond()
        assert await call.written.get() == [2, 3, 4]
        call.respond()
        await asyncio.sleep(0)
        batched.send(5)
        assert await call.written.get() == [5]


async def test_a_batch_that_breaks_unanswered_does_not_hold_up_the_next_call() -> None:
    calls = [ScriptedCall(None), ScriptedCall(None)]
    second, first = calls
    batched = stream(list(calls), Listener(), size_of=lambda _: 1)
    async with running(batched.run()):
        await turns_until(lambda: batched.is_open)
        batched.send(1)
        await first.written.get()
        first.break_off()
        await turns_until(lambda: not batched.is_open)
        await turns_until(lambda: batched.is_open)
        batched.send(2)
        assert await second.written.get() == [2]


async def test_a_batch_has_a_size_but_a_large_item_leaves_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "MAX_BATCH_BYTES", 10)
    call = ScriptedCall(None)
    batched = stream([call], Listener(), size_of=lambda size: size)
    async with running(batched.run()):
        await turns_until(lambda: batched.is_open)
        for size in (4, 6, 1, 30, 5):
            batched.send(size)
        for batch in ([4, 6], [1], [30], [5]):
            assert await call.written.get() == batch
            call.respond()


async def test_what_is_followed_is_heard_from_one_call_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    class NoPause(Pause):
        """Notes how long it would be."""

        def next_seconds(self) -> float:
            pauses.append(super().next_seconds())
            return 0.0

    monkeypatch.setattr(stream_module, "Pause", NoPause)
    heard: list[object] = []
    calls = [ScriptedCall(None) for _ in range(3)]
    opened = iter(calls)

    def hear(response: object, is_first: bool) -> None:
        heard.append((response, is_first))

    def lose() -> None:
        heard.append("lost")

    async with running(follow("test", lambda: next(opened), hear=hear, lost=lose)):
        # Nothing is lost with a call that has said nothing.
        calls[0].break_off()
        for _ in range(2):
            calls[1].respond()
        calls[1].break_off()
        await turns_until(lambda: len(pauses) == 2)
        first, again = ("response", True), ("response", False)
        assert heard == [first, again, "lost"]
        # What was heard ends the growing.
        assert max(pauses) <= 0.05
        calls[2].respond()
        await turns_until(lambda: len(heard) == 4)
    assert heard[3:] == [first, "lost"]


def test_pauses_grow_up_to_a_bound_and_begin_anew() -> None:
    pause = Pause()
    seconds = [pause.next_seconds() for _ in range(20)]
    assert 0.025 <= seconds[0] <= 0.05
    assert 1.0 <= seconds[-1] <= 2.0
    pause.reset()
    assert pause.next_seconds() <= 0.05
