"""An app in a process of its own, under uvicorn, and a server that notes what the app sends to it."""

import asyncio
import json
import os
import re
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 20
STARTUP_FAILURE = 3

# A process that has imported what every app needs is forked anew for each app, which is much faster than
# starting one.
_fork = get_context("forkserver")
_fork.set_forkserver_preload(
    ["uvicorn", "uvicorn.loops.uvloop", "uvicorn.protocols.http.httptools_impl", "uvicorn.lifespan.on"]
)


def serve(folder: str, environ: dict[str, str], listener: socket.socket) -> None:
    """Runs `app:main` of a folder as `uvicorn app:main` would. Called in the new process."""
    import uvicorn

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.path[:0] = [folder, str(ROOT), str(ROOT / "proto" / "gen")]
    server = uvicorn.Server(uvicorn.Config("app:main", log_level="info"))
    server.run(sockets=[listener])
    if not server.started:
        sys.exit(STARTUP_FAILURE)


class AppProcess:
    """One life of an app."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._folder = folder
        self._environ = dict(environ)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts the process. Requests may be sent at once: they wait until it listens."""
        environ = self._environ | {"H2O_WAVE_APP_ADDRESS": f"http://{self.authority}"}
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            listener.listen()
            self._process = _fork.Process(target=serve, args=(str(self._folder), environ, listener))
            self._process.start()

    async def wait(self) -> int | None:
        """Waits for the process to end, and returns its exit code."""
        await asyncio.to_thread(self._process.join, PATIENCE_SECONDS)
        return self._process.exitcode

    async def stop(self) -> int | None:
        """Ends the process as a process manager does."""
        if self._process.is_alive() and self._process.pid is not None:
            os.kill(self._process.pid, signal.SIGTERM)
        return await self.wait()

    def kill(self) -> None:
        """Makes sure that nothing is left behind."""
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text()


@dataclass
class WaveServer:
    """A server that takes everything, answers as it is told, and remembers."""

    replies: list[dict[str, Any]] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    moment: int | str = -1
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _runner: web.AppRunner | None = None
    port: int = 0

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def wait_for(self, count: int) -> None:
        """Waits until so many requests have come in all."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.received) < count:
                self._arrived.clear()
                await self._arrived.wait()

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {
            name.lower(): value
            for name, value in request.headers.items()
            if name.lower() == "content-type" or name.lower().startswith("wave-")
        }
        noted = {
            "after": self.moment,
            "method": request.method,
            "path": request.path_qs,
            "body": _parsed(body),
        }
        self.received.append(noted | ({"headers": headers} if headers else {}))
        self._arrived.set()
        for reply in self.replies:
            if reply["match"] in (request.method, *[reply["match"]][: reply["match"] in request.path]):
                self.replies.remove(reply)
                told = reply["reply"]
                return web.Response(
                    status=told.get("status", 200), headers=told.get("headers"), text=told.get("body", "")
                )
        return web.Response()


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return {"raw": body.decode()}


def without_frames(value: Any) -> Any:
    """The same with the frames of every stack cut out."""
    if isinstance(value, dict):
        return {key: without_frames(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_frames(each) for each in value]
    if isinstance(value, str):
        return re.sub(r"(Traceback \(most recent call last\):\n)(?:  .*\n)+", r"\1$FRAMES\n", value)
    return value


async def send(session: ClientSession, authority: str, request: Mapping[str, Any]) -> dict[str, Any]:
    """Sends a request as a vector describes it, and describes the answer in the same way."""
    body = request.get("body")
    data = body if isinstance(body, str) else None if body is None else json.dumps(body)
    url = f"http://{authority}{request['path']}"
    async with session.request(
        request["method"],
        url,
        data=data,
        headers=request["headers"],
        allow_redirects=False,
        skip_auto_headers=("Content-Type",),
    ) as answer:
        shown = {"status": answer.status, "body": await answer.text()}
        for name in ("content-type", "location", "allow"):
            if name in answer.headers:
                shown[name] = answer.headers[name]
        return shown
