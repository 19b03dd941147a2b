"""A gateway that takes files, and a client of it that sends and fetches them."""

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
WRONG_KEY = {"Authorization": basic("x", "y")}


class Files:
    """A client of one server."""

    def __init__(self, served: Wave, session: aiohttp.ClientSession, folder: Path) -> None:
        self.served = served
        self.folder = folder
        self._session = session

    async def request(
        self, method: str, path: str, body: Any = None, headers: Any = None
    ) -> tuple[int, bytes, Any]:
        """Returns status, body and headers. The path is sent as it is."""
        url = aiohttp.client.URL(f"http://{self.served.address}{path}", encoded=True)
        async with self._session.request(
            method, url, data=body, headers=headers, allow_redirects=False
        ) as response:
            return response.status, await response.read(), response.headers

    async def upload(self, *files: tuple[str, bytes], headers: Any = None) -> tuple[int, bytes]:
        """Sends a form."""
        type_, body = form(*files)
        status, answer, _ = await self.request(
            "POST", "/_f/", body, {"Content-Type": type_, **(headers or {})}
        )
        return status, answer

    async def uploaded(self, *files: tuple[str, bytes], headers: Any = None) -> list[str]:
        """Sends a form that is taken; returns the paths."""
        status, answer = await self.upload(*files, headers=headers)
        assert status == 200, answer
        paths: list[str] = json.loads(answer)["files"]
        return paths

    def stored(self) -> list[str]:
        """What is on the disk."""
        root = self.folder / "data" / "f"
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def form(*files: tuple[str, bytes], field: str = "files") -> tuple[str, bytes]:
    """A form with files: its type and its body."""
    parts = b""
    for name, content in files:
        escaped = name.replace('"', "%22").replace("\n", "%0A")
        head = f'--XX\r\nContent-Disposition: form-data; name="{field}"; filename="{escaped}"\r\nContent-Type: text/plain\r\n\r\n'
        parts += head.encode() + content + b"\r\n"
    return "multipart/form-data; boundary=XX", parts + b"--XX--\r\n"


async def exchange(files: Files, data: str) -> bytes:
    """Sends bytes as they are; returns the first answer."""
    host, _, port = files.served.address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(data.encode())
    try:
        async with asyncio.timeout(10):
            return await reader.readuntil(b"\r\n\r\n")
    finally:
        writer.transport.abort()


@asynccontextmanager
async def serving_files(folder: Path, flags: tuple[str, ...]) -> AsyncIterator[Files]:
    """A client of a gateway with these flags, in which `{here}` is the folder."""
    flags = tuple(flag.format(here=folder) for flag in flags)
    async with (
        wave(folder, "-min-free-disk", "0", *flags) as served,
        aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
    ):
        yield Files(served, session, folder)
