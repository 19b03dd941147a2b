"""A servicer that takes orders, on servers that a test starts."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc
import pytest

from services.chassis.channel import ClientTls, open_channel
from services.chassis.server import GrpcServer
from services.chassis.values import Address

LOCAL = Address("127.0.0.1", 0)


def exists(address: Address) -> bool:
    return os.path.exists(address.path)


class Shop:
    async def order(self, request: bytes, context: Any) -> bytes:
        return b"ordered " + request

    async def menu(self, request: bytes, context: Any) -> AsyncIterator[bytes]:
        yield b"tea"

    def missing(self, request: bytes, context: Any) -> bytes:
        context.set_code(grpc.StatusCode.UNIMPLEMENTED)
        raise NotImplementedError


def add_shop(server: Any) -> None:
    shop = Shop()
    handlers = {
        "Order": grpc.unary_unary_rpc_method_handler(shop.order),
        "Menu": grpc.unary_stream_rpc_method_handler(shop.menu),
        "Missing": grpc.unary_unary_rpc_method_handler(shop.missing),
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("shop.Shop", handlers),))
    server.add_registered_method_handlers("shop.Shop", handlers)


@asynccontextmanager
async def running(*addresses: Address, **options: Any) -> AsyncIterator[GrpcServer]:
    server = GrpcServer(addresses, grace_seconds=0, **options)
    add_shop(server)
    await server.start()
    yield server
    await server.stop()


async def order(address: Address, tls: ClientTls | None = None, metadata: Any = ()) -> Any:
    async with open_channel(address, tls=tls) as channel:
        return await channel.unary_unary("/shop.Shop/Order")(b"tea", metadata=metadata, timeout=30)


async def failure_of(awaitable: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await awaitable
    return caught.value
