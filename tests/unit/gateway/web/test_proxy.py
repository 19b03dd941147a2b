"""What the proxy is asked, and what it tells."""

import json
from typing import Any

import pytest
from yarl import URL

from services.gateway.errors import RequestInvalid
from services.gateway.web.outbound import Incoming
from services.gateway.web.proxy import parse, result_of


def asked(**members: Any) -> bytes:
    return json.dumps({"url": "http://h/", **members}).encode()


def test_members_may_be_missing_or_null() -> None:
    for body in (asked(), asked(method=None, headers=None, body=None), asked(method="", headers={}, body="")):
        outgoing = parse(body)
        assert (outgoing.method, outgoing.url, outgoing.body) == ("GET", URL("http://h/"), b"")
        assert dict(outgoing.headers) == {"Accept-Encoding": "identity"}


def test_headers_are_sent_as_given_but_for_those_that_say_where_a_request_ends() -> None:
    headers = {"X-A": ["1", "2"], "Host": ["evil"], "Content-Length": ["1"], "Transfer-Encoding": ["chunked"]}
    outgoing = parse(asked(headers=headers | {"accept-encoding": ["gzip"]}))
    assert outgoing.headers.getall("X-A") == ["1", "2"]
    assert outgoing.headers.getall("Accept-Encoding") == ["gzip"]
    assert len(outgoing.headers) == 3


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        json.dumps({"url": None}).encode() + b"x",
        asked(url=5),
        asked(method=5),
        asked(method="GET / HTTP/1.1\r\n"),
        asked(method="CONNECT"),
        asked(body=5),
        asked(headers=[]),
        asked(headers={"X": "1"}),
        asked(headers={"X": [1]}),
        asked(headers={"X Y": ["1"]}),
        asked(headers={"X": ["a\r\nY: b"]}),
        asked(url="http://[x/"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(body: bytes) -> None:
    with pytest.raises(RequestInvalid, match="^Bad Request: "):
        parse(body)


def test_an_answer_is_told_with_canonical_names_and_as_text() -> None:
    incoming = Incoming(
        404, "Not Found", (("content-type", "x"), ("SET-COOKIE", "a"), ("Set-Cookie", "b")), b"\xffx"
    )
    assert result_of(incoming) == {
        "status": "404 Not Found",
        "code": 404,
        "headers": {"Content-Type": ["x"], "Set-Cookie": ["a", "b"]},
        "body": "\ufffdx",
    }
