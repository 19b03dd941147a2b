"""The rules of the websocket that only show on a real one: handshake, watching, coming back."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator

import aiohttp
import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.raw_socket import PING, RawSocket
from tests.e2e.resumable_socket import SUBPROTOCOL, ResumableSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.stub_app import StubApp

NewTab = Callable[[], PlainSocket]
FLAGS = ["-fsync", "no", "-drain-spread", "0", "-ping-interval", "2s", "-forwarded-http-headers", "x-colour"]
META, NOT_FOUND = {"m": {"u": "anon", "e": False}}, {"e": "not_found"}

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("dialogue"), flags=FLAGS) as cluster:
        yield cluster


def handshake(cluster: Cluster, *headers: str, path: str = "/_s/") -> str:
    """Sends the head of a request as it is; returns the head of the answer."""
    host, _, port = cluster.address.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}:{port}", *headers, "", ""]
        connection.sendall("\r\n".join(lines).encode())
        head = b""
        while b"\r\n\r\n" not in head and (data := connection.recv(65536)):
            head += data
        return head.partition(b"\r\n\r\n")[0].decode()


UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


def test_what_is_no_upgrade_is_told_which_version_to_speak(cluster: Cluster) -> None:
    """[H1]"""
    for path in ("/_s/", "/_s/below/it"):
        answer = handshake(cluster, path=path).lower()
        assert answer.startswith("http/1.1 400")
        assert "sec-websocket-version: 13" in answer
        assert handshake(cluster, *UPGRADE, path=path).startswith("HTTP/1.1 101")


def test_a_page_of_another_site_cannot_open_a_socket(cluster: Cluster) -> None:
    """[H2]"""
    own = cluster.address
    assert handshake(cluster, *UPGRADE, f"Origin: {own}").startswith("HTTP/1.1 101")
    for foreign in ("http://evil.example", "null", f"{own}0", "http://127.0.0.1"):
        assert handshake(cluster, *UPGRADE, f"Origin: {foreign}").startswith("HTTP/1.1 403"), foreign


def test_compression_is_not_negotiated(cluster: Cluster) -> None:
    """[H3]"""
    offered = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"
    answer = handshake(cluster, *UPGRADE, offered)
    assert answer.startswith("HTTP/1.1 101")
    assert "extensions" not in answer.lower()


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ("", None),
        ("chat", None),
        (SUBPROTOCOL, SUBPROTOCOL),
        (f"chat, {SUBPROTOCOL}", SUBPROTOCOL),
    ],
)
def test_the_resumable_dialogue_is_spoken_with_who_offers_it(
    offered: str, chosen: str | None, cluster: Cluster
) -> None:
    """[H4]"""
    header = [f"Sec-WebSocket-Protocol: {offered}"] if offered else []
    answer = handshake(cluster, *UPGRADE, *header).lower()
    assert answer.startswith("http/1.1 101")
    lines = [line for line in answer.split("\r\n") if line.startswith("sec-websocket-protocol:")]
    assert lines == ([f"sec-websocket-protocol: {chosen}"] if chosen else [])


async def test_in_the_resumable_dialogue_the_browser_speaks_first(cluster: Cluster) -> None:
    """[R1, N1]"""
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{cluster.address}/_s/", protocols=[SUBPROTOCOL])
        with pytest.raises(TimeoutError):
            await socket.receive(0.3)
        socket = await session.ws_connect(f"{cluster.address}/_s/", protocols=[SUBPROTOCOL])
        await socket.send_str("# / ")
        assert set(await socket.receive_json()) == {"i", "k"}


async def test_a_page_is_answered_and_every_change_follows(
    cluster: Cluster, client: RpcClient, new_tab: NewTab, route: str
) -> None:
    """[W6, N2, N3, F2]"""
    tab = await new_tab().connect(cluster.address)
    await tab.send(f"+ {route} ")
    assert [await tab.line(), await tab.line()] == [META, NOT_FOUND]
    body = b'{"d":[{"k":"c","d":{"view":"x","n":0}}]}'
    assert client.request("PATCH", route, body)[0] == 200
    assert await tab.raw_line() == body.decode()

    # Whoever comes in the midst of changes sees a page, and then exactly those that it has not.
    writing = asyncio.create_task(asyncio.to_thread(count_to, 300, cluster.address, route))
    late = await new_tab().connect(cluster.address)
    await late.send(f"+ {route} ")
    assert await late.line() == META
    shown = (await late.line())["p"]["c"]["c"]["d"]["n"]
    assert [(await late.line())["d"][0]["v"] for _ in range(shown, 300)] == list(range(shown + 1, 301))
    assert [(await tab.line())["d"][0]["v"] for _ in range(300)] == list(range(1, 301))
    await writing


def count_to(last: int, address: str, route: str) -> None:
    client = RpcClient(address)
    for number in range(1, last + 1):
        assert client.patch(route, {"k": "c n", "v": number})[0] == 200
    client.close()


async def test_the_page_of_another_client_is_not_shown(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[W8]"""
    app.register(client, route)
    owner = await new_tab().connect(cluster.address)
    await owner.send(f"+ {route} ")
    await app.next_of(owner.client_id)
    secret = {"d": [{"k": "secret", "d": {"view": "x"}}]}
    assert client.patch(owner.page, *secret["d"])[0] == 200
    assert await owner.line() == secret
    thief = await new_tab().connect(cluster.address)
    await thief.send(f"+ {owner.page} ")
    assert [await thief.line(), await thief.line()] == [META, NOT_FOUND]
    assert client.patch(owner.page, *secret["d"])[0] == 200
    assert await owner.line() == secret
    # What it is sent next has nothing to do with that page.
    await thief.send("+ /nothing ")
    assert [await thief.line(), await thief.line()] == [META, NOT_FOUND]
    assert client.page(owner.page) is None


async def test_after_a_plain_resume_the_page_is_shown_as_it_stands(
    cluster: Cluster, client: RpcClient, new_tab: NewTab, route: str
) -> None:
    """[W9, H5]"""
    client.patch(route, {"k": "c", "d": {"view": "x", "n": 0}})
    client.patch(f"{route}/other", {"k": "c", "d": {"view": "x", "n": "other"}})
    tab = await new_tab().connect(cluster.address)
    await tab.send(f"+ {route} ")
    assert [await tab.line(), (await tab.line())["p"]["c"]["c"]["d"]["n"]] == [META, 0]
    await tab.drop()
    client.patch(route, {"k": "c n", "v": 1})
    await tab.connect(cluster.address, client_id=tab.client_id)
    await tab.send(f"+ {route} ")
    lines = [await tab.line(), await tab.line()]
    assert {"p": {"c": {"c": {"d": {"n": 1, "view": "x"}}}}} in lines

    await tab.drop()
    await tab.connect(cluster.address, client_id=tab.client_id)
    await tab.send(f"+ {route}/other ")
    while (line := await tab.line()).get("p", {}).get("c", {}).get("c", {}).get("d", {}).get("n") != "other":
        assert "d" not in line
    # The first is not watched any more.
    client.patch(route, {"k": "c n", "v": 2})
    client.patch(f"{route}/other", {"k": "c n", "v": 3})
    assert await tab.line() == {"d": [{"k": "c n", "v": 3}]}


async def test_a_client_that_is_live_elsewhere_is_taken_over(cluster: Cluster, route: str) -> None:
    """[R7]"""
    first, second = ResumableSocket(route), ResumableSocket(route)
    await first.connect(cluster.address)
    while not first.marks:
        assert await first.read_frame()
    second.client_id, second._key, second.marks = first.client_id, first._key, dict(first.marks)
    await second.connect(cluster.address)
    while await first.read_frame():
        pass
    assert first.close_code == 4002
    assert await second.read_frame()
    assert second.client_id == first.client_id
    await first.close()
    await second.close()


def test_a_browser_that_does_not_answer_a_ping_is_dropped(cluster: Cluster, route: str) -> None:
    """[F7]"""
    tab = RawSocket(cluster.address)
    opcodes = []
    with contextlib.closing(tab), contextlib.suppress(ConnectionError):
        while True:
            opcodes.append(tab.receive()[0])
    # A greeting, a ping that stays without an answer, and a goodbye.
    assert opcodes[:2] == [1, PING]
    assert PING not in opcodes[2:]


async def test_on_shutdown_browsers_are_told_to_come_back(cluster: Cluster, new_tab: NewTab) -> None:
    """[F8]"""
    tabs = [await new_tab().connect(cluster.address) for _ in range(5)]
    closing = [asyncio.create_task(tab.closed()) for tab in tabs]
    assert await asyncio.to_thread(cluster.gateway().stop) == 0
    assert await asyncio.gather(*closing) == [1012] * 5
    await asyncio.to_thread(cluster.gateway().restart)
