"""A browser's side of the resumable dialogue, as small as the rules allow. Remembers what it has seen."""

import asyncio
import json
from typing import Any

import aiohttp

SUBPROTOCOL = "wave.resume.v1"


class ResumableSocket:
    """One tab: it survives its sockets. `deltas` holds every delta line it was ever sent, in order."""

    def __init__(self, path: str) -> None:
        self.client_id = ""
        self.marks: dict[str, tuple[str, int]] = {}
        self.deltas: list[dict[str, Any]] = []
        self.snapshots: list[dict[str, Any]] = []
        self.notices: list[dict[str, Any]] = []
        self.close_code: int | None = None
        self._path = path
        self._key = ""
        self._session = aiohttp.ClientSession()
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def connect(self, address: str) -> None:
        """Opens a socket, and watches or resumes."""
        url = address + "/_s/"
        self._socket = await self._session.ws_connect(url, protocols=[SUBPROTOCOL], max_msg_size=0)
        assert self._socket.protocol == SUBPROTOCOL
        if not self.client_id:
            await self._socket.send_str(f"+ {self._path} ")
            return
        resume = {"k": self._key, "at": self.marks, "path": self._path, "hash": ""}
        await self._socket.send_str(f"^ {self.client_id} {json.dumps(resume)}")

    async def send(self, text: str) -> None:
        """Sends a message."""
        assert self._socket is not None
        await self._socket.send_str(text)

    async def read_frame(self, timeout_seconds: float = 10) -> bool:
        """Takes in one frame; False when the socket has ended."""
        assert self._socket is not None
        message = await self._socket.receive(timeout_seconds)
        if message.type is not aiohttp.WSMsgType.TEXT:
            self.close_code = self._socket.close_code
            return False
        for line in message.data.split("\n"):
            self._take(json.loads(line))
        return True

    def _take(self, line: dict[str, Any]) -> None:
        if "at" in line:
            route, epoch, revision = line["at"]
            known = self.marks.get(route)
            assert known is None or known[0] != epoch or revision >= known[1], f"{line} after {known}"
            self.marks[route] = (epoch, revision)
        elif "d" in line:
            self.deltas.append(line)
        elif "p" in line:
            self.snapshots.append(line)
        elif "i" in line:
            self.client_id, self._key = line["i"], line["k"]
        else:
            self.notices.append(line)

    async def drop(self) -> None:
        """Ends the socket without a word, as a lost connection would."""
        if self._socket is not None and self._socket._response.connection is not None:
            transport = self._socket._response.connection.transport
            if transport is not None:
                transport.abort()

    async def close(self) -> None:
        """Closes the tab."""
        await self._session.close()
        await asyncio.sleep(0.01)  # Aborted transports are closed in the next turns of the loop.
