"""The same requests to the published server and to ours: answers are the same, or differ for a reason. `make compat`."""

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.cluster import STUB_SHELL, Form, running
from tests.e2e.differences import Differences, between, expect_listed
from tests.e2e.ports import free_port
from tests.e2e.published_server import published
from tests.e2e.rpc_client import KEY

# Headers that mean the same on both sides or nothing at all to a client.
PASSED_OVER = {
    "date", "server", "connection", "content-length", "transfer-encoding", "etag", "last-modified", "vary", "accept-ranges",
    "cache-control", "wave-position", "content-security-policy", "x-content-type-options", "pragma", "content-disposition",
    "allow", "retry-after",
}  # fmt: skip
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=b"}
FILE = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n'
APP = b'{"register_app":{"mode":"unicast","route":"/app","address":"http://127.0.0.1:1","key_id":"K","key_secret":"S"}}'
CARD = b'{"d":[{"k":"c","d":{"view":"markdown","title":"T","n":1.5}}]}'


class Ask(NamedTuple):
    """A request."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = {}
    key: bool = True


# In this order, on one server: later ones see what earlier ones did.
ASKS: dict[str, Ask] = {
    "shell": Ask("GET", "/", key=False),
    "shell of a route": Ask("GET", "/any/route", key=False),
    "shell for HTML": Ask("GET", "/x", headers={"Accept": "text/html"}, key=False),
    "index.html": Ask("GET", "/index.html", key=False),
    "a missing file": Ask("GET", "/nothing.js", key=False),
    "a file": Ask("GET", "/some.txt", key=False),
    "a part of a file": Ask("GET", "/some.txt", headers={"Range": "bytes=1-2"}, key=False),
    "a part behind the end": Ask("GET", "/some.txt", headers={"Range": "bytes=99-"}, key=False),
    "two slashes": Ask("GET", "//x", key=False),
    "dots": Ask("GET", "/a/../b", key=False),
    "HEAD": Ask("HEAD", "/", key=False),
    "OPTIONS": Ask("OPTIONS", "/", key=False),
    "PUT on a page": Ask("PUT", "/x", b"x"),
    "DELETE on a page": Ask("DELETE", "/x"),
    "a page that is not there": Ask("GET", "/page", headers=JSON),
    "a page without a key": Ask("GET", "/page", headers=JSON, key=False),
    "a page with a wrong key": Ask("GET", "/page", headers=JSON | {"Authorization": "Basic eDp5"}, key=False),
    "a page with another scheme": Ask(
        "GET", "/page", headers=JSON | {"Authorization": "Bearer x"}, key=False
    ),
    "an edit": Ask("PATCH", "/page", CARD),
    "an edit without a key": Ask("PATCH", "/page", CARD, key=False),
    "a page": Ask("GET", "/page", headers=JSON),
    "an edit that is no JSON": Ask("PATCH", "/page", b"{"),
    "an edit of the wrong types": Ask("PATCH", "/page", b'{"d":5}'),
    "an empty edit": Ask("PATCH", "/page", b"{}"),
    "an edit that is too large": Ask("PATCH", "/page", b" " * ((5 << 20) + 1)),
    "an edit of an escaped route": Ask("PATCH", "/f%C3%B8", CARD),
    "the page of an escaped route": Ask("GET", "/f%C3%B8", headers=JSON),
    "dropping a page": Ask("PATCH", "/page", b'{"d":[{}]}'),
    "a dropped page": Ask("GET", "/page", headers=JSON),
    "an app": Ask("POST", "/", APP, JSON),
    "an app without a key": Ask("POST", "/", APP, JSON, key=False),
    "an app of another type": Ask("POST", "/", APP, {"Content-Type": "text/plain"}),
    "an app that is no JSON": Ask("POST", "/", b"{", JSON),
    "no app": Ask("POST", "/", b"{}", JSON),
    "an app that goes": Ask("POST", "/", b'{"unregister_app":{"route":"/app"}}', JSON),
    "an upload": Ask("POST", "/_f/", FILE, FORM, key=False),
    "an upload of no form": Ask("POST", "/_f/", b"x", key=False),
    "an upload without a name": Ask("POST", "/_f/", FILE.replace(b"a.txt", b""), FORM, key=False),
    "an upload of a bad name": Ask("POST", "/_f/", FILE.replace(b"a.txt", b"../a.txt"), FORM, key=False),
    "an upload as a folder": Ask("POST", "/_f/", FILE, FORM | {"Wave-Directory-Upload": "True"}, key=False),
    "a file that is not there": Ask("GET", "/_f/x/y.txt", key=False),
    "removing without a key": Ask("DELETE", "/_f/x/y.txt", key=False),
    "removing what is not there": Ask("DELETE", "/_f/x/y.txt"),
    "PUT on files": Ask("PUT", "/_f/x", b"x"),
    "_f": Ask("GET", "/_f", key=False),
    "a value": Ask("PUT", "/_c/shard/key", b"value"),
    "reading a value": Ask("GET", "/_c/shard/key"),
    "reading a value without a key": Ask("GET", "/_c/shard/key", key=False),
    "the keys of a shard": Ask("GET", "/_c/shard"),
    "a missing value": Ask("GET", "/_c/shard/other"),
    "a missing shard": Ask("GET", "/_c/other"),
    "a value that is too large": Ask("PUT", "/_c/shard/big", bytes((5 << 20) + 1)),
    "forgetting a value": Ask("DELETE", "/_c/shard/key"),
    "a forgotten value": Ask("GET", "/_c/shard/key"),
    "POST on the cache": Ask("POST", "/_c/shard/key", b"x"),
    "a stream that is not there": Ask("GET", "/_m/none"),
    "a frame": Ask("POST", "/_m/s", FILE, FORM),
    "a frame without a key": Ask("POST", "/_m/s", FILE, FORM, key=False),
    "a frame that is none": Ask("POST", "/_m/s", b"x"),
    "ending a stream": Ask("DELETE", "/_m/s"),
    "the debug page without -debug": Ask("GET", "/_d/site", key=False),
    "the proxy without -proxy": Ask("POST", "/_p/", b"{}"),
    "a socket that is none": Ask("GET", "/_s/", key=False),
    "a directory": Ask("GET", "/public/", key=False),
    "a file of a directory": Ask("GET", "/public/b.txt", key=False),
    "a folder with an index": Ask("GET", "/public/with/", key=False),
    "a folder without its slash": Ask("GET", "/public/with", key=False),
    "what is not in a directory": Ask("GET", "/public/c.txt", key=False),
    "a private file": Ask("GET", "/private/b.txt"),
    "a private file without a key": Ask("GET", "/private/b.txt", key=False),
}

# What differs on purpose: the request, the fact, what theirs and ours say, and why.
DIFFERENCES = Path(__file__).with_name("http_differences.json")

pytestmark = [pytest.mark.compat, pytest.mark.timeout(180)]


def normal(text: str) -> str:
    """Without what differs at each start."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID", text)
    return re.sub(r'data-nonce="[^"]*"', 'data-nonce="N"', text)


def answer(port: int, ask: Ask) -> dict[str, str]:
    """What is compared."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = ({"Authorization": KEY} if ask.key else {}) | ask.headers
    try:
        connection.request(ask.method, ask.path, ask.body or None, headers)
    except (BrokenPipeError, ConnectionResetError):
        pass  # refused before everything was sent; the answer may still be there
    response = connection.getresponse()
    body = response.read().decode(errors="replace")
    connection.close()
    told = {name.lower(): value for name, value in response.getheaders() if name.lower() not in PASSED_OVER}
    facts = {f"header {name}": value.lower() for name, value in told.items()}
    return {"status": str(response.status), "body": normal(body)} | facts


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    (folder / "www").mkdir()
    (folder / "www/index.html").write_text(STUB_SHELL)
    (folder / "www/some.txt").write_text("some text")
    (folder / "dir/with").mkdir(parents=True)
    (folder / "dir/b.txt").write_text("b")
    (folder / "dir/with/index.html").write_text("<p>index</p>")
    return folder


def flags(served: Path) -> list[str]:
    return [
        *("-web-dir", str(served / "www"), "-public-dir", f"/public/@{served / 'dir'}"),
        *("-private-dir", f"/private/@{served / 'dir'}"),
    ]


@pytest.fixture(scope="module")
def theirs(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with published(tmp_path_factory.mktemp("theirs"), free_port(), flags(served)) as port:
        yield port


@pytest.fixture(scope="module")
def ours(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    # Without the cookie that keeps visitors apart, which theirs cannot do.
    ours = ["-fsync", "no", "-shared-anonymous=true", *flags(served)]
    with running(Form.EMBEDDED, tmp_path_factory.mktemp("ours"), flags=ours) as cluster:
        yield cluster.http_ports[0]


def test_ours_answers_as_theirs_but_for_what_differs_on_purpose(theirs: int, ours: int) -> None:
    found: Differences = {}
    for name, ask in ASKS.items():
        found |= between(name, answer(theirs, ask), answer(ours, ask))
    expect_listed(found, DIFFERENCES, list(ASKS))
