import pytest

from services.gateway.errors import PathInvalid
from services.gateway.wire.address import clean_path, decoded_path, is_client_page, route_of_address


@pytest.mark.parametrize(
    ("address", "base_url", "route"),
    [
        ("/x", "/", "/x"),
        ("x", "/", "/x"),
        ("", "/", "/"),
        ("/", "/", "/"),
        ("//x", "/", "//x"),
        ("/x/", "/", "/x/"),
        ("/f%C3%B8", "/", "/fø"),
        ("/a%20b", "/", "/a b"),
        ("/base/x", "/base/", "/x"),
        ("/base/base/x", "/base/", "/base/x"),
        ("x", "/base/", "/x"),
        # Outside the base: a route that no page has.
        ("/x", "/base/", "//x"),
    ],
)
def test_an_address_becomes_a_route(address: str, base_url: str, route: str) -> None:
    """[F4]"""
    assert route_of_address(address, base_url) == route


def test_an_address_that_is_not_utf8_has_no_route() -> None:
    """[F4]"""
    assert route_of_address("/%ff", "/") is None


@pytest.mark.parametrize(
    ("target", "path"),
    [(b"/x?a=1", "/x"), (b"/f%C3%B8", "/fø"), (b"/a%2Fb", "/a/b"), (b"/", "/"), (b"/?", "/")],
)
def test_a_request_target_becomes_a_path(target: bytes, path: str) -> None:
    assert decoded_path(target) == path


@pytest.mark.parametrize("target", [b"", b"*", b"http://host/x", b"/%ff", b"/a%0Ab", b"/%00", b"/%7f"])
def test_a_target_that_names_no_page_is_refused(target: bytes) -> None:
    with pytest.raises(PathInvalid):
        decoded_path(target)


@pytest.mark.parametrize(
    ("path", "clean"),
    [
        ("/", "/"),
        ("/x", "/x"),
        ("/x/", "/x/"),
        ("//x", "/x"),
        ("/a//b/", "/a/b/"),
        ("/a/../b", "/b"),
        ("/a/./b", "/a/b"),
        ("/a/..", "/"),
        ("/../../a", "/a"),
        ("/.", "/"),
        ("/.hidden", "/.hidden"),
        ("/a/...", "/a/..."),
        ("/v1.0", "/v1.0"),
    ],
)
def test_a_path_is_cleaned(path: str, clean: str) -> None:
    assert clean_path(path) == clean


def test_only_the_page_of_the_client_is_its_page() -> None:
    assert is_client_page("/abc", "abc")
    assert not is_client_page("/xabc", "abc")
    assert not is_client_page("xabc", "abc")
    assert not is_client_page("/ab", "abc")
