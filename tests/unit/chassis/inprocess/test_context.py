from typing import Any

import grpc
import pytest

from services.chassis.inprocess.context import InProcessContext
from services.chassis.inprocess.pipe import EOF
from services.chassis.inprocess.rpc import Rpc, Status


@pytest.fixture
async def rpc() -> Rpc:
    return Rpc("/test/Method", (("a", "1"),), None, 2)


@pytest.fixture
async def context(rpc: Rpc) -> InProcessContext:
    context = InProcessContext(rpc)
    context.streams_responses = True
    return context


async def test_it_has_everything_a_servicer_may_ask_for(context: InProcessContext) -> None:
    assert isinstance(context, grpc.aio.ServicerContext)
    assert context.peer() == "inprocess:"
    assert context.invocation_metadata() == (("a", "1"),)
    assert (context.peer_identities(), context.peer_identity_key(), context.auth_context()) == (
        None,
        None,
        {},
    )
    assert context.time_remaining() is None
    context.set_compression(grpc.Compression.Gzip)
    context.disable_next_message_compression()


async def test_the_first_write_sends_initial_metadata(context: InProcessContext, rpc: Rpc) -> None:
    assert not rpc.started.is_set()
    await context.write("a")
    assert rpc.started.is_set()
    with pytest.raises(grpc.aio.UsageError):
        await context.send_initial_metadata((("late", "1"),))


async def test_a_unary_method_cannot_write(context: InProcessContext) -> None:
    context.streams_responses = False
    with pytest.raises(grpc.aio.UsageError, match="return it"):
        await context.write("a")


async def test_writing_after_finish_is_misuse(context: InProcessContext, rpc: Rpc) -> None:
    rpc.finish(context.status())
    with pytest.raises(grpc.aio.UsageError):
        await context.write("a")


async def test_writing_to_a_client_that_has_left_fails(context: InProcessContext, rpc: Rpc) -> None:
    rpc.cancel()
    with pytest.raises(grpc.aio.InternalError):
        await context.write("a")
    assert context.cancelled() and context.done()
    assert await context.read() is EOF


async def test_abort_finishes_and_raises(context: InProcessContext, rpc: Rpc) -> None:
    with pytest.raises(grpc.aio.AbortError):
        await context.abort(grpc.StatusCode.ABORTED, "why", (("b", "2"),))
    assert rpc.status == Status(grpc.StatusCode.ABORTED, "why", (("b", "2"),))
    assert context.code() is grpc.StatusCode.ABORTED and context.details() == "why"
    assert context.done() and not context.cancelled()
    with pytest.raises(grpc.aio.UsageError):
        await context.abort(grpc.StatusCode.ABORTED)


async def test_abort_keeps_trailing_metadata_set_before(context: InProcessContext, rpc: Rpc) -> None:
    context.set_trailing_metadata((("b", "2"),))
    with pytest.raises(grpc.aio.AbortError):
        await context.abort(grpc.StatusCode.ABORTED)
    assert rpc.status is not None and rpc.status.trailing_metadata == context.trailing_metadata() == (
        ("b", "2"),
    )


async def test_abort_with_ok_is_misuse(context: InProcessContext) -> None:
    with pytest.raises(grpc.aio.UsageError):
        await context.abort(grpc.StatusCode.OK)


async def test_abort_takes_a_status_object(context: InProcessContext, rpc: Rpc) -> None:
    status: Any = Status(grpc.StatusCode.ABORTED, "why")
    with pytest.raises(grpc.aio.AbortError):
        await context.abort_with_status(status)
    assert rpc.status == status


async def test_the_code_and_details_are_what_was_set(context: InProcessContext) -> None:
    assert context.is_ok()
    context.set_code(grpc.StatusCode.OUT_OF_RANGE)
    context.set_details("too far")
    assert context.status() == Status(grpc.StatusCode.OUT_OF_RANGE, "too far")
    assert not context.is_ok()


async def test_it_iterates_over_the_requests(context: InProcessContext, rpc: Rpc) -> None:
    await rpc.requests.put("a")
    rpc.requests.end()
    assert [request async for request in context] == ["a"]
