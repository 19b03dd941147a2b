"""What the in-process channel can do beyond grpc.aio: hand messages over without switching tasks."""

import asyncio
from typing import Any

from services.chassis.inprocess.pipe import EOF, Pipe


async def test_a_sink_gets_what_is_queued_and_then_every_message_as_it_is_put() -> None:
    pipe, heard = Pipe(asyncio.get_running_loop(), 2), list[Any]()
    await pipe.put(1)
    pipe.deliver_to(heard.append)
    assert heard == [1]
    assert pipe.put_nowait(2)
    await pipe.put(3)
    assert heard == [1, 2, 3]
    assert len(pipe) == 0


async def test_a_reader_beside_a_sink_finds_the_end() -> None:
    pipe = Pipe(asyncio.get_running_loop(), 2)
    pipe.deliver_to(lambda message: None)
    reading = asyncio.create_task(pipe.get())
    await asyncio.sleep(0)
    pipe.put_nowait(1)
    pipe.end()
    assert await reading is EOF


async def test_without_room_nothing_is_put_and_the_caller_is_told() -> None:
    pipe = Pipe(asyncio.get_running_loop(), 2)
    assert [pipe.put_nowait(message) for message in (1, 2, 3)] == [True, True, False]
    assert await pipe.get() == 1
    assert pipe.put_nowait(3)


async def test_after_discarding_nothing_is_put() -> None:
    pipe = Pipe(asyncio.get_running_loop(), 2)
    pipe.discard()
    assert not pipe.put_nowait(1)


async def test_a_writer_that_waits_for_room_goes_on_when_there_is_a_sink() -> None:
    pipe, heard = Pipe(asyncio.get_running_loop(), 1), list[Any]()
    await pipe.put(1)
    writing = asyncio.create_task(pipe.put(2))
    await asyncio.sleep(0)
    pipe.deliver_to(heard.append)
    assert await writing
    assert heard == [1, 2]
