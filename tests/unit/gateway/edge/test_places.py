import pytest

from services.gateway.edge.places import Kind, Place, place_of


@pytest.mark.parametrize(
    ("path", "base_url", "kind", "rest"),
    [
        ("/", "/", Kind.PAGE, ""),
        ("/x", "/", Kind.PAGE, "x"),
        ("/x/y/", "/", Kind.PAGE, "x/y/"),
        ("/_sx", "/", Kind.PAGE, "_sx"),
        ("/_S/", "/", Kind.PAGE, "_S/"),
        ("/_s/", "/", Kind.SOCKET, "_s/"),
        ("/_s/anything/below", "/", Kind.SOCKET, "_s/anything/below"),
        ("/_s", "/", Kind.ELSEWHERE, "/_s/"),
        ("//x", "/", Kind.ELSEWHERE, "/x"),
        ("/a/../b", "/", Kind.ELSEWHERE, "/b"),
        ("/base/x", "/base/", Kind.PAGE, "x"),
        ("/base/_s/", "/base/", Kind.SOCKET, "_s/"),
        ("/base/_s", "/base/", Kind.ELSEWHERE, "/base/_s/"),
        ("/base", "/base/", Kind.ELSEWHERE, "/base/"),
        ("/x", "/base/", Kind.OUTSIDE, ""),
        ("/", "/base/", Kind.OUTSIDE, ""),
        ("/basement", "/base/", Kind.OUTSIDE, ""),
    ],
)
def test_a_path_says_what_a_request_is_about(path: str, base_url: str, kind: Kind, rest: str) -> None:
    """[H1]"""
    place = place_of(path, base_url)
    assert (place.kind, place.rest) == (kind, rest)


def test_a_page_has_a_route() -> None:
    assert place_of("/base/a/b", "/base/").route == "/a/b"


def test_a_location_is_encoded() -> None:
    assert place_of("//a b/ø\r\n", "/").location == "/a%20b/%C3%B8%0D%0A"


def test_the_annex_begins_where_it_says() -> None:
    annex = ("_f/", "pub/")
    assert place_of("/base/_f/x y", "/base/", annex) == Place(Kind.ANNEX, "_f/x y")
    assert place_of("/base/_fx", "/base/", annex).kind is Kind.PAGE
    assert place_of("/base/pub", "/base/", annex) == Place(Kind.ELSEWHERE, "/base/pub/")
    assert place_of("/_f/x", "/").kind is Kind.PAGE
