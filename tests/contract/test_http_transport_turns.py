"""Many threads, processes, tasks and event loops use one transport of HTTP."""

import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from h2o_wave._transports import http_async
from h2o_wave._transports.http_async import AsyncHttpTransport
from h2o_wave._transports.http_sync import HttpTransport
from h2o_wave.errors import (
    PoolTimeout,
    ReadError,
)
from tests.contract.scripted_server import Conversation, Script, ScriptedServer, serve
from tests.contract.transport_scene import settings_for


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
