"""From errors to gRPC statuses: one table, applied at the edge."""

import inspect
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from functools import wraps
from typing import Any, TypeVar, cast

import grpc

from services.chassis.logs import get_logger

logger = get_logger(__name__)

Method = TypeVar("Method", bound=Callable[..., Any])

_INTERNAL_DETAILS = "internal error"


class StatusTable:
    """Which status an error becomes.

    ``STATUS = StatusTable({OrderNotFound: grpc.StatusCode.NOT_FOUND})`` with ``@STATUS.applied`` on a
    method aborts with the error's message as details; a subclass that is not in the table is treated as its
    nearest ancestor. An error that is not in the table is a defect: it is logged with its traceback and
    becomes INTERNAL, and its text stays here.
    """

    def __init__(self, codes: Mapping[type[Exception], grpc.StatusCode]) -> None:
        self._codes = dict(codes)

    def code(self, error: BaseException) -> grpc.StatusCode | None:
        """The status for `error`; None if the table does not know it."""
        known = (self._codes[kind] for kind in type(error).__mro__ if kind in self._codes)
        return next(known, None)

    @asynccontextmanager
    async def translated(self, context: Any) -> AsyncIterator[None]:
        """Abort `context` with the right status when the body raises."""
        try:
            yield
        except grpc.aio.BaseError:  # an abort on its way out, or a write to a client that has left
            raise
        except Exception as error:  # noqa: BLE001 - the edge: whatever it is, it becomes a status
            await self._abort(context, error)

    def applied(self, method: Method) -> Method:
        """Decorate a servicer method: a coroutine function or an async generator function."""

        @wraps(method)
        async def answer(servicer: Any, request: Any, context: Any) -> Any:
            try:
                return await method(servicer, request, context)
            except grpc.aio.BaseError:
                raise
            except Exception as error:  # noqa: BLE001 - the edge: whatever it is, it becomes a status
                await self._abort(context, error)

        @wraps(method)
        async def generate(servicer: Any, request: Any, context: Any) -> AsyncIterator[Any]:
            async with self.translated(context), aclosing(method(servicer, request, context)) as responses:
                async for response in responses:
                    yield response

        return cast(Method, generate if inspect.isasyncgenfunction(method) else answer)

    async def _abort(self, context: Any, error: Exception) -> None:
        code = self.code(error)
        if code is None:
            logger.exception("rpc_broken", error=type(error).__name__)
            await context.abort(grpc.StatusCode.INTERNAL, _INTERNAL_DETAILS)
        await context.abort(code, str(error))
