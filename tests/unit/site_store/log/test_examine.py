"""The command that examines and repairs a log, on real files."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from services.site_store.log import Log
from services.site_store.log.disk import header
from services.site_store.log.examine import main
from tests.unit.site_store.log.model import Author, edit, rebuild, snapshots

Run = Callable[..., tuple[int, dict]]


def _make(directory: Path, *, compact: bool = False) -> Path:
    """Makes a log of ten groups, closed in order; returns its segment."""

    async def make() -> Path:
        log = Log.open(directory, segment_bytes=8192)
        author = Author(log)
        for number in range(10):
            await author.append(edit("/a", f"{number} xxx"))
            if compact and number == 4:
                await log.compact(snapshots(author.pages))
        await log.close()
        return directory / header.segment_name(log.epoch, 1)

    return asyncio.run(make())


def _damage(path: Path, part: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(part)] ^= 1
    path.write_bytes(data)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, dict]:
        status = main([str(argument) for argument in (*arguments, "--json")])
        return status, orjson.loads(capsys.readouterr().out)

    return run


def test_a_sound_log_is_described(tmp_path: Path, run: Run) -> None:
    """[L24]"""
    path = _make(tmp_path, compact=True)
    before = {name: name.read_bytes() for name in tmp_path.iterdir() if name.name != "LOCK"}
    status, report = run(tmp_path)
    assert (status, report["verdict"], report["revision"]) == (0, "clean", 10)
    assert report["snapshot"] == {
        "revision": 5,
        "pages": 1,
        "bytes": report["snapshot"]["bytes"],
        "through": 5,
    }
    assert report["tail"]["records"] == 5
    assert report["end"]["file"] == path.name
    assert report["closed_in_order"]
    assert {name: name.read_bytes() for name in before} == before


def test_a_directory_without_a_log_is_sound_and_stays_empty(tmp_path: Path, run: Run) -> None:
    status, report = run(tmp_path)
    assert (status, report["meaning"]) == (0, "there is no log yet")


def test_a_directory_that_is_not_there_is_not_made(tmp_path: Path, run: Run) -> None:
    status, report = run(tmp_path / "nowhere")
    assert (status, report["verdict"]) == (2, "unreadable")
    assert "is not a directory" in report["reason"]
    assert not (tmp_path / "nowhere").exists()


def test_a_log_in_use_is_not_examined(tmp_path: Path, run: Run) -> None:
    """[L1]"""
    log = Log.open(tmp_path, segment_bytes=8192)
    status, report = run(tmp_path)
    assert status == 2
    assert "is in use by process" in report["reason"]
    asyncio.run(log.close())


def test_a_torn_log_has_a_status_of_its_own(tmp_path: Path, run: Run) -> None:
    """[L22]"""
    path = _make(tmp_path)
    with path.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"x")
    status, report = run(tmp_path)
    assert (status, report["verdict"], report["revision"]) == (1, "torn", 10)


def test_a_corrupt_log_is_described_to_its_end(tmp_path: Path, run: Run) -> None:
    """[L24] So that one can choose what to keep."""
    path = _make(tmp_path)
    for part in (b"3 xxx", b"7 xxx"):
        _damage(path, part)
    status, report = run(tmp_path)
    assert (status, report["verdict"], report["revision"], report["last_whole_revision"]) == (
        2,
        "corrupt",
        3,
        10,
    )
    assert [(damage["file"], damage["revision"]) for damage in report["damages"]] == [
        (path.name, 4),
        (path.name, 8),
    ]
    assert report["lost_revisions"] == [[4, 4], [8, 8]]


@pytest.mark.parametrize(("mode", "kept"), [("prefix", 3), ("skip", 9)])
def test_a_corrupt_log_can_be_repaired(tmp_path: Path, run: Run, mode: str, kept: int) -> None:
    """[L28]"""
    _damage(_make(tmp_path), b"3 xxx")
    status, report = run(tmp_path, f"--repair={mode}", "--segment-bytes=8192")
    assert (status, report["verdict"], report["repair"]["records"]) == (0, "clean", kept)
    assert (tmp_path / report["repair"]["kept"]).is_dir()
    status, report = run(tmp_path)
    assert (
        status,
        report["tail"]["records"] - sum(last - first + 1 for first, last in [(4, 4)] * (kept == 9)),
    ) == (
        0,
        kept,
    )

    async def read() -> dict:
        log = Log.open(tmp_path, segment_bytes=8192)
        pages = rebuild(log.replay())
        await log.close()
        return pages

    assert len(asyncio.run(read())["/a"][1]) == kept


def test_a_lost_manifest_is_reported_and_made_again(tmp_path: Path, run: Run) -> None:
    """[L29]"""
    _make(tmp_path)
    (tmp_path / "MANIFEST").unlink()
    status, report = run(tmp_path)
    assert status == 2
    assert "--repair=prefix" in report["reason"]
    assert run(tmp_path, "--repair=prefix")[0] == 0
    assert run(tmp_path)[0] == 0


def test_a_bad_snapshot_is_reported(tmp_path: Path, run: Run) -> None:
    """[L15]"""
    path = _make(tmp_path, compact=True)
    snapshot = next(tmp_path.glob("snap-*"))
    _damage(snapshot, b"3 xxx")
    status, report = run(tmp_path)
    assert (status, report["verdict"]) == (0, "clean")
    assert [bad["file"] for bad in report["bad_snapshots"]] == [snapshot.name]
    assert report["end"]["file"] == path.name


def test_people_read_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """[L24]"""
    path = _make(tmp_path)
    _damage(path, b"3 xxx")
    assert main([str(tmp_path)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"directory            {tmp_path}"
    assert lines[1].startswith("verdict              corrupt: something else")
    assert any(line.startswith(f"damage               {path.name} at offset ") for line in lines)
    assert any(line == "lost revisions       4-4" for line in lines)


def test_the_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    assert "python -m services.site_store.log.examine data/site --repair=prefix" in text
    assert "exit status: 0 sound or repaired, 1 torn" in text
