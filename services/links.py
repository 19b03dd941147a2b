"""How the services reach one another when they are apart: TLS on TCP, and a token that they share."""

from dataclasses import dataclass
from typing import Any

from services.access import AccessSettings
from services.chassis.channel import ClientTls, open_channel
from services.chassis.credentials import Credentials, SignedChannel, basic_metadata, bearer_metadata
from services.chassis.process import StartError
from services.chassis.server_tls import ServerTls
from services.chassis.settings import setting
from services.chassis.values import Address

LINKS = "Between the services"
MIN_TOKEN_LENGTH = 16


@dataclass(frozen=True)
class LinkSettings:
    """Who a service is to the others. Unix sockets are guarded by their file mode, 0600, and need none of this."""

    grpc_tls_cert_file: str = setting(
        "",
        metavar="FILE",
        group=LINKS,
        doc="certificate of this service; with its key, gRPC on TCP is served over TLS, and the gateway shows it to services "
        "that ask for one",
    )
    grpc_tls_key_file: str = setting("", metavar="FILE", group=LINKS, doc="private key of that certificate")
    grpc_token: str = setting(
        "",
        secret=True,
        metavar="TOKEN",
        group=LINKS,
        doc="token that the services share; empty: the gateway shows the default access key instead",
    )

    def __post_init__(self) -> None:
        if bool(self.grpc_tls_cert_file) != bool(self.grpc_tls_key_file):
            raise ValueError(
                "grpc-tls-cert-file and grpc-tls-key-file go together: set both for TLS, or neither"
            )
        if self.grpc_token and (len(self.grpc_token) < MIN_TOKEN_LENGTH or not _is_token(self.grpc_token)):
            raise ValueError(
                f"grpc-token must have at least {MIN_TOKEN_LENGTH} characters, all of them visible ASCII"
            )


@dataclass(frozen=True)
class ServerLinkSettings(LinkSettings):
    """How a service is called."""

    grpc_tls_client_ca_file: str = setting(
        "",
        metavar="FILE",
        group=LINKS,
        doc="certificates of the authority that signed those of callers; with it, callers over TCP must show a certificate",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.grpc_tls_client_ca_file and not self.grpc_tls_cert_file:
            raise ValueError("grpc-tls-client-ca-file needs grpc-tls-cert-file and grpc-tls-key-file")


@dataclass(frozen=True)
class CallerLinkSettings(LinkSettings):
    """How a service calls others."""

    grpc_tls_ca_file: str = setting(
        "",
        metavar="FILE",
        group=LINKS,
        doc="certificates of the authority that signed those of the services which are called; with it, they are called "
        "over TLS",
    )
    grpc_tls_server_name: str = setting(
        "",
        metavar="NAME",
        group=LINKS,
        doc="name in the certificates of the services which are called, if it is not their host",
    )


def server_tls(settings: ServerLinkSettings) -> ServerTls | None:
    """How a gRPC server of ours is guarded on TCP; None for not at all."""
    if not settings.grpc_tls_cert_file:
        return None
    return ServerTls(
        settings.grpc_tls_cert_file, settings.grpc_tls_key_file, settings.grpc_tls_client_ca_file
    )


def client_tls(settings: CallerLinkSettings) -> ClientTls | None:
    """How another service is called on TCP; None for in the clear."""
    if not settings.grpc_tls_ca_file:
        return None
    return ClientTls(
        settings.grpc_tls_ca_file,
        settings.grpc_tls_cert_file,
        settings.grpc_tls_key_file,
        settings.grpc_tls_server_name,
    )


def reach(
    address: Address, settings: CallerLinkSettings, access: AccessSettings, *, max_message_bytes: int
) -> Any:
    """Opens a channel to another service. Over TCP it shows the token, else the access key as any driver does.

    Raises StartError when a certificate cannot be read.
    """
    try:
        channel = open_channel(address, tls=client_tls(settings), max_message_bytes=max_message_bytes)
    except OSError as error:
        raise StartError(f"cannot call {address} over TLS: {error}") from error
    if address.is_unix:
        return channel
    if settings.grpc_token:
        return SignedChannel(channel, bearer_metadata(settings.grpc_token))
    return SignedChannel(channel, basic_metadata(Credentials(access.access_key_id, access.access_key_secret)))


def _is_token(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
