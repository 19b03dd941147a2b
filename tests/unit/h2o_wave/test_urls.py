"""Addresses, routes and paths."""

import pytest

from h2o_wave.errors import BadType, InvalidURL
from h2o_wave.urls import (
    Address,
    clean_base_url,
    clean_route,
    decode_route,
    encode_path,
    encode_segments,
    parse_address,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://127.0.0.1:10101", Address("http", "127.0.0.1", 10101)),
        ("http://127.0.0.1:10101/", Address("http", "127.0.0.1", 10101)),
        ("HTTPS://wave.example", Address("https", "wave.example", 443)),
        ("http://[::1]:8080", Address("http", "::1", 8080)),
        ("http://[::1]", Address("http", "::1", 80)),
        ("grpc://wave", Address("grpc", "wave", 10102)),
        ("grpcs://wave:443", Address("grpcs", "wave", 443)),
        ("grpc+unix:/run/wave.sock", Address("grpc+unix", "/run/wave.sock", 0)),
        ("grpc+unix:///run/wave.sock", Address("grpc+unix", "/run/wave.sock", 0)),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "127.0.0.1:10101",
        "ftp://x",
        "ws://x:1",
        "http://",
        "http://user:pass@x",
        "http://x:0",
        "http://x:65536",
        "http://x:abc",
        "http://x/base",
        "http://x?y",
        "http://x y",
        "http://x\ny",
        "grpc+unix:run/wave.sock",
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    with pytest.raises(InvalidURL):
        parse_address(text)


@pytest.mark.parametrize(
    ("text", "authority"),
    [("http://x", "x"), ("http://x:81", "x:81"), ("https://[::1]:8", "[::1]:8"), ("https://x:443", "x")],
)
def test_the_authority_names_a_port_that_is_not_the_usual_one(text: str, authority: str) -> None:
    assert parse_address(text).authority == authority


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", False), ("127.evil.com", False)],
)
def test_only_literal_addresses_of_this_machine_are_loopback(host: str, is_loopback: bool) -> None:
    assert Address("http", host, 1).is_loopback_literal is is_loopback


@pytest.mark.parametrize(
    ("text", "base_url"), [("", "/"), ("/", "/"), ("base", "/base/"), ("/a/b", "/a/b/"), ("/é/", "/%C3%A9/")]
)
def test_a_base_url_gets_its_slashes(text: str, base_url: str) -> None:
    assert clean_base_url(text) == base_url


@pytest.mark.parametrize(
    ("url", "route"),
    [
        ("x", "/x"),
        ("/x", "/x"),
        ("///x", "/x"),
        ("/a/b/", "/a/b/"),
        ("/x#top", "/x"),
        ("/x?y=1", "/x"),
        ("", "/"),
    ],
)
def test_a_route_begins_with_one_slash_and_ends_before_query_and_fragment(url: str, route: str) -> None:
    assert clean_route(url) == route


@pytest.mark.parametrize("url", [None, 5, b"/x"])
def test_a_route_is_a_text(url: object) -> None:
    with pytest.raises(BadType, match="route: want str"):
        clean_route(url)


@pytest.mark.parametrize(
    "url", ["/a\tb", "/a\nb", "/a\x7f", "/../admin", "/a/..", "/./a", "/a/%2e%2E/b", "/\ud800"]
)
def test_a_route_that_would_wander_or_break_lines_is_refused(url: str) -> None:
    with pytest.raises(InvalidURL):
        clean_route(url)


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        ("/é/ü", "/%C3%A9/%C3%BC"),
        ("/a%2Fb", "/a%2Fb"),
        ("/a b", "/a%20b"),
        ('/"<>\\^`{|}', "/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("/a..b/...", "/a..b/..."),
        ("/a;b=c,d@e:f", "/a;b=c,d@e:f"),
    ],
)
def test_a_path_is_percent_encoded_once(path: str, encoded: str) -> None:
    assert encode_path(path) == encoded


@pytest.mark.parametrize(
    ("name", "encoded"), [("k?x=1#f", "k%3Fx%3D1%23f"), ("a/b", "a/b"), ("50%", "50%25")]
)
def test_a_name_is_percent_encoded_whatever_it_contains(name: str, encoded: str) -> None:
    assert encode_segments(name) == encoded


@pytest.mark.parametrize("name", ["..", "a/../b", "a\r\nb"])
def test_a_name_that_would_wander_is_refused(name: str) -> None:
    with pytest.raises(InvalidURL):
        encode_segments(name)


@pytest.mark.parametrize(
    ("route", "decoded"),
    [("/x", "/x"), ("/a%2Fb", "/a/b"), ("/%C3%A9", "/é"), ("/50%", "/50%"), ("/%zz", "/%zz")],
)
def test_a_route_is_decoded_as_the_server_does(route: str, decoded: str) -> None:
    assert decode_route(route) == decoded
