import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest

from services.access import Verdict
from services.gateway.auth.doorman import Doorman
from services.gateway.auth.gate import Gate
from services.gateway.edge.aiohttp_edge import AiohttpEdge
from services.gateway.edge.desk import Desk, HttpCounts, HttpLimits
from services.gateway.edge.guest import Guest, Lobby
from services.gateway.edge.lean import MAX_JOINED_BYTES, MAX_PIPELINED_BYTES, LeanHttp
from services.gateway.edge.lean_edge import LeanEdge
from services.gateway.errors import StoreAway
from services.gateway.live.handshake import OriginRules
from services.gateway.upstream.pages import EditOutcome, EditStatus, PageRead
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


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    gate = Gate(Checker())
    await gate.check(GOOD, "")
    yield Scene(gate)


def patch(body: bytes, route: str = "/x", key: str = GOOD) -> bytes:
    head = f"PATCH {route} HTTP/1.1\r\nHost: h\r\nAuthorization: {key}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def get(route: str = "/x", key: str = GOOD) -> bytes:
    head = (
        f"GET {route} HTTP/1.1\r\nHost: h\r\nAuthorization: {key}\r\nContent-Type: application/json\r\n\r\n"
    )
    return head.encode()


async def test_an_edit_is_answered_with_its_position(scene: Scene) -> None:
    """[P1]"""
    scene.send(patch(b"body"))
    assert [(edit.route, edit.body) for edit in scene.pages.edits] == [("/x", b"body")]
    assert scene.transport.written == b""
    await scene.settle()
    assert b"\r\nWave-Position: e:7\r\n" in scene.transport.written
    assert scene.answers() == [(200, b"")]
    assert scene.counts.requests == {("edit", "200"): 1}


async def test_an_edit_that_was_refused_says_why(scene: Scene) -> None:
    """[P2]"""
    scene.send(patch(b"body"))
    await scene.settle(EditStatus.REFUSED, "no such thing")
    assert scene.answers() == [(400, b"no such thing\n")]


def post(body: bytes) -> bytes:
    return (
        patch(body)
        .replace(b"PATCH", b"POST")
        .replace(b"Host: h", b"Host: h\r\nContent-Type: application/json")
    )


async def test_an_app_registers_and_edits_on_the_same_connection(scene: Scene) -> None:
    """[P6]"""
    scene.send(post(b'{"register_app":{"route":"/app","address":"http://h:1"}}'))
    await turns()
    assert scene.answers() == [(200, b"")]
    assert [app.route for app in scene.apps.registered] == ["/app"]
    scene.send(patch(b"1"))
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.aiohttp.received == []
    assert scene.counts.requests == {("register", "200"): 1, ("edit", "200"): 1}


async def test_an_app_that_cannot_be_registered_is_told_why(scene: Scene) -> None:
    """[P6]"""
    scene.send(post(b"{}"))
    await turns()
    assert [status for status, _ in scene.answers()] == [400]


async def test_a_defect_is_answered_too(scene: Scene) -> None:
    scene.apps.registered = None  # type: ignore[assignment]
    scene.send(post(b'{"register_app":{"route":"/app","address":"http://h:1"}}'))
    await turns()
    assert [status for status, _ in scene.answers()] == [500]


async def test_a_page_is_read(scene: Scene) -> None:
    """[P5]"""
    scene.pages.reads["/x"] = PageRead(b"page", Position("e", 7))
    scene.send(get() + get("/y"))
    await turns()
    assert scene.answers() == [(200, b"page"), (404, b"Not Found\n")]


async def test_a_page_at_hand_is_read_on_the_spot(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """[P5]"""
    pages = {"/x": b"page", "/large": b"p" * (MAX_JOINED_BYTES + 1)}
    monkeypatch.setattr(scene.pages, "read_now", lambda route: PageRead(pages.get(route), Position("e", 7)))
    scene.send(get())
    assert scene.answers() == [(200, b"page")]
    scene.send(get("/large"))
    assert scene.answers() == [(200, pages["/large"])]
    scene.send(get("/y"))
    assert scene.answers() == [(404, b"Not Found\n")]


async def test_without_the_site_store_no_page_is_read(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """[P4]"""

    def fail(route: str) -> None:
        raise StoreAway("the site-store does not answer")

    monkeypatch.setattr(scene.pages, "read_now", fail)
    scene.send(get())
    assert [status for status, _ in scene.answers()] == [503]


async def test_a_key_that_was_not_seen_before_is_checked(scene: Scene) -> None:
    """[P7]"""
    good_too = "basic aWQ6Z29vZA=="
    scene.send(patch(b"1", key=good_too))
    await turns()
    await scene.settle()
    scene.send(get(key=BAD))
    scene.send(patch(b"2", key=BAD))
    await turns()
    assert scene.answers() == [(200, b""), (401, b"Unauthorized\n"), (401, b"Unauthorized\n")]
    assert scene.pages.edits == []


@pytest.mark.parametrize("size", [1, 7, 50])
async def test_requests_are_read_however_their_bytes_are_cut(scene: Scene, size: int) -> None:
    stream = patch(b"first body") + patch(b"", "/y") + patch(b"third", "/z")
    for start in range(0, len(stream), size):
        scene.send(stream[start : start + size])
    seen = []
    for _ in range(3):
        (edit,) = scene.pages.edits
        seen.append((edit.route, edit.body))
        await scene.settle()
    assert seen == [("/x", b"first body"), ("/y", b""), ("/z", b"third")]
    assert scene.answers() == [(200, b"")] * 3


async def test_one_request_is_served_at_a_time(scene: Scene) -> None:
    scene.send(patch(b"1") + patch(b"2"))
    assert len(scene.pages.edits) == 1
    await scene.settle()
    assert [edit.body for edit in scene.pages.edits] == [b"2"]


async def test_reading_stops_when_too_much_comes_before_the_answer(scene: Scene) -> None:
    scene.send(patch(b"1"))
    scene.send(patch(b"x" * MAX_PIPELINED_BYTES))
    assert not scene.transport.is_reading
    await scene.settle()
    assert scene.transport.is_reading
    assert len(scene.pages.edits[0].body) == MAX_PIPELINED_BYTES


async def test_who_does_not_read_answers_gets_no_more(scene: Scene) -> None:
    scene.send(patch(b"1"))
    scene.guest.pause_writing()
    await scene.settle()
    scene.send(patch(b"2"))
    await turns()
    assert scene.pages.edits == []
    scene.guest.resume_writing()
    assert len(scene.pages.edits) == 1


# -- handing over -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"POST / HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 2000,
        b"\x16\x03\x01",
        b"\r\n\r\n",
        patch(b"1").replace(b"Content-Length: 1", b"Transfer-Encoding: chunked"),
    ],
)
async def test_what_is_not_recognised_is_handed_over_with_all_its_bytes(scene: Scene, data: bytes) -> None:
    scene.send(data)
    assert scene.aiohttp.received == [data]
    assert scene.lobby.timed == set()
    assert scene.counts.handed_over == 1
    scene.send(b"more")
    assert scene.aiohttp.received == [data, b"more"]


async def test_a_connection_is_handed_over_between_requests_only(scene: Scene) -> None:
    other = b"GET /shell HTTP/1.1\r\nHost: h\r\n\r\n"
    scene.send(patch(b"1") + other)
    assert scene.aiohttp.received == []
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.aiohttp.received == [other]


async def test_a_head_that_is_not_complete_is_waited_for(scene: Scene) -> None:
    scene.send(b"POST / HT")
    assert scene.aiohttp.received == []
    scene.send(b"TP/1.1\r\nHost: h\r\n\r\n")
    assert scene.aiohttp.received == [b"POST / HTTP/1.1\r\nHost: h\r\n\r\n"]


SHAKE = (
    b"GET /_s/?client-id=abc HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


async def test_a_handshake_opens_a_socket(scene: Scene) -> None:
    """[H1]"""
    scene.send(SHAKE + b"early")
    assert scene.transport.written.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
    assert scene.sockets == [({"client-id": "abc"}, b"early")]
    assert scene.lobby.timed == set()


async def test_a_handshake_that_is_refused_is_left_to_aiohttp(scene: Scene) -> None:
    """[H2]"""
    foreign = SHAKE.replace(b"Host: h", b"Host: h\r\nOrigin: http://evil.example")
    scene.send(foreign)
    assert (scene.sockets, scene.aiohttp.received) == ([], [foreign])


# -- time -------------------------------------------------------------------------------------------------------


async def test_a_head_that_does_not_come_ends_the_connection(scene: Scene) -> None:
    """Unfinished requests are not held open (S11)."""
    now = asyncio.get_running_loop().time()
    scene.send(b"PATCH /x HTTP/1.1\r\n")
    scene.http.check_time(now + 9)
    assert not scene.transport.is_closed
    scene.http.check_time(now + 11)
    assert scene.transport.is_closed
    assert scene.answers() == [(408, b"Request Timeout\n")]
    assert scene.counts.timed_out == 1


async def test_a_body_that_does_not_come_ends_the_connection(scene: Scene) -> None:
    """[P2] A body that comes slowly gets a second for each KiB."""
    now = asyncio.get_running_loop().time()
    scene.send(patch(b"x" * 20_000)[:-5000])
    scene.http.check_time(now + 24)
    assert not scene.transport.is_closed
    scene.http.check_time(now + 26)
    assert scene.transport.is_closed


async def test_an_idle_connection_ends_without_a_word(scene: Scene) -> None:
    now = asyncio.get_running_loop().time()
    scene.http.check_time(now + 74)
    assert not scene.transport.is_closed
    scene.http.check_time(now + 76)
    assert scene.transport.is_closed
    assert scene.transport.written == b""


async def test_whoever_waits_for_us_is_not_timed(scene: Scene) -> None:
    now = asyncio.get_running_loop().time()
    scene.send(patch(b"1"))
    scene.http.check_time(now + 1000)
    assert not scene.transport.is_closed


# -- ending -----------------------------------------------------------------------------------------------------


async def test_who_has_said_everything_still_gets_the_answer(scene: Scene) -> None:
    scene.send(patch(b"1"))
    assert scene.guest.eof_received() is True
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.transport.is_closed


async def test_who_says_nothing_more_between_requests_is_let_go(scene: Scene) -> None:
    assert scene.guest.eof_received() is False


async def test_an_answer_for_a_peer_that_has_left_is_dropped(scene: Scene) -> None:
    scene.send(patch(b"1"))
    scene.transport.is_closed = True
    scene.guest.connection_lost(None)
    await scene.settle()
    assert scene.transport.written == b""
    assert scene.lobby.timed == set()


async def test_while_draining_the_answer_under_way_is_the_last(scene: Scene) -> None:
    """[F8]"""
    scene.send(patch(b"1"))
    scene.draining.set()
    scene.http.end()
    assert not scene.transport.is_closed
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.transport.is_closed


async def test_while_draining_an_idle_connection_ends(scene: Scene) -> None:
    """[F8]"""
    scene.http.end()
    assert scene.transport.is_closed
