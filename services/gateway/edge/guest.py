"""Connections and who serves them: counted by address, watched for time, passed from one protocol to the next."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol, cast

from services.gateway.edge.desk import HttpCounts

SWEEP_SECONDS = 1.0


class Server(Protocol):
    """What serves a connection: the methods of `asyncio.Protocol` without the first."""

    def data_received(self, data: bytes) -> None:
        """Bytes came."""

    def eof_received(self) -> bool | None:
        """No more will come."""

    def pause_writing(self) -> None:
        """Too much was not sent yet."""

    def resume_writing(self) -> None:
        """It was."""

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""


class Timed(Protocol):
    """A protocol that must not wait too long for its peer."""

    def check_time(self, now: float) -> None:
        """Ends the connection if it has."""


class Lobby:
    """All connections."""

    def __init__(self, counts: HttpCounts, *, max_connections_per_address: int) -> None:
        self.guests: set[Guest] = set()
        self.timed: set[Timed] = set()
        self._counts = counts
        self._limit = max_connections_per_address
        self._by_address: dict[str, int] = {}

    def let_in(self, guest: "Guest") -> bool:
        """Counts a connection until `let_out`; False when its address has too many."""
        count = self._by_address.get(guest.address, 0)
        if self._limit and count >= self._limit:
            self._counts.refused_connections += 1
            return False
        self._by_address[guest.address] = count + 1
        self._counts.connections += 1
        self.guests.add(guest)
        return True

    def let_out(self, guest: "Guest") -> None:
        """A connection has ended."""
        if guest not in self.guests:
            return
        self.guests.discard(guest)
        self._counts.connections -= 1
        count = self._by_address.pop(guest.address) - 1
        if count:
            self._by_address[guest.address] = count

    async def run(self) -> None:
        """Looks at the clock, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            now = loop.time()
            for timed in list(self.timed):
                timed.check_time(now)


class Guest:
    """One connection, as its transport knows it.

    It passes for whoever serves the connection: the methods that a transport calls are those of the server itself, so passing
    through costs nothing. Only the end of the connection is seen here.
    """

    __slots__ = (
        "__weakref__",
        "_first",
        "_lobby",
        "_server",
        "address",
        "data_received",
        "eof_received",
        "pause_writing",
        "resume_writing",
        "transport",
    )

    data_received: Callable[[bytes], None]
    eof_received: Callable[[], bool | None]
    pause_writing: Callable[[], None]
    resume_writing: Callable[[], None]
    transport: asyncio.Transport

    def __init__(self, lobby: Lobby, first: "Callable[[Guest], Server]") -> None:
        self._lobby = lobby
        self._first = first
        self._server: Server | None = None
        self.address = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Counts the connection, and finds someone to serve it."""
        self.transport = cast(asyncio.Transport, transport)
        peer: Any = transport.get_extra_info("peername")
        self.address = str(peer[0]) if isinstance(peer, tuple) else ""
        if self._lobby.let_in(self):
            self.lead_to(self._first(self))
        else:
            self.transport.abort()

    def lead_to(self, server: Server) -> None:
        """From now on, `server` serves the connection."""
        self._server = server
        self.data_received = server.data_received
        self.eof_received = server.eof_received
        self.pause_writing = server.pause_writing
        self.resume_writing = server.resume_writing
        # A transport may have looked the methods up when it was given its protocol.
        self.transport.set_protocol(self)  # type: ignore[arg-type] # has the methods of one

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is over."""
        self._lobby.let_out(self)
        if self._server is not None:
            self._server.connection_lost(exc)
