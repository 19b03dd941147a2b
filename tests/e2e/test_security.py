"""What an attacker tries first, against a server with everything switched on."""

import base64
import gzip
import http.server
import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.access import Keychain
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.raw_socket import TEXT, RawSocket, client_frame
from tests.e2e.rpc_client import RpcClient, basic

SECRET = "s3cr3t"
MARK = "root-of-all:x:0:0"
RESUME_SECRET, GRPC_TOKEN = f"{SECRET}-resume-0123456789", f"{SECRET}-grpc-0123456789"
# Each leads two folders up for somebody who decodes once too often, in the wrong order, or not as browsers do.
UP = [
    "../../", "..%2f..%2f", "%2e%2e/%2e%2e/", "%2e%2e%2f%2e%2e%2f", "%252e%252e%252f%252e%252e%252f", "..\\..\\", "..%5c..%5c",
    "%2e%2e%5c%2e%2e%5c", "..%255c..%255c", "....//....//", "..//..//", "./.././../", "..;/..;/", "%c0%ae%c0%ae/%c0%ae%c0%ae/",
    "%c0%ae%c0%ae%c0%af%c0%ae%c0%ae%c0%af", "..%c0%af..%c0%af", "%e0%80%ae%e0%80%ae/%e0%80%ae%e0%80%ae/", "..%u2215..%u2215",
    "..%ef%bc%8f..%ef%bc%8f", "%00../../", "..%00/..%00/", "x/../../../", "/../../", "..%0d/..%0a/",
]  # fmt: skip
PLACES = [
    "/",
    "/_f/",
    "/_f/x/",
    "/public/",
    "/public/inner/",
    "/private/",
    "/wave-static/",
    "/_c/",
    "/_m/",
    "/_auth/",
]
BOMB_BYTES = 200 << 20

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


class Site:
    """A server with a key of its own, a directory beside a secret, and everything else that can be switched on."""

    def __init__(self, cluster: Cluster, pair: tuple[str, str]) -> None:
        self.cluster = cluster
        self.pair = pair
        self.port = cluster.http_ports[0]

    def client(self) -> RpcClient:
        return RpcClient(self.cluster.address, key=self.pair)

    def said(self) -> str:
        """All logs and metrics of all processes."""
        texts = []
        for process in self.cluster.processes.values():
            with urllib.request.urlopen(f"http://127.0.0.1:{process.admin_port}/metrics") as metrics:
                texts += [process.log.read_text(errors="replace"), metrics.read().decode()]
        return "".join(texts)


def ask(site: Site, request: bytes) -> bytes:
    """Everything that is answered to a request which is the last of its connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as wire:
        wire.sendall(request)
        while more := wire.recv(65536):
            answer += more
    assert answer.startswith(b"HTTP/1.1 "), (request, answer)
    return answer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("security")
    (folder / "open" / "inner").mkdir(parents=True)
    for place in (folder, folder / "open" / "..", folder / "open" / ".hidden"):
        place.mkdir(exist_ok=True)
        (place / "secret.txt").write_text(MARK)
    pair = Keychain(folder / "keys", default=None).add()
    flags = [
        *(
            "-fsync",
            "no",
            "-log-level",
            "debug",
            "-proxy=true",
            "-debug=true",
            "-proxy-allowed-networks",
            "127.0.0.1",
        ),
        *("-public-dir", f"/public/@{folder / 'open'}", "-private-dir", f"/private/@{folder / 'open'}"),
        *(
            "-access-keychain",
            str(folder / "keys"),
            "-resume-secret",
            RESUME_SECRET,
            "-grpc-token",
            GRPC_TOKEN,
        ),
        *("-header-timeout", "2s", "-body-timeout", "2s", "-idle-timeout", "4s", "-ping-interval", "2s"),
    ]
    with running(Form.SPLIT_TCP, folder / "wave", flags=flags) as cluster:
        yield Site(cluster, pair)


# -- reading what is not shown ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("up", UP)
def test_no_path_leads_out_of_what_is_served(site: Site, up: str) -> None:
    """[F5]"""
    assert len(UP) >= 20
    head = f"Host: h\r\nAuthorization: {basic(*site.pair)}\r\nConnection: close\r\n\r\n"
    for place in PLACES:
        for name in ("secret.txt", "../secret.txt", "etc/passwd", ".hidden/secret.txt"):
            answer = ask(site, f"GET {place}{up}{name} HTTP/1.1\r\n{head}".encode())
            assert MARK.encode() not in answer and b"root:" not in answer, (place, up, name)
            assert not answer.startswith(b"HTTP/1.1 5"), (place, up, answer[:100])


# -- header injection ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target", ["/x%0d%0aX-Evil:1/../y", "//x%0d%0aX-Evil:%201", "/_f%0d%0aX-Evil:1", "/public%0d%0aX-Evil:1"]
)
def test_a_path_adds_no_header_to_an_answer(site: Site, target: str) -> None:
    answer = ask(site, f"GET {target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".encode())
    assert b"\r\nX-Evil" not in answer.partition(b"\r\n\r\n")[0]


def test_the_name_of_a_file_adds_no_header_to_its_download(site: Site) -> None:
    client = site.client()
    name = 'a";x%0d%0aX-Evil: 1%22.html'
    form = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n<script>1</script>\r\n--b--\r\n'
    status, body, _ = client.request(
        "POST", "/_f/", form.encode(), {"Content-Type": "multipart/form-data; boundary=b"}
    )
    if status == 200:
        _, _, headers = client.request("GET", json.loads(body)["files"][0])
        assert "x-evil" not in headers
        assert headers["content-security-policy"] == "sandbox"
        assert headers["content-disposition"].startswith("attachment")
    else:
        assert status == 400
    client.close()


# -- bombs --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "x-gzip"])
@pytest.mark.parametrize(
    "place", ["PATCH /x", "POST /", "PUT /_c/a/b", "POST /_f/", "POST /_m/s", "POST /_p/"]
)
def test_no_body_is_decompressed(site: Site, place: str, encoding: str) -> None:
    method, path = place.split(" ")
    client = site.client()
    headers = {"Content-Encoding": encoding, "Content-Type": "application/json"}
    status, reason, _ = client.request(method, path, gzip.compress(bytes(1 << 20)), headers)
    client.close()
    assert (status, reason) == (415, b"send the body without Content-Encoding\n")


class Bomb(http.server.BaseHTTPRequestHandler):
    """Answers with little that becomes much."""

    content = gzip.compress(bytes(BOMB_BYTES), 9)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def peak_bytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM"))


def test_a_bomb_behind_the_proxy_is_cut_off(site: Site) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bomb)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pid = site.cluster.gateway().pid
    before = peak_bytes(pid)
    client = site.client()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    status, body, _ = client.request("POST", "/_p/", json.dumps({"url": url}).encode())
    client.close()
    server.shutdown()
    server.server_close()
    assert status == 200
    result = json.loads(body)["result"]
    assert result is None or len(result["body"]) <= 5 << 20
    assert peak_bytes(pid) - before < BOMB_BYTES // 2


# -- slowness -----------------------------------------------------------------------------------------------------------

FORM = b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999\r\n\r\n--b\r\n"
UPGRADE = (
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
SLOW = {
    "head": b"GET / HTTP/1.1\r\nHost: h\r\nX: ",
    "head of another method": b"DELETE /_f/x HTTP/1.1\r\nHost: h\r\nX: ",
    "head without an end": b"PATCH /x HTTP/1.1\r\n",
    "body of an edit": b"PATCH /x HTTP/1.1\r\nHost: h\r\nAuthorization: %b\r\nContent-Length: 100000\r\n\r\n{",
    "chunks": b"PUT /_c/a/b HTTP/1.1\r\nHost: h\r\nAuthorization: %b\r\nTransfer-Encoding: chunked\r\n\r\n",
    "upload": b"POST /_f/ HTTP/1.1\r\nHost: h\r\n" + FORM,
    "websocket message": b"GET /_s/ HTTP/1.1\r\nHost: h\r\n" + UPGRADE + b"\x81\xfe\xff\xff\0\0\0\0",
}


@pytest.mark.parametrize("begin", SLOW.values(), ids=SLOW.keys())
def test_whoever_sends_a_byte_now_and_then_is_sent_away(site: Site, begin: bytes) -> None:
    """Slow loris."""
    if b"%b" in begin:
        begin %= basic(*site.pair).encode()
    with socket.create_connection(("127.0.0.1", site.port)) as wire:
        wire.settimeout(0.2)
        wire.sendall(begin)
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            try:
                wire.sendall(b"0")
                if not wire.recv(65536):
                    return
            except TimeoutError:
                continue
            except OSError:
                return
    raise AssertionError("it is still listened to")


# -- other sites, other people ------------------------------------------------------------------------------------------


def test_a_page_of_another_site_opens_no_socket(site: Site) -> None:
    """[H2]"""
    lines = [
        *(
            "GET /_s/ HTTP/1.1",
            f"Host: 127.0.0.1:{site.port}",
            "Upgrade: websocket",
            "Connection: Upgrade, close",
        ),
        *("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
    ]
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{site.port}.evil.example", "file://"):
        answer = ask(site, "\r\n".join([*lines, f"Origin: {origin}", "", ""]).encode())
        assert answer.startswith(b"HTTP/1.1 403 "), origin


def test_a_page_of_another_site_uploads_nothing(site: Site) -> None:
    """[F3] Nor does it learn anything: no answer allows it to read one."""
    form = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nx\r\n--b--\r\n'
    head = (
        f"POST /_f/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nOrigin: http://evil.example\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    answer = ask(site, head.encode() + form)
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert b"Access-Control-" not in answer


def test_the_id_of_a_client_is_not_enough_to_become_that_client(site: Site) -> None:
    """[H5] In the dialogue of our own client; in that of Wave 1.8 the id is the secret."""
    first = RawSocket(site.cluster.address, subprotocol="wave.resume.v1")
    first.send("+ /mine ")
    greeting = json.loads(first.receive_lines()[0])
    second = RawSocket(site.cluster.address, f"/_s/?client-id={greeting['i']}", subprotocol="wave.resume.v1")
    second.send("+ /mine ")
    assert json.loads(second.receive_lines()[0])["i"] != greeting["i"]
    first.close()
    second.close()


# -- secrets ------------------------------------------------------------------------------------------------------------


def test_no_secret_is_logged_or_measured(site: Site) -> None:
    key = basic(*site.pair)
    wrong = basic("nobody", f"{SECRET}-wrong-key")
    client = site.client()
    client.patch("/page", {"k": "c", "d": {"view": "x", "text": f"{SECRET}-content"}})
    client.request("PATCH", "/page", f'{{"d":"{SECRET}-malformed"'.encode())
    client.request("PUT", "/_c/s/k", f"{SECRET}-value".encode())
    client.request("POST", "/_p/", json.dumps({"url": f"http://u:{SECRET}-url@h/", "headers": {}}).encode())
    app = {"mode": "unicast", "route": "/app", "address": "http://127.0.0.1:1", "key_id": "a"}
    registration = json.dumps({"register_app": app | {"key_secret": f"{SECRET}-app"}}).encode()
    client.request("POST", "/", registration, {"Content-Type": "application/json"})
    client.close()
    for header in (
        f"Authorization: {wrong}",
        f"Authorization: Bearer {SECRET}-token",
        f"Cookie: oidcsession={SECRET}-cookie",
    ):
        head = f"PATCH /x HTTP/1.1\r\nHost: h\r\n{header}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"
        assert ask(site, head.encode() + b"{}").startswith(b"HTTP/1.1 401 ")
    tab = RawSocket(site.cluster.address)
    tab.send_bytes(client_frame(TEXT, f'@ /app {{"{SECRET}-argument":1}}'.encode()))
    tab.send_bytes(client_frame(TEXT, f"+ /app {SECRET}-hash".encode()))
    tab.receive_lines()
    tab.close()
    time.sleep(0.5)
    said = site.said()
    found = {line for line in said.splitlines() if SECRET in line or site.pair[1] in line}
    encoded = [key.split()[1], wrong.split()[1], base64.b64encode(site.pair[1].encode()).decode()]
    found |= {line for line in said.splitlines() if any(text in line for text in encoded)}
    assert not found
