"""What comes from outside is answered, whatever it is, and harms nobody."""

import contextlib
import json
import os
import re
import struct
from collections.abc import Iterator
from typing import Any

import grpc
import pytest

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc, site_store_pb2, site_store_pb2_grpc
from tests.e2e.bad_edits import BAD_EDITS, MAX_REQUEST_BYTES
from tests.e2e.bystander import Bystander
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.raw_socket import CLOSE, TEXT, RawSocket, client_frame, exchange
from tests.e2e.rpc_client import JSON, KEY, RpcClient

FLAGS = ["-fsync", "no"]

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_TCP], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("bad"), flags=FLAGS) as cluster:
        yield cluster


@pytest.fixture
def bystander(cluster: Cluster, route: str) -> Iterator[Bystander]:
    bystander = Bystander(cluster, route)
    yield bystander
    bystander.close()


# -- edits ------------------------------------------------------------------------------------------------------------


def test_bad_edits_are_refused_with_a_reason(bystander: Bystander, client: RpcClient) -> None:
    """[P2]"""
    for name, body in BAD_EDITS.items():
        status, reason, headers = client.request("PATCH", bystander.route, body)
        assert status == 400, f"{name}: {status} {reason!r}"
        assert headers["content-type"].startswith("text/plain"), name
        assert reason.count(b"\n") == 1 and len(reason) > 10, f"{name}: {reason!r}"
        assert "wave-position" not in headers
    bystander.check()


def test_an_edit_above_the_limit_is_too_large(bystander: Bystander, cluster: Cluster) -> None:
    """[P2]"""
    frame = len(b'{"d":[{"k":"mark v","v":""}]}')
    for excess in (1, MAX_REQUEST_BYTES):
        client = RpcClient(cluster.address)
        body = b'{"d":[{"k":"mark v","v":"%b"}]}' % (b"x" * (MAX_REQUEST_BYTES - frame + excess))
        # The server may close before it has read everything; then only that is known.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            status, reason, _ = client.request("PATCH", bystander.route, body)
            assert (status, reason.count(b"\n")) == (413, 1)
        client.close()
    bystander.check()


def test_a_page_grows_to_its_limit_and_no_further(cluster: Cluster, client: RpcClient, route: str) -> None:
    """[P2]"""
    text = "x" * (4 * 1024 * 1024)
    statuses = []
    for number in range(5):
        status, reason, _ = client.patch(route, {"k": f"c{number}", "d": {"view": "x", "text": text}})
        statuses.append(status)
    assert statuses == [200, 200, 200, 413, 413], reason
    page = client.page(route)
    assert page is not None and list(page["p"]["c"]) == ["c0", "c1", "c2"]
    assert client.patch(route, {})[0] == 200


def test_names_that_mean_something_elsewhere_mean_nothing_here(
    bystander: Bystander, client: RpcClient
) -> None:
    """Cards and components may be called anything, even like each other and like members of objects."""
    names = ["items", "d", "b", "p", "c", "", "0", "-1", "~x", "a.b", "__proto__", "constructor", "toString"]
    items = [{"textbox": {"name": name, "value": "old"}} for name in names]
    cards = [{"k": name or "card", "d": {"view": "form", "items": items, "title": "t"}} for name in names]
    route = f"{bystander.route}/names"
    assert client.patch(route, *cards)[0] == 200
    for card in cards:
        # Two segments are an attribute, three are the component of that name.
        ops = [{"k": f"{card['k']} {name} value", "v": "new"} for name in names if name not in ("items", "d")]
        assert client.patch(route, *ops)[0] == 200, card
    page = client.page(route)
    assert page is not None
    assert sorted(page["p"]["c"]) == sorted(str(card["k"]) for card in cards)
    for name, shown in page["p"]["c"].items():
        assert [item["textbox"]["name"] for item in shown["d"]["items"]] == names, name


ODD_ROUTES = {
    "/café/Zoë": "/caf%C3%A9/Zo%C3%AB",
    "/船": "/%E8%88%B9",
    "/🚢": "/%F0%9F%9A%A2",
    "/a b": "/a%20b",
    "/100%": "/100%25",
    "/a?b#c": "/a%3Fb%23c",
    "/a+b&c=d": "/a+b&c=d",
    "/'\"<>\\^`{|}": "/%27%22%3C%3E%5C%5E%60%7B%7C%7D",
    "/.hidden": "/.hidden",
    "/a.js": "/a.js",
    "/" + "x" * 2000: "/" + "x" * 2000,
}


def test_odd_routes_are_routes_like_any_other(
    bystander: Bystander, cluster: Cluster, client: RpcClient
) -> None:
    """[F4]"""
    for number, (route, path) in enumerate(ODD_ROUTES.items()):
        op = {"k": "c", "d": {"view": "x", "n": number}}
        assert client.patch(path, op)[0] == 200, route
        assert client.card(path, "c")["d"] == op["d"]
        for address in {path, re.sub("%..", lambda escape: escape[0].lower(), path)}:
            tab = RawSocket(cluster.address)
            tab.send(f"+ {address} ")
            lines: list[str] = []
            while len(lines) < 3:
                lines += tab.receive_lines()
            assert json.loads(lines[2]).get("p") == {"c": {"c": {"d": op["d"]}}}, address
            tab.close()


# -- requests ---------------------------------------------------------------------------------------------------------


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
EDIT = b'{"d":[{"k":"mark n","v":99}]}'
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


# -- websockets -------------------------------------------------------------------------------------------------------


def frame(first: int, payload: bytes = b"", *, second: int | None = None) -> bytes:
    """A frame with a chosen first byte, and if need be a second that does not fit the payload."""
    length = 0x80 | len(payload) if second is None else second
    return bytes([first, length]) + bytes(4) + payload


BIG = 1024 * 1024 + 1
BAD_FRAMES = {
    "no mask": (b"\x81\x05+ /x ", 1002),
    "the first reserved bit": (frame(0xC1, b"+ /x "), 1002),
    "the second reserved bit": (frame(0xA1, b"+ /x "), 1002),
    "the third reserved bit": (frame(0x91, b"+ /x "), 1002),
    "an unknown opcode": (frame(0x83, b"x"), 1002),
    "an unknown control opcode": (frame(0x8B, b"x"), 1002),
    "a ping in pieces": (frame(0x09, b"x"), 1002),
    "a close in pieces": (frame(0x08, b"\x03\xe8"), 1002),
    "a ping that is too long": (frame(0x89, second=0xFE) + bytes(200), 1002),
    "a continuation of nothing": (frame(0x80, b"x"), 1002),
    "a message within a message": (frame(0x01, b"+") + frame(0x81, b" /x "), 1002),
    "a close code of one byte": (frame(0x88, b"\x03"), 1002),
    "a close code that is none": (frame(0x88, struct.pack("!H", 999)), 1002),
    "a close code that must not be sent": (frame(0x88, struct.pack("!H", 1006)), 1002),
    "a close reason that is not utf-8": (frame(0x88, b"\x03\xe8\xff"), 1007),
    "a text that is not utf-8": (frame(0x81, b"+ /\xff "), 1007),
    "a text that is cut in a character": (frame(0x81, b"+ /\xc3"), 1007),
    "a message that is too large": (client_frame(TEXT, b"x" * BIG), 1009),
    "a frame that will be far too large": (b"\x81\xff" + struct.pack("!Q", 2**62) + bytes(4), 1009),
    "a frame of negative length": (b"\x81\xff" + b"\xff" * 8 + bytes(4), 1009),
    "pieces that are too large together": (
        client_frame(TEXT, b"x" * (BIG // 2), is_final=False)
        + client_frame(0, b"x" * (BIG // 2), is_final=False)
        + client_frame(0, b"x" * 10),
        1009,
    ),
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_bad_frames_end_the_socket_with_a_code(name: str, bystander: Bystander, cluster: Cluster) -> None:
    """[F3]"""
    data, expected = BAD_FRAMES[name]
    tab = RawSocket(cluster.address)
    with contextlib.closing(tab):
        tab.send_bytes(data)
        code, reason = tab.receive_goodbye()
        assert code == expected
        # That a message is too large is all there is to say of it.
        assert reason or code == 1009
        # After the goodbye nothing is heard but the answer to it, and nothing comes.
        with contextlib.suppress(OSError):
            tab.send("+ /x ")
            tab.send_bytes(client_frame(CLOSE, b"\x03\xe8"))
        with pytest.raises(ConnectionError):
            tab.receive()
    bystander.check()


def test_a_million_empty_pieces_are_too_large(bystander: Bystander, cluster: Cluster) -> None:
    """[F3]"""
    tab = RawSocket(cluster.address)
    with contextlib.closing(tab):
        with contextlib.suppress(OSError):
            tab.send_bytes(frame(0x01))
            for _ in range(11):
                tab.send_bytes(frame(0x00) * 100_000)
        assert tab.receive_goodbye()[0] == 1009
    bystander.check()


BAD_MESSAGES = [
    "",
    " ",
    "+",
    "+ ",
    "x",
    "+/x ",
    "? /x y",
    "++ /x ",
    "@ /x",
    "@ /x {",
    "@ /x null",
    "@ /x " + "[" * 100_000,
    "@ /x " + '{"a":' * 100_000,
    "* /x",
    '* {route} {{"d":[{{"k":"mark n","v":5}}]}}',
    "+ /%ff ",
    "+ /a\0b ",
    "^ x {}",
    "# ",
    "\n\n\n",
    "+ " + "/x" * 100_000 + " ",
    "🚢 🚢 🚢",
]


@pytest.mark.parametrize("dialogue", ["plain", "resumable"])
def test_bad_messages_are_passed_over(dialogue: str, bystander: Bystander, cluster: Cluster) -> None:
    """[F1, W2, W3]"""
    for number, message in enumerate(BAD_MESSAGES):
        tab = RawSocket(cluster.address, subprotocol="wave.resume.v1" if dialogue == "resumable" else "")
        with contextlib.closing(tab):
            if number % 2 == 0:
                tab.send("# / ")
            tab.send(message.replace("{route}", bystander.route).replace("{{", "{").replace("}}", "}"))
            # The socket lives: it still answers.
            tab.send(f"+ {bystander.route} ")
            while not any(line.startswith('{"p":') for line in tab.receive_lines()):
                pass
    bystander.check()


BAD_RESUMES = [
    "^",
    "^ ",
    "^ x",
    "^ x y",
    "^ x []",
    "^ x null",
    '^ x {"k":5}',
    '^ x {"k":"","at":[]}',
    '^ x {"k":"","at":{"/x":5}}',
    '^ x {"k":"","at":{"/x":["e","1"]}}',
    '^ x {"k":"","at":{"/x":["e",-1]}}',
    '^ x {"k":"","at":{"/x":["e",18446744073709551615]}}',
    '^ x {"k":"","at":{"/x":["e",1e400]}}',
    '^ x {"k":"","at":{"x":["e",1]}}',
    '^ x {"k":"%s","at":{},"path":5}' % ("k" * 100_000),
    "^ " + "x" * 100_000 + ' {"k":"k","at":{}}',
    "^ 🚢 {}",
]


@pytest.mark.parametrize("resume", BAD_RESUMES, ids=range(len(BAD_RESUMES)))
def test_who_resumes_with_nonsense_begins_anew(resume: str, bystander: Bystander, cluster: Cluster) -> None:
    """[R5]"""
    tab = RawSocket(cluster.address, subprotocol="wave.resume.v1")
    with contextlib.closing(tab):
        tab.send(resume)
        greeting = json.loads(tab.receive_lines()[0])
        assert set(greeting) == {"i", "k"}
        assert greeting["i"] != "x"
        tab.send(f"+ {bystander.route} ")
        while not any(line.startswith('{"p":') for line in tab.receive_lines()):
            pass
    bystander.check()


# -- grpc -------------------------------------------------------------------------------------------------------------

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
GRPC_GARBAGE = {
    "noise": bytes(range(256)) * 10,
    "http/1.1": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a preface and noise": PREFACE + b"\xff" * 1000,
    "a preface and a huge frame": PREFACE + b"\xff\xff\xff\x00\x00\x00\x00\x00\x01" + bytes(1000),
    "a preface and nothing": PREFACE,
    "settings without end": PREFACE + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00" * 10_000,
}


@pytest.mark.parametrize("name", GRPC_GARBAGE)
def test_noise_on_the_grpc_ports_harms_nobody(name: str, bystander: Bystander, cluster: Cluster) -> None:
    for address in {cluster.site_store_grpc, cluster.relay_grpc}:
        exchange(int(address.rpartition(":")[2]), GRPC_GARBAGE[name])
    bystander.check()


METADATA = (("authorization", KEY),)


def status_of(call: grpc.Call | Exception) -> grpc.StatusCode:
    assert isinstance(call, grpc.Call)
    assert call.details(), "refused without a reason"
    return call.code()


def test_wrong_grpc_messages_are_refused(bystander: Bystander, cluster: Cluster) -> None:
    noise = [b"\xff", b"\x0a\xff\xff\xff\xff\x0f", os.urandom(1000), b"\x0a\x02"]
    with grpc.insecure_channel(cluster.site_store_grpc) as channel:
        for method in ("ApplyEdit", "GetSnapshot", "ListPages", "DropPage", "Nonsense"):
            call: Any = channel.unary_unary(f"/h2o.wave.v1.SiteStore/{method}", None, None)
            for data in noise:
                with pytest.raises(grpc.RpcError) as caught:
                    call(data, metadata=METADATA, timeout=10)
                unknown, malformed = grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.INVALID_ARGUMENT
                assert status_of(caught.value) is (unknown if method == "Nonsense" else malformed)
    bystander.check()


def test_wrong_edits_over_grpc_are_refused_one_by_one(bystander: Bystander, cluster: Cluster) -> None:
    """[P2]"""
    with grpc.insecure_channel(cluster.site_store_grpc) as channel:
        stub = site_store_pb2_grpc.SiteStoreStub(channel)  # type: ignore[no-untyped-call]
        edits = [site_store_pb2.Edit(route=bystander.route, body=body) for body in BAD_EDITS.values()]
        edits += [
            site_store_pb2.Edit(route=route, body=b"{}") for route in ("", "x", "/a\0b", "/" + "x" * 100_000)
        ]
        for edit in edits:
            with pytest.raises(grpc.RpcError) as caught:
                stub.ApplyEdit(site_store_pb2.ApplyEditRequest(edit=edit), metadata=METADATA, timeout=10)
            assert status_of(caught.value) is grpc.StatusCode.INVALID_ARGUMENT, edit.body[:100]
        answers = stub.StreamEdits(iter([site_store_pb2.StreamEditsRequest(edits=edits)]), metadata=METADATA)
        outcomes = [outcome for answer in answers for outcome in answer.outcomes]
        assert {outcome.status for outcome in outcomes} == {site_store_pb2.EDIT_STATUS_REFUSED}
        assert len(outcomes) == len(edits)
        assert all(outcome.reason for outcome in outcomes)
    bystander.check()


def test_without_a_key_grpc_is_closed(bystander: Bystander, cluster: Cluster) -> None:
    """[P7]"""
    edit = site_store_pb2.Edit(route=bystander.route, body=EDIT)
    wrong = [(), (("authorization", "Basic !!!"),), (("authorization", KEY + "x"),), (("authorization", ""),)]
    for metadata in wrong:
        with grpc.insecure_channel(cluster.site_store_grpc) as channel:
            store = site_store_pb2_grpc.SiteStoreStub(channel)  # type: ignore[no-untyped-call]
            with pytest.raises(grpc.RpcError) as caught:
                store.ApplyEdit(site_store_pb2.ApplyEditRequest(edit=edit), metadata=metadata, timeout=10)
            assert status_of(caught.value) is grpc.StatusCode.UNAUTHENTICATED
        with grpc.insecure_channel(cluster.relay_grpc) as channel:
            relay = relay_pb2_grpc.RelayStub(channel)  # type: ignore[no-untyped-call]
            with pytest.raises(grpc.RpcError) as caught:
                list(relay.WatchApps(relay_pb2.WatchAppsRequest(), metadata=metadata, timeout=10))
            assert status_of(caught.value) is grpc.StatusCode.UNAUTHENTICATED
    bystander.check()
