"""What comes over HTTP is answered, request or not, and harms nobody."""

import pytest

from tests.e2e.bystander import EDIT, Bystander
from tests.e2e.cluster import Cluster
from tests.e2e.raw_socket import exchange
from tests.e2e.rpc_client import JSON, KEY, RpcClient

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "COPY", "patch", "X" * 40])
def test_unknown_methods_are_refused(method: str, bystander: Bystander, client: RpcClient) -> None:
    status, reason, headers = client.request(method, bystander.route, b"{}")
    assert status in (400, 405), reason
    assert reason.strip()
    if status == 405:
        assert "PATCH" in headers["allow"]
    bystander.check()


BAD_PATHS = ["//x", "/x//y", "/x/../y", "/./x", "/x/%2e%2e/y", "/a%00b", "/a%0ab", "/%ff", "/%c0%af", "/%zz%"]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_paths_that_are_no_routes_are_refused(path: str, bystander: Bystander, client: RpcClient) -> None:
    body = b'{"d":[{"k":"c","d":{"view":"x"}}]}'
    status, reason, _ = client.request("PATCH", path, body)
    if path == "/%zz%":  # what is not percent-encoded stands for itself
        assert status == 200
        return
    assert status == 400, reason
    assert reason.strip()
    bystander.check()


HOST = b"Host: localhost\r\n"
AUTH = f"Authorization: {KEY}\r\n".encode()
RAW_REQUESTS = {
    "garbage": b"\x00\x01\x02\xff\xfe\r\n\r\n",
    "a line feed": b"\n\n\n\n",
    "no version": b"PATCH /x\r\n\r\n",
    "an unknown version": b"PATCH /x HTTP/9.9\r\n" + HOST + b"\r\n",
    "http/2 by surprise": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "two lengths": b"PATCH /x HTTP/1.1\r\n"
    + HOST
    + AUTH
    + b"Content-Length: 29\r\nContent-Length: 3\r\n\r\n"
    + EDIT,
    "length and chunks": b"PATCH /x HTTP/1.1\r\n"
    + HOST
    + AUTH
    + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1d\r\n"
    + EDIT
    + b"\r\n0\r\n\r\n",
    "a negative length": b"PATCH /x HTTP/1.1\r\n" + HOST + AUTH + b"Content-Length: -1\r\n\r\n" + EDIT,
    "a length that is none": b"PATCH /x HTTP/1.1\r\n" + HOST + AUTH + b"Content-Length: 2e1\r\n\r\n" + EDIT,
    "an absurd length": b"PATCH /x HTTP/1.1\r\n"
    + HOST
    + AUTH
    + b"Content-Length: 99999999999999999999\r\n\r\n",
    "a bad chunk": b"PATCH /x HTTP/1.1\r\n"
    + HOST
    + AUTH
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"
    + EDIT,
    "an absurd chunk": b"PATCH /x HTTP/1.1\r\n"
    + HOST
    + AUTH
    + b"Transfer-Encoding: chunked\r\n\r\n"
    + b"f" * 17
    + b"\r\n",
    "an unknown encoding": b"PATCH /x HTTP/1.1\r\n" + HOST + AUTH + b"Transfer-Encoding: gzip\r\n\r\n" + EDIT,
    "a header without a colon": b"PATCH /x HTTP/1.1\r\n" + HOST + b"nonsense\r\n\r\n",
    "a header with a zero": b"PATCH /x HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n\r\n",
    "a header with a space in its name": b"PATCH /x HTTP/1.1\r\n" + HOST + b"X Y: a\r\n\r\n",
    "a header of a megabyte": b"PATCH /x HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "100 000 headers": b"PATCH /x HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 100_000 + b"\r\n",
    "a path of a megabyte": b"PATCH /" + b"x" * 1_000_000 + b" HTTP/1.1\r\n" + HOST + AUTH + b"\r\n",
    "an encoded body": b"PATCH /x HTTP/1.1\r\n"
    + HOST
    + AUTH
    + b"Content-Encoding: gzip\r\nContent-Length: 29\r\n\r\n"
    + EDIT,
}


@pytest.mark.parametrize("name", RAW_REQUESTS)
def test_what_is_no_request_is_answered_and_ended(name: str, bystander: Bystander, cluster: Cluster) -> None:
    data = RAW_REQUESTS[name].replace(b"/x", bystander.route.encode())
    answer = exchange(cluster.http_ports[0], data, patience_seconds=0.5)
    # Empty lines may come before a request: nothing has been said yet.
    if name != "a line feed":
        assert answer.startswith(b"HTTP/"), answer[:100]
        assert 400 <= int(answer.split(b" ", 2)[1]) < 500, answer[:200]
    bystander.check()


BAD_REGISTRATIONS = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b'{"register_app":5}',
    b'{"register_app":{}}',
    b'{"register_app":{"route":"/x"}}',
    b'{"register_app":{"route":5,"address":"http://h"}}',
    b'{"register_app":{"route":"x","address":"http://h:1"}}',
    b'{"register_app":{"route":"/x","address":"ftp://h"}}',
    b'{"register_app":{"route":"/x","address":"http://"}}',
    b'{"register_app":{"route":"/x","address":"http://h:99999"}}',
    b'{"register_app":{"route":"/x","address":"http://h:1\\r\\nX: y"}}',
    b'{"register_app":{"route":"/x\\u0000","address":"http://h:1"}}',
    b'{"register_app":{"route":"/%b","address":"http://h:1"}}' % (b"x" * 100_000),
    b'{"unregister_app":{}}',
    b'{"unregister_app":{"route":["/x"]}}',
]


def test_bad_registrations_are_refused_with_a_reason(bystander: Bystander, client: RpcClient) -> None:
    """[P6]"""
    for body in BAD_REGISTRATIONS:
        status, reason, _ = client.request("POST", "/", body, JSON)
        assert status == 400, (body[:100], reason)
        assert reason.count(b"\n") == 1 and len(reason) > 10, (body[:100], reason)
    bystander.check()
