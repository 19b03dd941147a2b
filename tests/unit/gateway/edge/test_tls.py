import asyncio
import shutil
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from services.gateway.edge.tls import certificate_of
from services.gateway.errors import SettingInvalid
from tests.certificates import needs_openssl, new_certificate

pytestmark = needs_openssl


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    return new_certificate(tmp_path, "server")


@asynccontextmanager
async def serving(context: ssl.SSLContext) -> AsyncIterator[int]:
    async def end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(end, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def shake_hands(port: int, trusted: str, **limits: Any) -> ssl.SSLObject:
    context = ssl.create_default_context(cafile=trusted)
    context.set_alpn_protocols(["h2", "http/1.1"])
    for name, value in limits.items():
        setattr(context, name, value)
    _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    found: ssl.SSLObject = writer.get_extra_info("ssl_object")
    writer.transport.abort()
    return found


async def test_nothing_older_than_tls_1_2_is_spoken(pair: tuple[str, str]) -> None:
    certificate = certificate_of(*pair)
    assert certificate is not None
    assert certificate.context.minimum_version is ssl.TLSVersion.TLSv1_2
    async with serving(certificate.context) as port:
        assert (await shake_hands(port, pair[0])).version() == "TLSv1.3"
        older = await shake_hands(port, pair[0], maximum_version=ssl.TLSVersion.TLSv1_2)
        assert older.version() == "TLSv1.2"
        assert older.selected_alpn_protocol() == "http/1.1"


def test_every_cipher_is_authenticated_and_forgets_its_keys(pair: tuple[str, str]) -> None:
    certificate = certificate_of(*pair)
    assert certificate is not None
    for cipher in certificate.context.get_ciphers():
        assert cipher["aead"], cipher["name"]
        assert cipher["protocol"] == "TLSv1.3" or cipher["name"].startswith("ECDHE-"), cipher["name"]


async def test_a_new_certificate_is_used_without_a_restart(tmp_path: Path, pair: tuple[str, str]) -> None:
    certificate = certificate_of(*pair)
    assert certificate is not None
    old = shutil.copy(pair[0], tmp_path / "old.pem")
    async with serving(certificate.context) as port:
        await shake_hands(port, str(old))
        new_certificate(tmp_path, "server")
        certificate.refresh()
        await shake_hands(port, pair[0])
        with pytest.raises(ssl.SSLCertVerificationError):
            await shake_hands(port, str(old))


async def test_a_certificate_that_cannot_be_used_changes_nothing(
    tmp_path: Path, pair: tuple[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    certificate = certificate_of(*pair)
    assert certificate is not None
    old = shutil.copy(pair[0], tmp_path / "old.pem")
    other, _ = new_certificate(tmp_path, "other")
    async with serving(certificate.context) as port:
        shutil.copy(other, pair[0])  # to which the key does not belong
        certificate.refresh()
        await shake_hands(port, str(old))
        Path(pair[0]).unlink()
        certificate.refresh()
        await shake_hands(port, str(old))
    assert [record.message for record in caplog.records].count("certificate_refused") == 2


def test_no_files_are_no_tls() -> None:
    assert certificate_of("", "") is None


@pytest.mark.parametrize("files", [("a.pem", ""), ("", "a.key")])
def test_half_a_pair_is_refused(files: tuple[str, str]) -> None:
    with pytest.raises(SettingInvalid, match="only one of tls-cert-file and tls-key-file"):
        certificate_of(*files)


def test_files_of_no_use_are_named(tmp_path: Path, pair: tuple[str, str]) -> None:
    _, key = new_certificate(tmp_path, "other")
    for files in ((pair[0], key), (pair[0], str(tmp_path / "missing"))):
        with pytest.raises(SettingInvalid, match=r"server\.pem with tls-key-file"):
            certificate_of(*files)
