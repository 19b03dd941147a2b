"""One suite over both channels: deadlines, cancellation, back-pressure and stopping."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest

from tests.unit.chassis.links import EOF, Link, failure_of


async def test_a_deadline_ends_both_ends(link: Link) -> None:
    call = link.Hang(b"", timeout=0.05)
    remaining = call.time_remaining()
    assert remaining is not None and remaining <= 0.05
    error = await failure_of(call)
    assert (error.code(), error.details()) == (grpc.StatusCode.DEADLINE_EXCEEDED, "Deadline Exceeded")
    await link.echo.cancelled.wait()


async def test_a_deadline_ends_a_stream(link: Link) -> None:
    call = link.CountAndHang(b"", timeout=0.1)
    assert await call.read() == b"0"
    assert (await failure_of(call.read())).code() is grpc.StatusCode.DEADLINE_EXCEEDED
    await link.echo.cancelled.wait()


async def test_a_deadline_in_the_past_fails_at_once(link: Link) -> None:
    assert (await failure_of(link.Unary(b"", timeout=-1))).code() is grpc.StatusCode.DEADLINE_EXCEEDED


async def test_no_deadline_leaves_no_time_remaining(link: Link) -> None:
    call = link.Unary(b"")
    assert call.time_remaining() is None
    await call


async def test_cancelling_ends_both_ends(link: Link) -> None:
    call = link.Hang(b"")
    await link.echo.entered.wait()
    assert call.cancel() and call.cancelled() and call.done()
    assert not call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await call.code() is grpc.StatusCode.CANCELLED
    assert await call.details() == "Locally cancelled by application!"
    await link.echo.cancelled.wait()


async def test_cancelling_a_stream_wakes_its_reader(link: Link) -> None:
    call = link.CountAndHang(b"")
    assert await call.read() == b"0"
    reading = asyncio.ensure_future(call.read())
    await link.echo.entered.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    await link.echo.cancelled.wait()


async def test_cancelling_the_task_that_waits_cancels_the_call(link: Link) -> None:
    call = link.Hang(b"")

    async def wait() -> None:
        await call

    waiting = asyncio.ensure_future(wait())
    await link.echo.entered.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await call.code() is grpc.StatusCode.CANCELLED
    await link.echo.cancelled.wait()


async def test_an_iterator_that_raises_cancels_the_call(link: Link) -> None:
    async def requests() -> AsyncIterator[bytes]:
        yield b"a"
        raise ValueError("boom")

    call = link.Join(requests())
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await call.code() is grpc.StatusCode.CANCELLED


async def test_a_done_callback_gets_the_call(link: Link) -> None:
    call = link.Unary(b"")
    ended: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    call.add_done_callback(ended.set_result)
    assert await ended is call
    assert call.done()


async def test_the_servicer_may_finish_before_the_client(link: Link) -> None:
    call = link.ChatOnce()
    await call.write(b"a")
    await call.write(b"never read")
    assert await call.read() == b"a"
    assert await call.read() is EOF
    assert await call.code() is grpc.StatusCode.OK


async def test_a_write_waits_for_a_servicer_that_does_not_read(link: Link) -> None:
    call = link.ChatNever()
    await link.echo.entered.wait()
    message = bytes(64 * 1024)

    async def flood() -> None:
        for _ in range(4096):
            await call.write(message)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(flood(), 0.3)
    assert await call.code() is grpc.StatusCode.CANCELLED


async def test_a_servicer_waits_for_a_client_that_does_not_read(link: Link) -> None:
    call = link.Count(b"1000000")
    assert await call.read() == b"0"
    assert not call.done()
    call.cancel()


async def test_a_failure_wakes_a_write_that_waits(link: Link) -> None:
    call = link.ChatNever(timeout=0.2)
    message = bytes(64 * 1024)

    async def flood() -> None:
        while True:
            await call.write(message)

    with pytest.raises((grpc.aio.AioRpcError, asyncio.InvalidStateError)):
        await flood()
    # grpc.aio says DEADLINE_EXCEEDED or INTERNAL, whichever it hears of first.
    assert await call.code() is not grpc.StatusCode.OK


async def test_stopping_without_grace_ends_calls(link: Link) -> None:
    call = link.Hang(b"")
    await link.echo.entered.wait()
    await link.server.stop(None)
    assert (await failure_of(call)).code() is grpc.StatusCode.UNAVAILABLE
    await link.echo.cancelled.wait()
    assert (await failure_of(link.Unary(b"", timeout=5))).code() is grpc.StatusCode.UNAVAILABLE


async def test_stopping_with_grace_lets_calls_end(link: Link) -> None:
    call = link.Hang(b"slow")
    await link.echo.entered.wait()
    stopping = asyncio.ensure_future(link.server.stop(30))
    await asyncio.sleep(0)
    link.echo.gate.set()
    assert await call == b"slow"
    await stopping


async def test_a_call_may_wait_for_the_server(idle_link: Link) -> None:
    call = idle_link.Unary(b"early", wait_for_ready=True)
    await idle_link.server.start()
    assert await call == b"early"


async def test_the_channel_says_when_it_is_ready(idle_link: Link) -> None:
    ready = asyncio.ensure_future(idle_link.channel.channel_ready())
    await asyncio.sleep(0)
    assert not ready.done()
    await idle_link.server.start()
    await ready
    assert idle_link.channel.get_state() is grpc.ChannelConnectivity.READY


async def test_closing_the_channel_cancels_its_calls(link: Link) -> None:
    call = link.Hang(b"")
    await link.echo.entered.wait()
    await link.channel.close()
    with pytest.raises(asyncio.CancelledError):
        await call
    with pytest.raises(grpc.aio.UsageError):
        await link.Unary(b"")
    await link.echo.cancelled.wait()


async def test_closing_with_grace_lets_calls_end(link: Link) -> None:
    call = link.Hang(b"slow")
    await link.echo.entered.wait()
    closing = asyncio.ensure_future(link.channel.close(30))
    await asyncio.sleep(0)
    link.echo.gate.set()
    assert await call == b"slow"
    await closing
