"""The nginx snippet that is shipped, in a real nginx in front of the server: pages, edits, websockets, uploads."""

import base64
import json
import os
import shutil
import socket
import ssl
import struct
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.certificates import needs_openssl, new_certificate
from tests.e2e.cluster import START_TIMEOUT_SECONDS, Cluster, Form, running
from tests.e2e.ports import free_port
from tests.e2e.raw_socket import TEXT, client_frame
from tests.e2e.rpc_client import KEY, RpcClient

SNIPPET = Path(__file__).parents[2] / "deploy/nginx.conf"
NGINX = os.environ.get("WAVE_NGINX") or shutil.which("nginx") or ""

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(120),
    needs_openssl,
    pytest.mark.skipif(not NGINX, reason="there is no nginx (its path: WAVE_NGINX)"),
]


class Front:
    """A running nginx."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.cert, key = new_certificate(folder, "front")
        self.port, self.plain_port = free_port(), free_port()
        replaced = {
            "127.0.0.1:10101": f"127.0.0.1:{cluster.http_ports[0]}",
            "listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl",
            "listen 80": f"listen 127.0.0.1:{self.plain_port}",
            "/etc/ssl/wave/fullchain.pem": self.cert,
            "/etc/ssl/wave/key.pem": key,
        }
        snippet = SNIPPET.read_text()
        for given, wanted in replaced.items():
            assert given in snippet, given
            snippet = snippet.replace(given, wanted)
        paths = "".join(
            f"{name}_temp_path {folder}/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        settings = folder / "nginx.conf"
        settings.write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
            f"events {{}}\nhttp {{ access_log off;\n{paths}{snippet}\n}}\n"
        )
        self._process = subprocess.Popen(
            [NGINX, "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(settings)]
        )
        self._error_log = folder / "error.log"

    def wait(self) -> None:
        limit = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < limit:
            assert self._process.poll() is None, self._error_log.read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("nginx does not listen")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.cert)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"https://127.0.0.1:{self.port}{path}", body, named, method=method)
        with urllib.request.urlopen(request, timeout=20, context=self.trust) as response:
            return response.status, response.read()

    def open_socket(self, origin: str) -> tuple[bytes, ssl.SSLSocket]:
        """The answer to a handshake, up to its empty line."""
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        wire = self.trust.wrap_socket(raw, server_hostname="127.0.0.1")
        key = base64.b64encode(bytes(16)).decode()
        wire.sendall(
            f"GET /_s/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Origin: {origin}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += wire.recv(1)
        return answer, wire


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(Form.EMBEDDED, tmp_path_factory.mktemp("behind"), flags=["-fsync", "no"]) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def front(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    front = Front(tmp_path_factory.mktemp("front"), cluster)
    try:
        front.wait()
        yield front
    finally:
        front.stop()


def take(wire: ssl.SSLSocket, count: int) -> bytes:
    taken = b""
    while len(taken) < count:
        piece = wire.recv(count - len(taken))
        assert piece, "closed"
        taken += piece
    return taken


def next_text(wire: ssl.SSLSocket) -> str:
    while True:
        first, length = take(wire, 2)
        if length == 126:
            (length,) = struct.unpack("!H", take(wire, 2))
        payload = take(wire, length)
        if first & 0x0F == TEXT:
            return payload.decode()


def test_pages_and_edits_pass(front: Front, cluster: Cluster) -> None:
    status, body = front.ask("GET", "/any/page")
    assert status == 200 and b"data-nonce" in body
    status, _ = front.ask("PATCH", "/behind", b'{"d":[{"k":"c","d":{"view":"x"}}]}', Authorization=KEY)
    assert status == 200
    client = RpcClient(cluster.address)
    assert client.page("/behind") is not None
    client.close()


def test_websockets_pass_and_edits_come_at_once(front: Front, cluster: Cluster) -> None:
    answer, wire = front.open_socket(f"https://127.0.0.1:{front.port}")
    assert answer.startswith(b"HTTP/1.1 101 ")
    wire.sendall(client_frame(TEXT, b"+ /live "))
    seen = ""
    while '{"e":"not_found"}' not in seen:
        seen = next_text(wire)
    client = RpcClient(cluster.address)
    client.patch("/live", {"k": "c", "d": {"view": "x", "n": 5}})
    client.close()
    while '"n":5' not in seen.replace(" ", ""):
        seen = next_text(wire)
    wire.close()


def test_pages_of_other_sites_stay_outside(front: Front) -> None:
    answer, wire = front.open_socket("https://evil.example")
    assert answer.startswith(b"HTTP/1.1 403 ")
    wire.close()


def test_uploads_larger_than_nginx_would_take_pass(front: Front) -> None:
    content = os.urandom(3 << 20)
    form = (
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="a b.bin"\r\n\r\n'
        + content
        + b"\r\n--b--\r\n"
    )
    kind = "multipart/form-data; boundary=b"
    status, body = front.ask("POST", "/_f/", form, Content_Type=kind, Authorization=KEY)
    assert status == 200
    (path,) = json.loads(body)["files"]
    assert front.ask("GET", path)[1] == content


def test_plain_http_leads_to_https(front: Front) -> None:
    with socket.create_connection(("127.0.0.1", front.plain_port), timeout=20) as wire:
        wire.sendall(b"GET /x HTTP/1.1\r\nHost: wave.example.org\r\n\r\n")
        assert b"Location: https://wave.example.org/x" in wire.recv(4096)
