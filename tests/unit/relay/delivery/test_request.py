from base64 import b64decode, b64encode
from dataclasses import replace

import pytest

from services.relay.apps import HttpAddress
from services.relay.delivery.request import MAX_CLAIMS_BYTES, disconnect_request, event_request
from services.relay.event import Client, Event, EventKind

ADDRESS = HttpAddress("http://127.0.0.1:8000/sub", "key", "se:cret")
BASIC = "Basic " + b64encode(b"key:se:cret").decode()
ANON = Client("c1", "anon", "anon")
SIGNED_IN = Client("c1", "u-1", "Ann", "s1", "access", "refresh")


def test_a_boot_carries_the_headers_of_the_handshake() -> None:
    event = Event("/app", EventKind.BOOT, ANON, headers=(("X-Foo", ("a", "b")), ("User-Agent", ("x",))))
    request = event_request(ADDRESS, event)
    assert request.body == b'{"data":{},"headers":{"X-Foo":["a","b"],"User-Agent":["x"]}}'
    assert request.url == "http://127.0.0.1:8000/sub"


def test_a_boot_with_a_hash_carries_it_as_an_argument() -> None:
    arguments = b'{"#":"start","__wave_submission_name__":"#"}'
    request = event_request(ADDRESS, Event("/app", EventKind.BOOT, ANON, arguments))
    assert request.body == b'{"data":' + arguments + b',"headers":{}}'


def test_a_query_carries_the_arguments_byte_for_byte_and_nothing_else() -> None:
    arguments = '{"ž": 1.0, "b" :[]}'.encode()
    assert (
        event_request(ADDRESS, Event("/app", EventKind.QUERY, ANON, arguments)).body
        == b'{"data":' + arguments + b"}"
    )


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (EventKind.DISCONNECT, b'{"data": {"":{"@system":{"client_disconnect":true}}}}'),
        (EventKind.LOGOUT, b'{"data": {"":{"@system":{"logout":true}}}}'),
    ],
)
def test_what_the_system_says_has_its_own_body(kind: EventKind, body: bytes) -> None:
    assert event_request(ADDRESS, Event("/app", kind, ANON)).body == body


def test_an_anonymous_client_has_no_session_and_no_tokens() -> None:
    assert event_request(ADDRESS, Event("/app", EventKind.BOOT, ANON)).headers == {
        "Authorization": BASIC,
        "Content-Type": "application/json; charset=utf-8",
        "Wave-Client-ID": "c1",
        "Wave-Subject-ID": "anon",
        "Wave-Username": "anon",
    }


def test_a_signed_in_client_shows_its_session_and_tokens() -> None:
    headers = event_request(ADDRESS, Event("/app", EventKind.BOOT, SIGNED_IN)).headers
    assert headers["Wave-Subject-ID"] == "u-1"
    assert headers["Wave-Session-ID"] == "s1"
    assert headers["Wave-Access-Token"] == "access"
    assert headers["Wave-Refresh-Token"] == "refresh"


def test_claims_are_shown_as_long_as_they_fit_into_a_header() -> None:
    """[A11]"""
    claims = '{"name":"Žofie"}'.encode()
    headers = event_request(
        ADDRESS, Event("/app", EventKind.QUERY, replace(SIGNED_IN, claims=claims))
    ).headers
    assert b64decode(headers["Wave-Claims"]) == claims
    long = replace(SIGNED_IN, claims=b"x" * (MAX_CLAIMS_BYTES + 1))
    assert "Wave-Claims" not in event_request(ADDRESS, Event("/app", EventKind.QUERY, long)).headers


def test_a_sign_out_names_no_client() -> None:
    event = Event("/app", EventKind.LOGOUT, replace(SIGNED_IN, id=""))
    assert "Wave-Client-ID" not in event_request(ADDRESS, event).headers


def test_a_name_with_line_breaks_cannot_forge_a_header() -> None:
    event = Event("/app", EventKind.BOOT, replace(ANON, username="A\r\nX-Admin: 1\0Žofie"))
    assert event_request(ADDRESS, event).headers["Wave-Username"] == "A  X-Admin: 1 Žofie"


def test_a_goodbye_carries_the_key_and_the_client_only() -> None:
    request = disconnect_request(ADDRESS, "c1")
    assert request.url == "http://127.0.0.1:8000/sub/disconnect"
    assert request.headers == {"Authorization": BASIC, "Wave-Client-ID": "c1"}
    assert request.body == b""


def test_a_slash_at_the_end_of_the_address_is_not_doubled() -> None:
    assert disconnect_request(HttpAddress("http://h/", "", ""), "c1").url == "http://h/disconnect"
