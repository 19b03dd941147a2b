"""A browser of Wave 1.8: the plain dialogue, line by line."""

import asyncio
import json
from typing import Any

import aiohttp

# Long enough for a busy machine; nothing is expected to take it.
PATIENCE_SECONDS = 20.0


class PlainSocket:
    """One tab. Lines are handed over one by one; only `line` waits."""

    def __init__(self) -> None:
        self.client_id = ""
        self.close_code: int | None = None
        self._lines: list[str] = []
        self._session = aiohttp.ClientSession()
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    @property
    def page(self) -> str:
        """The route of its ephemeral page."""
        return f"/{self.client_id}"

    async def connect(self, address: str, *, client_id: str = "", **options: Any) -> "PlainSocket":
        """Opens a socket, as the client it was if it names one, and takes the greeting."""
        query = f"?client-id={client_id}" if client_id else ""
        self._socket = await self._session.ws_connect(f"{address}/_s/{query}", max_msg_size=0, **options)
        assert self._socket.protocol is None
        if not client_id:
            self.client_id = (await self.line())["i"]
        return self

    async def send(self, text: str) -> None:
        """Sends a message."""
        assert self._socket is not None
        await self._socket.send_str(text)

    async def line(self) -> Any:
        """The next line, parsed. Raises ConnectionError when the socket has ended, TimeoutError when nothing comes."""
        return json.loads(await self.raw_line())

    async def raw_line(self) -> str:
        """The next line as it came."""
        assert self._socket is not None
        while not self._lines:
            message = await self._socket.receive(PATIENCE_SECONDS)
            if message.type is not aiohttp.WSMsgType.TEXT:
                self.close_code = self._socket.close_code
                raise ConnectionError(f"the socket has ended with {self.close_code}")
            self._lines = message.data.split("\n")
        return self._lines.pop(0)

    async def closed(self) -> int | None:
        """Reads until the socket ends; returns its close code."""
        try:
            while True:
                await self.raw_line()
        except ConnectionError:
            return self.close_code

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
