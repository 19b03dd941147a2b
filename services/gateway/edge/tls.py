"""HTTPS: the certificate and the key from their files, read again when they change."""

import asyncio
import ssl
from pathlib import Path
from typing import NamedTuple

from services.chassis.file_stamp import FileStamp, file_stamp
from services.chassis.logs import get_logger
from services.gateway.errors import SettingInvalid

logger = get_logger(__name__)

CHECK_SECONDS = 5.0
# Forward secrecy and authenticated encryption, nothing else; TLS 1.3 has its own list, which is no wider.
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"


class CertificateFiles(NamedTuple):
    """Where the certificate (with those that lead to its authority) and its private key are, as PEM."""

    certificate: Path
    key: Path

    def stamps(self) -> tuple[FileStamp, ...]:
        """What differs when one of the files is another. Raises OSError."""
        return tuple(map(file_stamp, self))


class Certificate:
    """What connections are made with. A new certificate is used for the connections that come after it."""

    def __init__(self, files: CertificateFiles) -> None:
        """Reads the files. Raises SettingInvalid."""
        self._files = files
        try:
            self._read_at = files.stamps()
            self.context = _context(files)
        except (OSError, ssl.SSLError) as error:
            raise SettingInvalid(
                f"cannot use tls-cert-file {files.certificate} with tls-key-file {files.key}: {error}"
            ) from error

    async def run(self) -> None:
        """Looks at the files, again and again, until cancelled."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            self.refresh()

    def refresh(self) -> None:
        """Takes over what has changed; what cannot be used changes nothing, and is tried again when it changes."""
        try:
            stamps = self._files.stamps()
            if stamps == self._read_at:
                return
            self._read_at = stamps
            # Not at once into the one that is in use: a key that belongs to another certificate would spoil it.
            _context(self._files)
            self.context.load_cert_chain(*self._files)
        except (OSError, ssl.SSLError) as error:
            logger.error("certificate_refused", file=str(self._files.certificate), error=str(error))
        else:
            logger.info("certificate_changed", file=str(self._files.certificate))


def certificate_of(certificate_file: str, key_file: str) -> Certificate | None:
    """The certificate that settings name; None when they name none. Raises SettingInvalid."""
    if not (certificate_file or key_file):
        return None
    if not (certificate_file and key_file):
        raise SettingInvalid(
            "only one of tls-cert-file and tls-key-file is set: set both for HTTPS, or neither"
        )
    return Certificate(CertificateFiles(Path(certificate_file), Path(key_file)))


def _context(files: CertificateFiles) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.load_cert_chain(*files)
    return context
