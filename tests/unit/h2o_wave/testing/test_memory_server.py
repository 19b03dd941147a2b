"""The server in memory answers like the real one."""

import pytest

from h2o_wave._transports.transport import Request
from h2o_wave.errors import Conflict, ServiceError
from h2o_wave.page import NO_PAGE
from h2o_wave.testing import MemoryServer
from h2o_wave.testing.memory_server import MemoryTransport

CARD = b'{"d":[{"k":"c","d":{"n":1}}]}'


def test_saves_can_depend_on_a_position() -> None:
    server = MemoryServer()
    transport = MemoryTransport(server)
    first = transport.save("/a%20b", CARD, NO_PAGE)
    assert first == server.position("/a b")
    second = transport.save("/a%20b", CARD, first)
    for late in (NO_PAGE, first, "other:9"):
        with pytest.raises(Conflict, match="/a b is at"):
            transport.save("/a%20b", CARD, late)
    assert server.position("/a b") == second


def test_a_bad_edit_is_refused_and_nobody_hears_of_it() -> None:
    server = MemoryServer()
    heard: list[str] = []
    server.listeners.append(lambda route, body: heard.append(route))
    with pytest.raises(ServiceError) as refusal:
        server.save("/p", b"{")
    assert refusal.value.status == 400
    server.save("/p", CARD)
    assert heard == ["/p"]


def test_a_call_that_tests_cannot_answer_says_so() -> None:
    reply = MemoryServer().send(Request("proxy", "POST", "/_p/"))
    assert (reply.status, reply.body) == (501, b"tests have no server that could proxy")
