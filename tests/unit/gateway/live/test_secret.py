from pathlib import Path

import pytest

from services.gateway.errors import SettingInvalid
from services.gateway.live.secret import FILE_NAME, resume_secret


def test_a_given_secret_is_used(tmp_path: Path) -> None:
    """[R8]"""
    assert resume_secret("a" * 16, tmp_path) == b"a" * 16
    assert list(tmp_path.iterdir()) == []


def test_without_one_a_secret_is_made_once(tmp_path: Path) -> None:
    """[R8] The gateways of one machine share it."""
    folder = tmp_path / "data" / "gateway"
    secret = resume_secret("", folder)
    assert len(secret) == 32
    assert resume_secret("", folder) == secret
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    resume_secret("", tmp_path)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="want 16"):
        resume_secret("short", tmp_path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"short")
    with pytest.raises(SettingInvalid, match="damaged"):
        resume_secret("", tmp_path)


def test_a_folder_that_cannot_be_had_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SettingInvalid, match="cannot keep"):
        resume_secret("", tmp_path / "file" / "below")
