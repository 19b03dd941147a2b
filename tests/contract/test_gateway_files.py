"""Files and directories over HTTP, as programs and browsers use them, over real sockets."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from tests.contract.gateway_scene import Wave, until, wave
from tests.contract.raw_websocket import basic

KEY = {"Authorization": basic()}
WRONG_KEY = {"Authorization": basic("x", "y")}
NAMES = [
    "a b.txt",
    "žlutý kůň.txt",
    "a?b#c.txt",
    "100%.txt",
    "a%2fb.txt",
    "index.html",
    "noext",
    ".env",
    'q"q.txt',
    "a\\b.txt",
]


class Files:
    """A client of one server."""

    def __init__(self, served: Wave, session: aiohttp.ClientSession, folder: Path) -> None:
        self.served = served
        self.folder = folder
        self._session = session

    async def request(
        self, method: str, path: str, body: Any = None, headers: Any = None
    ) -> tuple[int, bytes, Any]:
        """Returns status, body and headers. The path is sent as it is."""
        url = aiohttp.client.URL(f"http://{self.served.address}{path}", encoded=True)
        async with self._session.request(
            method, url, data=body, headers=headers, allow_redirects=False
        ) as response:
            return response.status, await response.read(), response.headers

    async def upload(self, *files: tuple[str, bytes], headers: Any = None) -> tuple[int, bytes]:
        """Sends a form."""
        type_, body = form(*files)
        status, answer, _ = await self.request(
            "POST", "/_f/", body, {"Content-Type": type_, **(headers or {})}
        )
        return status, answer

    async def uploaded(self, *files: tuple[str, bytes], headers: Any = None) -> list[str]:
        """Sends a form that is taken; returns the paths."""
        status, answer = await self.upload(*files, headers=headers)
        assert status == 200, answer
        paths: list[str] = json.loads(answer)["files"]
        return paths

    def stored(self) -> list[str]:
        """What is on the disk."""
        root = self.folder / "data" / "f"
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def form(*files: tuple[str, bytes], field: str = "files") -> tuple[str, bytes]:
    """A form with files: its type and its body."""
    parts = b""
    for name, content in files:
        escaped = name.replace('"', "%22").replace("\n", "%0A")
        head = f'--XX\r\nContent-Disposition: form-data; name="{field}"; filename="{escaped}"\r\nContent-Type: text/plain\r\n\r\n'
        parts += head.encode() + content + b"\r\n"
    return "multipart/form-data; boundary=XX", parts + b"--XX--\r\n"


@pytest.fixture
def flags(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Set by `@pytest.mark.parametrize("flags", …)`."""
    return getattr(request, "param", ())


@pytest.fixture
async def files(tmp_path: Path, flags: tuple[str, ...]) -> AsyncIterator[Files]:
    flags = tuple(flag.format(here=tmp_path) for flag in flags)
    async with (
        wave(tmp_path, "-min-free-disk", "0", *flags) as served,
        aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
    ):
        yield Files(served, session, tmp_path)


# -- uploads ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
async def test_a_file_is_found_at_the_url_that_its_upload_gave(name: str, files: Files) -> None:
    """[F3] As it is, whatever is in its name."""
    (path,) = await files.uploaded((name, b"content"))
    status, body, headers = await files.request("GET", path)
    assert (status, body) == (200, b"content")
    assert headers["Content-Disposition"].endswith(quote(name, safe=""))
    status, body, _ = await files.request("DELETE", path, headers=KEY)
    assert status == 200
    assert (await files.request("GET", path))[0] == 404
    assert files.stored() == []


async def test_many_files_get_a_path_each_in_their_order(files: Files) -> None:
    paths = await files.uploaded(*((f"{n}.txt", str(n).encode()) for n in range(20)))
    assert len({path.split("/")[2] for path in paths}) == 20
    for number, path in enumerate(paths):
        assert (await files.request("GET", path))[1] == str(number).encode()


async def test_a_directory_gets_one_path_and_keeps_its_folders(files: Files) -> None:
    (path,) = await files.uploaded(
        ("a.txt", b"1"),
        ("sub/b.txt", b"2"),
        ("sub/c/d e.txt", b""),
        headers={"Wave-Directory-Upload": "True"},
    )
    assert (await files.request("GET", f"{path}/sub/b.txt"))[1] == b"2"
    assert (await files.request("GET", f"{path}/sub/c/d%20e.txt"))[:2] == (200, b"")
    assert (await files.request("GET", f"{path}/sub"))[0] == 404
    assert (await files.request("GET", f"{path}/sub/"))[0] == 404
    assert (await files.request("DELETE", f"{path}/sub/b.txt", headers=KEY))[0] == 200
    assert (await files.request("GET", f"{path}/a.txt"))[0] == 200
    assert (await files.request("DELETE", path, headers=KEY))[0] == 200
    assert files.stored() == []


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("", {}),
        ("..", {}),
        ("../x.txt", {"Wave-Directory-Upload": "True"}),
        ("a/../../x.txt", {"Wave-Directory-Upload": "True"}),
        ("/etc/x.txt", {"Wave-Directory-Upload": "True"}),
        ("a//x.txt", {"Wave-Directory-Upload": "True"}),
        ("a/x.txt", {}),
        ("a\nb.txt", {}),
        ("x" * 256, {}),
    ],
)
async def test_a_bad_name_is_refused_and_nothing_of_its_form_is_kept(
    name: str, headers: Any, files: Files
) -> None:
    status, reason = await files.upload(("good.txt", b"1"), (name, b"2"), headers=headers)
    assert status == 400
    assert b"file name" in reason
    assert files.stored() == []


async def test_two_files_with_one_name_are_refused(files: Files) -> None:
    directory = {"Wave-Directory-Upload": "True"}
    assert (await files.upload(("a", b"1"), ("a", b"2"), headers=directory))[0] == 400
    assert (await files.upload(("a", b"1"), ("a/b", b"2"), headers=directory))[0] == 400
    assert files.stored() == []


async def test_what_is_no_form_with_files_is_refused_with_the_reason(files: Files) -> None:
    type_, body = form(("a.txt", b"1"), field="file")
    assert (await files.request("POST", "/_f/", body, {"Content-Type": type_}))[:2] == (
        400,
        b'the form has no files; they must be in fields called "files"\n',
    )
    assert (await files.request("POST", "/_f/", b"x", {"Content-Type": "text/plain"}))[0] == 400
    type_, body = form(("a.txt", b"1"))
    assert (await files.request("POST", "/_f/", body[:-4], {"Content-Type": type_}))[0] == 400
    assert (await files.request("POST", "/_f/x", body, {"Content-Type": type_}))[0] == 404
    assert (await files.request("PUT", "/_f/x", b""))[0] == 405
    assert files.stored() == []


@pytest.mark.parametrize("flags", [("-max-upload-size", "1K")], indirect=True)
async def test_too_large_an_upload_is_refused_with_the_name_of_the_limit(files: Files) -> None:
    status, reason = await files.upload(("a.txt", b"x" * 2000))
    assert (status, b"max-upload-size" in reason) == (413, True)

    async def in_chunks() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield form(("a.txt", b"x" * 500))[1]

    headers = {"Content-Type": "multipart/form-data; boundary=XX"}
    status, reason, _ = await files.request("POST", "/_f/", in_chunks(), headers)
    assert (status, b"max-upload-size" in reason) == (413, True)
    assert files.stored() == []


@pytest.mark.parametrize("flags", [("-max-stored-uploads", "1K")], indirect=True)
async def test_the_quota_counts_what_is_stored(files: Files) -> None:
    (path,) = await files.uploaded(("a.txt", b"x" * 600))
    status, reason = await files.upload(("b.txt", b"x" * 600))
    assert (status, b"max-stored-uploads" in reason) == (507, True)
    await files.request("DELETE", path, headers=KEY)
    await files.uploaded(("b.txt", b"x" * 600))


@pytest.mark.parametrize("flags", [("-min-free-disk", "1E")], indirect=True)
async def test_a_full_disk_takes_no_uploads(files: Files) -> None:
    status, reason = await files.upload(("a.txt", b"x"))
    assert (status, b"min-free-disk" in reason) == (507, True)


@pytest.mark.parametrize("flags", [("-max-upload-files", "2")], indirect=True)
async def test_the_number_of_files_is_bounded(files: Files) -> None:
    await files.uploaded(("a", b""), ("b", b""))
    assert (await files.upload(("a", b""), ("b", b""), ("c", b"")))[0] == 400


@pytest.mark.parametrize("flags", [("-max-uploads-at-once", "0")], indirect=True)
async def test_the_number_of_uploads_is_bounded(files: Files) -> None:
    assert (await files.upload(("a", b"")))[0] == 503


async def test_an_upload_by_a_page_of_another_site_needs_a_key(files: Files) -> None:
    foreign = {"Origin": "http://evil.example"}
    assert (await files.upload(("a", b""), headers=foreign))[0] == 403
    assert (await files.upload(("a", b""), headers=foreign | KEY))[0] == 200
    assert (await files.upload(("a", b""), headers={"Origin": f"http://{files.served.address}"}))[0] == 200
    assert (await files.upload(("a", b""), headers=WRONG_KEY))[0] == 200


@pytest.mark.parametrize("flags", [("-anonymous-upload=false",)], indirect=True)
async def test_anonymous_uploads_can_be_forbidden(files: Files) -> None:
    assert (await files.upload(("a", b"")))[0] == 401
    assert (await files.upload(("a", b""), headers=WRONG_KEY))[0] == 401
    assert (await files.upload(("a", b""), headers=KEY))[0] == 200


async def test_whoever_waits_to_be_told_sends_nothing_that_is_refused(files: Files) -> None:
    type_, body = form(("a.txt", b"1"))
    head = f"POST /_f/ HTTP/1.1\r\nHost: h\r\nContent-Type: {type_}\r\nExpect: 100-continue\r\n"
    assert (await exchange(files, f"{head}Content-Length: 99999999999\r\n\r\n")).startswith(b"HTTP/1.1 413 ")
    assert (await exchange(files, f"{head}Content-Length: {len(body)}\r\n\r\n")).startswith(b"HTTP/1.1 100 ")


async def test_an_upload_that_breaks_off_leaves_nothing(files: Files) -> None:
    type_, body = form(("a.txt", b"1" * 100_000))
    host, _, port = files.served.address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /_f/ HTTP/1.1\r\nHost: h\r\nContent-Type: {type_}\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body[:50_000])
    uploads = files.served.gateway.web.uploads
    await until(lambda: uploads.counts.received_bytes > 0)
    writer.transport.abort()
    await until(lambda: not uploads.counts.under_way)
    assert files.stored() == []
    assert uploads.counts.refused == {("BodyCut",): 1}


async def exchange(files: Files, data: str) -> bytes:
    """Sends bytes as they are; returns the first answer."""
    host, _, port = files.served.address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(data.encode())
    try:
        async with asyncio.timeout(10):
            return await reader.readuntil(b"\r\n\r\n")
    finally:
        writer.transport.abort()


# -- downloads --------------------------------------------------------------------------------------------------


async def test_ranges_and_conditions_are_served(files: Files) -> None:
    content = bytes(range(256)) * 2048
    (path,) = await files.uploaded(("a.bin", content))
    status, body, headers = await files.request("GET", path)
    assert (status, body == content, headers["Accept-Ranges"]) == (200, True, "bytes")
    tag, modified = headers["ETag"], headers["Last-Modified"]
    status, body, headers = await files.request("GET", path, headers={"Range": "bytes=300000-500000"})
    assert (status, body == content[300_000:500_001]) == (206, True)
    assert headers["Content-Range"] == f"bytes 300000-500000/{len(content)}"
    status, _, headers = await files.request("GET", path, headers={"Range": f"bytes={len(content)}-"})
    assert (status, headers["Content-Range"]) == (416, f"bytes */{len(content)}")
    assert (await files.request("GET", path, headers={"If-None-Match": tag}))[:2] == (304, b"")
    assert (await files.request("GET", path, headers={"If-Modified-Since": modified}))[:2] == (304, b"")
    status, body, headers = await files.request("HEAD", path)
    assert (status, body, headers["Content-Length"]) == (200, b"", str(len(content)))


@pytest.mark.parametrize(
    ("name", "content", "type_", "disposition", "policy"),
    [
        ("a.html", b"<script>", "text/html; charset=utf-8", "attachment", "sandbox"),
        ("a.svg", b"<svg/>", "image/svg+xml", "attachment", "sandbox"),
        ("a.png", b"x", "image/png", "inline", "sandbox"),
        ("noext", b"\x89PNG\r\n\x1a\nx", "image/png", "inline", "sandbox"),
        ("a.pdf", b"x", "application/pdf", "inline", None),
        ("a.txt", b"x", "text/plain; charset=utf-8", "inline", "sandbox"),
        ("a.csv", b"x", "text/csv", "attachment", "sandbox"),
        ("a.unheardof", b"x", "application/octet-stream", "attachment", "sandbox"),
    ],
)
async def test_what_anybody_may_have_uploaded_runs_nothing(
    name: str, content: bytes, type_: str, disposition: str, policy: str | None, files: Files
) -> None:
    """[F2]"""
    (path,) = await files.uploaded((name, content))
    _, _, headers = await files.request("GET", path)
    assert headers["Content-Type"] == type_
    assert headers["Content-Disposition"].startswith(disposition)
    assert headers.get("Content-Security-Policy") == policy
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("flags", [("-inline-upload-types", "text/html")], indirect=True)
async def test_an_operator_may_have_more_types_shown_in_a_sandbox(files: Files) -> None:
    (path,) = await files.uploaded(("a.html", b"<script>"))
    _, _, headers = await files.request("GET", path)
    assert headers["Content-Disposition"].startswith("inline")
    assert headers["Content-Security-Policy"].startswith("sandbox ")
    assert "allow-same-origin" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("flags", [("-idle-timeout", "100ms")], indirect=True)
async def test_a_download_that_nobody_takes_is_given_up(files: Files) -> None:
    big = files.folder / "data" / "f" / "copied" / "big.bin"
    big.parent.mkdir(parents=True)
    with big.open("wb") as file:
        file.truncate(64 << 20)
    head = await exchange(files, "GET /_f/copied/big.bin HTTP/1.1\r\nHost: h\r\n\r\n")
    assert f"Content-Length: {64 << 20}".encode() in head
    downloads = files.served.gateway.web.downloads
    await until(lambda: not downloads.counts.under_way)
    host, _, port = files.served.address.rpartition(":")
    _, writer = await asyncio.open_connection(host, int(port), limit=1)
    writer.write(b"GET /_f/copied/big.bin HTTP/1.1\r\nHost: h\r\n\r\n")
    await until(lambda: downloads.counts.stalled == 1)
    await until(lambda: not downloads.counts.under_way)
    writer.transport.abort()


async def test_nothing_outside_of_the_files_is_read_or_told(files: Files) -> None:
    """[F5] One answer for everything that is not there."""
    await files.uploaded(("a.txt", b"1"))
    (files.folder / "data" / "f" / "linked").symlink_to("/etc")
    (files.folder / "data" / "f" / ".drafts" / "unfinished").mkdir()
    (files.folder / "data" / "f" / ".drafts" / "unfinished" / "a.txt").write_text("1")
    paths = [
        "/_f/",
        "/_f/x",
        "/_f/x/y.txt",
        "/_f/linked/passwd",
        "/_f/.drafts/unfinished/a.txt",
        "/_f/..%5C..%5Cetc%5Cpasswd",
        f"/_f/{'x' * 300}/y",
    ]
    assert {(await files.request("GET", path))[:2] for path in paths} == {(404, b"Not Found\n")}
    for path in ("/_f/..%2f..%2f..%2f..%2fetc%2fpasswd", "/_f/../../etc/passwd", "/_f/%2e%2e/x"):
        status, body, headers = await files.request("GET", path)
        assert status == 307 or b"root:" not in body
        assert (await files.request("GET", headers.get("Location", "/")))[1].find(b"root:") < 0


async def test_removing_needs_a_key_and_something_to_remove(files: Files) -> None:
    """[F4]"""
    (path,) = await files.uploaded(("a.txt", b"1"))
    assert (await files.request("DELETE", path))[0] == 401
    folder = path.rpartition("/")[0]
    for absent in (f"{folder}/other.zip", "/_f/nothing", "/_f/", "/_f/.drafts"):
        assert (await files.request("DELETE", absent, headers=KEY))[0] == 404, absent
    assert (await files.request("GET", path))[0] == 200


async def test_everything_is_counted(files: Files) -> None:
    (path,) = await files.uploaded(("a.txt", b"12345"))
    await files.request("GET", path)
    await files.upload(("..", b""))
    text = files.served.registry.exposition().decode()
    for line in (
        "wave_gateway_uploaded_files_total 1.0",
        "wave_gateway_uploaded_bytes_total 5.0",
        "wave_gateway_stored_file_bytes 5.0",
        "wave_gateway_downloaded_bytes_total 5.0",
        'wave_gateway_failed_uploads_total{reason="FormInvalid"} 1.0',
        'wave_gateway_requests_total{shape="files",status="400"} 1.0',
    ):
        assert line in text, line


# -- directories ------------------------------------------------------------------------------------------------

TWO = ("-public-dir", "/pub/@{here}/pub:/deep/er/@{here}/er", "-private-dir", "/priv@{here}/priv")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What the directories hold."""
    for name in (
        "pub/sub/a b.txt",
        "pub/.hidden",
        "pub/<i>.txt",
        "pub/indexed/index.html",
        "er/x.html",
        "priv/s.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "outside.txt").write_text("outside")
    (tmp_path / "pub/out.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "pub/inside.txt").symlink_to(tmp_path / "pub/sub/a b.txt")
    return tmp_path


@pytest.mark.parametrize("flags", [TWO], indirect=True)
async def test_public_directories_are_listed_and_served(tree: Path, files: Files) -> None:
    status, body, headers = await files.request("GET", "/pub/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b'<a href="./%3Ci%3E.txt">&lt;i&gt;.txt</a>' in body
    assert b'<a href="./sub/">sub/</a>' in body
    assert b"hidden" not in body
    assert (await files.request("GET", "/pub/sub/a%20b.txt"))[:2] == (200, b"pub/sub/a b.txt")
    assert (await files.request("GET", "/pub/inside.txt"))[0] == 200
    status, body, headers = await files.request("GET", "/deep/er/x.html")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (await files.request("GET", "/pub/indexed/"))[:2] == (200, b"pub/indexed/index.html")
    for path, to in (("/pub/sub", "/pub/sub/"), ("/pub", "/pub/")):
        status, _, headers = await files.request("GET", path)
        assert (status // 100, headers["Location"]) == (3, to)
    assert (await files.request("POST", "/pub/", b""))[0] == 405


@pytest.mark.parametrize("flags", [TWO], indirect=True)
async def test_a_directory_shows_nothing_hidden_and_nothing_outside_of_it(tree: Path, files: Files) -> None:
    """[F6]"""
    for path in (
        "/pub/.hidden",
        "/pub/out.txt",
        "/pub/none",
        "/pub/sub/a%20b.txt/",
        "/pub/%2e%2e%2foutside.txt",
    ):
        status, body, _ = await files.request("GET", path)
        assert status in (307, 404), path
        assert b"outside" not in body.replace(b"/outside.txt", b"")


@pytest.mark.parametrize("flags", [TWO], indirect=True)
async def test_a_private_directory_needs_a_key_where_nobody_can_sign_in(tree: Path, files: Files) -> None:
    """[F6]"""
    assert (await files.request("GET", "/priv/s.txt"))[0] == 401
    assert (await files.request("GET", "/priv/"))[0] == 401
    assert (await files.request("GET", "/priv/s.txt", headers=KEY))[:2] == (200, b"priv/s.txt")
    assert (await files.request("GET", "/priv/", headers=KEY))[0] == 200
