"""Files of this machine."""

from pathlib import Path

import pytest

from h2o_wave.errors import BadType, BadValue
from h2o_wave.files import copy_target, copy_upload, landing_place, name_directory, name_files
from h2o_wave.settings import Settings, read_settings

LOCAL = read_settings({"H2O_WAVE_BASE_URL": "/base/"})


def test_files_are_named_by_their_base_names(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    assert name_files([str(file), file]) == [("a.txt", str(file))] * 2


def test_only_files_can_be_uploaded(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="nope is not a file"):
        name_files(["nope"])
    with pytest.raises(BadValue, match="is not a file"):
        name_files([tmp_path])


@pytest.mark.parametrize("files", ["a.txt", b"a.txt", Path("a.txt")])
def test_the_files_of_an_upload_are_a_list(files: object) -> None:
    with pytest.raises(BadType, match="want a list of paths"):
        name_files(files)  # type: ignore[arg-type]


def test_a_directory_is_named_from_within(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").touch()
    (tmp_path / "a.txt").touch()
    assert [name for name, _ in name_directory(tmp_path)] == ["a.txt", "sub/b.txt"]
    with pytest.raises(BadValue, match="is not a directory"):
        name_directory(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("settings", "environ", "target"),
    [
        (LOCAL, {}, None),
        (LOCAL, {"H2O_WAVE_WAVED_DIR": "/srv"}, "/srv/data/f"),
        (LOCAL, {"H2O_WAVE_WAVED_DIR": "/srv", "H2O_WAVE_DATA_DIR": "d"}, "/srv/d/f"),
        (LOCAL, {"H2O_WAVE_DATA_DIR": "/d"}, "/d/f"),
        (LOCAL, {"H2O_WAVE_DATA_DIR": "/d", "H2O_WAVE_NO_COPY_UPLOAD": "T"}, None),
        (read_settings({"H2O_WAVE_ADDRESS": "http://localhost:1"}), {"H2O_WAVE_DATA_DIR": "/d"}, None),
    ],
)
def test_files_are_copied_only_where_the_server_is_known_to_be(
    settings: Settings, environ: dict[str, str], target: str | None
) -> None:
    assert copy_target(settings, environ) == (Path(target) if target else None)


def test_each_file_is_copied_into_a_folder_of_its_own(tmp_path: Path) -> None:
    source = tmp_path / "x"
    source.write_text("X")
    environ = {"H2O_WAVE_DATA_DIR": str(tmp_path / "data")}
    urls = copy_upload(LOCAL, environ, [("a.txt", str(source)), ("b.txt", str(source))], as_directory=False)
    assert len({url.split("/")[3] for url in urls}) == 2
    for url in urls:
        assert url.startswith("/base/_f/")
        assert (tmp_path / "data/f" / url.removeprefix("/base/_f/")).read_text() == "X"


def test_a_directory_is_copied_into_one_folder(tmp_path: Path) -> None:
    source = tmp_path / "x"
    source.write_text("X")
    environ = {"H2O_WAVE_DATA_DIR": str(tmp_path / "data")}
    (url,) = copy_upload(
        LOCAL, environ, [("a.txt", str(source)), ("sub/b.txt", str(source))], as_directory=True
    )
    assert (tmp_path / "data/f" / url.removeprefix("/base/_f/") / "sub/b.txt").read_text() == "X"


def test_a_copy_that_fails_leaves_nothing_and_lets_the_files_travel(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    environ = {"H2O_WAVE_DATA_DIR": str(tmp_path)}
    assert copy_upload(LOCAL, environ, [("a", "/nowhere/at/all")], as_directory=False) == []
    assert list((tmp_path / "f").iterdir()) == []
    assert [record.message for record in caplog.records] == ["upload_not_copied"]


def test_progress_of_a_copy_is_told_at_its_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    told: list[tuple[int, int]] = []
    paths = copy_upload(
        read_settings({}),
        {"H2O_WAVE_DATA_DIR": str(tmp_path / "data")},
        [("a", str(tmp_path / "a"))],
        as_directory=False,
        on_progress=lambda sent, total: told.append((sent, total)),
    )
    assert paths
    assert told == [(5, 5)]


def test_nothing_is_copied_when_there_is_nothing(tmp_path: Path) -> None:
    assert copy_upload(LOCAL, {"H2O_WAVE_DATA_DIR": str(tmp_path)}, [], as_directory=True) == []


@pytest.mark.parametrize(("target", "name"), [("out.txt", "out.txt"), (".", "a b.txt")])
def test_a_download_lands_under_its_name(tmp_path: Path, target: str, name: str) -> None:
    with landing_place("/_f/1/a%20b.txt", tmp_path / target) as (file, place):
        file.write(b"X")
        assert not place.exists()
    assert place == tmp_path / name
    assert place.read_bytes() == b"X"


def test_a_download_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(RuntimeError), landing_place("/_f/1/a", tmp_path) as (file, _):
        file.write(b"new")
        raise RuntimeError
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
