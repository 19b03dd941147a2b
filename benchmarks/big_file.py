"""A file much larger than memory should be: up and down again, with bare sockets, so that this side costs little."""

import json
import socket
import time

FILE_BYTES = 5 << 30
_BLOCK = bytes(1 << 20)
_HEAD = b'--b\r\nContent-Disposition: form-data; name="files"; filename="big \xc5\xa1.bin"\r\n\r\n'
_TAIL = b"\r\n--b--\r\n"


def upload(port: int) -> tuple[str, float]:
    """Sends the file; returns its path and the seconds that it took. Raises RuntimeError when it is refused."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port)) as wire:
        length = len(_HEAD) + FILE_BYTES + len(_TAIL)
        wire.sendall(
            b"POST /_f/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            b"Content-Length: %d\r\n\r\n" % length
        )
        wire.sendall(_HEAD)
        for _ in range(FILE_BYTES // len(_BLOCK)):
            wire.sendall(_BLOCK)
        wire.sendall(_TAIL)
        answer = b"".join(iter(lambda: wire.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(f"the upload was refused: {answer[:300]!r}")
    return json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])["files"][0], time.monotonic() - begun


def download(port: int, path: str) -> float:
    """Takes the file; returns the seconds that it took. Raises RuntimeError when something is missing."""
    begun, taken, buffer = time.monotonic(), 0, bytearray(1 << 20)
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(
            b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            % path.replace(" ", "%20").encode()
        )
        while count := wire.recv_into(buffer):
            taken += count
    if taken < FILE_BYTES:
        raise RuntimeError(f"only {taken} of {FILE_BYTES} bytes came back")
    return time.monotonic() - begun
