"""A websocket client made of nothing but a socket: it can stop reading, and send what no library would."""

import base64
import contextlib
import os
import select
import socket
import struct

TEXT, CLOSE, PING = 0x1, 0x8, 0x9


class RawSocket:
    """One websocket connection. Reads happen only when `receive` is called."""

    def __init__(
        self,
        address: str,
        path: str = "/_s/",
        *,
        receive_buffer_bytes: int | None = None,
        subprotocol: str = "",
    ) -> None:
        host, _, port = address.removeprefix("http://").rpartition(":")
        self._socket = socket.socket()
        if receive_buffer_bytes:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer_bytes)
        self._socket.settimeout(10)
        self._socket.connect((host, int(port)))
        key = base64.b64encode(os.urandom(16)).decode()
        offer = f"Sec-WebSocket-Protocol: {subprotocol}\r\n" if subprotocol else ""
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{offer}\r\n".encode()
        )
        self._unread = b""
        while b"\r\n\r\n" not in self._unread:
            self._fill()
        head, _, self._unread = self._unread.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101"), head

    def send(self, text: str) -> None:
        """Sends a text message."""
        self.send_bytes(client_frame(TEXT, text.encode()))

    def send_bytes(self, data: bytes) -> None:
        """Sends whatever it is given."""
        self._socket.sendall(data)

    def receive(self, timeout_seconds: float = 10) -> tuple[int, bytes]:
        """Returns the opcode and the payload of the next frame. Raises ConnectionError at the end."""
        self._socket.settimeout(timeout_seconds)
        opcode, length = struct.unpack("BB", self._take(2))
        if length == 126:
            (length,) = struct.unpack("!H", self._take(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._take(8))
        return opcode & 0x0F, self._take(length)

    def receive_lines(self) -> list[str]:
        """Returns the lines of the next text message; pings are passed over."""
        while True:
            opcode, payload = self.receive()
            if opcode == TEXT:
                return payload.decode().split("\n")
            assert opcode != CLOSE, f"closed with {int.from_bytes(payload[:2])} {payload[2:]!r}"

    def receive_goodbye(self) -> tuple[int, str]:
        """Reads until the server says goodbye; returns the code and the reason."""
        while True:
            opcode, payload = self.receive()
            if opcode == CLOSE:
                return int.from_bytes(payload[:2]), payload[2:].decode()

    def close(self) -> None:
        """Ends the connection without a word."""
        self._socket.close()

    def _take(self, count: int) -> bytes:
        while len(self._unread) < count:
            self._fill()
        taken, self._unread = self._unread[:count], self._unread[count:]
        return taken

    def _fill(self) -> None:
        data = self._socket.recv(1 << 20)
        if not data:
            raise ConnectionError("the server has closed the connection")
        self._unread += data


def client_frame(opcode: int, payload: bytes, *, is_final: bool = True) -> bytes:
    """Returns a masked frame; the mask is zero, so that the payload can be read in a dump."""
    head = bytes([opcode | (0x80 if is_final else 0)])
    length = len(payload)
    if length < 126:
        head += bytes([0x80 | length])
    elif length < 1 << 16:
        head += b"\xfe" + struct.pack("!H", length)
    else:
        head += b"\xff" + struct.pack("!Q", length)
    return head + b"\0\0\0\0" + payload


def exchange(port: int, data: bytes, *, patience_seconds: float = 0.0) -> bytes:
    """Sends bytes and returns everything that is answered until the end.

    Says that there will be no more when an answer has begun to come, or after `patience_seconds`: who hangs up at once may not be
    answered.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        answer = b""
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(data)
            if patience_seconds and select.select([connection], [], [], patience_seconds)[0]:
                answer = connection.recv(65536)
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65536):
                answer += more
        return answer
