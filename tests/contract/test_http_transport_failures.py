"""Both ways to speak HTTP meet servers that are silent, gone or confused: what is said, and what is never sent twice."""

import threading
from collections.abc import Iterator

import pytest

from h2o_wave.errors import ConnectError, ProtocolError, ReadError, ReadTimeout, WriteTimeout
from tests.contract.scripted_server import Conversation, serve
from tests.contract.transport_scene import GET, KINDS, Open, opening


@pytest.fixture(params=KINDS)
def open_scene(request: pytest.FixtureRequest) -> Iterator[Open]:
    with opening(request.param) as open_:
        yield open_


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


def test_a_server_that_takes_nothing_is_a_timeout(open_scene: Open) -> None:
    done = threading.Event()

    def take_nothing(conversation: Conversation) -> None:
        done.wait(10)

    client, _ = open_scene(take_nothing, write_timeout_seconds=0.05)
    with pytest.raises(WriteTimeout):
        client.save(b"x" * 20_000_000)
    done.set()


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
