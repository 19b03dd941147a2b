"""Snapshot files."""

from pathlib import Path
from struct import Struct

import pytest

from services.site_store.log.disk import group, header
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.manifest import Place
from services.site_store.log.disk.snapshot import SnapshotReader, SnapshotWriter, Trailer
from services.site_store.log.record import Record, RecordKind
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, broken_disk

EPOCH = "00112233445566ff"
BASE = Place(100, 3, 777)
NAME = header.snapshot_name(EPOCH, 100)
PAGES = [("/a", 7, b"{}"), ("/b\n\0", 130, b"x" * 1000), ("/ü", 100, b"")]


def _write(directory: Path, *, every: int = 2, files: Files | None = None) -> Trailer:
    writer = SnapshotWriter(files or Files(), directory, EPOCH, BASE)
    for index, (route, revision, body) in enumerate(PAGES, 1):
        writer.add(route, revision, body)
        if index % every == 0:
            writer.flush()
    return writer.finish()


def _check(path: Path, revision: int = 100, epoch: str = EPOCH) -> Trailer | str:
    with SnapshotReader(Files(), path, epoch, revision) as reader:
        return reader.check()


def test_pages_come_back_as_they_were(tmp_path: Path) -> None:
    """[L12]"""
    written = _write(tmp_path)
    assert written == Trailer(3, 130, BASE, (tmp_path / NAME).stat().st_size)
    assert _check(tmp_path / NAME) == written
    with SnapshotReader(Files(), tmp_path / NAME, EPOCH, 100) as reader:
        assert list(reader.pages()) == [
            (revision, Record(RecordKind.SNAPSHOT, route, body)) for route, revision, body in PAGES
        ]


def test_a_site_without_pages_has_a_snapshot_too(tmp_path: Path) -> None:
    """[L12]"""
    written = SnapshotWriter(Files(), tmp_path, EPOCH, BASE).finish()
    assert (written.pages, written.through) == (0, 100)
    assert _check(tmp_path / NAME) == written
    with SnapshotReader(Files(), tmp_path / NAME, EPOCH, 100) as reader:
        assert list(reader.pages()) == []


def test_every_damaged_byte_and_every_truncation_is_noticed(tmp_path: Path) -> None:
    """[L12]"""
    _write(tmp_path)
    path = tmp_path / NAME
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        assert isinstance(_check(path), str), f"byte {at}"
        path.write_bytes(whole[:at])
        assert isinstance(_check(path), str), f"cut at {at}"
    path.write_bytes(whole + b"\0")
    assert "goes on behind its trailer" in str(_check(path))


def test_a_group_that_was_left_out_is_noticed(tmp_path: Path) -> None:
    """[L12]"""
    path = tmp_path / NAME
    _write(tmp_path, every=1)
    one = path.read_bytes()
    with SnapshotReader(Files(), path, EPOCH, 100) as reader:
        first = len(reader._read_group(64))
    path.write_bytes(one[:64] + one[64 + first :])
    assert "page 2 stands where page 1 was due" in str(_check(path))


@pytest.mark.parametrize(("revision", "epoch"), [(101, EPOCH), (100, "ff" * 8)])
def test_the_snapshot_of_another_log_is_not_taken_for_this_one(
    tmp_path: Path, revision: int, epoch: str
) -> None:
    """[L12]"""
    _write(tmp_path)
    assert "header of another file" in str(_check(tmp_path / NAME, revision, epoch))


def test_the_whole_groups_of_a_damaged_file_can_be_saved(tmp_path: Path) -> None:
    """[L28]"""
    _write(tmp_path, every=1)
    data = bytearray((tmp_path / NAME).read_bytes())
    data[data.index(b"xxx")] ^= 1
    (tmp_path / NAME).write_bytes(data)
    with SnapshotReader(Files(), tmp_path / NAME, EPOCH, 100) as reader:
        assert [(revision, page.route) for revision, page in reader.salvage()] == [(7, "/a"), (100, "/ü")]


def test_nothing_can_be_saved_without_a_header(tmp_path: Path) -> None:
    """[L28]"""
    _write(tmp_path)
    data = bytearray((tmp_path / NAME).read_bytes())
    data[30] ^= 1
    (tmp_path / NAME).write_bytes(data)
    with SnapshotReader(Files(), tmp_path / NAME, EPOCH, 100) as reader:
        assert list(reader.salvage()) == []


def test_a_snapshot_has_its_name_only_when_it_is_whole_and_on_the_disk() -> None:
    """[L5]"""
    disk, done = SimulatedDisk(), []
    disk.fail = lambda operation, path: done.append(f"{operation} {path.name}")
    _write(Path("/log"), files=disk)
    assert done[-3:] == [f"sync {NAME}.tmp", f"rename {NAME}", "sync_directory log"]


@pytest.mark.parametrize("nth", range(1, 10))
def test_a_snapshot_that_fails_can_be_discarded(nth: int) -> None:
    """[L30]"""
    disk = SimulatedDisk()
    disk.fail = Nth(nth, broken_disk)
    writer = None
    with pytest.raises(OSError, match="simulated"):
        writer = SnapshotWriter(disk, Path("/log"), EPOCH, BASE)
        for route, revision, body in PAGES:
            writer.add(route, revision, body)
            writer.flush()
        writer.finish()
    if writer is not None:
        writer.discard()
    assert disk.names(Path("/log")) == []


def _with_trailer(path: Path, payload: bytes) -> None:
    """Replaces the trailer of a snapshot by a whole group with another payload."""
    data = path.read_bytes()
    head = header.parse(data)
    assert not isinstance(head, str)
    with SnapshotReader(Files(), path, EPOCH, 100) as reader:
        end = header.HEADER_BYTES + len(reader._read_group(header.HEADER_BYTES))
    trailer = b"".join(group.pack(header.seal(head), len(PAGES) + 1, 0, 100, [payload]))
    path.write_bytes(data[:end] + trailer)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [(b"short", "wrong size"), (Struct("<QQQQI").pack(4, 130, 3, 777, 0), "that of 4 other pages")],
)
def test_a_trailer_must_fit_its_pages(tmp_path: Path, payload: bytes, reason: str) -> None:
    """[L12]"""
    _write(tmp_path, every=3)
    _with_trailer(tmp_path / NAME, payload)
    assert reason in str(_check(tmp_path / NAME))


def test_a_snapshot_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    """[L12]"""
    _write(tmp_path, every=1)
    with SnapshotReader(Files(), tmp_path / NAME, EPOCH, 100) as reader:
        pages = reader.pages()
        next(pages)
        data = bytearray((tmp_path / NAME).read_bytes())
        data[data.index(b"xxx")] ^= 1
        (tmp_path / NAME).write_bytes(data)
        with pytest.raises(OSError, match="has changed while it was read"):
            list(pages)
