"""Wave as an operator sees it: what is refused at the start, TLS on the outside, TLS and a token between the services."""

import http.client
import os
import ssl
import stat
import subprocess
import sys
from pathlib import Path

import grpc
import pytest

from h2o.wave.v1 import site_store_pb2, site_store_pb2_grpc
from services.access import Keychain
from services.chassis.credentials import Credentials as Key
from services.chassis.credentials import basic_metadata, bearer_metadata
from tests.certificates import needs_openssl, new_certificate
from tests.e2e.cluster import TEST_FLAGS, Cluster, Form, running
from tests.e2e.ports import free_port
from tests.e2e.rpc_client import RpcClient

ROOT = Path(__file__).parents[2]
TOKEN = "a token that services share".replace(" ", "-")

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


def start(folder: Path, *flags: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs `waved` until it ends by itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "proto/gen")])
    return subprocess.run(
        [sys.executable, "-m", "services.waved", *flags],
        cwd=folder,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# -- starting -----------------------------------------------------------------------------------------------------------


def test_production_refuses_the_key_that_everybody_knows(tmp_path: Path) -> None:
    done = start(tmp_path, "-production", "-listen", f"127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert "-create-access-key" in done.stderr


def test_production_refuses_certificates_that_are_not_verified(tmp_path: Path) -> None:
    done = start(tmp_path, "--production", "--no-tls-verify", H2O_WAVE_ACCESS_KEY_SECRET="mine")
    assert done.returncode == 1
    assert "-no-tls-verify must not be set together with -production" in done.stderr


def test_relative_paths_are_those_of_the_directory_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "wave.env").write_text(f"H2O_WAVE_WAVED_DIR={tmp_path}\n")
    done = start(tmp_path / "here", "-conf", "wave.env", "-create-access-key")
    assert done.returncode == 0
    assert str(tmp_path / ".wave-keychain") in done.stdout
    assert (tmp_path / ".wave-keychain").is_file()


def test_an_address_that_is_taken_ends_it_with_1(tmp_path: Path) -> None:
    """Wave 1.8 logs this and exits 0."""
    with running(Form.EMBEDDED, tmp_path / "a") as cluster:
        address = f"127.0.0.1:{cluster.http_ports[0]}"
        done = start(tmp_path, *TEST_FLAGS, "-listen", address, "-grpc-listen", "127.0.0.1:0")
    assert done.returncode == 1
    assert f"cannot listen on {address} (flag -listen)" in done.stderr


# -- TLS ----------------------------------------------------------------------------------------------------------------


@needs_openssl
def test_https_is_served_with_a_certificate_and_a_key(tmp_path: Path) -> None:
    cert, key = new_certificate(tmp_path, "web")
    flags = ["-tls-cert-file", cert, "-tls-key-file", key, "-fsync", "no"]
    with running(Form.EMBEDDED, tmp_path / "wave", flags=flags) as cluster:
        port = cluster.http_ports[0]
        trusting = ssl.create_default_context(cafile=cert)
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=trusting, timeout=10)
        connection.request("GET", "/")
        response = connection.getresponse()
        assert (response.status, response.getheader("Content-Type")) == (200, "text/html; charset=UTF-8")
        response.read()
        connection.close()
        assert f"https://127.0.0.1:{port}/" in cluster.gateway().tail()


def tls_flags(folder: Path) -> list[str]:
    """Every service shows a certificate, and asks for one; nobody else knows the key of the keychain."""
    services, service_key = new_certificate(folder, "services")
    return [
        *("-grpc-tls-cert-file", services, "-grpc-tls-key-file", service_key),
        *("-grpc-tls-ca-file", services, "-grpc-tls-client-ca-file", services),
        *("-grpc-token", TOKEN, "-access-keychain", str(folder / "keys"), "-fsync", "no"),
    ]


def state_of_the_store(
    cluster: Cluster, folder: Path, metadata: tuple[tuple[str, str], ...], *, shows: bool = True
) -> grpc.StatusCode | None:
    """How the site-store answers a caller; None when it answers with a page."""
    cert, key = (folder / "services.pem").read_bytes(), (folder / "services.key").read_bytes()
    own = {"private_key": key, "certificate_chain": cert} if shows else {}
    credentials = grpc.ssl_channel_credentials(root_certificates=cert, **own)
    with grpc.secure_channel(cluster.site_store_grpc, credentials) as channel:
        stub = site_store_pb2_grpc.SiteStoreStub(channel)
        try:
            stub.GetSnapshot(site_store_pb2.GetSnapshotRequest(route="/x"), metadata=metadata, timeout=10)
        except grpc.RpcError as error:
            return error.code()  # type: ignore[no-any-return]
    return None


@needs_openssl
def test_services_know_one_another_by_certificate_and_token(tmp_path: Path) -> None:
    pair = Keychain(tmp_path / "keys", default=None).add()
    with running(Form.SPLIT_TCP, tmp_path / "wave", flags=tls_flags(tmp_path)) as cluster:
        client = RpcClient(cluster.address, key=pair)
        assert client.patch("/x", {"k": "c", "d": {"view": "markdown"}})[0] == 200
        assert client.page("/x") is not None
        client.close()
        assert state_of_the_store(cluster, tmp_path, bearer_metadata(TOKEN)) is None
        assert state_of_the_store(cluster, tmp_path, basic_metadata(Key(*pair))) is None
        denied = grpc.StatusCode.UNAUTHENTICATED
        for metadata in (
            bearer_metadata(TOKEN[:-1]),
            basic_metadata(Key("access_key_id", "access_key_secret")),
            (),
        ):
            assert state_of_the_store(cluster, tmp_path, metadata) is denied
        assert (
            state_of_the_store(cluster, tmp_path, bearer_metadata(TOKEN), shows=False)
            is grpc.StatusCode.UNAVAILABLE
        )
        logs = "".join(process.log.read_text() for process in cluster.processes.values())
        assert TOKEN not in logs and pair[1] not in logs


def test_only_their_owner_may_open_the_sockets_between_services(tmp_path: Path) -> None:
    with running(Form.SPLIT_UNIX, tmp_path) as cluster:
        sockets = list(cluster.directory.glob("*.sock"))
        assert len(sockets) == 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in sockets} == {0o600}
