"""Public and private directories over HTTP, over real sockets."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.file_scene import KEY, Files, serving_files

TWO = ("-public-dir", "/pub/@{here}/pub:/deep/er/@{here}/er", "-private-dir", "/priv@{here}/priv")


@pytest.fixture
def flags(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Set by `@pytest.mark.parametrize("flags", …)`."""
    return getattr(request, "param", ())


@pytest.fixture
async def files(tmp_path: Path, flags: tuple[str, ...]) -> AsyncIterator[Files]:
    async with serving_files(tmp_path, flags) as files:
        yield files


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
