"""Both ways to speak HTTP keep the same promises: one suite, two transports."""

import asyncio
import io
import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from h2o_wave._transports import http_async
from h2o_wave._transports.http_async import AsyncHttpTransport
from h2o_wave._transports.http_sync import HttpTransport
from h2o_wave._transports.tls import tls_context
from h2o_wave._transports.transport import Request
from h2o_wave.errors import (
    ConnectError,
    PoolTimeout,
    ProtocolError,
    ReadError,
    ReadTimeout,
    ServiceError,
    WriteTimeout,
)
from h2o_wave.multipart import Form, Part
from h2o_wave.settings import Settings, read_settings
from tests.contract.scripted_server import OK, Conversation, Script, ScriptedServer, serve

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


@pytest.fixture(params=[Blocking, Awaited], ids=["blocking", "awaited"])
def open_scene(request: pytest.FixtureRequest) -> Iterator[Open]:
    """Makes a scripted server and a client of it; closes both afterwards."""
    opened: list[Any] = []

    def open_(
        *scripts: Script, tls: ssl.SSLContext | None = None, **changes: Any
    ) -> tuple[Any, ScriptedServer]:
        server = ScriptedServer(*scripts, tls=tls)
        client = request.param(settings_for(server.port, "https" if tls else "http", **changes))
        opened.extend((client, server))
        return client, server

    yield open_
    for thing in opened:
        thing.close()


def settings_for(port: int, scheme: str = "http", **changes: Any) -> Settings:
    settings = read_settings({"H2O_WAVE_ADDRESS": f"{scheme}://127.0.0.1:{port}"})
    return settings._replace(**changes)


def test_a_connection_is_kept(open_scene: Open) -> None:
    client, server = open_scene()
    for _ in range(3):
        client.save()
    client.send(GET)
    assert server.connections == 1
    assert [request.split(b" ")[0] for request in server.requests] == [b"PATCH", b"PATCH", b"PATCH", b"GET"]


def test_an_answer_other_than_200_is_a_service_error(open_scene: Open) -> None:
    def refuse(conversation: Conversation) -> None:
        conversation.hear()
        conversation.answer(400, b"why\n")
        serve(conversation)

    client, server = open_scene(refuse)
    with pytest.raises(ServiceError, match=r"Request failed \(code=400\): why"):
        client.save()
    client.save()
    assert server.connections == 1


def test_a_connection_that_was_closed_while_idle_is_replaced(open_scene: Open) -> None:
    closed = threading.Event()

    def close_after_one(conversation: Conversation) -> None:
        conversation.hear()
        conversation.answer()
        conversation.close()
        closed.set()

    client, server = open_scene(close_after_one, serve)
    client.save(b"1")
    assert closed.wait(10)
    client.save(b"2")
    assert [request[-1:] for request in server.requests] == [b"1", b"2"]
    assert server.connections == 2


def test_an_edit_is_never_sent_twice(open_scene: Open) -> None:
    """The server took it and died before it could answer: it may have happened, so it must not happen again."""

    def die_at_the_second(conversation: Conversation) -> None:
        conversation.hear()
        conversation.answer()
        conversation.hear()

    client, server = open_scene(die_at_the_second, serve)
    client.save(b"1")
    with pytest.raises(ReadError):
        client.save(b"2")
    assert [request[-1:] for request in server.requests] == [b"1", b"2"]


def test_a_repeatable_request_is_sent_again_once(open_scene: Open) -> None:
    def die_at_the_second(conversation: Conversation) -> None:
        conversation.hear()
        conversation.answer()
        conversation.hear()

    client, server = open_scene(die_at_the_second, serve)
    client.send(GET)
    assert client.send(GET).status == 200
    assert server.connections == 2
    assert len(server.requests) == 3


def test_a_new_connection_is_not_tried_again(open_scene: Open) -> None:
    def die(conversation: Conversation) -> None:
        conversation.hear()

    client, server = open_scene(die)
    with pytest.raises(ReadError, match="before"):
        client.send(GET)
    assert server.connections == 1


def test_a_request_is_not_sent_again_once_an_answer_began(open_scene: Open) -> None:
    def break_off(conversation: Conversation) -> None:
        conversation.hear()
        conversation.answer()
        conversation.hear()
        conversation.say(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")

    client, server = open_scene(break_off, serve)
    client.send(GET)
    with pytest.raises(ReadError):
        client.send(GET)
    assert server.connections == 1


def test_a_server_that_wants_to_close_gets_a_new_connection(open_scene: Open) -> None:
    def close_politely(conversation: Conversation) -> None:
        conversation.hear()
        conversation.answer(headers="Connection: close\r\n")

    client, server = open_scene(close_politely, serve)
    client.save()
    client.save()
    assert server.connections == 2


def test_a_server_that_speaks_unasked_gets_a_new_connection(open_scene: Open) -> None:
    def chatter(conversation: Conversation) -> None:
        conversation.hear()
        conversation.say(OK + OK)
        serve(conversation)

    client, server = open_scene(chatter, serve)
    client.save()
    client.save()
    assert server.connections == 2


def test_a_silent_server_is_a_timeout_and_its_late_answer_is_nobodys(open_scene: Open) -> None:
    gone = threading.Event()

    def sleep(conversation: Conversation) -> None:
        conversation.hear()
        assert gone.wait(10)
        conversation.answer(500, b"late")

    client, server = open_scene(sleep, serve, read_timeout_seconds=0.05)
    with pytest.raises(ReadTimeout):
        client.save()
    gone.set()
    client.save()
    assert server.connections == 2


def test_no_timeout_waits(open_scene: Open) -> None:
    client, _ = open_scene(read_timeout_seconds=None, write_timeout_seconds=None)
    client.save()


def test_a_server_that_takes_nothing_is_a_timeout(open_scene: Open) -> None:
    done = threading.Event()

    def take_nothing(conversation: Conversation) -> None:
        done.wait(10)

    client, _ = open_scene(take_nothing, write_timeout_seconds=0.05)
    with pytest.raises(WriteTimeout):
        client.save(b"x" * 20_000_000)
    done.set()


def test_a_large_edit_arrives_whole(open_scene: Open) -> None:
    client, server = open_scene()
    client.save(b"x" * 5_000_000)
    assert server.requests[0].count(b"x") == 5_000_000


def test_nobody_listening_is_a_connect_error(open_scene: Open) -> None:
    client, server = open_scene()
    server.stop_listening()
    with pytest.raises(ConnectError, match="could not connect to 127.0.0.1"):
        client.save()


def test_another_protocol_is_a_protocol_error(open_scene: Open) -> None:
    def greet(conversation: Conversation) -> None:
        conversation.hear()
        conversation.say(b"220 mail ready\r\n")

    client, _ = open_scene(greet)
    with pytest.raises(ProtocolError):
        client.save()


def test_files_are_streamed_both_ways(open_scene: Open, tmp_path: Path) -> None:
    def echo(conversation: Conversation) -> None:
        while request := conversation.hear():
            conversation.answer(body=request.partition(b"\r\n\r\n")[2])

    file = tmp_path / "a"
    file.write_bytes(b"A" * 300_000)
    client, server = open_scene(echo)
    sink = io.BytesIO()
    form = Form([Part("files", "a", "a/b", str(file))])
    reply = client.send(Request("upload", "POST", "/_f/", body=form, sink=sink))
    assert (reply.status, reply.body) == (200, b"")
    assert len(sink.getvalue()) == form.length
    assert server.requests[0].count(b"A" * 300_000) == 1


def test_a_file_that_cannot_be_read_breaks_the_connection_not_the_transport(
    open_scene: Open, tmp_path: Path
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"A" * 10)
    client, server = open_scene()
    form = Form([Part("files", "a", "a/b", str(file))])
    file.unlink()
    with pytest.raises(FileNotFoundError):
        client.send(Request("upload", "POST", "/_f/", body=form))
    client.save()
    assert [request.split(b" ")[0] for request in server.requests if request.endswith(b"{}")] == [b"PATCH"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that no system trusts, and its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("makes certificates with openssl")
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=wave"
    )
    command += f" -addext subjectAltName=IP:127.0.0.1 -keyout {folder}/key -out {folder}/cert"
    subprocess.run(command.split(), check=True, capture_output=True)
    whole = folder / "pem"
    whole.write_text((folder / "key").read_text() + (folder / "cert").read_text())
    return whole


def _server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_that_nobody_trusts_is_refused(open_scene: Open, certificate: Path) -> None:
    client, server = open_scene(tls=_server_tls(certificate))
    with pytest.raises(ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        client.save()
    assert server.requests == []


def test_a_certificate_that_the_system_trusts_is_taken(
    open_scene: Open, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    tls_context.cache_clear()
    client, server = open_scene(tls=_server_tls(certificate))
    client.save()
    client.save()
    tls_context.cache_clear()
    assert server.connections == 1


def test_verification_can_be_switched_off(open_scene: Open, certificate: Path) -> None:
    client, server = open_scene(tls=_server_tls(certificate), verify_tls=False)
    client.save()
    client.save()
    assert len(server.requests) == 2
    assert server.connections == 1


def test_threads_share_a_transport() -> None:
    server = ScriptedServer()
    transport = HttpTransport(settings_for(server.port))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: transport.save("/p", b"%d" % number), range(200)))
    transport.close()
    server.close()
    bodies = sorted(int(request.rpartition(b"\r\n\r\n")[2]) for request in server.requests)
    assert bodies == list(range(200))
    assert server.connections <= 8


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_leaves_the_connections_to_its_parent() -> None:
    server = ScriptedServer()
    transport = HttpTransport(settings_for(server.port))
    transport.save("/p", b"parent")
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            transport.save("/p", b"child")
            code = 0
        finally:
            os._exit(code)  # not to run the rest of the tests a second time
    assert os.waitpid(pid, 0)[1] == 0
    transport.save("/p", b"parent")
    transport.close()
    server.close()
    assert server.connections == 2
    assert [request.rpartition(b"\n")[2] for request in server.requests] == [b"parent", b"child", b"parent"]


def together(count: int) -> Script:
    """A script for many connections: nobody is answered before all have asked."""
    barrier = threading.Barrier(count)

    def script(conversation: Conversation) -> None:
        while conversation.hear():
            barrier.wait(10)
            conversation.answer()

    return script


async def test_tasks_do_not_wait_for_each_other() -> None:
    server = ScriptedServer(together(16))
    transport = AsyncHttpTransport(settings_for(server.port))
    for _ in range(2):
        await asyncio.gather(*(transport.save(f"/{number}", b"{}") for number in range(16)))
    await transport.aclose()
    await asyncio.to_thread(server.close)
    assert server.connections == 16


async def test_too_many_tasks_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_async, "_MAX_CONNECTIONS", 3)
    server = ScriptedServer()
    transport = AsyncHttpTransport(settings_for(server.port))
    await asyncio.gather(*(transport.save(f"/{number}", b"{}") for number in range(50)))
    await transport.aclose()
    await asyncio.to_thread(server.close)
    assert server.connections <= 3
    assert len(server.requests) == 50


async def test_a_task_does_not_wait_for_ever_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_async, "_MAX_CONNECTIONS", 1)

    def be_silent(conversation: Conversation) -> None:
        while conversation.hear():
            continue

    server = ScriptedServer(be_silent)
    transport = AsyncHttpTransport(settings_for(server.port, pool_timeout_seconds=0.05))
    busy = asyncio.create_task(transport.save("/a", b"{}"))
    await asyncio.sleep(0)
    with pytest.raises(PoolTimeout):
        await transport.save("/b", b"{}")
    busy.cancel()
    await asyncio.gather(busy, return_exceptions=True)
    await transport.aclose()
    await asyncio.to_thread(server.close)


async def test_a_task_that_is_cancelled_leaves_room_and_no_answer_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_async, "_MAX_CONNECTIONS", 1)
    heard = threading.Event()

    def be_silent(conversation: Conversation) -> None:
        conversation.hear()
        heard.set()
        conversation.hear()

    server = ScriptedServer(be_silent, serve)
    transport = AsyncHttpTransport(settings_for(server.port))
    first = asyncio.create_task(transport.save("/a", b"1"))
    await asyncio.to_thread(heard.wait, 10)
    waiting = asyncio.create_task(transport.save("/b", b"2"))
    await asyncio.sleep(0)
    first.cancel()
    await waiting
    await transport.aclose()
    await asyncio.to_thread(server.close)
    assert [request[-1:] for request in server.requests] == [b"1", b"2"]


async def test_a_failing_connection_lets_the_next_task_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_async, "_MAX_CONNECTIONS", 1)

    def die(conversation: Conversation) -> None:
        conversation.hear()

    server = ScriptedServer(die)
    transport = AsyncHttpTransport(settings_for(server.port))
    results = await asyncio.gather(*(transport.save("/a", b"") for _ in range(5)), return_exceptions=True)
    await transport.aclose()
    await asyncio.to_thread(server.close)
    assert all(isinstance(result, ReadError) for result in results)
    assert server.connections == 5


def test_event_loops_may_follow_each_other() -> None:
    server = ScriptedServer()
    transport = AsyncHttpTransport(settings_for(server.port))

    async def save_twice() -> None:
        await transport.save("/p", b"{}")
        await transport.save("/p", b"{}")
        await transport.aclose()

    asyncio.run(save_twice())
    asyncio.run(save_twice())
    server.close()
    assert server.connections == 2
