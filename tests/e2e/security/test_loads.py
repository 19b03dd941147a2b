"""Bodies that become much, and peers that take their time."""

import gzip
import http.server
import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.rpc_client import basic
from tests.e2e.security.attacked_site import Site

BOMB_BYTES = 200 << 20

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


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
