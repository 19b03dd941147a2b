import asyncio
import gzip
import os
import threading
from pathlib import Path

import pytest

from services.gateway.web import static
from services.gateway.web.answers import Answer
from services.gateway.web.static import StaticFiles, cache_control, content_type

TEXT = b"0123456789"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "www"
    (folder / "wave-static").mkdir(parents=True)
    (folder / "robots.txt").write_bytes(TEXT)
    (folder / "wave-static" / "a-3f7bb63f.js").write_bytes(TEXT)
    (folder / "wave-static" / "a-3f7bb63f.js.br").write_bytes(b"brotli")
    (folder / "wave-static" / "a-3f7bb63f.js.gz").write_bytes(b"gzip")
    return folder


async def get(root: Path, path: str, **headers: str) -> Answer | None:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return await StaticFiles(root).answer(path, given)


def header(answer: Answer | None, name: str) -> str | None:
    assert answer is not None
    return dict(answer.headers).get(name)


async def test_a_file_is_shown_with_what_a_browser_has_to_know(root: Path) -> None:
    answer = await get(root, "robots.txt")
    assert answer is not None
    assert (answer.status, answer.body) == (200, TEXT)
    assert header(answer, "Content-Type") == "text/plain; charset=utf-8"
    assert header(answer, "Cache-Control") == "no-cache"
    assert header(answer, "Vary") == "Accept-Encoding"
    assert header(answer, "X-Content-Type-Options") == "nosniff"
    assert header(answer, "Content-Encoding") is None


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("br, gzip", "br", b"brotli"),
        ("gzip", "gzip", b"gzip"),
        ("gzip, br;q=0", "gzip", b"gzip"),
        ("gzip;q=0", None, TEXT),
        ("", None, TEXT),
    ],
)
async def test_the_best_encoding_that_was_built_is_sent(
    root: Path, accepted: str, encoding: str | None, body: bytes
) -> None:
    answer = await get(root, "wave-static/a-3f7bb63f.js", **{"Accept_Encoding": accepted})
    assert answer is not None
    assert (answer.body, header(answer, "Content-Encoding")) == (body, encoding)
    assert header(answer, "Content-Type") == "text/javascript; charset=utf-8"


async def test_each_encoding_has_a_tag_of_its_own(root: Path) -> None:
    path = "wave-static/a-3f7bb63f.js"
    tags = {header(await get(root, path, Accept_Encoding=one), "ETag") for one in ("br", "gzip", "")}
    assert len(tags) == 3


async def test_a_file_that_the_browser_has_is_not_sent_again(root: Path) -> None:
    tag = header(await get(root, "robots.txt"), "ETag")
    assert tag is not None
    for given in (tag, f'"other", W/{tag}', "*"):
        answer = await get(root, "robots.txt", If_None_Match=given)
        assert answer is not None
        assert (answer.status, answer.body) == (304, b"")
    other = await get(root, "robots.txt", If_None_Match='"other"')
    assert other is not None
    assert other.status == 200


@pytest.mark.parametrize(
    ("wanted", "status", "body", "span"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=8-", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=-99", 206, TEXT, "bytes 0-9/10"),
        ("bytes=10-", 416, None, "bytes */10"),
        ("bytes=-0", 416, None, "bytes */10"),
        ("bytes=5-2", 416, None, "bytes */10"),
        ("bytes=-", 200, TEXT, None),
        ("bytes=0-1,3-4", 200, TEXT, None),
        ("lines=1-2", 200, TEXT, None),
    ],
)
async def test_a_range_is_sent_as_it_is_wanted(
    root: Path, wanted: str, status: int, body: bytes | None, span: str | None
) -> None:
    answer = await get(root, "robots.txt", Range=wanted)
    assert answer is not None
    assert (answer.status, header(answer, "Content-Range")) == (status, span)
    assert body is None or answer.body == body


async def test_a_range_of_another_version_is_the_whole(root: Path) -> None:
    answer = await get(root, "robots.txt", Range="bytes=0-3", If_Range='"other"')
    assert answer is not None
    assert answer.status == 200


@pytest.mark.parametrize(
    "path",
    [
        "missing.txt",
        "../secret.txt",
        "wave-static/../../secret.txt",
        "/etc/passwd",
        "wave-static",
        "wave-static/",
        "a//b.txt",
        ".hidden",
        "link.txt",
        "..\\secret.txt",
        "nul\0.txt",
        "robots.txt/x.txt",
    ],
)
async def test_nothing_outside_of_the_folder_is_shown(root: Path, path: str) -> None:
    (root.parent / "secret.txt").write_bytes(b"secret")
    (root / ".hidden").write_bytes(b"secret")
    os.symlink(root.parent / "secret.txt", root / "link.txt")
    assert await get(root, path) is None


async def test_a_file_that_changes_is_read_again(root: Path) -> None:
    files = StaticFiles(root)
    first = await files.answer("robots.txt", {})
    (root / "robots.txt").write_bytes(b"other content")
    second = await files.answer("robots.txt", {})
    assert first is not None
    assert second is not None
    assert second.body == b"other content"
    assert header(first, "ETag") != header(second, "ETag")


async def test_what_is_kept_in_memory_is_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "MAX_CACHED_BYTES", 25)
    files = StaticFiles(root)
    for number in range(5):
        (root / f"f{number}.txt").write_bytes(TEXT)
        assert await files.answer(f"f{number}.txt", {}) is not None
    assert files._cached_bytes == 20
    assert len(files._cache) == 2


async def test_a_file_that_is_too_large_is_not_shown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "MAX_FILE_BYTES", 9)
    assert await get(root, "robots.txt") is None


@pytest.mark.parametrize(
    ("path", "is_hashed"),
    [
        ("wave-static/index-3f7bb63f.js", True),
        ("wave-static/index-C5aBx_9k.css", True),
        ("assets/fonts/Inter-8b21d5be.woff2", True),
        ("assets/index-3f7bb63f.js.map", True),
        ("assets/index.js", False),
        ("assets/some-component.js", False),
        ("index-3f7bb63f.js", False),
        ("robots.txt", False),
    ],
)
def test_a_name_with_a_hash_may_be_kept_for_ever(path: str, is_hashed: bool) -> None:
    assert ("immutable" in cache_control(path)) is is_hashed


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.SVG", "image/svg+xml"),
        ("a.png", "image/png"),
        ("a.woff2", "font/woff2"),
        ("a.unknown-kind", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file_is_in_its_name(path: str, kind: str) -> None:
    assert content_type(path) == kind


async def test_text_that_was_not_compressed_when_it_was_built_is_compressed_once(root: Path) -> None:
    files, text = StaticFiles(root), b"many words " * 1000
    (root / "app.js").write_bytes(text)
    wanted = {"Accept-Encoding": "gzip, br"}
    first, second = [await files.answer("app.js", wanted) for _ in range(2)]
    assert first is not None and second is not None
    assert header(first, "Content-Encoding") == "gzip"
    assert gzip.decompress(first.body) == text
    assert first.body is second.body
    (root / "app.js").write_bytes(text + b"more")
    third = await files.answer("app.js", wanted)
    assert third is not None and gzip.decompress(third.body) == text + b"more"
    assert header(third, "ETag") != header(first, "ETag")
    plain = await files.answer("app.js", {})
    assert plain is not None and plain.body == text + b"more"
    assert header(plain, "ETag") != header(third, "ETag")


async def test_however_many_ask_a_file_is_compressed_once_and_where_nobody_waits(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    compress = gzip.compress

    def noted(content: bytes, level: int, *, mtime: int) -> bytes:
        threads.append(threading.current_thread())
        return compress(content, level, mtime=mtime)

    monkeypatch.setattr(gzip, "compress", noted)
    files = StaticFiles(root)
    (root / "app.js").write_bytes(b"many words " * 1000)
    wanted = {"Accept-Encoding": "gzip"}
    found = await asyncio.gather(*(files.answer("app.js", wanted) for _ in range(5)))
    assert len({one.body for one in found if one is not None}) == 1
    assert len(threads) == 1 and threads[0] is not threading.main_thread()


@pytest.mark.parametrize(("name", "size"), [("a.png", 5000), ("a.js", 500), ("a.js", 3 << 20)])
async def test_what_is_not_worth_it_is_not_compressed(root: Path, name: str, size: int) -> None:
    (root / name).write_bytes(bytes(size))
    assert header(await get(root, name, Accept_Encoding="gzip"), "Content-Encoding") is None
