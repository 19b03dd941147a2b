"""Requests that nobody can decode: whoever sent one is told so, and it is no error of this server.

By itself gRPC answers UNKNOWN and logs a traceback, for anybody who can reach the port.
"""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any, NamedTuple

import grpc
from google.protobuf.message import DecodeError


class _Undecodable(NamedTuple):
    """Stands for a request that is not one."""

    reason: str


class DecodingInterceptor(grpc.aio.ServerInterceptor):  # type: ignore[type-arg] # no generic when it runs
    """Ends calls with INVALID_ARGUMENT whose requests cannot be decoded. The last interceptor: first come the guards."""

    async def intercept_service(
        self, continuation: Callable[[Any], Awaitable[Any]], handler_call_details: Any
    ) -> Any:
        handler = await continuation(handler_call_details)
        return handler if handler is None or handler.request_deserializer is None else tolerant(handler)


def tolerant(handler: Any) -> Any:
    """`handler` for requests that may not be decodable."""
    kind = f"{_ARITY[handler.request_streaming]}_{_ARITY[handler.response_streaming]}"
    method, decode = getattr(handler, kind), handler.request_deserializer
    take = _take_each if handler.request_streaming else _take

    def try_to_decode(data: bytes) -> Any:
        try:
            return decode(data)
        except DecodeError as error:
            return _Undecodable(str(error))

    async def answer(request: Any, context: Any) -> Any:
        result = method(await take(request, context), context)
        return await result if inspect.isawaitable(result) else result

    async def generate(request: Any, context: Any) -> AsyncIterator[Any]:
        async with aclosing(method(await take(request, context), context)) as responses:
            async for response in responses:
                yield response

    behaviour = generate if inspect.isasyncgenfunction(method) else answer
    build = getattr(grpc, f"{kind}_rpc_method_handler")
    return build(behaviour, try_to_decode, handler.response_serializer)


async def _take(request: Any, context: Any) -> Any:
    if isinstance(request, _Undecodable):
        await context.abort(
            grpc.StatusCode.INVALID_ARGUMENT, f"the request cannot be decoded: {request.reason}"
        )
    return request


async def _take_each(requests: AsyncIterator[Any], context: Any) -> AsyncIterator[Any]:
    async def taken() -> AsyncIterator[Any]:
        async for request in requests:
            yield await _take(request, context)

    return taken()


_ARITY = {False: "unary", True: "stream"}
