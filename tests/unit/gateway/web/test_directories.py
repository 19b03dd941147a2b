"""Directories of the operator on a real disk."""

import os
from pathlib import Path

import pytest

from services.gateway.web.directories import Directory, Folder
from services.gateway.web.file_store import OpenFile


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for name in ("a.txt", "sub/b.txt", ".git/config", "indexed/index.html"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (tmp_path / "rootless.txt").write_text("outside")
    (root / "out").symlink_to(tmp_path / "rootless.txt")
    (root / "up").symlink_to(tmp_path)
    (root / "in").symlink_to(root / "sub")
    (root / "evil").mkdir()
    (root / "evil/index.html").symlink_to(tmp_path / "rootless.txt")
    return root


def found(root: Path, rest: str) -> str | Folder | None:
    """The content of a file, or what else was found."""
    something = Directory(root).find(rest)
    if not isinstance(something, OpenFile):
        return something
    with os.fdopen(something.descriptor) as file:
        return file.read()


@pytest.mark.parametrize(
    ("rest", "content"), [("a.txt", "a.txt"), ("sub/b.txt", "sub/b.txt"), ("in/b.txt", "sub/b.txt")]
)
def test_files_are_found(rest: str, content: str, root: Path) -> None:
    assert found(root, rest) == content


@pytest.mark.parametrize(
    "rest",
    [
        "none",
        "a.txt/",
        "a.txt/x",
        ".git/config",
        ".git/",
        "out",
        "up/rootless.txt",
        "up/",
        "../rootless.txt",
        "a\0b",
        "x" * 300,
    ],
)
def test_what_is_hidden_or_outside_is_not_found(rest: str, root: Path) -> None:
    """[F6]"""
    assert found(root, rest) is None


def test_a_folder_is_listed_in_order_without_what_is_hidden(root: Path) -> None:
    assert found(root, "") == Folder(
        ("a.txt", "evil/", "in/", "indexed/", "out", "sub/", "up/"), is_cut=False
    )
    assert found(root, "sub/") == Folder(("b.txt",), is_cut=False)


def test_an_index_page_takes_the_place_of_the_listing_unless_it_is_outside(root: Path) -> None:
    assert found(root, "indexed/") == "indexed/index.html"
    assert found(root, "evil/") == Folder(("index.html",), is_cut=False)


def test_a_folder_without_its_last_slash_is_not_looked_into(root: Path) -> None:
    assert found(root, "sub") == Folder((), is_cut=False)


def test_a_long_listing_is_cut(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.web.directories.MAX_LISTED_NAMES", 2)
    folder = found(root, "")
    assert isinstance(folder, Folder)
    assert (len(folder.names), folder.is_cut) == (2, True)


def test_a_directory_that_is_not_there_shows_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "none", "") is None
