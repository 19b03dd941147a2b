import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest

from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.status import StatusTable


class ShopError(Exception):
    pass


class SoldOut(ShopError):
    pass


STATUS = StatusTable({ShopError: grpc.StatusCode.FAILED_PRECONDITION, KeyError: grpc.StatusCode.NOT_FOUND})


class Shop:
    """Raises what it is sent."""

    @STATUS.applied
    async def Order(self, request: Any, context: Any) -> str:
        """Order."""
        if isinstance(request, BaseException):
            raise request
        if request == "abort":
            await context.abort(grpc.StatusCode.ABORTED, "own words")
        return "ordered"

    @STATUS.applied
    async def Menu(self, request: Any, context: Any) -> AsyncIterator[str]:
        yield "tea"
        if isinstance(request, BaseException):
            raise request


@pytest.fixture
async def channel() -> InProcessChannel:
    shop, server = Shop(), InProcessServer()
    handlers = {
        "Order": grpc.unary_unary_rpc_method_handler(shop.Order),
        "Menu": grpc.unary_stream_rpc_method_handler(shop.Menu),
    }
    server.add_registered_method_handlers("shop", handlers)
    await server.start()
    return InProcessChannel(server)


CASES = [
    (ShopError("closed"), grpc.StatusCode.FAILED_PRECONDITION, "closed"),
    (SoldOut("no tea"), grpc.StatusCode.FAILED_PRECONDITION, "no tea"),
    (ValueError("a secret thing"), grpc.StatusCode.INTERNAL, "internal error"),
]


@pytest.mark.parametrize(("error", "code", "details"), CASES)
async def test_an_error_becomes_its_status(
    channel: InProcessChannel, error: Exception, code: grpc.StatusCode, details: str
) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await channel.unary_unary("/shop/Order")(error)
    assert (caught.value.code(), caught.value.details()) == (code, details)


@pytest.mark.parametrize(("error", "code", "details"), CASES)
async def test_an_error_in_a_stream_comes_after_what_was_sent(
    channel: InProcessChannel, error: Exception, code: grpc.StatusCode, details: str
) -> None:
    call = channel.unary_stream("/shop/Menu")(error)
    assert await call.read() == "tea"
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call.read()
    assert (caught.value.code(), caught.value.details()) == (code, details)


async def test_what_goes_well_is_left_alone(channel: InProcessChannel) -> None:
    assert await channel.unary_unary("/shop/Order")("tea") == "ordered"
    assert [dish async for dish in channel.unary_stream("/shop/Menu")("tea")] == ["tea"]
    assert Shop.Order.__doc__ == "Order."


async def test_an_abort_of_the_method_itself_is_left_alone(channel: InProcessChannel) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await channel.unary_unary("/shop/Order")("abort")
    assert (caught.value.code(), caught.value.details()) == (grpc.StatusCode.ABORTED, "own words")


async def test_a_cancellation_is_left_alone(channel: InProcessChannel) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await channel.unary_unary("/shop/Order")(asyncio.CancelledError())
    assert caught.value.code() is grpc.StatusCode.CANCELLED


async def test_only_defects_are_logged_and_with_a_traceback(
    channel: InProcessChannel, caplog: pytest.LogCaptureFixture
) -> None:
    for error in (ShopError("closed"), ValueError("a secret thing")):
        with pytest.raises(grpc.aio.AioRpcError):
            await channel.unary_unary("/shop/Order")(error)
    [record] = caplog.records
    assert record.message == "rpc_broken"
    assert record.exc_info and isinstance(record.exc_info[1], ValueError)


def test_the_nearest_ancestor_decides() -> None:
    assert STATUS.code(SoldOut()) is grpc.StatusCode.FAILED_PRECONDITION
    assert STATUS.code(KeyError()) is grpc.StatusCode.NOT_FOUND
    assert STATUS.code(ValueError()) is None
