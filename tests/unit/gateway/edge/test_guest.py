import asyncio
from typing import Any, cast

from services.gateway.edge.desk import HttpCounts
from services.gateway.edge.guest import Guest, Lobby, Server


class FakeTransport:
    """Knows its peer and its protocol."""

    def __init__(self, peer: Any) -> None:
        self.peer = peer
        self.protocol: Any = None
        self.aborted = False

    def get_extra_info(self, name: str) -> Any:
        return self.peer if name == "peername" else None

    def set_protocol(self, protocol: Any) -> None:
        self.protocol = protocol

    def abort(self) -> None:
        self.aborted = True


class FakeServer:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def data_received(self, data: bytes) -> None:
        self.heard.append(data.decode())

    def eof_received(self) -> bool | None:
        return None

    def pause_writing(self) -> None:
        self.heard.append("pause")

    def resume_writing(self) -> None:
        self.heard.append("resume")

    def connection_lost(self, exc: Exception | None) -> None:
        self.heard.append("lost")


def arrive(lobby: Lobby, peer: Any = ("10.0.0.1", 1)) -> tuple[Guest, FakeTransport, FakeServer]:
    server, transport = FakeServer(), FakeTransport(peer)
    guest = Guest(lobby, lambda _: server)
    guest.connection_made(cast(asyncio.Transport, transport))
    return guest, transport, server


def lobby(limit: int = 2) -> tuple[Lobby, HttpCounts]:
    counts = HttpCounts()
    return Lobby(counts, max_connections_per_address=limit), counts


def test_what_the_transport_calls_is_the_server_itself() -> None:
    guest, transport, server = arrive(lobby()[0])
    assert transport.protocol is guest
    assert guest.data_received == server.data_received
    guest.pause_writing()
    guest.resume_writing()
    assert server.heard == ["pause", "resume"]


def test_a_connection_can_be_led_to_another_server() -> None:
    rooms, counts = lobby()
    guest, transport, first = arrive(rooms)
    second = FakeServer()
    transport.protocol = None
    guest.lead_to(cast(Server, second))
    assert transport.protocol is guest
    guest.data_received(b"x")
    guest.connection_lost(None)
    assert (first.heard, second.heard) == ([], ["x", "lost"])
    assert counts.connections == 0


def test_connections_of_an_address_are_bounded() -> None:
    """One address must not keep everybody else out (S11)."""
    rooms, counts = lobby(limit=2)
    guests = [arrive(rooms) for _ in range(3)]
    assert [transport.aborted for _, transport, _ in guests] == [False, False, True]
    assert not arrive(rooms, ("10.0.0.2", 1))[1].aborted
    assert (counts.connections, counts.refused_connections) == (3, 1)
    guests[2][0].connection_lost(None)
    assert counts.connections == 3
    guests[0][0].connection_lost(None)
    assert not arrive(rooms)[1].aborted


def test_without_a_limit_any_number_comes_in() -> None:
    rooms, counts = lobby(limit=0)
    assert not any(arrive(rooms)[1].aborted for _ in range(50))
    assert counts.connections == 50


def test_a_unix_socket_has_no_address() -> None:
    assert arrive(lobby()[0], "")[0].address == ""


async def test_who_is_timed_is_looked_at_now_and_then() -> None:
    rooms, _ = lobby()
    looked = asyncio.Event()

    class Timed:
        def check_time(self, now: float) -> None:
            looked.set()

    rooms.timed.add(Timed())
    task = asyncio.create_task(rooms.run())
    await looked.wait()
    task.cancel()
