"""A grpc.aio server on several addresses, with health, reflection, keepalive and limits."""

import asyncio
import inspect
import os
import socket
import ssl
import stat
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from services.chassis.decoding import DecodingInterceptor
from services.chassis.logs import get_logger
from services.chassis.process import StartError
from services.chassis.values import Address

logger = get_logger(__name__)

_OPTIONS = (
    ("grpc.keepalive_time_ms", 5000),
    ("grpc.keepalive_timeout_ms", 2000),
    ("grpc.http2.ping_timeout_ms", 2000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.max_pings_without_data", 0),
    ("grpc.http2.min_recv_ping_interval_without_data_ms", 1000),
    ("grpc.http2.max_ping_strikes", 0),
    ("grpc.so_reuseport", 0),  # else a second process would silently share the port
)

Handler = Any
"""A ``grpc.RpcMethodHandler``."""
Guard = Callable[[str, Any], AbstractAsyncContextManager[None]]
"""Called with the method and its context; entered before the servicer method and left after it."""


class ServerTls(NamedTuple):
    """How to be known by clients, and how to know them. Paths of PEM files, read again when they change."""

    cert_file: str
    key_file: str
    client_ca_file: str = ""
    """Who signed the certificates that clients must show; empty to ask for none."""


class GrpcServer:
    """Serves the servicers that the generated ``add_…Servicer_to_server`` functions add to it. A process
    part.

    Health (``grpc.health.v1``) is always served: every service, and the server as a whole under the empty
    name, is SERVING from ``start`` to ``drain``; :meth:`set_serving` changes one. `interceptors` see every
    call but those of health. Without `tls`, TCP is in the clear; a unix socket always is, and only its
    owner may open it.
    """

    def __init__(
        self,
        addresses: Sequence[Address],
        *,
        tls: ServerTls | None = None,
        interceptors: Sequence[Any] = (),
        max_message_bytes: int = 5 * 1024**2,
        serves_reflection: bool = False,
        grace_seconds: float = 5.0,
    ) -> None:
        self._wanted = tuple(addresses)
        self._tls = tls
        self._interceptors = tuple(interceptors)
        self._max_message_bytes = max_message_bytes
        self._serves_reflection = serves_reflection
        self._grace_seconds = grace_seconds
        self._generic_handlers: list[Any] = []
        self._services: dict[str, Mapping[str, Handler]] = {}
        self._health: Any = vars(health)["aio"].HealthServicer()  # the type stubs do not know it
        self._server: Any = None
        self.addresses: tuple[Address, ...] = ()
        """Where the server listens, with the port that port 0 became; empty before ``start``."""

    def add_generic_rpc_handlers(self, generic_rpc_handlers: Iterable[Any]) -> None:
        """As ``grpc.aio.Server``; before ``start``."""
        self._generic_handlers.extend(generic_rpc_handlers)

    def add_registered_method_handlers(
        self, service_name: str, method_handlers: Mapping[str, Handler]
    ) -> None:
        """As ``grpc.aio.Server``; before ``start``."""
        self._services[service_name] = method_handlers

    async def set_serving(self, service: str, is_serving: bool) -> None:
        """Tell health checks whether `service` serves. Without effect after ``drain``."""
        states = health_pb2.HealthCheckResponse
        await self._health.set(service, states.SERVING if is_serving else states.NOT_SERVING)

    async def start(self) -> None:
        """Bind every address and serve. Raises ``StartError`` for an address or certificate of no use."""
        server = self._build()
        try:
            bound = [self._bind(server, address) for address in self._wanted]
        except StartError:
            # gRPC lets go of the addresses it has bound only by stopping, and stops only what was started.
            await server.start()
            await server.stop(None)
            raise
        await server.start()
        self._server, self.addresses = server, tuple(bound)
        for service in self._services:
            await self.set_serving(service, True)
        for address in bound:
            logger.info("grpc_listened", address=str(address), tls=bool(self._tls) and not address.is_unix)

    async def drain(self) -> None:
        """Tell health checks that nothing here serves any more."""
        await self._health.enter_graceful_shutdown()

    async def stop(self) -> None:
        """Refuse new calls, give those under way `grace_seconds`, cancel the rest."""
        if self._server is not None:
            await self._server.stop(self._grace_seconds)
            self._server = None

    def _build(self) -> Any:  # a grpc.aio.Server, of which the type stubs lack a method
        server: Any = grpc.aio.server(
            interceptors=[*map(_Exempting, self._interceptors), DecodingInterceptor()],
            options=[
                *_OPTIONS,
                ("grpc.max_receive_message_length", self._max_message_bytes),
                ("grpc.max_send_message_length", self._max_message_bytes),
            ],
        )
        health_pb2_grpc.add_HealthServicer_to_server(self._health, server)
        server.add_generic_rpc_handlers(tuple(self._generic_handlers))
        for service, handlers in self._services.items():
            server.add_registered_method_handlers(service, dict(handlers))
        if self._serves_reflection:
            names = (*self._services, health.SERVICE_NAME, reflection.SERVICE_NAME)
            reflection.enable_server_reflection(names, server)
        return server

    def _bind(self, server: Any, address: Address) -> Address:
        if address.is_unix:
            _clear_stale_socket(Path(address.path))
        target = str(address if address.is_unix or address.host else address._replace(host="::"))
        try:
            with _owner_only_files():
                if self._tls is None or address.is_unix:
                    port = server.add_insecure_port(target)
                else:
                    port = server.add_secure_port(target, _credentials(self._tls))
        except RuntimeError as error:
            raise StartError(f"cannot listen on {address}: is another process using this address?") from error
        return address if address.is_unix else address._replace(port=port)


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


_ARITY = {False: "unary", True: "stream"}


class _Exempting(grpc.aio.ServerInterceptor):  # type: ignore[type-arg] # no generic when it runs
    """Lets health checks pass by an interceptor: whoever asks for health may know nothing else."""

    def __init__(self, interceptor: Any) -> None:
        self._interceptor = interceptor

    async def intercept_service(
        self, continuation: Callable[[Any], Awaitable[Handler]], handler_call_details: Any
    ) -> Handler:
        if handler_call_details.method.startswith(f"/{health.SERVICE_NAME}/"):
            return await continuation(handler_call_details)
        return await self._interceptor.intercept_service(continuation, handler_call_details)


@contextmanager
def _owner_only_files() -> Iterator[None]:
    before = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(before)


def _clear_stale_socket(path: Path) -> None:
    """Remove what a crashed process left; gRPC would take the path away from a living one without a word.

    The folder is made when it is not there, for its owner alone.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StartError(f"cannot listen on unix:{path}: {error.strerror}") from error
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise StartError(f"cannot listen on unix:{path}: the path exists and is not a socket")
    except FileNotFoundError:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.setblocking(False)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
        except OSError as error:
            if not isinstance(error, BlockingIOError):  # which is a living process with a full backlog
                raise StartError(f"cannot listen on unix:{path}: {error.strerror}") from error
    raise StartError(f"cannot listen on unix:{path}: another process is listening there")


class _CertificateFiles:
    """Reads the files of a :class:`ServerTls` again when one of them has changed."""

    def __init__(self, tls: ServerTls) -> None:
        self._tls = tls
        self._read_at: tuple[int, ...] = ()

    def read(self) -> grpc.ServerCertificateConfiguration | None:
        """The certificates, or None if they are those of the last time.

        Raises ``OSError``, also (as ``ssl.SSLError``) when certificate and key do not belong together.
        """
        paths = [Path(name) for name in self._tls if name]
        changed_at = tuple(path.stat().st_mtime_ns for path in paths)
        if changed_at == self._read_at:
            return None
        key, certificate = Path(self._tls.key_file).read_bytes(), Path(self._tls.cert_file).read_bytes()
        authority = Path(self._tls.client_ca_file).read_bytes() if self._tls.client_ca_file else None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self._tls.cert_file, self._tls.key_file)
        self._read_at = changed_at
        return grpc.ssl_server_certificate_configuration([(key, certificate)], root_certificates=authority)

    def refresh(self) -> grpc.ServerCertificateConfiguration | None:
        """For gRPC, before each handshake: keeps the old certificates when the new ones cannot be read."""
        try:
            return self.read()
        except OSError as error:
            logger.warning("certificate_read_failed", error=str(error))
            return None


def _credentials(tls: ServerTls) -> grpc.ServerCredentials:
    files: Any = _CertificateFiles(tls)  # the type stubs do not know that a refresh may bring nothing
    try:
        initial = files.read()
    except OSError as error:
        raise StartError(f"cannot use {tls.cert_file} with the key {tls.key_file}: {error}") from error
    return grpc.dynamic_ssl_server_credentials(
        initial, files.refresh, require_client_authentication=bool(tls.client_ca_file)
    )
