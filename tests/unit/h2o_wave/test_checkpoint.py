"""These tests write into a temporary folder: what is tested is what is on the disk."""

import os
from pathlib import Path
from typing import Any

import pytest

from h2o_wave.checkpoint import Checkpoint
from h2o_wave.errors import BadValue

FILE = "h2o_wave.checkpoint"
STATE: tuple[dict[Any, Any], dict[str, dict[Any, Any]]] = ({"n": 1}, {"ann": {"x": [1, 2]}, "bob": {}})


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    Checkpoint(str(tmp_path)).save(STATE)
    assert Checkpoint(str(tmp_path)).load() == STATE


def test_before_anything_was_saved_there_is_nothing(tmp_path: Path) -> None:
    assert Checkpoint(str(tmp_path)).load() == ({}, {})


def test_the_folder_is_made(tmp_path: Path) -> None:
    Checkpoint(str(tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_file_is_no_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadValue, match="H2O_WAVE_CHECKPOINT_DIR is not a directory"):
        Checkpoint(str(tmp_path / folder))


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x80\x04K\x05."])
def test_a_file_that_cannot_be_read_is_ignored_and_logged(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert Checkpoint(str(tmp_path)).load() == ({}, {})
    assert "checkpoint_ignored" in caplog.text


def test_state_that_cannot_be_pickled_is_left_out_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Checkpoint(str(tmp_path)).save(({"f": lambda: 1, "n": 1}, {"ann": {"g": lambda: 2, "x": 3}}))
    assert Checkpoint(str(tmp_path)).load() == ({"n": 1}, {"ann": {"x": 3}})
    assert "owner=q.app key=f" in caplog.text
    assert "owner=q.user of ann key=g" in caplog.text


def test_only_the_owner_may_read_and_write_it(tmp_path: Path) -> None:
    Checkpoint(str(tmp_path)).save(STATE)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == [FILE]


def test_what_everybody_may_write_is_not_trusted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Checkpoint(str(tmp_path)).save(STATE)
    (tmp_path / FILE).chmod(0o602)
    assert Checkpoint(str(tmp_path)).load() == ({}, {})
    assert "everybody may write to it" in caplog.text


def test_when_the_disk_fails_the_last_good_state_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    checkpoint = Checkpoint(str(tmp_path))
    checkpoint.save(STATE)

    def fail(descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    checkpoint.save(({"n": 2}, {}))
    monkeypatch.undo()
    assert checkpoint.load() == STATE
    assert "checkpoint_not_saved" in caplog.text
