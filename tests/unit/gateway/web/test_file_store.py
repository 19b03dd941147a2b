"""Uploaded files on a real disk."""

import os
from pathlib import Path

import pytest

from services.gateway.web.file_store import DRAFTS, FileStore, Measure, finish, write_all


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "f")


def put(store: FileStore, *names: str, content: bytes = b"12345") -> str:
    """Keeps files in one folder; returns its id."""
    draft = store.draft()
    for name in names:
        descriptor = draft.create(tuple(name.split("/")))
        write_all(descriptor, [content[:2], b"", content[2:]])
        finish(descriptor)
    draft.keep()
    return draft.id


def read(store: FileStore, *segments: str) -> bytes | None:
    file = store.open(segments)
    if file is None:
        return None
    with os.fdopen(file.descriptor, "rb") as opened:
        content = opened.read()
    assert len(content) == file.size
    return content


def test_what_is_kept_is_found_and_only_its_owner_can_read_it(store: FileStore, tmp_path: Path) -> None:
    folder = put(store, "a.txt", "sub/b.txt")
    assert read(store, folder, "a.txt") == read(store, folder, "sub", "b.txt") == b"12345"
    assert read(store, folder, "sub") is None
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "f").rglob("*")} == {0o600, 0o700}
    assert store.measure() == Measure(2, 10)


def test_a_draft_is_not_found_before_it_is_kept_and_gone_when_it_is_discarded(
    store: FileStore, tmp_path: Path
) -> None:
    draft = store.draft()
    finish(draft.create(("a.txt",)))
    assert read(store, draft.id, "a.txt") is None
    assert store.measure() == Measure(0, 0)
    draft.discard()
    assert list((tmp_path / "f" / DRAFTS).iterdir()) == []
    kept = store.draft()
    kept.keep()
    kept.discard()
    assert not (tmp_path / "f" / kept.id).exists()


def test_a_name_is_taken_once(store: FileStore) -> None:
    draft = store.draft()
    finish(draft.create(("a",)))
    with pytest.raises(FileExistsError):
        draft.create(("a",))
    with pytest.raises(NotADirectoryError):
        draft.create(("a", "b"))


def test_no_symbolic_link_is_followed(store: FileStore, tmp_path: Path) -> None:
    folder = put(store, "a.txt")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret").write_text("secret")
    (tmp_path / "f" / folder / "link").symlink_to(tmp_path / "outside/secret")
    (tmp_path / "f" / folder / "dir").symlink_to(tmp_path / "outside")
    (tmp_path / "f" / "top").symlink_to(tmp_path / "outside")
    for segments in ((folder, "link"), (folder, "dir", "secret"), ("top", "secret")):
        assert read(store, *segments) is None
    for segments in ((folder, "dir", "secret"), ("top", "secret")):
        assert store.remove(segments) is None
    assert store.remove((folder, "dir")) is not None
    assert (tmp_path / "outside/secret").exists()
    draft = store.draft()
    (tmp_path / "f" / DRAFTS / draft.id / "sub").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match=r"symbolic|directory"):
        draft.create(("sub", "x"))


def test_what_is_no_regular_file_is_not_opened(store: FileStore, tmp_path: Path) -> None:
    folder = put(store, "a.txt")
    os.mkfifo(tmp_path / "f" / folder / "pipe")
    assert read(store, folder, "pipe") is None
    assert read(store, folder, "x" * 300) is None
    assert read(store, folder, "a\0b") is None


def test_removing_takes_empty_folders_along(store: FileStore, tmp_path: Path) -> None:
    folder = put(store, "a.txt", "sub/deep/b.txt")
    assert store.remove((folder, "sub", "deep", "b.txt")) == Measure(1, 5)
    assert sorted(path.name for path in (tmp_path / "f" / folder).iterdir()) == ["a.txt"]
    assert store.remove((folder, "a.txt")) == Measure(1, 5)
    assert not (tmp_path / "f" / folder).exists()
    assert store.remove((folder, "a.txt")) is None


def test_a_folder_is_removed_with_all_that_is_in_it(store: FileStore) -> None:
    folder = put(store, "a.txt", "sub/b.txt")
    assert store.remove((folder,)) == Measure(2, 10)
    assert store.measure() == Measure(0, 0)


def test_what_is_old_expires_and_drafts_do_not(store: FileStore, tmp_path: Path) -> None:
    old, new = put(store, "a"), put(store, "b")
    draft = store.draft()
    for path in (tmp_path / "f" / old, tmp_path / "f" / DRAFTS, tmp_path / "f" / DRAFTS / draft.id):
        os.utime(path, (1000, 1000))
    assert store.expire(2000) == Measure(1, 5)
    assert read(store, old, "a") is None
    assert read(store, new, "b") == b"12345"
    finish(draft.create(("c",)))


def test_drafts_in_which_nothing_happens_any_more_are_discarded(store: FileStore, tmp_path: Path) -> None:
    dead, alive = store.draft(), store.draft()
    finish(alive.create(("a",)))
    for draft in (dead, alive):
        os.utime(tmp_path / "f" / DRAFTS / draft.id, (1000, 1000))
    store.discard_drafts(2000)
    assert [path.name for path in (tmp_path / "f" / DRAFTS).iterdir()] == [alive.id]


def test_a_store_that_does_not_exist_yet_is_empty(store: FileStore) -> None:
    assert store.measure() == store.expire(2**40) == Measure(0, 0)
    store.discard_drafts(2**40)
    assert read(store, "a", "b") is None
    assert store.remove(("a", "b")) is None
    assert store.free_bytes() > 0
