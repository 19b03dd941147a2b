"""Listens, and ends connections in good order."""

import asyncio
import os
import socket
import ssl
import stat
from functools import partial
from typing import cast

from services.chassis.logs import get_logger
from services.chassis.process import StartError
from services.chassis.values import Address
from services.gateway.edge.aiohttp_edge import AiohttpEdge
from services.gateway.edge.desk import Desk
from services.gateway.edge.guest import Guest, Lobby
from services.gateway.edge.lean import LeanHttp
from services.gateway.edge.lean_edge import LeanEdge

logger = get_logger(__name__)

BACKLOG = 4096
_CLOSE_SECONDS = 10.0


class Listener:
    """The address at which browsers and programs connect. A process part in all but name."""

    def __init__(self, address: Address, desk: Desk, tls: ssl.SSLContext | None) -> None:
        self.address = address
        self._desk = desk
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._sweeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listens. Raises StartError when the address cannot be had."""
        desk = self._desk
        self._lobby = Lobby(desk.counts, max_connections_per_address=desk.limits.max_connections_per_address)
        self._rest = AiohttpEdge(desk)
        serve = partial(LeanHttp, LeanEdge(desk, self._lobby, self._rest))
        loop = asyncio.get_running_loop()
        try:
            listening = _listen(self.address)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StartError(f"cannot listen on {self.address} (flag -listen): {reason}") from error
        self._server = await loop.create_server(
            # A guest has the methods of a protocol.
            lambda: cast(asyncio.BaseProtocol, Guest(self._lobby, serve)),
            sock=listening,
            backlog=BACKLOG,
            ssl=self._tls,
            ssl_handshake_timeout=desk.limits.header_timeout_seconds if self._tls else None,
        )
        if not self.address.is_unix:
            self.address = self.address._replace(port=listening.getsockname()[1])
        self._sweeper = asyncio.create_task(self._lobby.run())

    def refuse_new(self) -> None:
        """Takes no new connections, and ends those on which nothing is under way."""
        self._desk.draining.set()
        if self._server is not None:
            self._server.close()
        for timed in list(self._lobby.timed):
            if isinstance(timed, LeanHttp):
                timed.end()

    async def finish(self, timeout_seconds: float) -> None:
        """Lets requests under way end."""
        await self._rest.close(timeout_seconds)

    async def stop(self) -> None:
        """Ends all connections."""
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        if self._server is not None:
            self._server.close()
            for guest in list(self._lobby.guests):
                guest.transport.abort()
            await self._rest.close(0.0)


def _listen(address: Address) -> socket.socket:
    if address.is_unix:
        return _listen_unix(address.path)
    if address.host:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        return socket.create_server((address.host, address.port), family=family, backlog=BACKLOG)
    if socket.has_dualstack_ipv6():
        everywhere = ("", address.port)
        return socket.create_server(everywhere, family=socket.AF_INET6, backlog=BACKLOG, dualstack_ipv6=True)
    return socket.create_server(("", address.port), backlog=BACKLOG)


def _listen_unix(path: str) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if _is_left_over(path):
            os.unlink(path)
        listening.bind(path)
    except OSError:
        listening.close()
        raise
    return listening


def _is_left_over(path: str) -> bool:
    """Whether there is a socket on which nobody listens: that of a process that was killed."""
    if not os.path.exists(path) or not stat.S_ISSOCK(os.stat(path).st_mode):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(path)
        except ConnectionRefusedError:
            return True
    return False
