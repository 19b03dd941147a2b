"""Pages of other sites, clients of other people, and secrets that nobody is told."""

import base64
import json
import time

import pytest

from tests.e2e.raw_socket import TEXT, RawSocket, client_frame
from tests.e2e.rpc_client import basic
from tests.e2e.security.attacked_site import SECRET, Site, ask

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


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
