"""Guards: what stands around every method of a server."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from functools import partial
from typing import Any

import grpc

Handler = Any
"""A ``grpc.RpcMethodHandler``."""
Guard = Callable[[str, Any], AbstractAsyncContextManager[None]]
"""Called with the method and its context; entered before the servicer method and left after it."""

_ARITY = {False: "unary", True: "stream"}


class GuardInterceptor(grpc.aio.ServerInterceptor):  # type: ignore[type-arg] # no generic when it runs
    """Puts a guard around every servicer method, or only around those without a stream."""

    def __init__(self, guard: Guard, *, includes_streams: bool = True) -> None:
        self._guard = guard
        self._includes_streams = includes_streams

    async def intercept_service(
        self, continuation: Callable[[Any], Awaitable[Handler]], handler_call_details: Any
    ) -> Handler:
        handler = await continuation(handler_call_details)
        if handler is None:
            return None
        if not self._includes_streams and (handler.request_streaming or handler.response_streaming):
            return handler
        return guarded(handler, partial(self._guard, handler_call_details.method))


def deadline(seconds: float) -> Guard:
    """A guard that ends a method with DEADLINE_EXCEEDED, whatever time its caller gave it. Not for streams."""

    @asynccontextmanager
    async def guard(method: str, context: Any) -> AsyncIterator[None]:
        limit = asyncio.timeout(seconds)
        try:
            async with limit:
                yield
        except TimeoutError:
            if not limit.expired():  # the method's own
                raise
            await context.abort(grpc.StatusCode.DEADLINE_EXCEEDED, f"no answer within {seconds:g} s")

    return guard


def guarded(handler: Handler, guard: Callable[[Any], AbstractAsyncContextManager[None]]) -> Handler:
    """`handler` with its method run inside ``guard(context)``."""
    kind = f"{_ARITY[handler.request_streaming]}_{_ARITY[handler.response_streaming]}"
    method = getattr(handler, kind)

    async def answer(request: Any, context: Any) -> Any:
        async with guard(context):
            result = method(request, context)
            return await result if inspect.isawaitable(result) else result

    async def generate(request: Any, context: Any) -> AsyncIterator[Any]:
        async with guard(context), aclosing(method(request, context)) as responses:
            async for response in responses:
                yield response

    behaviour = generate if inspect.isasyncgenfunction(method) else answer
    build = getattr(grpc, f"{kind}_rpc_method_handler")
    return build(behaviour, handler.request_deserializer, handler.response_serializer)
