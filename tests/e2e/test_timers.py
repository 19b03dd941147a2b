"""Connections on which nothing happens, or too little: each ends in its time, and none of them holds up anybody."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from tests.e2e.bystander import Bystander
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.rpc_client import KEY

FLAGS = ["-fsync", "no", "-header-timeout", "1s", "-body-timeout", "1s", "-idle-timeout", "2s"]
AT_ONCE = 50
PATIENCE_SECONDS = 30.0

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=[Form.EMBEDDED], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("timers"), flags=FLAGS) as cluster:
        yield cluster


HEAD = f"Host: localhost\r\nAuthorization: {KEY}\r\n".encode()
# What is sent, and the status line that is the answer; nothing when the connection ends without a word.
UNFINISHED = {
    "nothing": (b"", b""),
    "the first letter": (b"P", b"HTTP/1.1 408"),
    "half a head": (b"PATCH /x HTTP/1.1\r\n" + HEAD, b"HTTP/1.1 408"),
    "half a head that is not ours": (b"DELETE /x HTTP/1.1\r\n" + HEAD, b""),
    "half a body": (b"PATCH /x HTTP/1.1\r\n" + HEAD + b"Content-Length: 99\r\n\r\n{", b"HTTP/1.1 408"),
    "half a body in chunks": (
        b"PATCH /x HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"HTTP/1.1 408",
    ),
    "half a handshake": (b"GET /_s/ HTTP/1.1\r\nUpgrade: websocket\r\n", b"HTTP/1.1 408"),
    "nothing after an answer": (b"GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n", b"HTTP/1.1 200"),
}


def read_to_end(connection: socket.socket) -> bytes:
    connection.settimeout(PATIENCE_SECONDS)
    answer = b""
    with contextlib.suppress(ConnectionResetError):
        while data := connection.recv(65536):
            answer += data
    return answer


def test_what_is_not_finished_ends(cluster: Cluster, route: str) -> None:
    """All at once: hundreds of them hold up nobody."""
    with contextlib.ExitStack() as stack:
        bystander = stack.enter_context(contextlib.closing(Bystander(cluster, route)))
        connections: dict[str, list[socket.socket]] = {name: [] for name in UNFINISHED}
        for name, opened in connections.items():
            for _ in range(AT_ONCE):
                connection = socket.create_connection(("127.0.0.1", cluster.http_ports[0]))
                opened.append(stack.enter_context(connection))
                connection.sendall(UNFINISHED[name][0])
        bystander.check()
        for name, opened in connections.items():
            status_line = UNFINISHED[name][1]
            for connection in opened:
                answer = read_to_end(connection)
                assert answer.startswith(status_line) and bool(answer) == bool(status_line), (
                    name,
                    answer[:100],
                )
        bystander.check()


@pytest.mark.parametrize(
    "head", [b"PATCH /x HTTP/1.1\r\nX: ", b"PATCH /x HTTP/1.1\r\n" + HEAD + b"Content-Length: 99\r\n\r\n"]
)
def test_a_drip_does_not_keep_a_connection(head: bytes, cluster: Cluster) -> None:
    """A byte now and then is not progress."""
    with socket.create_connection(("127.0.0.1", cluster.http_ports[0])) as connection:
        ended = threading.Event()

        def drip() -> None:
            with contextlib.suppress(OSError):
                while not ended.wait(0.1):
                    connection.sendall(b"x")

        connection.sendall(head)
        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            # Whoever still sends may lose the answer to it.
            assert read_to_end(connection)[:12] in (b"HTTP/1.1 408", b"")
        finally:
            ended.set()
            dripping.join()
