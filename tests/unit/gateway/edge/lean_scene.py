"""One connection to the lean edge, with nobody behind it and nobody at its other end."""

import asyncio
import re
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

from services.access import Verdict
from services.gateway.auth.doorman import Doorman
from services.gateway.auth.gate import Gate
from services.gateway.edge.aiohttp_edge import AiohttpEdge
from services.gateway.edge.desk import Desk, HttpCounts, HttpLimits
from services.gateway.edge.guest import Guest, Lobby
from services.gateway.edge.lean import LeanHttp
from services.gateway.edge.lean_edge import LeanEdge
from services.gateway.live.handshake import OriginRules
from services.gateway.upstream.pages import EditOutcome, EditStatus
from services.gateway.web.annex import NO_ANNEX
from services.gateway.web.apps import AppRequests
from services.gateway.web.intake import IntakeLimits
from services.gateway.web.pages import PageRequests
from services.gateway.wire.position import Position
from tests.unit.gateway.edge.test_guest import FakeTransport as FakePeer
from tests.unit.gateway.fakes import FakeApps, FakePages

GOOD, BAD = "Basic aWQ6Z29vZA==", "Basic aWQ6YmFk"
LIMITS = HttpLimits(
    body=IntakeLimits(100_000, "max-request-size", 10.0),
    header_timeout_seconds=10.0,
    idle_timeout_seconds=75.0,
    max_connections_per_address=0,
)


class Checker:
    async def check(self, key_id: str, secret: str, address: str) -> Verdict:
        return Verdict.ALLOWED if (key_id, secret) == ("id", "good") else Verdict.DENIED


class FakeTransport(FakePeer):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__(("10.0.0.1", 1))
        self.written = b""
        self.is_reading = True
        self.is_closed = False

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def pause_reading(self) -> None:
        self.is_reading = False

    def resume_reading(self) -> None:
        self.is_reading = True


class FakeAiohttp:
    """Takes connections over."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    def protocol(self) -> Any:
        def data_received(data: bytes) -> None:
            self.received.append(data)

        def ignore(*_: object) -> None:
            """Not looked at."""

        return SimpleNamespace(
            connection_made=ignore,
            data_received=data_received,
            eof_received=ignore,
            pause_writing=ignore,
            resume_writing=ignore,
            connection_lost=ignore,
        )


class Scene:
    """One connection to the lean edge."""

    def __init__(self, gate: Gate) -> None:
        self.pages = FakePages()
        self.apps = FakeApps()
        self.counts = HttpCounts()
        self.aiohttp = FakeAiohttp()
        self.draining = asyncio.Event()
        self.sockets: list[tuple[Any, bytes]] = []
        desk = SimpleNamespace(
            base_url="/",
            limits=LIMITS,
            counts=self.counts,
            gate=gate,
            pages=self.pages,
            page_requests=PageRequests(self.pages),
            app_requests=AppRequests(self.apps),
            draining=self.draining,
            annex=NO_ANNEX,
            sockets=SimpleNamespace(
                origins=OriginRules(()),
                open=self._open_socket,
                doorman=Doorman("/", shares_anonymous=True),
            ),
        )
        self.lobby = Lobby(self.counts, max_connections_per_address=0)
        edge = LeanEdge(cast(Desk, desk), self.lobby, cast(AiohttpEdge, self.aiohttp))
        self.transport = FakeTransport()
        self.guest = Guest(self.lobby, partial(LeanHttp, edge))
        self.guest.connection_made(cast(asyncio.Transport, self.transport))

    @property
    def http(self) -> LeanHttp:
        (timed,) = self.lobby.timed
        assert isinstance(timed, LeanHttp)
        return timed

    def _open_socket(self, accepted: Any, headers: Any, query: dict[str, str], user: Any) -> Any:
        socket = self.aiohttp.protocol()
        socket.take = lambda transport, unread: self.sockets.append((query, unread))
        return socket

    def send(self, data: bytes) -> None:
        self.guest.data_received(data)

    async def settle(self, status: EditStatus = EditStatus.APPLIED, reason: str = "") -> None:
        position = Position("e", 7) if status is EditStatus.APPLIED else None
        self.pages.edits.pop(0).done(EditOutcome(status, position, reason))
        await turns()

    def answers(self) -> list[tuple[int, bytes]]:
        """Status and body of each answer since the last time."""
        found, rest = [], self.transport.written
        self.transport.written = b""
        while rest:
            head, _, rest = rest.partition(b"\r\n\r\n")
            length = int(re.search(rb"Content-Length: (\d+)", head)[1])  # type: ignore[index]
            assert b"\r\nDate: " in head
            found.append((int(head.split()[1]), rest[:length]))
            rest = rest[length:]
        return found


async def turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def patch(body: bytes, route: str = "/x", key: str = GOOD) -> bytes:
    head = f"PATCH {route} HTTP/1.1\r\nHost: h\r\nAuthorization: {key}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def get(route: str = "/x", key: str = GOOD) -> bytes:
    head = (
        f"GET {route} HTTP/1.1\r\nHost: h\r\nAuthorization: {key}\r\nContent-Type: application/json\r\n\r\n"
    )
    return head.encode()


def post(body: bytes) -> bytes:
    return (
        patch(body)
        .replace(b"PATCH", b"POST")
        .replace(b"Host: h", b"Host: h\r\nContent-Type: application/json")
    )
