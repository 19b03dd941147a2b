from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest
from google.protobuf.message import DecodeError

from services.chassis.channel import open_channel
from services.chassis.server import GrpcServer
from services.chassis.values import Address


class Counter:
    """A servicer of numbers."""

    async def double(self, number: int, context: Any) -> bytes:
        return b"%d" % (number * 2)

    async def count(self, number: int, context: Any) -> AsyncIterator[bytes]:
        for each in range(number):
            yield b"%d" % each

    async def add(self, numbers: AsyncIterator[int], context: Any) -> bytes:
        return b"%d" % sum([number async for number in numbers])

    async def echo(self, numbers: AsyncIterator[int], context: Any) -> AsyncIterator[bytes]:
        async for number in numbers:
            yield b"%d" % number


def decode(data: bytes) -> int:
    if not data.isdigit():
        raise DecodeError("not a number")
    return int(data)


def add_counter(server: GrpcServer) -> None:
    counter = Counter()
    handlers = {
        "Double": grpc.unary_unary_rpc_method_handler(counter.double, decode),
        "Count": grpc.unary_stream_rpc_method_handler(counter.count, decode),
        "Add": grpc.stream_unary_rpc_method_handler(counter.add, decode),
        "Echo": grpc.stream_stream_rpc_method_handler(counter.echo, decode),
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("test.Counter", handlers),))


@pytest.fixture
async def channel() -> AsyncIterator[Any]:
    server = GrpcServer([Address("127.0.0.1", 0)], grace_seconds=0)
    add_counter(server)
    await server.start()
    async with open_channel(server.addresses[0]) as channel:
        yield channel
    await server.stop()


async def test_what_can_be_decoded_is_answered(channel: Any) -> None:
    assert await channel.unary_unary("/test.Counter/Double")(b"4") == b"8"
    assert [each async for each in channel.unary_stream("/test.Counter/Count")(b"2")] == [b"0", b"1"]
    assert await channel.stream_unary("/test.Counter/Add")(iter([b"1", b"2"])) == b"3"
    assert [each async for each in channel.stream_stream("/test.Counter/Echo")(iter([b"5"]))] == [b"5"]


async def failure_of(call: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        if hasattr(call, "__aiter__"):
            assert [each async for each in call] == []
        else:
            await call
    return caught.value


async def test_what_cannot_be_decoded_is_the_fault_of_who_sent_it(
    channel: Any, caplog: pytest.LogCaptureFixture
) -> None:
    calls = [
        channel.unary_unary("/test.Counter/Double")(b"x"),
        channel.unary_stream("/test.Counter/Count")(b"x"),
        channel.stream_unary("/test.Counter/Add")(iter([b"1", b"x"])),
        channel.stream_stream("/test.Counter/Echo")(iter([b"x"])),
    ]
    for call in calls:
        error = await failure_of(call)
        assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
        assert error.details() == "the request cannot be decoded: not a number"
    assert caplog.records == []
