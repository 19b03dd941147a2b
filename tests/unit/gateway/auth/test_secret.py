"""The secrets that seal sessions."""

from pathlib import Path

import pytest

from services.gateway.auth.secret import FILE_NAME, MIN_CHARACTERS, session_secrets
from services.gateway.errors import SettingInvalid

NEW, OLD = "n" * MIN_CHARACTERS, "o" * MIN_CHARACTERS


def test_given_secrets_are_used_in_their_order_and_nothing_is_kept(tmp_path: Path) -> None:
    """[A12]"""
    assert session_secrets(f" {NEW}, ,{OLD},", tmp_path) == [NEW.encode(), OLD.encode()]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["", " , "])
def test_without_one_a_secret_is_made_once_for_all_gateways(given: str, tmp_path: Path) -> None:
    """[A12]"""
    folder = tmp_path / "gateway"
    (secret,) = session_secrets(given, folder)
    assert (folder / FILE_NAME).read_bytes() == secret
    assert session_secrets(given, folder) == [secret]
    assert session_secrets(given, tmp_path / "another") != [secret]


@pytest.mark.parametrize("given", ["o" * (MIN_CHARACTERS - 1), f"{NEW},short"])
def test_a_short_secret_is_refused_wherever_it_stands_and_not_shown(given: str, tmp_path: Path) -> None:
    short = given.split(",")[-1]
    with pytest.raises(
        SettingInvalid, match=f"has {len(short)} characters; want {MIN_CHARACTERS} at least"
    ) as caught:
        session_secrets(given, tmp_path)
    assert short not in str(caught.value)


def test_a_secret_that_cannot_be_kept_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingInvalid, match="cannot keep the session secret in .*session-secret"):
        session_secrets("", tmp_path / "file")
