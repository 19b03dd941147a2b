import asyncio
from typing import Any

from services.gateway.upstream.stream import BatchedStream, Pause
from tests.unit.gateway.fakes import turns_until
from tests.unit.gateway.upstream.site import running


class BrokenCall:
    """A call whose writes fail, as when the other side has gone; its reader is told only when it is cancelled."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error
        self.written: asyncio.Queue[Any] = asyncio.Queue()
        self._over = asyncio.Event()

    async def wait_for_connection(self) -> None:
        """Connected at once."""

    def cancel(self) -> None:
        self._over.set()

    async def write(self, request: Any) -> None:
        if self.error is not None:
            raise self.error
        self.written.put_nowait(request)

    def __aiter__(self) -> "BrokenCall":
        return self

    async def __anext__(self) -> Any:
        await self._over.wait()
        raise asyncio.CancelledError


class Listener:
    """Counts."""

    def __init__(self) -> None:
        self.opened_count = 0
        self.broken_count = 0

    def opened(self) -> None:
        self.opened_count += 1

    def received(self, response: object) -> None:
        """Nothing comes."""

    def broken(self) -> None:
        self.broken_count += 1


def stream(calls: list[BrokenCall], listener: Listener) -> BatchedStream[int, list[int], object]:
    return BatchedStream("test", open_call=calls.pop, to_request=lambda items: items, listener=listener)


async def test_a_write_that_fails_opens_the_stream_again() -> None:
    good, bad = BrokenCall(None), BrokenCall(asyncio.InvalidStateError("RPC already finished."))
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
    call, listener = BrokenCall(None), Listener()
    batched = stream([call], listener)
    batched.send(1)
    async with running(batched.run()):
        await turns_until(lambda: batched.is_open)
        batched.send(2)
        assert await call.written.get() == [2]


def test_pauses_grow_up_to_a_bound_and_begin_anew() -> None:
    pause = Pause()
    seconds = [pause.next_seconds() for _ in range(20)]
    assert 0.025 <= seconds[0] <= 0.05
    assert 1.0 <= seconds[-1] <= 2.0
    pause.reset()
    assert pause.next_seconds() <= 0.05
