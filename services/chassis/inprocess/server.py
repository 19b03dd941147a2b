"""The servicers' side: finds the method of a call and runs it in a task of its own."""

import asyncio
import contextvars
import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Any, NamedTuple

import grpc

from services.chassis.inprocess.context import InProcessContext
from services.chassis.inprocess.rpc import Metadatum, Rpc, Status
from services.chassis.logs import get_logger

logger = get_logger(__name__)

_METHOD_KIND = {
    (False, False): "unary_unary",
    (False, True): "unary_stream",
    (True, False): "stream_unary",
    (True, True): "stream_stream",
}


class CallDetails(NamedTuple):
    """What generic handlers and interceptors are asked with."""

    method: str
    invocation_metadata: tuple[Metadatum, ...]


_Continuation = Callable[[Any], Awaitable[Any]]


class InProcessServer:
    """Runs servicers for the :class:`InProcessChannel` of the same process.

    Give it to the generated ``add_…Servicer_to_server``, then ``start`` it. It is a process part: it has
    ``start`` and ``stop``. A call made before ``start`` or after ``stop`` fails with UNAVAILABLE; before
    ``start`` a call with ``wait_for_ready=True`` waits. Interceptors are those of ``grpc.aio``.
    """

    def __init__(self, *, interceptors: Sequence[Any] = ()) -> None:
        self._interceptors = tuple(interceptors)
        self._methods: dict[str, Any] = {}
        self._generic_handlers: list[Any] = []
        self._rpcs: dict[asyncio.Task[None], Rpc] = {}
        self._context = contextvars.copy_context()
        self._serving = asyncio.Event()
        self._stopped = asyncio.Event()

    def add_generic_rpc_handlers(self, generic_rpc_handlers: Iterable[Any]) -> None:
        """As ``grpc.aio.Server``; asked for methods that no registered handler has."""
        self._generic_handlers.extend(generic_rpc_handlers)

    def add_registered_method_handlers(self, service_name: str, method_handlers: Mapping[str, Any]) -> None:
        """As ``grpc.aio.Server``."""
        for name, handler in method_handlers.items():
            self._methods[f"/{service_name}/{name}"] = handler

    @property
    def is_serving(self) -> bool:
        """True between ``start`` and ``stop``."""
        return self._serving.is_set() and not self._stopped.is_set()

    @property
    def has_stopped(self) -> bool:
        """True from ``stop`` on."""
        return self._stopped.is_set()

    async def wait_until_serving(self) -> None:
        """Return once ``start`` was called."""
        await self._serving.wait()

    async def start(self) -> None:
        """Begin to serve."""
        self._serving.set()

    async def stop(self, grace: float | None = None) -> None:
        """Refuse new calls, give those under way `grace` seconds, cancel the rest, await their clean-up."""
        self._stopped.set()
        running = self._rpcs.keys() - {asyncio.current_task()}
        if running and grace:
            await asyncio.wait(running, timeout=grace)
        for rpc in list(self._rpcs.values()):
            rpc.terminate(Status(grpc.StatusCode.UNAVAILABLE, "The server has stopped."))
        if running:
            await asyncio.wait(running)

    async def wait_for_termination(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109 - as grpc.aio
        """Wait until ``stop`` was called. True if `timeout` seconds passed first."""
        try:
            await asyncio.wait_for(self._stopped.wait(), timeout)
        except TimeoutError:
            return True
        return False

    def accept(self, rpc: Rpc, *, wait_for_ready: bool) -> None:
        """Start the servicer method that `rpc` calls. For the channel."""
        task = rpc.loop.create_task(self._run(rpc, wait_for_ready), context=self._context.copy())
        rpc.task = task
        self._rpcs[task] = rpc
        task.add_done_callback(self._forget)

    def answer_now(self, rpc: Rpc, request: Any) -> Any:
        """Run the servicer method that `rpc` calls on the spot. For the channel.

        The method must be unary and must not wait.
        """
        rpc.requests.put_last(request)
        running = self._run(rpc, wait_for_ready=False)
        try:
            running.send(None)
        except StopIteration:
            assert rpc.status is not None
            if rpc.status.code is not grpc.StatusCode.OK:
                raise rpc.error() from None
            return rpc.answer
        running.close()
        raise grpc.aio.UsageError(f"{rpc.method} waits: call it and await its response.")

    def _forget(self, task: asyncio.Task[None]) -> None:
        rpc = self._rpcs.pop(task)
        # A task that was cancelled before its first step never reached its own clean-up.
        rpc.finish(Status(grpc.StatusCode.CANCELLED, "The servicer method was cancelled."))

    async def _run(self, rpc: Rpc, wait_for_ready: bool) -> None:
        context = InProcessContext(rpc)
        try:
            if not self.is_serving and not await self._is_ready(wait_for_ready):
                rpc.finish(Status(grpc.StatusCode.UNAVAILABLE, "The server is not serving."))
            elif (handler := await self._find(CallDetails(rpc.method, rpc.metadata))) is None:
                rpc.finish(Status(grpc.StatusCode.UNIMPLEMENTED, "Method not found!"))
            else:
                await _perform(handler, rpc, context)
                rpc.finish(context.status())
        except Exception as error:  # noqa: BLE001 - whatever a servicer raises becomes the status of its call
            _finish_failed(rpc, context, error)
        finally:
            context.run_done_callbacks()

    async def _is_ready(self, wait_for_ready: bool) -> bool:
        if wait_for_ready and not self._stopped.is_set():
            await self._serving.wait()
        return self.is_serving

    async def _find(self, details: CallDetails) -> Any:
        find = self._lookup
        for interceptor in reversed(self._interceptors):
            find = _Intercepted(interceptor, find)
        return await find(details)

    async def _lookup(self, details: CallDetails) -> Any:
        handler = self._methods.get(details.method)
        if handler is not None:
            return handler
        candidates = (generic.service(details) for generic in self._generic_handlers)
        return next((found for found in candidates if found is not None), None)


class _Intercepted:
    """One interceptor in front of the rest of the chain."""

    def __init__(self, interceptor: Any, find: _Continuation) -> None:
        self._interceptor = interceptor
        self._find = find

    async def __call__(self, details: CallDetails) -> Any:
        return await self._interceptor.intercept_service(self._find, details)


async def _perform(handler: Any, rpc: Rpc, context: InProcessContext) -> None:
    method = getattr(handler, _METHOD_KIND[handler.request_streaming, handler.response_streaming])
    context.streams_responses = handler.response_streaming
    request = context if handler.request_streaming else await rpc.requests.get()
    result = method(request, context)
    if inspect.isawaitable(result):
        result = await result
    if not handler.response_streaming:
        if context.is_ok() and result is None:
            raise TypeError(f"{rpc.method} returned no message")
        rpc.answer = result
    elif result is not None:
        await _stream(result, context)


async def _stream(responses: Any, context: InProcessContext) -> None:
    if not hasattr(responses, "__aiter__"):
        for response in responses:
            await context.write(response)
        return
    async with AsyncExitStack() as stack:
        if hasattr(responses, "aclose"):  # cancelled while writing, it would linger until collected
            stack.push_async_callback(responses.aclose)
        async for response in responses:
            if not context.is_ok():
                break
            await context.write(response)


def _finish_failed(rpc: Rpc, context: InProcessContext, error: Exception) -> None:
    if rpc.status is not None and isinstance(error, grpc.aio.BaseError):
        return  # raised by abort, or by writing to a client that has left
    logger.exception("rpc_failed", method=rpc.method, error=type(error).__name__)
    status = context.status()
    if context.is_ok():
        status = status._replace(code=grpc.StatusCode.UNKNOWN)
    rpc.finish(status._replace(details=status.details or f"Unexpected {type(error).__name__}: {error}"))
