"""`listen`: serve an app from the program that declares it, until it is stopped."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from h2o_wave.app import App, Handle, app, main
from h2o_wave.errors import BadValue
from h2o_wave.settings import read_app_address
from h2o_wave.site import settings

logger = logging.getLogger("h2o_wave")


def listen(
    route: str,
    handle: Handle,
    mode: str | None = None,
    on_startup: Callable[[], Any] | None = None,
    on_shutdown: Callable[[], Any] | None = None,
) -> None:
    """Serve an app at a route; returns when the program is told to stop (SIGINT, SIGTERM).

    With `H2O_WAVE_ADDRESS=http://…`, the default, the app listens at `H2O_WAVE_APP_ADDRESS`
    (`http://127.0.0.1:8000`); with `grpc://…` it dials out. Ends the process with a code other than 0 when the server is
    away or refuses. Raises `BadValue` or `InvalidURL` for what makes no sense.
    """
    app(route, mode=mode, on_startup=on_startup, on_shutdown=on_shutdown)(handle)
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    if settings.address.scheme in ("http", "https"):
        _serve_http()
    else:
        asyncio.run(_dial_out(main.chosen()))


def _serve_http() -> None:
    import uvicorn

    host, port = _own_address()
    server = uvicorn.Server(uvicorn.Config(main, host=host, port=port, log_level="warning"))
    try:
        server.run()
    except KeyboardInterrupt:  # uvicorn has stopped the app, and passes on what it was told
        return
    if not server.started:
        sys.exit(1)


def _own_address() -> tuple[str, int]:
    address = read_app_address(os.environ)
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = None
    if not parts.hostname or not port:
        raise BadValue(f"H2O_WAVE_APP_ADDRESS={address!r}: want http://host:port")
    return parts.hostname, port


async def _dial_out(served: App) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":  # where loops take no signal handlers
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopped.set))
        else:
            loop.add_signal_handler(number, stopped.set)
    await served.start()
    waiting = [loop.create_task(stopped.wait()), loop.create_task(served.refusal())]
    done, rest = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await served.stop()
    if waiting[1] in done:
        logger.error("app_refused route=%s reason=%s", served.route, waiting[1].result())
        sys.exit(1)
