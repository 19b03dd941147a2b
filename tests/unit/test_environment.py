import os
from pathlib import Path

import pytest

from services.chassis.settings import SettingsError
from services.environment import FileSettings, enter_directory


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def test_relative_paths_are_relative_to_the_directory_of_the_settings(tmp_path: Path) -> None:
    enter_directory([object(), FileSettings(waved_dir=str(tmp_path))])
    assert os.getcwd() == os.path.realpath(tmp_path)


def test_without_it_nothing_changes() -> None:
    before = os.getcwd()
    enter_directory([FileSettings()])
    assert os.getcwd() == before


def test_a_directory_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="waved-dir: cannot enter nowhere"):
        enter_directory([FileSettings(waved_dir="nowhere")])
