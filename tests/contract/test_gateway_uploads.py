"""Uploads over HTTP, as programs and browsers make them, over real sockets: what is taken, and what is refused."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.contract.file_scene import KEY, WRONG_KEY, Files, exchange, form, serving_files
from tests.contract.gateway_scene import until

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


@pytest.fixture
def flags(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Set by `@pytest.mark.parametrize("flags", …)`."""
    return getattr(request, "param", ())


@pytest.fixture
async def files(tmp_path: Path, flags: tuple[str, ...]) -> AsyncIterator[Files]:
    async with serving_files(tmp_path, flags) as files:
        yield files


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
