"""Uploaded files over HTTP, as programs and browsers fetch and remove them, over real sockets."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.file_scene import KEY, Files, exchange, serving_files
from tests.contract.gateway_scene import until


@pytest.fixture
def flags(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Set by `@pytest.mark.parametrize("flags", …)`."""
    return getattr(request, "param", ())


@pytest.fixture
async def files(tmp_path: Path, flags: tuple[str, ...]) -> AsyncIterator[Files]:
    async with serving_files(tmp_path, flags) as files:
        yield files


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
