"""One suite over a real ``grpc.aio`` channel and the in-process one: same results, codes, order and metadata."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from services.chassis.inprocess import InProcessChannel, InProcessServer
from tests.unit.chassis.links import EOF, Link, collect, failure_of


async def test_a_unary_call_returns_its_answer(link: Link) -> None:
    call = link.Unary(b"hello")
    assert await call == b"hello"
    assert await call == b"hello", "a call may be awaited twice"
    assert (await call.code(), await call.details()) == (grpc.StatusCode.OK, "")
    assert call.done() and not call.cancelled() and not call.cancel()


@pytest.mark.parametrize("method", ["Count", "CountByWriting"])
async def test_a_stream_of_answers_arrives_in_order(link: Link, method: str) -> None:
    assert await collect(getattr(link, method)(b"3")) == [b"0", b"1", b"2"]


@pytest.mark.parametrize("method", ["Count", "CountByWriting"])
async def test_reading_ends_with_eof(link: Link, method: str) -> None:
    call = getattr(link, method)(b"2")
    assert [await call.read() for _ in range(4)] == [b"0", b"1", EOF, EOF]
    assert await call.code() is grpc.StatusCode.OK


@pytest.mark.parametrize("method", ["Join", "JoinByReading"])
async def test_requests_may_come_from_an_iterator(link: Link, method: str) -> None:
    async def requests() -> AsyncIterator[bytes]:
        yield b"a"
        yield b"b"

    assert await getattr(link, method)(requests()) == b"a,b"
    assert await getattr(link, method)([b"a", b"b"]) == b"a,b"


@pytest.mark.parametrize("method", ["Join", "JoinByReading"])
async def test_requests_may_be_written(link: Link, method: str) -> None:
    call = getattr(link, method)()
    await call.write(b"a")
    await call.write(b"b")
    await call.done_writing()
    await call.done_writing()
    assert await call == b"a,b"


@pytest.mark.parametrize("method", ["Chat", "ChatByReading"])
async def test_both_ends_take_turns(link: Link, method: str) -> None:
    call = getattr(link, method)()
    for text in (b"a", b"b"):
        await call.write(text)
        assert await call.read() == b"re:" + text
    await call.done_writing()
    assert await call.read() is EOF


@pytest.mark.parametrize("method", ["Chat", "ChatByReading"])
async def test_both_directions_may_be_iterators(link: Link, method: str) -> None:
    assert await collect(getattr(link, method)([b"a", b"b"])) == [b"re:a", b"re:b"]


async def test_writing_after_done_writing_is_an_error(link: Link) -> None:
    call = link.Chat()
    await call.done_writing()
    with pytest.raises(asyncio.InvalidStateError):
        await call.write(b"a")


async def test_writing_after_the_end_is_an_error(link: Link) -> None:
    call = link.ChatOnce()
    await call.write(b"a")
    assert await call.read() == b"a"
    assert await call.code() is grpc.StatusCode.OK
    with pytest.raises(asyncio.InvalidStateError):
        await call.write(b"b")
    await call.done_writing()


@pytest.mark.parametrize("method", ["Chat", "ChatByReading"])
async def test_the_two_styles_of_reading_do_not_mix(link: Link, method: str) -> None:
    call = getattr(link, method)([b"a", b"b"])
    assert await call.read() == b"re:a"
    with pytest.raises(grpc.aio.UsageError):
        call.__aiter__()
    with pytest.raises(grpc.aio.UsageError):
        await call.write(b"c")


async def test_abort_ends_the_call_with_its_status(link: Link) -> None:
    call = link.Abort(b"")
    error = await failure_of(call)
    assert (error.code(), error.details()) == (grpc.StatusCode.NOT_FOUND, "no such thing")
    assert error.trailing_metadata()["size"] == "big"
    assert (await call.trailing_metadata())["size"] == "big"


async def test_an_unexpected_error_becomes_unknown(link: Link) -> None:
    error = await failure_of(link.Raise(b""))
    assert error.code() is grpc.StatusCode.UNKNOWN
    assert "boom" in error.details()


async def test_a_code_that_was_set_ends_the_call_without_an_answer(link: Link) -> None:
    error = await failure_of(link.SetCode(b""))
    assert (error.code(), error.details()) == (grpc.StatusCode.OUT_OF_RANGE, "too far")


@pytest.mark.parametrize("method", ["Missing", "Unheard"])
async def test_a_method_that_nobody_wrote_is_unimplemented(link: Link, method: str) -> None:
    error = await failure_of(getattr(link, method)(b""))
    assert error.code() is grpc.StatusCode.UNIMPLEMENTED


@pytest.mark.parametrize(
    ("method", "code"),
    [("CountAndAbort", grpc.StatusCode.DATA_LOSS), ("CountAndRaise", grpc.StatusCode.UNKNOWN)],
)
async def test_what_was_sent_before_a_failure_is_heard_first(
    link: Link, method: str, code: grpc.StatusCode
) -> None:
    call = getattr(link, method)(b"1")
    assert await call.read() == b"0"
    assert (await failure_of(call.read())).code() is code
    assert (await failure_of(call.read())).code() is code
    assert (await failure_of(collect(getattr(link, method)(b"1")))).code() is code


async def test_metadata_travels_both_ways(link: Link) -> None:
    call = link.Inspect(b"", metadata=(("colour", "red"), ("colour", "blue")), timeout=60)
    assert (await call.initial_metadata())["shape"] == "round"
    assert await call == b""
    assert (await call.trailing_metadata())["size"] == "big"
    assert link.echo.seen["metadata"] == [("colour", "red"), ("colour", "blue")]
    assert 0 < link.echo.seen["time_remaining"] <= 61, "grpc rounds the deadline up"
    assert link.echo.seen["peer"] in ("unix:", "inprocess:")


async def test_metadata_keys_are_lower_case(link: Link) -> None:
    with pytest.raises((ValueError, grpc.aio.InternalError)):
        await link.Unary(b"", metadata=(("Colour", "red"),))


async def test_the_servicer_hears_that_its_method_has_ended(link: Link) -> None:
    await link.Inspect(b"")
    await link.echo.ended.wait()
    assert link.echo.seen["time_remaining"] is None


async def test_interceptors_see_every_call() -> None:
    seen: list[str] = []

    class Spy(grpc.aio.ServerInterceptor):  # type: ignore[type-arg]
        def __init__(self, name: str) -> None:
            self.name = name

        async def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
            seen.append(f"{self.name} {handler_call_details.method}")
            return await continuation(handler_call_details)

    spies = (Spy("outer"), Spy("inner"))
    folder = tempfile.mkdtemp(prefix="echo")
    real = grpc.aio.server(interceptors=spies)
    real.add_insecure_port(f"unix:{folder}/echo.sock")
    local = InProcessServer(interceptors=spies)
    links = (
        Link(local, InProcessChannel(local)),
        Link(real, grpc.aio.insecure_channel(f"unix:{folder}/echo.sock")),
    )
    for link in links:
        await link.server.start()
        assert await link.Unary(b"a") == b"a"
        await link.channel.close()
        await link.server.stop(None)
    shutil.rmtree(folder)
    assert seen == ["outer /test.Echo/Unary", "inner /test.Echo/Unary"] * 2


async def test_generated_stubs_and_servicers_work(idle_link: Link) -> None:
    servicer = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(servicer, idle_link.server)
    await idle_link.server.start()
    stub = health_pb2_grpc.HealthStub(idle_link.channel)
    states = health_pb2.HealthCheckResponse
    assert (await stub.Check(health_pb2.HealthCheckRequest())).status == states.SERVING
    error = await failure_of(stub.Check(health_pb2.HealthCheckRequest(service="nobody")))
    assert error.code() is grpc.StatusCode.NOT_FOUND
    watching = stub.Watch(health_pb2.HealthCheckRequest(service="soon"))
    assert (await watching.read()).status == states.SERVICE_UNKNOWN
    await servicer.set("soon", states.SERVING)
    assert (await watching.read()).status == states.SERVING
    watching.cancel()
