"""A grpc.aio server on several addresses, with health, reflection, keepalive and limits."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from services.chassis.decoding import DecodingInterceptor
from services.chassis.guards import Handler
from services.chassis.logs import get_logger
from services.chassis.process import StartError
from services.chassis.server_tls import ServerTls, server_credentials
from services.chassis.unix_socket import clear_stale_socket, owner_only_files
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
            clear_stale_socket(Path(address.path))
        target = str(address if address.is_unix or address.host else address._replace(host="::"))
        try:
            with owner_only_files():
                if self._tls is None or address.is_unix:
                    port = server.add_insecure_port(target)
                else:
                    port = server.add_secure_port(target, server_credentials(self._tls))
        except RuntimeError as error:
            raise StartError(f"cannot listen on {address}: is another process using this address?") from error
        return address if address.is_unix else address._replace(port=port)


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
