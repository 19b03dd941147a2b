"""Malformed requests over every surface of a server, and what they do to it: answers, faults, memory, descriptors.

The same seed makes the same requests. Each goes over a connection of its own, which is ended after an answer, or when none has
come for a while because the server waits for what is missing.
"""

import asyncio
import base64
import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

AT_ONCE = 32
SILENCE_SECONDS = 0.3
PATIENCE_SECONDS = 30.0
KEY = "Basic " + base64.b64encode(b"access_key_id:access_key_secret").decode()

_METHODS = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "PRI",
    "X" * 300,
    "",
]
_PLACES = [
    "/", "/page", "/_f/", "/_f/x/y.txt", "/_c/", "/_c/shard/key", "/_m/stream", "/_p/", "/_d/site", "/_s/", "/public/",
    "/public/file.txt", "/private/file.txt", "/_auth/login", "/_auth/init", "/_auth/callback?code=x&state=y",
    "/_auth/logout", "/_auth/refresh", "/_auth/backchannel-logout", "/wave-static/x.js", "/index.html",
]  # fmt: skip
_TAILS = [
    "", "..", "../", "../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cx", "%00", "%", "%f", "%zz", "%ff%fe",
    "//", "/./", "?", "?a=%", "#", "a" * 9000, "\\", ";x", "船", "\x7f", "%c0%ae%c0%ae/", "..;/", "~", "{}", "*",
]  # fmt: skip
_HEADERS = [
    "Host: localhost", "Host:", "Host: a\r\nHost: b", "Content-Length: 5", "Content-Length: -1", "Content-Length: 1e3",
    "Content-Length: 99999999999999999999", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nContent-Length: 5", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: xchunked",
    "Content-Encoding: gzip", "Content-Encoding: br", "Content-Type: application/json", "Content-Type: ;",
    "Content-Type: multipart/form-data; boundary=b", "Content-Type: multipart/form-data",
    "Content-Type: multipart/form-data; boundary=",
    "Accept-Encoding: gzip;q=x, br;q=", "Range: bytes=0-0,5-,-1", "Range: bytes=99999999999999999999-", "Range: bytes=-",
    "If-None-Match: *", "If-Modified-Since: yesterday", "If-Match: \"x\"", "If-Range: x", f"Authorization: {KEY}",
    "Authorization: Basic !!!", "Authorization: Basic", "Authorization: Bearer x", f"Authorization: {KEY}", f"Authorization: {KEY}",
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x", "Upgrade: h2c",
    "Origin: http://evil.example", "Origin: null", "Cookie: oidcsession=x; ;=;a", "Expect: 100-continue", "Expect: x",
    "Wave-Directory-Upload: True", "Wave-Session-ID: x", "X: " + "y" * 9000, "X:y\nZ: w", "X\x00: y", " folded: x", ": x",
    "nonsense",
    "Connection: close", "Connection: keep-alive, Upgrade", "X-Forwarded-For: ' OR 1=1", "Forwarded: for=\"", "Trailer: X",
]  # fmt: skip
_LEGIBLE = [
    header
    for header in _HEADERS
    if header.partition(":")[0]
    in ("Content-Type", "Accept-Encoding", "Range", "Cookie", "Origin", "Expect", "Wave-Directory-Upload")
    or header.startswith(("If-", "Content-Encoding", "X-Forwarded"))
]
_BODIES: list[bytes] = [
    b"", b"hello", b"{", b"null", b"[" * 2000, b'{"d":[{"k":"c","d":{"view":1}}]}', b'{"d":5}', b"\xff\xfe",
    b"\x1f\x8b\x08\x00bomb",
    b"logout_token=a.b.c", b"logout_token=" + b"e30." * 9,
    b'{"register_app":{"mode":5,"route":null,"address":"x"}}', b'{"register_app":[]}', b'{"unregister_app":{"route":""}}',
    b'{"method":"CONNECT","url":"http://127.0.0.1/"}', b'{"url":"file:///etc/passwd"}', b'{"url":"http://[::1"}', b'{"url":5}',
    b'{"url":"http://169.254.169.254/","headers":{"a\\r\\nb":["x"]}}', b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\n",
    b"ffffffffffffffff\r\nx",
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="../../x"\r\n\r\nx\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\nx\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nx',
    b"--b\r\n" + b"X: y\r\n" * 3000, b"--b--\r\n", b"--b\r\n\r\n\r\n--b--\r\n", b"x" * 70_000,
]  # fmt: skip
_MESSAGES = [
    b"+ /page ",
    b"@ /page {}",
    b"* /page {",
    b'* /page {"d":[{"k":"c","d":{"view":1}}]}',
    b'* /other {"d":[{"k":"c n","v":[[[]]]}]}',
    b"# /page x",
    b"?",
    b"",
    b"\xff",
    b'+ /page {"d"',
    b"@ " + b"/" * 3000 + b" {}",
]
_TOKENS = [b"\r\n", b"\n", b"\x00", b":", b" ", b"\xff", b"%", b"{", b"\r", b"\t"]


class Answers(NamedTuple):
    """What became of the requests: how often each status line was seen, requests that were answered with a 500, and those whose
    connection the server kept after we had ended it.
    """

    statuses: Counter[str]
    faults: list[bytes]
    kept: list[bytes]


class Malformed:
    """An endless source of malformed requests."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._kinds: list[Callable[[], bytes]] = (
            [self._http] * 6 + [self._damaged] * 2 + [self._websocket] * 2 + [self._noise]
        )

    def request(self) -> bytes:
        """The next one."""
        return self._dice.choice(self._kinds)()

    def _http(self) -> bytes:
        dice = self._dice
        method = dice.choice(_METHODS[:7]) if dice.random() < 0.8 else dice.choice(_METHODS)
        target = dice.choice(_PLACES) + (dice.choice(_TAILS) if dice.random() < 0.6 else "")
        version = dice.choice(["HTTP/1.1"] * 8 + ["HTTP/1.0", "HTTP/2.0", "HTTP/9", ""])
        # Half of them are fit to be read to their end, so that what is behind the parser has its share.
        is_legible = dice.random() < 0.5
        headers = dice.sample(_LEGIBLE if is_legible else _HEADERS, dice.randrange(5))
        if is_legible or dice.random() < 0.5:
            headers += ["Host: localhost", f"Authorization: {KEY}"]
        body = dice.choice(_BODIES)
        if is_legible or dice.random() < 0.3:
            headers.append(f"Content-Length: {len(body)}")
        lines = [f"{method} {target} {version}", *headers, "", ""]
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + body

    def _damaged(self) -> bytes:
        data = bytearray(self._http())
        for _ in range(self._dice.randrange(1, 5)):
            at = self._dice.randrange(len(data) + 1)
            to = min(len(data), at + self._dice.randrange(6))
            data[at:to] = self._dice.choice(
                [b"", self._dice.choice(_TOKENS), bytes(data[at:to] * 3), self._dice.randbytes(3)]
            )
        return bytes(data)

    def _websocket(self) -> bytes:
        head = (
            b"GET /_s/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        return head + b"".join(self._frame() for _ in range(self._dice.randrange(1, 5)))

    def _frame(self) -> bytes:
        dice = self._dice
        payload = dice.choice(_MESSAGES) if dice.random() < 0.8 else dice.randbytes(dice.randrange(300))
        first = dice.choice([0x81] * 6 + [0x01, 0x80, 0x00, 0x82, 0x88, 0x89, 0x8A, 0xC1, 0xF1, 0x83, 0x09])
        length = len(payload) if dice.random() < 0.9 else dice.randrange(65_536)
        size = bytes([0x80 | length]) if length < 126 else b"\xfe" + length.to_bytes(2, "big")
        if dice.random() < 0.05:
            size = b"\xff" + dice.randbytes(8)
        return bytes([first]) + size + b"\0\0\0\0" + payload

    def _noise(self) -> bytes:
        return self._dice.randbytes(self._dice.randrange(1, 600))


async def send(ports: Iterable[int], count: int, seed: int) -> Answers:
    """Sends `count` requests, each to the next of `ports`."""
    answers = Answers(Counter(), [], [])
    source, doors = Malformed(seed), list(ports)
    queue = iter([(doors[number % len(doors)], source.request()) for number in range(count)])

    async def work() -> None:
        for port, request in queue:
            try:
                answer = await exchange(port, request)
            except TimeoutError:
                answers.kept.append(request)
                continue
            line = answer.split(b"\r\n", 1)[0]
            status = line.split(b" ")[1].decode() if line.startswith(b"HTTP/") and b" " in line else "silence"
            answers.statuses[status] += 1
            if status == "500":
                answers.faults.append(request)

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return answers


async def exchange(port: int, request: bytes) -> bytes:
    """Sends bytes; returns the answer. Raises TimeoutError when the server keeps the connection after we have ended it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        answer = await _answer(reader)
        writer.write_eof()
        async with asyncio.timeout(PATIENCE_SECONDS):
            return answer + await reader.read()
    except TimeoutError:
        raise TimeoutError(
            f"the server keeps a connection that was ended {PATIENCE_SECONDS:g} s ago"
        ) from None
    except OSError:  # it hung up before it had read everything
        return b""
    finally:
        writer.transport.abort()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    """The head of an answer at least; nothing after a silence."""
    answer = b""
    try:
        while b"\r\n\r\n" not in answer:
            async with asyncio.timeout(SILENCE_SECONDS):
                piece = await reader.read(65_536)
            if not piece:
                return answer
            answer += piece
    except TimeoutError:
        return answer
    return answer


def open_descriptors(pid: int) -> int:
    """How many files, sockets and the like a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
