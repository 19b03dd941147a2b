"""Both ways to speak HTTP keep the same promises: one suite, two transports."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from h2o_wave._transports.transport import Request
from h2o_wave.errors import ServiceError
from h2o_wave.multipart import Form, Part
from tests.contract.scripted_server import OK, Conversation, serve
from tests.contract.transport_scene import GET, KINDS, Open, opening


@pytest.fixture(params=KINDS)
def open_scene(request: pytest.FixtureRequest) -> Iterator[Open]:
    with opening(request.param) as open_:
        yield open_


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


def test_no_timeout_waits(open_scene: Open) -> None:
    client, _ = open_scene(read_timeout_seconds=None, write_timeout_seconds=None)
    client.save()


def test_a_large_edit_arrives_whole(open_scene: Open) -> None:
    client, server = open_scene()
    client.save(b"x" * 5_000_000)
    assert server.requests[0].count(b"x") == 5_000_000


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
