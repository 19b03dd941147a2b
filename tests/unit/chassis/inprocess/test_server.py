import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest

from services.chassis.inprocess import InProcessChannel, InProcessServer


def serving(kind: str, method: Any) -> tuple[InProcessServer, Any]:
    """A server with one method, and what calls it."""
    server = InProcessServer()
    handler = getattr(grpc, f"{kind}_rpc_method_handler")(method)
    server.add_registered_method_handlers("test.Service", {"Method": handler})
    return server, getattr(InProcessChannel(server), kind)("/test.Service/Method")


async def failure_of(awaitable: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await awaitable
    return caught.value


async def echo(request: Any, context: Any) -> Any:
    return request


async def test_messages_are_handed_over_by_reference() -> None:
    server, call = serving("unary_unary", echo)
    await server.start()
    message = object()
    assert await call(message) is message


async def test_a_server_that_has_not_started_is_unavailable() -> None:
    server, call = serving("unary_unary", echo)
    assert (await failure_of(call("a"))).code() is grpc.StatusCode.UNAVAILABLE
    await server.stop()
    error = await failure_of(call("a", wait_for_ready=True))
    assert error.code() is grpc.StatusCode.UNAVAILABLE


async def test_generic_handlers_are_asked_for_methods_that_are_not_registered() -> None:
    server = InProcessServer()
    handler = grpc.unary_unary_rpc_method_handler(echo)
    for service in ("test.Other", "test.Service"):
        generic = grpc.method_handlers_generic_handler(service, {"Method": handler})
        server.add_generic_rpc_handlers((generic,))
    await server.start()
    assert await InProcessChannel(server).unary_unary("/test.Service/Method")("a") == "a"


async def test_an_error_is_logged_with_its_method(caplog: pytest.LogCaptureFixture) -> None:
    async def fail(request: Any, context: Any) -> None:
        raise ValueError("boom")

    server, call = serving("unary_unary", fail)
    await server.start()
    assert (await failure_of(call("a"))).details() == "Unexpected ValueError: boom"
    [record] = caplog.records
    assert (record.message, record.levelno) == ("rpc_failed", logging.ERROR)
    assert record.exc_info


async def test_a_failing_interceptor_fails_the_call() -> None:
    class Broken(grpc.aio.ServerInterceptor):  # type: ignore[type-arg]
        async def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
            raise ValueError("broken")

    server = InProcessServer(interceptors=[Broken()])
    await server.start()
    error = await failure_of(InProcessChannel(server).unary_unary("/any/Method")("a"))
    assert error.code() is grpc.StatusCode.UNKNOWN


async def test_a_unary_method_must_return_a_message() -> None:
    async def nothing(request: Any, context: Any) -> None:
        return None

    server, call = serving("unary_unary", nothing)
    await server.start()
    assert (await failure_of(call("a"))).code() is grpc.StatusCode.UNKNOWN


async def test_plain_functions_and_plain_iterators_work() -> None:
    server, call = serving("unary_unary", lambda request, context: request)
    await server.start()
    assert await call("a") == "a"
    server, call = serving("unary_stream", lambda request, context: iter(request))
    await server.start()
    assert [message async for message in call("ab")] == ["a", "b"]


async def test_a_stream_whose_code_is_set_stops_there() -> None:
    async def count(request: Any, context: Any) -> AsyncIterator[int]:
        yield 1
        context.set_code(grpc.StatusCode.DATA_LOSS)
        yield 2

    server, call = serving("unary_stream", count)
    await server.start()
    stream = call("a")
    assert await stream.read() == 1
    assert (await failure_of(stream.read())).code() is grpc.StatusCode.DATA_LOSS


async def test_a_cancelled_generator_is_closed_even_while_it_waits_for_the_reader() -> None:
    closed = asyncio.Event()

    async def flood(request: Any, context: Any) -> AsyncIterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed.set()

    server, call = serving("unary_stream", flood)
    await server.start()
    stream = call("a")
    assert await stream.read() == 1
    stream.cancel()
    await closed.wait()
    await server.stop()


async def test_a_servicer_that_cancels_itself_ends_its_call() -> None:
    async def give_up(request: Any, context: Any) -> None:
        raise asyncio.CancelledError

    server, call = serving("unary_unary", give_up)
    await server.start()
    error = await failure_of(call("a"))
    assert error.code() is grpc.StatusCode.CANCELLED


async def test_a_call_cancelled_before_its_first_step_is_forgotten() -> None:
    server, call = serving("unary_unary", echo)
    await server.start()
    begun = call("a")
    assert begun.cancel()
    await server.stop()
    assert await begun.code() is grpc.StatusCode.CANCELLED


async def test_the_servicer_does_not_see_the_context_variables_of_its_caller() -> None:
    import contextvars

    variable = contextvars.ContextVar("variable", default="server")

    async def look(request: Any, context: Any) -> str:
        return variable.get()

    server, call = serving("unary_unary", look)
    await server.start()
    variable.set("client")
    assert await call("a") == "server"


async def test_termination_can_be_waited_for() -> None:
    server = InProcessServer()
    assert await server.wait_for_termination(0)
    await server.start()
    assert server.is_serving
    await server.stop()
    assert not await server.wait_for_termination()
    assert not server.is_serving
