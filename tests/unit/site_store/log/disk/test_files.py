"""The real files."""

import os
from pathlib import Path

import pytest

from services.site_store.log.disk.files import Files, put_in_place, stage
from services.site_store.log.errors import LogInUse


def test_a_locked_directory_cannot_be_locked_again_even_by_this_process(tmp_path: Path) -> None:
    """[L1] The message says which process has it."""
    files = Files()
    fd = files.lock(tmp_path / "LOCK")
    with pytest.raises(LogInUse, match=rf"in use by process {os.getpid()};"):
        files.lock(tmp_path / "LOCK")
    files.close(fd)
    files.close(files.lock(tmp_path / "LOCK"))


def test_pieces_are_written_behind_one_another_at_an_offset(tmp_path: Path) -> None:
    files = Files()
    fd = files.create(tmp_path / "x")
    files.write(fd, [b"abc", b"", b"defg"], 3)
    assert files.read_at(fd, 100, 0) == b"\0\0\0abcdefg"
    assert files.size(fd) == 10
    files.truncate(fd, 4)
    files.close(fd)
    assert files.read(tmp_path / "x") == b"\0\0\0a"


def test_a_short_write_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """[L7] The system may take less than it was given."""
    whole = os.pwrite
    monkeypatch.setattr(os, "pwritev", lambda fd, pieces, offset: whole(fd, b"".join(pieces)[:2], offset))
    monkeypatch.setattr(os, "pwrite", lambda fd, data, offset: whole(fd, bytes(data)[:3], offset))
    files = Files()
    fd = files.create(tmp_path / "x")
    files.write(fd, [b"abcdef", b"ghijkl"], 5)
    files.close(fd)
    assert files.read(tmp_path / "x") == bytes(5) + b"abcdefghijkl"


def test_a_staged_file_replaces_another_only_when_it_is_put_in_place(tmp_path: Path) -> None:
    """[L5]"""
    files, path = Files(), tmp_path / "MANIFEST"
    path.write_bytes(b"old")
    staged = stage(files, path, [b"new ", b"content"])
    assert path.read_bytes() == b"old"
    put_in_place(files, staged, path)
    assert path.read_bytes() == b"new content"
    assert files.names(tmp_path) == ["MANIFEST"]


def test_only_files_are_listed_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).touch()
    (tmp_path / "c").mkdir()
    (tmp_path / "d").symlink_to(tmp_path / "a")
    assert Files().names(tmp_path) == ["a", "b"]


def test_nobody_else_may_read_what_is_in_the_log(tmp_path: Path) -> None:
    """[L1]"""
    files = Files()
    files.make_directory(tmp_path / "data" / "site")
    fd = files.create(tmp_path / "data" / "site" / "x")
    files.close(fd)
    assert (tmp_path / "data" / "site").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data" / "site" / "x").stat().st_mode & 0o077 == 0


def test_a_file_that_is_removed_is_gone(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    Files().remove(tmp_path / "x")
    assert not Files().exists(tmp_path / "x")


def test_a_new_directory_is_on_the_disk_with_all_those_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[L5] Else a power cut could take the directory and the log in it."""
    files, synced = Files(), []
    monkeypatch.setattr(files, "sync_directory", synced.append)
    files.make_directory(tmp_path / "data" / "site")
    files.make_directory(tmp_path / "data" / "site")
    assert sorted(synced) == [tmp_path, tmp_path / "data"]
