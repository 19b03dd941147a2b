"""One suite over a real ``grpc.aio`` channel and the in-process one: same results, codes, order and endings."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from services.chassis.inprocess import InProcessChannel, InProcessServer

EOF = grpc.aio.EOF
SERVICE = "test.Echo"


class Echo:
    """A servicer of bytes; what it does is said by the method, or by the first request."""

    def __init__(self) -> None:
        self.cancelled = asyncio.Event()
        self.entered = asyncio.Event()
        self.ended = asyncio.Event()
        self.gate = asyncio.Event()
        self.seen: dict[str, Any] = {}

    async def Unary(self, request: bytes, context: Any) -> bytes:
        return request

    async def Inspect(self, request: bytes, context: Any) -> bytes:
        self.seen["metadata"] = [pair for pair in context.invocation_metadata() if pair[0] == "colour"]
        self.seen["time_remaining"] = context.time_remaining()
        self.seen["peer"] = context.peer()
        await context.send_initial_metadata((("shape", "round"),))
        context.set_trailing_metadata((("size", "big"),))
        context.add_done_callback(lambda _: self.ended.set())
        return request

    async def Abort(self, request: bytes, context: Any) -> bytes:
        await context.abort(grpc.StatusCode.NOT_FOUND, "no such thing", (("size", "big"),))
        raise AssertionError("abort returned")

    async def Raise(self, request: bytes, context: Any) -> bytes:
        raise ValueError("boom")

    async def SetCode(self, request: bytes, context: Any) -> bytes:
        context.set_code(grpc.StatusCode.OUT_OF_RANGE)
        context.set_details("too far")
        return b""

    def Missing(self, request: bytes, context: Any) -> bytes:
        """As the base classes that protoc generates."""
        context.set_code(grpc.StatusCode.UNIMPLEMENTED)
        context.set_details("Method not implemented!")
        raise NotImplementedError("Method not implemented!")

    async def Hang(self, request: bytes, context: Any) -> bytes:
        self.entered.set()
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return request

    async def Count(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        for number in range(int(request)):
            yield b"%d" % number

    async def CountByWriting(self, request: bytes, context: Any) -> None:
        for number in range(int(request)):
            await context.write(b"%d" % number)

    async def CountAndAbort(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        for number in range(int(request)):
            yield b"%d" % number
        await context.abort(grpc.StatusCode.DATA_LOSS, "lost the rest")

    async def CountAndRaise(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        yield b"0"
        raise ValueError("boom")

    async def CountAndHang(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        try:
            yield b"0"
            self.entered.set()
            await self.gate.wait()
        finally:
            self.cancelled.set()

    async def Join(self, requests: AsyncIterator[bytes], context: Any) -> bytes:
        return b",".join([request async for request in requests])

    async def JoinByReading(self, requests: Any, context: Any) -> bytes:
        parts = []
        while (request := await context.read()) is not EOF:
            parts.append(request)
        return b",".join(parts)

    async def Chat(self, requests: AsyncIterator[bytes], context: Any) -> AsyncIterator[bytes]:
        async for request in requests:
            yield b"re:" + request

    async def ChatByReading(self, requests: Any, context: Any) -> None:
        while (request := await context.read()) is not EOF:
            await context.write(b"re:" + request)

    async def ChatOnce(self, requests: Any, context: Any) -> None:
        await context.write(await context.read())

    async def ChatNever(self, requests: Any, context: Any) -> None:
        self.entered.set()
        await self.gate.wait()


KINDS = {
    "unary_unary": ("Unary", "Inspect", "Abort", "Raise", "SetCode", "Missing", "Hang"),
    "unary_stream": ("Count", "CountByWriting", "CountAndAbort", "CountAndRaise", "CountAndHang"),
    "stream_unary": ("Join", "JoinByReading"),
    "stream_stream": ("Chat", "ChatByReading", "ChatOnce", "ChatNever"),
}
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names}


def add_echo(servicer: Echo, server: Any) -> None:
    handlers = {
        name: getattr(grpc, f"{kind}_rpc_method_handler")(getattr(servicer, name))
        for name, kind in KIND_OF.items()
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, handlers),))
    server.add_registered_method_handlers(SERVICE, handlers)


class Link:
    """A server with the echo servicer, and a channel to it."""

    def __init__(self, server: Any, channel: Any) -> None:
        self.echo = Echo()
        self.server = server
        self.channel = channel
        add_echo(self.echo, server)

    def __getattr__(self, name: str) -> Any:
        kind = KIND_OF.get(name, "unary_unary")
        return getattr(self.channel, kind)(
            f"/{SERVICE}/{name}", request_serializer=None, response_deserializer=None, _registered_method=True
        )


def in_process_link(folder: str) -> Link:
    server = InProcessServer()
    return Link(server, InProcessChannel(server))


def socket_link(folder: str) -> Link:
    server = grpc.aio.server()
    address = f"unix:{folder}/echo.sock"
    server.add_insecure_port(address)
    return Link(server, grpc.aio.insecure_channel(address))


@pytest.fixture(params=[in_process_link, socket_link], ids=["in_process", "socket"])
async def idle_link(request: pytest.FixtureRequest) -> AsyncIterator[Link]:
    folder = tempfile.mkdtemp(prefix="echo")
    link = request.param(folder)
    yield link
    await link.channel.close()
    await link.server.stop(None)
    shutil.rmtree(folder)


@pytest.fixture
async def link(idle_link: Link) -> Link:
    await idle_link.server.start()
    return idle_link


async def failure_of(awaitable: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await awaitable
    return caught.value


async def collect(call: Any) -> list[bytes]:
    return [message async for message in call]


async def forever() -> AsyncIterator[bytes]:
    await asyncio.Event().wait()
    yield b""


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


async def test_interceptors_see_every_call(request: pytest.FixtureRequest) -> None:
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
