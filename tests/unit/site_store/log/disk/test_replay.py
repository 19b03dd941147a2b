"""Reading the records of a log."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from services.site_store.log import FsyncPolicy, Log, LogCorrupt, Record, RecordKind
from services.site_store.log.disk import header, snapshot
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.manifest import START, Manifest
from services.site_store.log.disk.replay import replay
from services.site_store.log.disk.segments import make_segment
from services.site_store.log.disk.survey import survey
from services.site_store.log.record import pack
from tests.unit.site_store.log.model import DIRECTORY, Author, edit, snapshots
from tests.unit.site_store.log.simulation import SimulatedDisk

EPOCH = "ff" * 8


def _replay(disk: Files) -> list[tuple[int, Record]]:
    return list(replay(disk, DIRECTORY, survey(disk, DIRECTORY, Manifest(EPOCH, (START,)))))


def _segment(*groups: tuple[int, list[bytes]]) -> SimulatedDisk:
    disk = SimulatedDisk()
    segment = make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    first = 1
    for records, pieces in groups:
        segment.append(first, records, first - 1, pieces)
        first += records
    return disk


def test_records_have_the_revisions_of_their_group() -> None:
    """[L8]"""
    records = [edit("/a", "1"), edit("/b", "2"), edit("/a", "3")]
    pieces = [piece for record in records for piece in pack(record)]
    assert _replay(_segment((2, pieces[:4]), (1, pieces[4:]))) == list(enumerate(records, 1))


def test_a_gap_is_passed_over() -> None:
    """[L9]"""
    record = edit("/a", "x")
    assert _replay(_segment((1, list(pack(record))), (5, []), (1, list(pack(record))))) == [
        (1, record),
        (7, record),
    ]


@pytest.mark.parametrize(
    ("records", "pieces"),
    [
        (1, [b"no record"]),
        (2, list(pack(edit("/a", "x")))),
        (1, [*pack(edit("/a", "x")), *pack(edit("/b", "y"))]),
    ],
    ids=["not of this version", "too few", "too many"],
)
def test_a_whole_group_with_other_things_in_it_is_refused(records: int, pieces: list[bytes]) -> None:
    """[L6] [L24] A log of a newer version says so instead of losing what it holds."""
    with pytest.raises(
        LogCorrupt, match="seg-ffffffffffffffff-00000000000000000001.log is not understood at offset 96"
    ):
        _replay(_segment((records, pieces)))


async def test_what_a_page_of_the_snapshot_already_holds_is_left_out() -> None:
    """[L13]"""
    disk = SimulatedDisk()
    log = Log.open(DIRECTORY, policy=FsyncPolicy.NO, files=disk, segment_bytes=4096, seconds=100)
    author = Author(log)
    await author.append(edit("/a", "1"), edit("/b", "2"))

    def pages() -> Iterator[tuple[str, int, bytes]]:
        author.submit(edit("/a", "3"), edit("/b", "4"), edit("/c", "5"))
        for route, revision, body in list(snapshots(author.pages)):
            yield route, revision, body
            author.submit(edit(route, "later"))

    await log.compact(pages())
    await log.close()
    log = Log.open(DIRECTORY, files=disk, segment_bytes=4096, seconds=100)
    assert [(revision, record.kind, record.route) for revision, record in log.replay()] == [
        (3, RecordKind.SNAPSHOT, "/a"),
        (4, RecordKind.SNAPSHOT, "/b"),
        (5, RecordKind.SNAPSHOT, "/c"),
        (6, RecordKind.EDIT, "/a"),
        (7, RecordKind.EDIT, "/b"),
        (8, RecordKind.EDIT, "/c"),
    ]
    await log.close()


async def test_a_snapshot_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """[L12]"""
    disk = SimulatedDisk()
    log = Log.open(DIRECTORY, files=disk, segment_bytes=4096, seconds=100)
    author = Author(log)
    await author.append(edit("/a", "1"))
    with monkeypatch.context() as future:
        future.setattr(snapshot, "RecordKind", SimpleNamespace(SNAPSHOT=9))
        await log.compact(snapshots(author.pages))
    await log.close()
    log = Log.open(DIRECTORY, files=disk, segment_bytes=4096, seconds=100)
    with pytest.raises(LogCorrupt, match=header.snapshot_name(log.epoch, 1)):
        list(log.replay())
    await log.close()
