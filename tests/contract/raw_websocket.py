"""A websocket client that does exactly what it is told, also what no good client does."""

import asyncio
import base64
import os
from collections.abc import Mapping

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
_CONTROL = {PING: "$PING", PONG: "$PONG", CLOSE: "$CLOSE"}


def masked_frame(opcode: int, payload: bytes, *, first: int = 0x80) -> bytes:
    """One frame of a client; `first` are the upper bits of its first byte."""
    length = len(payload)
    head = bytes([first | opcode])
    if length < 126:
        head += bytes([0x80 | length])
    elif length < 65536:
        head += b"\xfe" + length.to_bytes(2, "big")
    else:
        head += b"\xff" + length.to_bytes(8, "big")
    mask = os.urandom(4)
    key = (mask * (length // 4 + 1))[:length]
    body = (int.from_bytes(key, "big") ^ int.from_bytes(payload, "big")).to_bytes(length, "big")
    return head + mask + body


class RawWebsocket:
    """What arrives is gathered in `events`: the lines of text messages, control frames as `$NAME …`, and `$EOF`."""

    def __init__(self) -> None:
        self.status = 0
        self.response_headers: dict[str, str] = {}
        self.response_body = ""
        self.events: list[str] = []
        self.frames: list[str] = []
        self._arrived = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None

    async def connect(
        self,
        address: str,
        path: str = "/_s/",
        *,
        headers: Mapping[str, str] | None = None,
        receive_buffer_bytes: int | None = None,
    ) -> "RawWebsocket":
        """Does the handshake; begins to read when it is accepted."""
        host, _, port = address.rpartition(":")
        self._reader, self._writer = await asyncio.open_connection(host, int(port), limit=1 << 26)
        if receive_buffer_bytes is not None:
            import socket

            raw: socket.socket = self._writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer_bytes)
        all_headers = {
            "Host": address,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": KEY,
            "Sec-WebSocket-Version": "13",
            **(headers or {}),
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in all_headers.items())]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await self._read_response()
        return self

    async def _read_response(self) -> None:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.strip().split("\r\n")
        self.status = int(first.split()[1])
        self.response_headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
        }
        if self.status == 101:
            self.start_reading()
        else:
            length = int(self.response_headers.get("content-length", "0"))
            self.response_body = (await self._reader.readexactly(length)).decode()
            self._writer.close()

    def start_reading(self) -> None:
        """Reads whatever comes."""
        self._writer.transport.resume_reading()  # type: ignore[attr-defined]
        self._reading = asyncio.create_task(self._read())

    def stop_reading(self) -> None:
        """Reads no more; the kernel's buffers fill up."""
        self._writer.transport.pause_reading()  # type: ignore[attr-defined]
        if self._reading is not None:
            self._reading.cancel()

    def send(self, text: str) -> None:
        """Sends a text message."""
        self.send_frame(TEXT, text.encode())

    def send_frame(self, opcode: int, payload: bytes) -> None:
        """Sends one frame."""
        self.send_bytes(masked_frame(opcode, payload))

    def send_bytes(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self._writer.write(data)

    def close(self, code: int | None) -> None:
        """Sends a close frame."""
        self.send_frame(CLOSE, b"" if code is None else code.to_bytes(2, "big"))

    def drop(self) -> None:
        """Cuts the connection."""
        self._writer.transport.abort()

    async def end(self) -> None:
        """Lets go of everything."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        self._writer.transport.abort()

    async def take(
        self, count: int, *, patience_seconds: float = 5.0, quiet_seconds: float = 0.0
    ) -> list[str]:
        """What has arrived since: at least `count` events if they come in time, and those that come right after."""
        deadline = asyncio.get_running_loop().time() + patience_seconds
        while len(self.events) < count:
            self._arrived.clear()
            try:
                async with asyncio.timeout_at(deadline):
                    await self._arrived.wait()
            except TimeoutError:
                break
        if quiet_seconds:
            await asyncio.sleep(quiet_seconds)
        events, self.events = self.events, []
        return events

    async def _read(self) -> None:
        try:
            while True:
                await self._read_frame()
        except (asyncio.IncompleteReadError, ConnectionError):
            self._note("$EOF")

    async def _read_frame(self) -> None:
        first, second = await self._reader.readexactly(2)
        length = second & 0x7F
        if length == 126:
            length = int.from_bytes(await self._reader.readexactly(2), "big")
        elif length == 127:
            length = int.from_bytes(await self._reader.readexactly(8), "big")
        payload = await self._reader.readexactly(length)
        opcode = first & 0x0F
        if opcode == TEXT:
            self.frames.append(payload.decode())
            for line in payload.decode().split("\n"):
                self._note(line)
        elif opcode == CLOSE and payload:
            reason = payload[2:].decode()
            self._note(f"$CLOSE {int.from_bytes(payload[:2], 'big')} {reason}".rstrip())
        else:
            self._note(f"{_CONTROL[opcode]} {payload.decode()}".rstrip())

    def _note(self, event: str) -> None:
        self.events.append(event)
        self._arrived.set()


def basic(key_id: str = "access_key_id", secret: str = "access_key_secret") -> str:
    """The header that shows an access key."""
    return "Basic " + base64.b64encode(f"{key_id}:{secret}".encode()).decode()
