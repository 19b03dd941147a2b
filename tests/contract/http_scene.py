"""A whole Wave, and a client of it that speaks HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.contract.gateway_scene import Wave, wave
from tests.contract.raw_websocket import basic

KEY = {"Authorization": basic()}
JSON = KEY | {"Content-Type": "application/json"}
CARD = b'{"d":[{"k":"c","d":{"view":"markdown","n":1}}]}'


class Http:
    """A client of one server."""

    def __init__(self, served: Wave, session: aiohttp.ClientSession) -> None:
        self.served = served
        self._session = session

    async def request(
        self, method: str, path: str, body: Any = None, headers: Any = KEY
    ) -> tuple[int, bytes, Any]:
        """Returns status, body and headers."""
        url = f"http://{self.served.address}{path}"
        async with self._session.request(
            method, url, data=body, headers=headers, allow_redirects=False
        ) as response:
            return response.status, await response.read(), response.headers

    async def page(self, path: str) -> Any:
        status, body, _ = await self.request("GET", path, headers=JSON)
        return json.loads(body) if status == 200 else status


async def exchange(served: Wave, data: bytes, *, until_end: bool = False) -> bytes:
    """Sends bytes as they are; returns the first answer, or all bytes until the server ends the connection."""
    host, _, port = served.address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(data)
    try:
        async with asyncio.timeout(10):
            return await (reader.read() if until_end else reader.readuntil(b"\r\n\r\n"))
    finally:
        writer.transport.abort()


@asynccontextmanager
async def serving_http(folder: Path) -> AsyncIterator[Http]:
    """A client of a Wave as it comes."""
    async with wave(folder) as served, aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session:
        yield Http(served, session)
