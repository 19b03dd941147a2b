"""These tests write into a temporary folder: what is tested is what is on the disk."""

from pathlib import Path

import pytest

from services.relay.apps import App, AppMode, HttpAddress
from services.relay.errors import RegistryUnreadable, RegistryUnwritable
from services.relay.registry import AppRegistry

DEMO = App("/demo", AppMode.MULTICAST, HttpAddress("http://127.0.0.1:8000", "id", "secret"))
OTHER = App("/other", AppMode.BROADCAST, HttpAddress("https://host/sub", "žluťoučký", ':"'), "run 1")


def test_nothing_is_kept_before_something_was(tmp_path: Path) -> None:
    assert AppRegistry(tmp_path / "relay" / "apps.json").load() == []


def test_what_was_saved_last_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "relay" / "apps.json"
    AppRegistry(path).save([DEMO])
    AppRegistry(path).save([DEMO, OTHER])
    assert AppRegistry(path).load() == [DEMO, OTHER]


def test_a_list_of_before_runs_had_names_is_read(tmp_path: Path) -> None:
    path = tmp_path / "apps.json"
    AppRegistry(path).save([DEMO])
    path.write_text(path.read_text().replace('"run_id": ""', '"note": ""'))
    assert AppRegistry(path).load() == [DEMO]


def test_apps_that_dial_out_are_not_kept(tmp_path: Path) -> None:
    registry = AppRegistry(tmp_path / "apps.json")
    registry.save([App("/dials", AppMode.UNICAST), DEMO])
    assert registry.load() == [DEMO]


def test_only_the_owner_may_read_the_secrets(tmp_path: Path) -> None:
    path = tmp_path / "relay" / "apps.json"
    AppRegistry(path).save([DEMO])
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["apps.json"]


def test_a_draft_that_a_crash_left_behind_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "apps.json"
    draft = path.with_suffix(".tmp")
    draft.write_text("half a li")
    draft.chmod(0o644)
    AppRegistry(path).save([DEMO])
    assert AppRegistry(path).load() == [DEMO]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        '{"version":2,"apps":[]}',
        '{"version":1}',
        '{"version":1,"apps":[{"route":"/a"}]}',
        '{"version":1,"apps":[{"route":"a","mode":"unicast","address":"http://h","key_id":"","key_secret":""}]}',
        '{"version":1,"apps":[{"route":"/a","mode":"all","address":"http://h","key_id":"","key_secret":""}]}',
        '{"version":1,"apps":[{"route":"/a","mode":"unicast","address":"h","key_id":"","key_secret":""}]}',
    ],
)
def test_a_damaged_file_is_named_and_not_overwritten(tmp_path: Path, content: str) -> None:
    path = tmp_path / "apps.json"
    path.write_text(content)
    with pytest.raises(RegistryUnreadable, match=r"apps\.json is damaged"):
        AppRegistry(path).load()
    assert path.read_text() == content


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryUnreadable, match="cannot read"):
        AppRegistry(tmp_path).load()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RegistryUnwritable, match="cannot keep the list of apps"):
        AppRegistry(tmp_path / "file" / "apps.json").save([DEMO])
