"""A scripted server, and a client of it that speaks HTTP in one of the two ways."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from h2o_wave._transports.http_async import AsyncHttpTransport
from h2o_wave._transports.http_sync import HttpTransport
from h2o_wave._transports.transport import Request
from h2o_wave.settings import Settings, read_settings
from tests.contract.scripted_server import Script, ScriptedServer

GET = Request("load", "GET", "/x")


class Blocking:
    """The transport of scripts, called as it is."""

    def __init__(self, settings: Settings) -> None:
        self.transport = HttpTransport(settings)

    def save(self, body: bytes = b"{}") -> None:
        self.transport.save("/p", body)

    def send(self, request: Request) -> Any:
        return self.transport.send(request)

    def close(self) -> None:
        self.transport.close()


class Awaited:
    """The transport of apps, run on a loop of its own."""

    def __init__(self, settings: Settings) -> None:
        self.transport = AsyncHttpTransport(settings)
        self.runner = asyncio.Runner()

    def save(self, body: bytes = b"{}") -> None:
        self.runner.run(self.transport.save("/p", body))

    def send(self, request: Request) -> Any:
        return self.runner.run(self.transport.send(request))

    def close(self) -> None:
        self.runner.run(self.transport.aclose())
        self.runner.close()


Open = Callable[..., tuple[Any, ScriptedServer]]


def settings_for(port: int, scheme: str = "http", **changes: Any) -> Settings:
    settings = read_settings({"H2O_WAVE_ADDRESS": f"{scheme}://127.0.0.1:{port}"})
    return settings._replace(**changes)


KINDS: dict[str, type[Blocking] | type[Awaited]] = {"blocking": Blocking, "awaited": Awaited}


@contextmanager
def opening(kind: str) -> Iterator[Open]:
    """Lets a test make scripted servers and clients of them; closes all afterwards. `kind` is one of KINDS."""
    opened: list[Any] = []

    def open_(
        *scripts: Script, tls: ssl.SSLContext | None = None, **changes: Any
    ) -> tuple[Any, ScriptedServer]:
        server = ScriptedServer(*scripts, tls=tls)
        client = KINDS[kind](settings_for(server.port, "https" if tls else "http", **changes))
        opened.extend((client, server))
        return client, server

    try:
        yield open_
    finally:
        for thing in opened:
            thing.close()
