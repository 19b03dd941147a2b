"""What every gRPC call of the driver has in common:

where it goes, what it shows, and what its failure means.
"""

import base64
from collections.abc import Mapping
from typing import Any

import grpc

from ..errors import BadValue, ConnectError, ReadError, ReadTimeout, WaveError, service_error
from ..settings import Settings
from ..urls import Address, parse_address

Metadata = tuple[tuple[str, str], ...]

_HTTP_PORT = 10101
_OPTIONS = (
    # Keepalive alone takes a minute to notice a server that stopped answering; the ping timeout is what does
    # it.
    ("grpc.keepalive_time_ms", 5000),
    ("grpc.keepalive_timeout_ms", 2000),
    ("grpc.http2.ping_timeout_ms", 2000),
    ("grpc.http2.max_pings_without_data", 0),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 2000),
    ("grpc.max_reconnect_backoff_ms", 2000),
    # The server bounds what it takes and keeps; what it sends is as large as it has to be.
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.enable_retries", 0),
)

# The statuses of the HTTP surface, so that programs need to know one set only.
_HTTP_STATUSES: Mapping[grpc.StatusCode, int] = {
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.FAILED_PRECONDITION: 412,
    grpc.StatusCode.UNIMPLEMENTED: 501,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 503,
    grpc.StatusCode.UNAVAILABLE: 503,
}


def http_address(settings: Settings, environ: Mapping[str, str]) -> Address:
    """Where the HTTP surface is, for what gRPC has no call for: `H2O_WAVE_HTTP_ADDRESS`, or the same host."""
    given = environ.get("H2O_WAVE_HTTP_ADDRESS")
    if given:
        return parse_address(given)
    is_unix = settings.address.scheme == "grpc+unix"
    scheme = "https" if settings.address.scheme == "grpcs" else "http"
    return Address(scheme, "127.0.0.1" if is_unix else settings.address.host, _HTTP_PORT)


def relay_address(settings: Settings, environ: Mapping[str, str]) -> Address:
    """Where the relay is: `H2O_WAVE_RELAY_ADDRESS`, or the same as the pages. Servers write it without a scheme."""
    given = environ.get("H2O_WAVE_RELAY_ADDRESS")
    if not given:
        return settings.address
    if given.startswith("unix:"):
        return parse_address(f"grpc+{given}")
    return parse_address(given if "://" in given or given.startswith("grpc+unix:") else f"grpc://{given}")


def open_channel(address: Address, settings: Settings, module: Any = grpc) -> Any:
    """A channel of `grpc` or `grpc.aio`, which connects when it is used. Raises `BadValue`."""
    target = f"unix:{address.host}" if address.scheme == "grpc+unix" else _host_and_port(address)
    if address.scheme != "grpcs":
        return module.insecure_channel(target, options=_OPTIONS)
    if not settings.verify_tls:
        raise BadValue(
            "H2O_WAVE_NO_TLS_VERIFY: gRPC always verifies; name the authority that has signed the server's certificate "
            "in GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"
        )
    return module.secure_channel(target, grpc.ssl_channel_credentials(), options=_OPTIONS)


def credentials(settings: Settings) -> Metadata:
    """What every call shows."""
    pair = f"{settings.access_key_id}:{settings.access_key_secret}".encode()
    return (("authorization", f"Basic {base64.b64encode(pair).decode()}"),)


def is_away(error: Any) -> bool:
    """Whether nobody answered: the server is away, or the way to it."""
    return error.code() is grpc.StatusCode.UNAVAILABLE and not _is_from_server(error)


def explain(error: Any, operation: str = "Request") -> WaveError:
    """The failure of a call in the driver's own terms."""
    code, details = error.code(), error.details() or "no reason given"
    if code is grpc.StatusCode.DEADLINE_EXCEEDED:
        return ReadTimeout("timed out waiting for the server's answer")
    if is_away(error):
        return ConnectError(f"the server is away: {details}")
    if code is grpc.StatusCode.CANCELLED:
        return ReadError(f"the connection was lost: {details}")
    return service_error(operation, _HTTP_STATUSES.get(code, 500), details)


def _is_from_server(error: Any) -> bool:
    """Whether the server itself said so. gRPC tells nowhere but in this text."""
    return "received from peer" in (error.debug_error_string() or "")


def _host_and_port(address: Address) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{host}:{address.port}"
