"""A client channel that notices a dead peer within seconds and reconnects within two."""

import asyncio
from pathlib import Path
from typing import NamedTuple

import grpc

from services.chassis.values import Address

# Keepalive alone took a minute to notice a peer that stopped answering; the ping timeout is what does it.
_OPTIONS = (
    ("grpc.keepalive_time_ms", 5000),
    ("grpc.keepalive_timeout_ms", 2000),
    ("grpc.http2.ping_timeout_ms", 2000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.max_pings_without_data", 0),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 2000),  # in spite of its name, how long one attempt may take
    ("grpc.max_reconnect_backoff_ms", 2000),
    ("grpc.enable_retries", 0),  # whether a call may be repeated is for its caller to know
    # Every channel connects for itself, so that a restarted peer is not hidden by another channel's backoff.
    ("grpc.use_local_subchannel_pool", 1),
)


class ClientTls(NamedTuple):
    """How to know the server, and how to be known by it. Paths of PEM files."""

    ca_file: str = ""
    """Who signed the server's certificate; empty for the authorities gRPC comes with."""
    cert_file: str = ""
    key_file: str = ""
    """Our own certificate and key, for servers that ask for one."""
    server_name: str = ""
    """The name in the server's certificate, when it differs from the host."""


class ChannelNotReady(ConnectionError):
    """The server did not answer in time."""


def open_channel(
    address: Address, *, tls: ClientTls | None = None, max_message_bytes: int = 5 * 1024**2
) -> grpc.aio.Channel:
    """A channel to `address`, which connects in the background. An empty host means this machine.

    TLS is for TCP: a unix socket is guarded by its file mode. Raises ``OSError`` when a file of `tls`
    cannot be read.
    """
    options: list[tuple[str, str | int]] = [
        *_OPTIONS,
        ("grpc.max_receive_message_length", max_message_bytes),
        ("grpc.max_send_message_length", max_message_bytes),
    ]
    if tls is None or address.is_unix:
        return grpc.aio.insecure_channel(_target(address), options=options)
    if tls.server_name:
        options.append(("grpc.ssl_target_name_override", tls.server_name))
    return grpc.aio.secure_channel(_target(address), _credentials(tls), options=options)


async def wait_ready(channel: grpc.aio.Channel, timeout_seconds: float) -> None:
    """Wait until `channel` is connected. Raises :class:`ChannelNotReady` after `timeout_seconds`."""
    try:
        async with asyncio.timeout(timeout_seconds):
            await channel.channel_ready()
    except TimeoutError as error:
        raise ChannelNotReady(f"no gRPC server answered within {timeout_seconds:g} s") from error


def _target(address: Address) -> str:
    return str(address if address.is_unix or address.host else address._replace(host="localhost"))


def _credentials(tls: ClientTls) -> grpc.ChannelCredentials:
    return grpc.ssl_channel_credentials(
        root_certificates=_read(tls.ca_file),
        private_key=_read(tls.key_file),
        certificate_chain=_read(tls.cert_file),
    )


def _read(path: str) -> bytes | None:
    return Path(path).read_bytes() if path else None
