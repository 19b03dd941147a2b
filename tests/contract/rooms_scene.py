"""A gateway with its small rooms, the cache, the image streams, the proxy and the debug page, and a client of it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.contract.gateway_scene import Wave, wave
from tests.contract.raw_websocket import basic

KEY = {"Authorization": basic()}


class Rooms:
    """A client of one server."""

    def __init__(self, served: Wave, session: aiohttp.ClientSession) -> None:
        self.served = served
        self.session = session

    def url(self, path: str) -> Any:
        """The path is sent as it is."""
        return aiohttp.client.URL(f"http://{self.served.address}{path}", encoded=True)

    async def request(
        self, method: str, path: str, body: Any = None, headers: Any = KEY
    ) -> tuple[int, bytes]:
        """Returns status and body."""
        async with self.session.request(method, self.url(path), data=body, headers=headers) as response:
            return response.status, await response.read()

    async def push(self, name: str, content: bytes, headers: Any = KEY) -> int:
        """Sends a frame; returns the status."""
        body = b'--B\r\nContent-Disposition: form-data; name="f"; filename="f"\r\nContent-Type: image/jpeg\r\n\r\n'
        body += content + b"\r\n--B--\r\n"
        type_ = {"Content-Type": "multipart/form-data; boundary=B"}
        return (await self.request("POST", f"/_m/{name}", body, headers | type_))[0]

    async def proxy(self, url: str, **members: Any) -> Any:
        """Asks the proxy; returns its answer."""
        status, body = await self.request("POST", "/_p/", json.dumps({"url": url, **members}).encode())
        assert status == 200, body
        return json.loads(body)


def given(*flags: str) -> pytest.MarkDecorator:
    """Flags of the server of a test."""
    return pytest.mark.parametrize("rooms", [flags], indirect=True)


@asynccontextmanager
async def serving_rooms(folder: Path, *flags: str) -> AsyncIterator[Rooms]:
    """A client of a gateway with these flags."""
    async with (
        wave(folder, *flags) as served,
        aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
    ):
        yield Rooms(served, session)
