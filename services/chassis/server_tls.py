"""TLS of a server, with certificates that are read again when they change."""

import ssl
from pathlib import Path
from typing import Any, NamedTuple

import grpc

from services.chassis.file_stamp import FileStamp, file_stamp
from services.chassis.logs import get_logger
from services.chassis.process import StartError

logger = get_logger(__name__)


class ServerTls(NamedTuple):
    """How to be known by clients, and how to know them. Paths of PEM files, read again when they change."""

    cert_file: str
    key_file: str
    client_ca_file: str = ""
    """Who signed the certificates that clients must show; empty to ask for none."""


class _CertificateFiles:
    """Reads the files of a :class:`ServerTls` again when one of them has changed."""

    def __init__(self, tls: ServerTls) -> None:
        self._tls = tls
        self._read_at: tuple[FileStamp, ...] = ()

    def read(self) -> grpc.ServerCertificateConfiguration | None:
        """The certificates, or None if they are those of the last time.

        Raises ``OSError``, also (as ``ssl.SSLError``) when certificate and key do not belong together.
        """
        stamps = tuple(file_stamp(name) for name in self._tls if name)
        if stamps == self._read_at:
            return None
        key, certificate = Path(self._tls.key_file).read_bytes(), Path(self._tls.cert_file).read_bytes()
        authority = Path(self._tls.client_ca_file).read_bytes() if self._tls.client_ca_file else None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self._tls.cert_file, self._tls.key_file)
        self._read_at = stamps
        return grpc.ssl_server_certificate_configuration([(key, certificate)], root_certificates=authority)

    def refresh(self) -> grpc.ServerCertificateConfiguration | None:
        """For gRPC, before each handshake: keeps the old certificates when the new ones cannot be read."""
        try:
            return self.read()
        except OSError as error:
            logger.warning("certificate_read_failed", error=str(error))
            return None


def server_credentials(tls: ServerTls) -> grpc.ServerCredentials:
    """What gRPC needs to serve by TLS. Raises ``StartError`` for certificates of no use."""
    files: Any = _CertificateFiles(tls)  # the type stubs do not know that a refresh may bring nothing
    try:
        initial = files.read()
    except OSError as error:
        raise StartError(f"cannot use {tls.cert_file} with the key {tls.key_file}: {error}") from error
    return grpc.dynamic_ssl_server_credentials(
        initial, files.refresh, require_client_authentication=bool(tls.client_ca_file)
    )
