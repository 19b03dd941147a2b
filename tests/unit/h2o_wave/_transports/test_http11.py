"""Requests to bytes, bytes to replies."""

import io

import pytest

from h2o_wave._transports.http11 import Broken, ReplyReader, RequestWriter
from h2o_wave._transports.transport import Request
from h2o_wave.errors import ProtocolError
from h2o_wave.multipart import Form, Part
from h2o_wave.settings import read_settings

EVERY = b"Host: h:1\r\nAuthorization: Basic azpz\r\nUser-Agent: h2o-wave\r\n"


@pytest.fixture
def writer() -> RequestWriter:
    environ = {
        "H2O_WAVE_ADDRESS": "http://h:1",
        "H2O_WAVE_BASE_URL": "/base/",
        "H2O_WAVE_ACCESS_KEY_ID": "k",
        "H2O_WAVE_ACCESS_KEY_SECRET": "s",
    }
    return RequestWriter(read_settings(environ))


def reply_of(*pieces: bytes, sink: io.BytesIO | None = None) -> ReplyReader:
    reader = ReplyReader()
    reader.expect(sink)
    for piece in pieces:
        reader.feed(piece)
    return reader


def test_an_edit_is_one_piece(writer: RequestWriter) -> None:
    request = b"PATCH /base/%C3%A9 HTTP/1.1\r\n" + EVERY + b"Content-Length: 2\r\n\r\n{}"
    assert writer.save("/é", b"{}") == request
    assert writer.save("/é", b"{}") == request


def test_the_heads_of_many_routes_do_not_pile_up(writer: RequestWriter) -> None:
    for number in range(3000):
        writer.save(f"/{number}", b"")
    assert len(writer._heads) <= 1024


def test_a_request_has_its_headers_and_its_length(writer: RequestWriter) -> None:
    get = Request("load", "GET", "/base/x", (("Content-Type", "application/json"),))
    assert writer.head(get) == b"GET /base/x HTTP/1.1\r\n" + EVERY + b"Content-Type: application/json\r\n\r\n"
    assert writer.head(Request("x", "DELETE", "/x")).endswith(b"Content-Length: 0\r\n\r\n")
    form = Form([Part("f", "f", "a/b", b"123")])
    assert f"Content-Length: {form.length}\r\n".encode() in writer.head(Request("x", "POST", "/x", body=form))


def test_a_reply_is_read_however_it_is_cut() -> None:
    whole = b"HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\nWave-Position: e:1\r\n\r\nabc"
    for cut in range(1, len(whole)):
        reader = reply_of(whole[:cut], whole[cut:])
        assert reader.is_done and reader.keeps_alive
        assert (reader.status, reader.text()) == (404, "abc")
        assert reader.reply().headers["wave-position"] == "e:1"


def test_a_chunked_reply_is_put_together() -> None:
    reader = reply_of(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", b"2\r\nde\r\n0\r\n\r\n"
    )
    assert reader.is_done
    assert reader.reply().body == b"abcde"


def test_replies_follow_each_other_on_a_connection() -> None:
    reader = reply_of(b"HTTP/1.1 500 X\r\nContent-Length: 1\r\n\r\na")
    reader.expect()
    assert not reader.is_done and not reader.has_begun
    reader.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb")
    assert (reader.status, reader.text()) == (200, "b")
    assert "wave" not in reader.reply().headers


def test_an_announcement_is_not_the_reply() -> None:
    reader = reply_of(b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n")
    assert not reader.is_done
    reader.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    assert reader.is_done and reader.status == 200
    assert "x" not in reader.reply().headers


def test_a_server_that_closes_afterwards_is_believed() -> None:
    assert not reply_of(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").keeps_alive
    assert not reply_of(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").keeps_alive


def test_a_body_without_length_ends_with_the_connection() -> None:
    reader = reply_of(b"HTTP/1.1 200 OK\r\n\r\nabc")
    assert not reader.is_done
    reader.feed_eof()
    assert reader.is_done and not reader.keeps_alive
    assert reader.text() == "abc"


@pytest.mark.parametrize("headers", [b"Content-Length: 5", b"Transfer-Encoding: chunked"])
def test_a_body_with_a_length_does_not(headers: bytes) -> None:
    reader = reply_of(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n\r\n")
    reader.feed_eof()
    assert not reader.is_done


def test_an_end_before_any_reply_is_no_reply() -> None:
    reader = reply_of()
    reader.feed_eof()
    assert not reader.is_done


def test_a_good_body_goes_to_the_sink() -> None:
    sink = io.BytesIO()
    assert reply_of(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", sink=sink).reply().body == b""
    assert sink.getvalue() == b"abc"


def test_the_body_of_an_error_does_not() -> None:
    sink = io.BytesIO()
    assert reply_of(b"HTTP/1.1 404 X\r\nContent-Length: 3\r\n\r\nabc", sink=sink).text() == "abc"
    assert sink.getvalue() == b""


def test_a_sink_that_fails_says_why() -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        reply_of(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", sink=Full())


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
    ],
)
def test_what_is_not_http_is_refused(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        reply_of(data)


def test_a_server_that_speaks_unasked_is_not_trusted_again() -> None:
    reader = reply_of(
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    )
    assert reader.is_done
    assert not reader.keeps_alive


@pytest.mark.parametrize(
    ("was_sent", "was_answered", "is_repeatable", "permits"),
    [
        (False, False, False, True),
        (False, False, True, True),
        (True, False, True, True),
        (True, False, False, False),
        (True, True, True, False),
        (True, True, False, False),
    ],
)
def test_a_request_is_sent_again_only_when_nothing_can_happen_twice(
    was_sent: bool, was_answered: bool, is_repeatable: bool, permits: bool
) -> None:
    assert Broken("", was_sent=was_sent, was_answered=was_answered).permits_retry(is_repeatable) is permits
