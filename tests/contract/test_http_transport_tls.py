"""Both ways to speak HTTP trust the same certificates."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from h2o_wave._transports.tls import tls_context
from h2o_wave.errors import ConnectError
from tests.contract.transport_scene import KINDS, Open, opening


@pytest.fixture(params=KINDS)
def open_scene(request: pytest.FixtureRequest) -> Iterator[Open]:
    with opening(request.param) as open_:
        yield open_


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that no system trusts, and its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("makes certificates with openssl")
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=wave"
    )
    command += f" -addext subjectAltName=IP:127.0.0.1 -keyout {folder}/key -out {folder}/cert"
    subprocess.run(command.split(), check=True, capture_output=True)
    whole = folder / "pem"
    whole.write_text((folder / "key").read_text() + (folder / "cert").read_text())
    return whole


def _server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_that_nobody_trusts_is_refused(open_scene: Open, certificate: Path) -> None:
    client, server = open_scene(tls=_server_tls(certificate))
    with pytest.raises(ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        client.save()
    assert server.requests == []


def test_a_certificate_that_the_system_trusts_is_taken(
    open_scene: Open, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    tls_context.cache_clear()
    client, server = open_scene(tls=_server_tls(certificate))
    client.save()
    client.save()
    tls_context.cache_clear()
    assert server.connections == 1


def test_verification_can_be_switched_off(open_scene: Open, certificate: Path) -> None:
    client, server = open_scene(tls=_server_tls(certificate), verify_tls=False)
    client.save()
    client.save()
    assert len(server.requests) == 2
    assert server.connections == 1
