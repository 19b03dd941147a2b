import asyncio
from typing import Any

import grpc
import pytest

from services.chassis.inprocess.pipe import EOF, Pipe


def new_pipe(limit: int = 2) -> Pipe:
    return Pipe(asyncio.get_running_loop(), limit)


async def began(awaitable: Any) -> "asyncio.Task[Any]":
    """A task for `awaitable` that has run until it waits."""
    task = asyncio.ensure_future(awaitable)
    await asyncio.sleep(0)
    return task


async def test_messages_come_out_in_order() -> None:
    pipe = new_pipe()
    assert await pipe.put("a") and await pipe.put("b")
    assert [await pipe.get(), await pipe.get()] == ["a", "b"]


async def test_a_put_with_room_does_not_switch_tasks() -> None:
    pipe = new_pipe()
    with pytest.raises(StopIteration):
        pipe.put("a").send(None)


async def test_a_get_waits_for_a_put() -> None:
    pipe = new_pipe()
    reading = await began(pipe.get())
    assert not reading.done()
    await pipe.put("a")
    assert await reading == "a"


async def test_a_put_above_the_bound_waits_for_a_get() -> None:
    pipe = new_pipe(limit=1)
    await pipe.put("a")
    writing = await began(pipe.put("b"))
    assert not writing.done() and len(pipe) == 1
    assert await pipe.get() == "a"
    assert await writing
    assert await pipe.get() == "b"


async def test_only_one_get_may_wait() -> None:
    pipe = new_pipe()
    reading = await began(pipe.get())
    with pytest.raises(grpc.aio.UsageError):
        await pipe.get()
    await pipe.put("a")
    assert await reading == "a"


async def test_end_lets_the_reader_have_the_rest_and_then_eof() -> None:
    pipe = new_pipe()
    await pipe.put("a")
    pipe.end()
    assert [await pipe.get(), await pipe.get(), await pipe.get()] == ["a", EOF, EOF]


async def test_end_wakes_a_reader() -> None:
    pipe = new_pipe()
    reading = await began(pipe.get())
    pipe.end()
    assert await reading is EOF


async def test_the_end_is_told_when_the_last_message_was_read() -> None:
    pipe, told = new_pipe(), []
    await pipe.put("a")
    pipe.end(lambda: told.append("drained"))
    assert told == []
    await pipe.get()
    assert told == ["drained"]


async def test_the_end_of_an_empty_pipe_is_told_at_once() -> None:
    pipe, told = new_pipe(), []
    pipe.end(lambda: told.append("drained"))
    pipe.end(lambda: told.append("again"))
    assert told == ["drained"]


async def test_put_last_is_the_only_message() -> None:
    pipe = new_pipe()
    pipe.put_last("a")
    assert [await pipe.get(), await pipe.get()] == ["a", EOF]


async def test_discard_drops_what_is_queued_and_releases_everybody() -> None:
    full, empty = new_pipe(limit=1), new_pipe()
    await full.put("a")
    writing = [await began(full.put("b")), await began(full.put("c"))]
    reading = await began(empty.get())
    full.discard()
    empty.discard()
    assert [await task for task in writing] == [False, False]
    assert await reading is EOF
    assert await full.get() is EOF
    assert not await full.put("d")


async def test_a_cancelled_get_loses_nothing() -> None:
    pipe = new_pipe()
    reading = await began(pipe.get())
    await pipe.put("a")
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await pipe.get() == "a"


async def test_a_cancelled_put_gives_up_its_place() -> None:
    pipe = new_pipe(limit=1)
    await pipe.put("a")
    first, second = await began(pipe.put("b")), await began(pipe.put("c"))
    first.cancel()
    assert await pipe.get() == "a"
    assert await second
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await pipe.get() == "c"


async def test_a_put_that_is_cancelled_after_it_was_woken_passes_the_room_on() -> None:
    pipe = new_pipe(limit=1)
    await pipe.put("a")
    first, second = await began(pipe.put("b")), await began(pipe.put("c"))
    assert await pipe.get() == "a"  # wakes the first
    first.cancel()
    assert await second
    assert await pipe.get() == "c"
