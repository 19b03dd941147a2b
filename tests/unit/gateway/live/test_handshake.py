import pytest
from multidict import CIMultiDict

from services.gateway.live.handshake import (
    PUBLIC_HEADERS,
    Accepted,
    ForwardedHeaders,
    OriginRules,
    Refusal,
    answer,
    canonical,
    check,
)

GOOD = {
    "Host": "wave.example:10101",
    "Upgrade": "websocket",
    "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
OWN = OriginRules(())


def shake(rules: OriginRules = OWN, method: str = "GET", **changes: str | None) -> Accepted | Refusal:
    headers = CIMultiDict(GOOD)
    for name, value in changes.items():
        name = name.replace("_", "-")
        headers.pop(name, None)
        if value is not None:
            headers[name] = value
    return check(headers, method, rules)


def test_a_good_handshake_is_accepted() -> None:
    """[H1] The key is the example of RFC 6455."""
    assert shake() == Accepted("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", resumable=False)


@pytest.mark.parametrize(
    "changes",
    [
        {"upgrade": None},
        {"upgrade": "h2c"},
        {"connection": "keep-alive"},
        {"sec_websocket_version": "12"},
        {"sec_websocket_version": None},
        {"sec_websocket_key": None},
        {"sec_websocket_key": "short"},
        {"sec_websocket_key": "ž"},
    ],
)
def test_what_is_no_handshake_is_a_bad_request(changes: dict[str, str | None]) -> None:
    """[H1]"""
    refusal = shake(**changes)
    assert isinstance(refusal, Refusal)
    assert refusal.status == 400


def test_only_get_shakes_hands() -> None:
    """[H1]"""
    refusal = shake(method="POST")
    assert isinstance(refusal, Refusal)
    assert refusal.status == 400


@pytest.mark.parametrize(
    ("origin", "is_allowed"),
    [
        (None, True),
        ("http://wave.example:10101", True),
        ("https://WAVE.example:10101", True),
        ("http://wave.example", False),
        ("http://evil.example:10101", False),
        ("null", False),
        ("", False),
    ],
)
def test_without_a_list_the_origin_is_this_server(origin: str | None, is_allowed: bool) -> None:
    """[H2]"""
    assert isinstance(shake(origin=origin), Accepted) is is_allowed


@pytest.mark.parametrize(
    ("origin", "is_allowed"),
    [
        ("https://a.example", True),
        ("http://a.example", False),
        (None, False),
        ("http://wave.example:10101", False),
    ],
)
def test_with_a_list_the_origin_is_on_it(origin: str | None, is_allowed: bool) -> None:
    """[H2]"""
    answered = shake(OriginRules(["https://a.example"]), origin=origin)
    assert isinstance(answered, Accepted) is is_allowed
    assert is_allowed or answered == Refusal(403, "origin not allowed")


def test_a_star_allows_all_origins() -> None:
    """[H2]"""
    rules = OriginRules(["https://a.example", "*"])
    assert all(isinstance(shake(rules, origin=origin), Accepted) for origin in (None, "null", "http://b"))


@pytest.mark.parametrize(
    ("offered", "resumable"),
    [(None, False), ("wave.resume.v1", True), ("other, wave.resume.v1", True), ("wave.resume.v2", False)],
)
def test_the_resumable_dialogue_is_spoken_when_offered(offered: str | None, resumable: bool) -> None:
    """[H4]"""
    accepted = shake(sec_websocket_protocol=offered)
    assert isinstance(accepted, Accepted)
    assert accepted.resumable is resumable
    assert (b"Sec-WebSocket-Protocol: wave.resume.v1\r\n" in answer(accepted)) is resumable


def test_no_extension_is_negotiated() -> None:
    """[H3]"""
    accepted = shake(sec_websocket_extensions="permessage-deflate")
    assert isinstance(accepted, Accepted)
    assert b"extensions" not in answer(accepted).lower()
    assert answer(accepted).startswith(b"HTTP/1.1 101 ")
    assert answer(accepted).endswith(b"\r\n\r\n")


def test_chosen_headers_are_forwarded_under_canonical_names() -> None:
    """[H6]"""
    given = [("x-TEST", "1"), ("Cookie", "a=b"), ("X-Other", "2"), ("X-Test", "3"), ("host", "h")]
    assert ForwardedHeaders(["x-test", "cookie"]).choose(given) == (
        ("X-Test", ("1", "3")),
        ("Cookie", ("a=b",)),
    )
    assert ForwardedHeaders([]).choose(given) == ()


def test_a_star_forwards_all_but_the_host() -> None:
    """[H6]"""
    chosen = ForwardedHeaders(["*"]).choose([("sec-websocket-key", "k"), ("Host", "h"), ("x-a", "1")])
    assert [name for name, _ in chosen] == ["Sec-Websocket-Key", "X-A"]


def test_secrets_of_a_browser_are_not_forwarded_unless_asked_for() -> None:
    """[H6]"""
    given = [
        ("Cookie", "a=b"),
        ("authorization", "Basic x"),
        ("Proxy-Authorization", "y"),
        ("X-Forwarded-User", "u"),
    ]
    by_default = ForwardedHeaders(PUBLIC_HEADERS.split(","))
    assert by_default.choose(given) == (("X-Forwarded-User", ("u",)),)
    assert len(ForwardedHeaders(["*"]).choose(given)) == 4
    assert [name for name, _ in ForwardedHeaders(["-cookie"]).choose(given)] == [
        "Authorization",
        "Proxy-Authorization",
        "X-Forwarded-User",
    ]
    assert ForwardedHeaders([]).choose(given) == ()
    assert ForwardedHeaders(["cookie", "-x"]).choose(given) == (("Cookie", ("a=b",)),)


def test_names_are_written_as_in_x_forwarded_for() -> None:
    assert canonical(" x-FORWARDED-for ") == "X-Forwarded-For"
