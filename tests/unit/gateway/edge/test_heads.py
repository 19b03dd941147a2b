import pytest

from services.gateway.edge import heads as heads_module
from services.gateway.edge.heads import Head, Heads, Shape

MAX_BODY = 1000
PATCH = b"PATCH /x HTTP/1.1\r\nHost: h\r\nAuthorization: Basic abc\r\nContent-Length: 12\r\n\r\n"
GET = (
    b"GET /x HTTP/1.1\r\nHost: h\r\nAuthorization: Basic abc\r\n"
    b"Content-Type: application/json; charset=utf-8\r\n\r\n"
)
POST = (
    b"POST / HTTP/1.1\r\nHost: h\r\nAuthorization: Basic abc\r\n"
    b"Content-Type: application/json\r\nContent-Length: 12\r\n\r\n"
)
SOCKET = (
    b"GET /_s/?client-id=1 HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: k\r\nSec-WebSocket-Version: 13\r\nCookie: a=b\r\n\r\n"
)


def recognise(raw: bytes, base_url: str = "/") -> Head | None:
    return Heads(base_url, max_body_bytes=MAX_BODY).recognise(raw)


def test_an_edit_is_recognised() -> None:
    """[P1]"""
    assert recognise(PATCH) == Head(Shape.EDIT, "/x", "Basic abc", 12)


def test_an_app_that_registers_is_recognised() -> None:
    """[P6]"""
    assert recognise(POST) == Head(Shape.REGISTER, "/", "Basic abc", 12)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"application/json", b"multipart/form-data"),
        (b"Content-Type: application/json\r\n", b""),
        (b"Authorization: Basic abc\r\n", b""),
        (b"Content-Length: 12", b"Transfer-Encoding: chunked"),
        (b"POST / ", b"POST /_s/ "),
        (b"POST / ", b"POST /?a=b "),
    ],
)
def test_a_post_that_is_not_plain_is_left_to_others(old: bytes, new: bytes) -> None:
    """[P6]"""
    assert old in POST
    assert recognise(POST.replace(old, new)) is None


def test_a_read_is_recognised() -> None:
    """[P5]"""
    assert recognise(GET) == Head(Shape.READ, "/x", "Basic abc", 0)


def test_a_handshake_is_recognised_with_its_headers() -> None:
    """[H1]"""
    head = recognise(SOCKET)
    assert head is not None
    assert (head.shape, head.target) == (Shape.SOCKET, "/_s/?client-id=1")
    assert ("Cookie", "a=b") in head.headers


def test_a_route_is_decoded_below_the_base() -> None:
    head = recognise(PATCH.replace(b"/x", b"/base/f%C3%B8"), "/base/")
    assert head is not None
    assert head.route == "/fø"


def test_headers_of_drivers_and_proxies_are_harmless() -> None:
    more = (
        b"Accept: */*\r\nAccept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\nUser-Agent: python-httpx/0.27"
        b"\r\nContent-Type: application/json\r\nX-Forwarded-For: 10.0.0.1\r\nX-Request-ID: 1\r\n\r\n"
    )
    assert recognise(PATCH[:-2] + more) == recognise(PATCH)


def test_the_same_bytes_are_understood_once() -> None:
    heads = Heads("/", max_body_bytes=MAX_BODY)
    assert heads.recognise(PATCH) is heads.recognise(bytes(bytearray(PATCH)))


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads_module, "MAX_KEPT_HEADS", 2)
    heads = Heads("/", max_body_bytes=MAX_BODY)
    for number in range(5):
        heads.recognise(PATCH.replace(b"/x", b"/%d" % number))
    heads.recognise(SOCKET)
    heads.recognise(PATCH.replace(b"abc", b"a" * heads_module.MAX_KEPT_HEAD_BYTES))
    assert len(heads._kept) == 2


def test_an_edit_up_to_the_limit_is_recognised() -> None:
    assert recognise(PATCH.replace(b": 12", b": 1000")) is not None
    assert recognise(PATCH.replace(b": 12", b": 1001")) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The request line.
        (b"PATCH /x HTTP/1.1", b"PATCH  /x HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH /x HTTP/1.0"),
        (b"PATCH /x HTTP/1.1", b"PATCH /x"),
        (b"PATCH /x HTTP/1.1", b"patch /x HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PUT /x HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH http://h/x HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH * HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH /x?a=1 HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH //x HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH /a/../x HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH /%ff HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH /\xc3\xb8 HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH /x\x00 HTTP/1.1"),
        (b"PATCH /x HTTP/1.1", b"PATCH /_s/ HTTP/1.1"),
        # How long the body is.
        (b"Content-Length: 12", b"Content-Length: +12"),
        (b"Content-Length: 12", b"Content-Length: -1"),
        (b"Content-Length: 12", b"Content-Length: 0x12"),
        (b"Content-Length: 12", b"Content-Length: 12, 12"),
        (b"Content-Length: 12", b"Content-Length: "),
        (b"Content-Length: 12", b"Content-Length: 12\r\nContent-Length: 12"),
        (b"Content-Length: 12", b"Content-Length: 12\r\ncontent-length: 13"),
        (b"Content-Length: 12", b"Transfer-Encoding: chunked"),
        (b"Content-Length: 12", b"Content-Length: 12\r\nTransfer-Encoding: chunked"),
        (b"Content-Length: 12", b"Content-Length: 12\r\nTransfer-Encoding : chunked"),
        (b"Content-Length: 12", b"Content-Length: 12\r\nContent-Encoding: gzip"),
        (b"Content-Length: 12", b"Accept: a"),
        # Headers that mean more, or nothing that we know.
        (b"Host: h", b"Host: h\r\nExpect: 100-continue"),
        (b"Host: h", b"Host: h\r\nUpgrade: h2c"),
        (b"Host: h", b"Host: h\r\nConnection: close"),
        (b"Host: h", b"Host: h\r\nConnection: keep-alive, Upgrade"),
        (b"Host: h", b"Host: h\r\nIf-Match: x"),
        (b"Host: h", b"Host: h\r\nTrailer: x"),
        (b"Host: h", b"Host: h\r\nX-Unheard-Of: x"),
        (b"Host: h", b"Host: h\r\nHost: h"),
        (b"Host: h", b"Accept: a"),
        # Lines that another reader might take apart differently.
        (b"Host: h", b"Host: h\r\n folded: x"),
        (b"Host: h", b"Host: h\nAccept: x"),
        (b"Host: h", b"Host: h\rAccept: x"),
        (b"Host: h", b"Host : h"),
        (b"Host: h", b" Host: h"),
        (b"Host: h", b"Host"),
        (b"Host: h", b"Host: h\x00"),
        (b"Host: h", b"Ho\xc3\xb8st: h"),
        (b"Host: h", b"Host: h\r\nAccept: \xc3\xb8"),
        (b"Authorization: Basic abc", b"Accept: a"),
        (b"Authorization: Basic abc", b"Authorization: "),
    ],
)
def test_anything_unusual_is_left_to_others(old: bytes, new: bytes) -> None:
    assert old in PATCH
    assert recognise(PATCH.replace(old, new)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"application/json", b"text/html"),
        (b"Host: h", b"Host: h\r\nContent-Length: 5"),
        (b"Host: h", b"Host: h\r\nRange: bytes=0-1"),
        (b"Host: h", b"Host: h\r\nIf-None-Match: x"),
        (b"Host: h", b"Host: h\r\nCookie: a=b"),
        (b"Authorization: Basic abc\r\n", b""),
    ],
)
def test_a_get_that_is_not_just_a_read_is_left_to_others(old: bytes, new: bytes) -> None:
    assert recognise(GET) is not None
    assert recognise(GET.replace(old, new)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"GET /_s/", b"PATCH /_s/"),
        (b"GET /_s/", b"GET /x/"),
        (b"Upgrade: websocket\r\n", b""),
        (b"Host: h", b"Host: h\r\nContent-Length: 0"),
        (b"Host: h", b"Host: h\r\nTransfer-Encoding: chunked"),
        (b"Host: h", b"Host: h\r\nCookie: c=d"),
    ],
)
def test_a_handshake_that_is_not_plain_is_left_to_others(old: bytes, new: bytes) -> None:
    """[H1]"""
    assert recognise(SOCKET.replace(old, new)) is None


def test_what_is_beside_pages_is_left_to_the_annex() -> None:
    raw = b"PATCH /_f/x HTTP/1.1\r\nHost: h\r\nAuthorization: Basic x\r\nContent-Length: 2\r\n\r\n"
    assert Heads("/", max_body_bytes=MAX_BODY, annex=("_f/",)).recognise(raw) is None
    assert Heads("/", max_body_bytes=MAX_BODY).recognise(raw) is not None
