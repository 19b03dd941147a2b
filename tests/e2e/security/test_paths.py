"""Paths and names that should lead where nothing is shown, or add headers to an answer."""

import contextlib
import json

import pytest

from tests.e2e.rpc_client import basic
from tests.e2e.security.attacked_site import MARK, Site, ask

# Each leads two folders up for somebody who decodes once too often, in the wrong order, or not as browsers do.
UP = [
    "../../", "..%2f..%2f", "%2e%2e/%2e%2e/", "%2e%2e%2f%2e%2e%2f", "%252e%252e%252f%252e%252e%252f", "..\\..\\", "..%5c..%5c",
    "%2e%2e%5c%2e%2e%5c", "..%255c..%255c", "....//....//", "..//..//", "./.././../", "..;/..;/", "%c0%ae%c0%ae/%c0%ae%c0%ae/",
    "%c0%ae%c0%ae%c0%af%c0%ae%c0%ae%c0%af", "..%c0%af..%c0%af", "%e0%80%ae%e0%80%ae/%e0%80%ae%e0%80%ae/", "..%u2215..%u2215",
    "..%ef%bc%8f..%ef%bc%8f", "%00../../", "..%00/..%00/", "x/../../../", "/../../", "..%0d/..%0a/",
]  # fmt: skip
PLACES = [
    "/",
    "/_f/",
    "/_f/x/",
    "/public/",
    "/public/inner/",
    "/private/",
    "/wave-static/",
    "/_c/",
    "/_m/",
    "/_auth/",
]

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.mark.parametrize("up", UP)
def test_no_path_leads_out_of_what_is_served(site: Site, up: str) -> None:
    """[F5]"""
    head = f"Host: h\r\nAuthorization: {basic(*site.pair)}\r\nConnection: close\r\n\r\n"
    for place in PLACES:
        for name in ("secret.txt", "../secret.txt", "etc/passwd", ".hidden/secret.txt"):
            answer = ask(site, f"GET {place}{up}{name} HTTP/1.1\r\n{head}".encode())
            assert MARK.encode() not in answer and b"root:" not in answer, (place, up, name)
            assert not answer.startswith(b"HTTP/1.1 5"), (place, up, answer[:100])


@pytest.mark.parametrize(
    "target", ["/x%0d%0aX-Evil:1/../y", "//x%0d%0aX-Evil:%201", "/_f%0d%0aX-Evil:1", "/public%0d%0aX-Evil:1"]
)
def test_a_path_adds_no_header_to_an_answer(site: Site, target: str) -> None:
    answer = ask(site, f"GET {target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".encode())
    assert b"\r\nX-Evil" not in answer.partition(b"\r\n\r\n")[0]


def upload(site: Site, disposition: str) -> tuple[int, bytes]:
    """Uploads a page with a script in it."""
    form = f"--b\r\nContent-Disposition: form-data; {disposition}\r\n\r\n<script>1</script>\r\n--b--\r\n"
    with contextlib.closing(site.client()) as client:
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        status, body, _ = client.request("POST", "/_f/", form.encode(), kind)
    return status, body


@pytest.mark.parametrize(
    ("name", "stored_as"),
    [
        # As browsers write a quotation mark, and as others do.
        ('filename="a%22; X-Evil: 1%22.html"', "a%22%3B%20X-Evil%3A%201%22.html"),
        (r'filename="a\"; X-Evil: 1\".html"', "a%22%3B%20X-Evil%3A%201%22.html"),
        ('filename="a.html"; X-Evil=": 1"', "a.html"),
        ('filename="a";x%0d%0aX-Evil: 1%22.html"', "a"),
        ("filename*=UTF-8''a%22%3B%20X-Evil%3A%201.html", "a%22%3B%20X-Evil%3A%201.html"),
    ],
)
def test_the_name_of_a_file_adds_no_header_to_its_download(site: Site, name: str, stored_as: str) -> None:
    """[F2]"""
    status, body = upload(site, f'name="files"; {name}')
    assert status == 200, body
    with contextlib.closing(site.client()) as client:
        status, content, headers = client.request("GET", json.loads(body)["files"][0])
    assert (status, content) == (200, b"<script>1</script>")
    assert "x-evil" not in headers
    assert headers["content-security-policy"] == "sandbox"
    assert headers["content-disposition"] == f"attachment; filename*=UTF-8''{stored_as}"


@pytest.mark.parametrize(
    "name",
    [
        'filename="a%0d%0aX-Evil: 1.html"',
        'filename="a%0D%0AX-Evil: 1.html"',
        'filename="a\rX-Evil: 1.html"',
        "filename*=UTF-8''a%0d%0aX-Evil%3A%201.html",
        "filename*=UTF-8''a%00.html",
    ],
)
def test_a_name_that_would_be_more_than_one_line_is_refused(site: Site, name: str) -> None:
    """[F2]"""
    status, body = upload(site, f'name="files"; {name}')
    assert (status, b"control characters" in body) == (400, True), body
