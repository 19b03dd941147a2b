"""An app of Wave inside of another web application, in one process. See `docs/embedding.md`.

    host = FastAPI(lifespan=lifespan)       # starts and stops the app of Wave with the host
    host.mount("/wave", main)               # where the server reaches it: H2O_WAVE_APP_ADDRESS=http://…/wave

A host that cannot mount is wrapped instead: `served = Embedded(host, "/wave")`.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from .app import main
from .asgi import Message, Receive, Scope, Send
from .errors import BadValue

logger = logging.getLogger("h2o_wave")

Host = Callable[[Scope, Receive, Send], Awaitable[None]]
"""Any ASGI application."""


@asynccontextmanager
async def lifespan(host: object = None) -> AsyncIterator[None]:
    """The life of the app of Wave, as hosts such as Starlette and FastAPI take it: started first, stopped last.

    Raises what the author's callbacks raise, `ConnectionError` or `ServiceError` when the server is away or refuses,
    and `RuntimeError` when there is no app.
    """
    app = main.chosen()
    await app.start()
    try:
        yield
    finally:
        await app.stop()


class Embedded:
    """A host, and below a path of it the app of Wave. The host starts first and stops last."""

    def __init__(self, host: Host, path: str) -> None:
        """Raises `BadValue` for a path that is none."""
        self._path = f"/{path.strip('/')}"
        if self._path == "/":
            raise BadValue(f"path of the app in its host: want a path such as '/wave', got {path!r}")
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the life of the process."""
        if scope["type"] == "lifespan":
            await _Life(self._host, receive, send).run(scope)
        elif self._is_ours(scope):
            root = scope.get("root_path", "").rstrip("/") + self._path
            await main({**scope, "root_path": root}, receive, send)
        else:
            await self._host(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        path: str = scope["path"].removeprefix(scope.get("root_path", "").rstrip("/"))
        return scope["type"] == "http" and (path == self._path or path.startswith(f"{self._path}/"))


class _Life:
    """The life of a process as the host has it, with the life of the app of Wave inside of it."""

    def __init__(self, host: Host, receive: Receive, send: Send) -> None:
        self._host = host
        self._receive = receive
        self._send = send
        self._app = lifespan()
        self._was_born = False
        self._has_begun = False
        self._has_app = False
        self._has_failed = False

    async def run(self, scope: Scope) -> None:
        """Go through the life. Raises what a host raises that has begun to live."""
        try:
            await self._host(scope, self._hear, self._say)
        # A host that knows nothing of lives raises whatever it likes, and is served without one.
        except Exception as error:
            if self._has_begun:
                await self._end()
                raise
            logger.debug("host_has_no_lifespan reason=%r", error)
            await self._run_alone()

    async def _run_alone(self) -> None:
        if not self._was_born:
            await self._hear()
        await self._say({"type": "lifespan.startup.complete"})
        await self._hear()
        await self._say({"type": "lifespan.shutdown.complete"})

    async def _hear(self) -> Message:
        if self._has_failed:  # the server will not speak again, but the host shall clean up
            return {"type": "lifespan.shutdown"}
        message = await self._receive()
        self._was_born = True
        if message["type"] == "lifespan.shutdown":
            await self._end()
        return message

    async def _say(self, message: Message) -> None:
        if self._has_failed:
            return
        if message["type"] == "lifespan.startup.complete":
            self._has_begun = True
            try:
                await self._app.__aenter__()
                self._has_app = True
            # As in `asgi`: a server that is told of the failure says so and exits.
            except Exception as error:  # noqa: BLE001
                self._has_failed = True
                message = {"type": "lifespan.startup.failed", "message": f"{type(error).__name__}: {error}"}
        await self._send(message)

    async def _end(self) -> None:
        if self._has_app:
            self._has_app = False
            await self._app.__aexit__(None, None, None)
