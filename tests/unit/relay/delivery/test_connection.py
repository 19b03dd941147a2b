import asyncio
from collections.abc import AsyncIterator

import pytest

from services.relay.delivery import connection as connection_module
from services.relay.delivery.connection import (
    MAX_ANSWER_BYTES,
    MAX_HEAD_BYTES,
    Answer,
    Connections,
    Place,
    Unanswered,
    Unreached,
    encode,
    place_of,
)

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


class App:
    """An app that says what a test gives it, one answer per request."""

    def __init__(self) -> None:
        self.answers: list[bytes] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self.closes = False
        self.serving: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self.server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self.port: int = self.server.sockets[0].getsockname()[1]

    @property
    def place(self) -> Place:
        place = place_of(f"http://127.0.0.1:{self.port}/x?y")
        assert place is not None
        return place

    async def stop(self) -> None:
        self.server.close()
        for task in self.serving:
            task.cancel()
        await asyncio.gather(*self.serving, return_exceptions=True)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving.add(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                writer.write(self.answers.pop(0))
                if self.closes:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # The other side has left.
        finally:
            writer.close()
            await asyncio.gather(writer.wait_closed(), return_exceptions=True)


@pytest.fixture
async def app() -> AsyncIterator[App]:
    app = App()
    await app.start()
    yield app
    await app.stop()


@pytest.fixture
async def connections() -> AsyncIterator[Connections]:
    connections = Connections(connect_timeout_seconds=5.0)
    yield connections
    connections.close()


async def post(connections: Connections, app: App, *answers: bytes) -> Answer:
    app.answers += answers
    return await connections.post(app.place, encode(app.place, {"Wave-Client-ID": "c"}, b"body"))


async def test_a_request_is_posted_as_apps_expect_it(connections: Connections, app: App) -> None:
    assert await post(connections, app, OK) == Answer(200)
    head, _, body = app.requests[0].partition(b"\r\n\r\n")
    first, *headers = head.decode().split("\r\n")
    assert (first, body) == ("POST /x?y HTTP/1.1", b"body")
    assert {f"Host: 127.0.0.1:{app.port}", "Wave-Client-ID: c", "Content-Length: 4"} <= set(headers)


async def test_one_connection_serves_one_request_after_another(connections: Connections, app: App) -> None:
    for _ in range(3):
        await post(connections, app, OK)
    assert app.connections == 1


async def test_requests_at_the_same_time_have_connections_of_their_own(
    connections: Connections, app: App
) -> None:
    await asyncio.gather(*(post(connections, app, OK) for _ in range(3)))
    assert app.connections == 3
    await asyncio.gather(*(post(connections, app, OK) for _ in range(3)))
    assert app.connections == 3


async def test_a_connection_that_was_idle_for_too_long_is_not_used_again(
    connections: Connections, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post(connections, app, OK)
    monkeypatch.setattr(connection_module, "KEEP_ALIVE_SECONDS", -1.0)
    await post(connections, app, OK)
    assert app.connections == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + OK,
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK,
    ],
)
async def test_every_usual_form_of_an_answer_is_understood(
    connections: Connections, app: App, answer: bytes
) -> None:
    assert await post(connections, app, answer) == Answer(200)
    assert await post(connections, app, OK) == Answer(200)
    assert app.connections == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 500 Oops\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 500 Oops\r\nContent-Length: %d\r\n\r\n%b"
        % (10 * MAX_ANSWER_BYTES, bytes(MAX_ANSWER_BYTES * 2)),
        b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n" + OK,
    ],
)
async def test_after_some_answers_the_connection_is_not_used_again(
    connections: Connections, app: App, answer: bytes
) -> None:
    assert await post(connections, app, answer) == Answer(500)
    assert await post(connections, app, OK) == Answer(200)
    assert app.connections == 2


async def test_an_answer_without_a_length_ends_with_its_connection(
    connections: Connections, app: App
) -> None:
    app.closes = True
    assert await post(connections, app, b"HTTP/1.1 200 OK\r\n\r\nhello") == Answer(200)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * (MAX_HEAD_BYTES + 1),
    ],
)
async def test_what_is_no_whole_answer_is_none(connections: Connections, app: App, answer: bytes) -> None:
    app.closes = True
    with pytest.raises(Unanswered):
        await post(connections, app, answer)


async def test_where_an_answer_leads_is_told(connections: Connections, app: App) -> None:
    answer = b"HTTP/1.1 307 There\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"
    assert await post(connections, app, answer) == Answer(307, "/there")


async def test_whoever_gives_up_takes_the_connection_along(connections: Connections, app: App) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await post(connections, app, b"HTTP/1.1 200 OK\r\n")
    assert await post(connections, app, OK) == Answer(200)
    assert app.connections == 2


async def test_where_nobody_listens_nothing_is_reached(connections: Connections, app: App) -> None:
    app.server.close()
    await app.server.wait_closed()
    with pytest.raises(Unreached):
        await post(connections, app)


def test_only_plain_http_has_a_place_here() -> None:
    assert place_of("https://h/") is None
    ipv6 = place_of("http://[::1]:8000")
    assert ipv6 is not None
    assert (ipv6.host, ipv6.port) == ("::1", 8000)
    assert "\r\nHost: [::1]:8000\r\n" in ipv6.head
    plain = place_of("http://h")
    assert plain is not None
    assert plain.head.startswith("POST / HTTP/1.1\r\nHost: h\r\n")


@pytest.mark.parametrize("value", ["a\r\nb: c", "a\nb", "a\rb", "a\0b"])
def test_a_header_cannot_become_two(value: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        encode(Place("h", 80, ""), {"Wave-Username": value}, b"")


def test_names_of_users_are_written_as_utf_8() -> None:
    assert encode(Place("h", 80, ""), {"Wave-Username": "Bjørn"}, b"") == (
        "Wave-Username: Bjørn\r\nContent-Length: 0\r\n\r\n".encode()
    )
