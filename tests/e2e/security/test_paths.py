"""Paths and names that should lead where nothing is shown, or add headers to an answer."""

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
    assert len(UP) >= 20
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


def test_the_name_of_a_file_adds_no_header_to_its_download(site: Site) -> None:
    client = site.client()
    name = 'a";x%0d%0aX-Evil: 1%22.html'
    form = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n<script>1</script>\r\n--b--\r\n'
    status, body, _ = client.request(
        "POST", "/_f/", form.encode(), {"Content-Type": "multipart/form-data; boundary=b"}
    )
    if status == 200:
        _, _, headers = client.request("GET", json.loads(body)["files"][0])
        assert "x-evil" not in headers
        assert headers["content-security-policy"] == "sandbox"
        assert headers["content-disposition"].startswith("attachment")
    else:
        assert status == 400
    client.close()
