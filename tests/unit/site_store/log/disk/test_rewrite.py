"""Repairing a corrupt log."""

import random
from collections.abc import Iterator

import pytest

from services.site_store.log import FsyncPolicy, Log, LogCorrupt, Record, Recover
from services.site_store.log.disk import header, manifest
from services.site_store.log.disk.manifest import MANIFEST, Manifest
from services.site_store.log.disk.reader import segment_numbers
from services.site_store.log.disk.rewrite import kept_name
from services.site_store.log.errors import LogUnusable
from tests.unit.site_store.log.model import DIRECTORY, Author, build, crash, edit, rebuild, snapshots
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, full_disk, power_off

SMALL = 2048


async def _damaged(in_order: bool = False) -> tuple[SimulatedDisk, str, list[Record]]:
    """A log of 40 groups of one record in several segments; that of revision 5 is damaged."""
    disk = SimulatedDisk()
    contents = [[edit("/a", f"{number} " + "x" * 50)] for number in range(1, 41)]
    records = await build(disk, contents, segment_bytes=SMALL, in_order=in_order)
    decoded = manifest.decode(disk.read(DIRECTORY / MANIFEST))
    assert isinstance(decoded, Manifest)
    path = DIRECTORY / header.segment_name(decoded.epoch, 1)
    disk.flip(path, disk.read(path).index(b"5 xxx"))
    return disk, decoded.epoch, records


def _open(disk: SimulatedDisk, recover: Recover = Recover.REFUSE) -> Log:
    return Log.open(DIRECTORY, segment_bytes=SMALL, recover=recover, files=disk, seconds=100)


def _without(records: list[Record], *revisions: int) -> list[tuple[int, Record]]:
    return [(revision, entry) for revision, entry in enumerate(records, 1) if revision not in revisions]


async def test_the_prefix_is_what_comes_before_the_damage() -> None:
    """[L28]"""
    disk, epoch, records = await _damaged()
    log = _open(disk, Recover.PREFIX)
    assert list(log.replay()) == list(enumerate(records[:4], 1))
    report = log.opening.repair
    assert report is not None
    assert (report.revision, report.records, report.lost) == (4, 4, [(5, 40)])
    assert log.epoch == report.epoch != report.former_epoch == epoch
    await log.close()


async def test_skipping_keeps_everything_that_is_whole() -> None:
    """[L28] [L9] What was lost is known to be lost, and revisions stay as they were."""
    disk, _, records = await _damaged()
    log = _open(disk, Recover.SKIP)
    assert list(log.replay()) == _without(records, 5)
    report = log.opening.repair
    assert report is not None
    assert (report.revision, report.records, report.lost) == (40, 39, [(5, 5)])
    assert [damage.revision for damage in report.damages] == [5]
    author = Author(log)
    await author.append(edit("/a", "after"))
    assert log.revision == 41
    await log.close()
    log = _open(disk)
    assert list(log.replay()) == [*_without(records, 5), (41, edit("/a", "after"))]
    await log.close()


async def test_a_gap_survives_another_repair() -> None:
    """[L9]"""
    disk, _, records = await _damaged()
    await _open(disk, Recover.SKIP).close()
    decoded = manifest.decode(disk.read(DIRECTORY / MANIFEST))
    assert isinstance(decoded, Manifest)
    path = DIRECTORY / header.segment_name(decoded.epoch, 1)
    disk.flip(path, disk.read(path).index(b"9 xxx"))
    log = _open(disk, Recover.SKIP)
    assert list(log.replay()) == _without(records, 5, 9)
    report = log.opening.repair
    assert report is not None
    assert (report.records, report.lost) == (38, [(9, 9)])
    await log.close()


async def test_a_lost_segment_can_be_skipped() -> None:
    """[L28]"""
    disk, epoch, _ = await _damaged()
    disk.remove(DIRECTORY / header.segment_name(epoch, 2))
    log = _open(disk, Recover.SKIP)
    report = log.opening.repair
    assert report is not None
    assert "the file is missing" in [damage.reason for damage in report.damages]
    assert report.lost[0] == (5, 5)
    revisions = [revision for revision, _ in log.replay()]
    lost = {revision for first, last in report.lost for revision in range(first, last + 1)}
    assert sorted({*revisions, *lost}) == list(range(1, 41))
    await log.close()


async def test_revisions_that_an_orderly_stop_promised_are_reported_as_lost() -> None:
    """[L25] [L28]"""
    disk, epoch, _ = await _damaged(in_order=True)
    for number in segment_numbers(disk, DIRECTORY, epoch)[1:]:
        disk.remove(DIRECTORY / header.segment_name(epoch, number))
    log = _open(disk, Recover.SKIP)
    report = log.opening.repair
    assert report is not None
    assert report.lost[0] == (5, 5)
    assert report.lost[1] == (report.revision + 1, 40)
    await log.close()


@pytest.mark.parametrize("mode", [Recover.PREFIX, Recover.SKIP])
async def test_the_old_files_are_kept_as_they_were(mode: Recover) -> None:
    """[L28]"""
    disk, epoch, _ = await _damaged()
    before = {path.name: bytes(file.seen) for path, file in disk.files.items() if path.name != MANIFEST}
    log = _open(disk, mode)
    kept = DIRECTORY / kept_name(epoch)
    assert {name: disk.read(kept / name) for name in disk.names(kept)} == before
    assert log.opening.repair is not None
    assert log.opening.repair.kept == kept.name
    await log.close()


async def test_a_sound_log_is_left_alone_even_when_told_to_recover() -> None:
    """[L28]"""
    disk = SimulatedDisk()
    records = await build(disk, [[edit("/a", "x")]], segment_bytes=SMALL)
    log = _open(disk, Recover.PREFIX)
    assert log.opening.repair is None
    assert list(log.replay()) == list(enumerate(records, 1))
    await log.close()


@pytest.mark.parametrize("mode", [Recover.PREFIX, Recover.SKIP])
async def test_a_repair_can_be_interrupted_anywhere(mode: Recover) -> None:
    """[L28] Afterwards there is the old log or the new one."""
    reached = True
    nth = 0
    while reached:
        nth += 1
        disk, epoch, records = await _damaged()
        disk.fail = counter = Nth(nth, power_off, power_off)
        try:
            await crash(_open(disk, mode), disk)
        except (LogUnusable, OSError):
            pass
        reached = counter.has_happened
        disk.kill()
        disk.fail = lambda operation, path: None
        disk.lose_power(random.Random(nth))
        log = _open(disk, mode)
        assert list(log.replay()) == (
            list(enumerate(records[:4], 1)) if mode is Recover.PREFIX else _without(records, 5)
        )
        assert disk.names(DIRECTORY / kept_name(epoch))
        await log.close()
    assert nth > 20


async def test_a_repair_on_a_full_disk_changes_nothing() -> None:
    """[L28]"""
    disk, _, _ = await _damaged()
    before = {path: bytes(file.seen) for path, file in disk.files.items()}
    disk.fail = Nth(20, full_disk, only="write")
    with pytest.raises(LogUnusable, match="make room"):
        _open(disk, Recover.SKIP)
    assert {path: bytes(file.seen) for path, file in disk.files.items()} == before


async def _compacted() -> tuple[SimulatedDisk, Log, Author]:
    """A log that begins with a snapshot which has seen edits behind its base; closed in order."""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    await author.append(edit("/a", "1"), edit("/b", "2"))
    await author.append(edit("/a", "3"))
    await log.compact(snapshots(author.pages))
    await author.append(edit("/b", "4 xxx"))
    await author.append(edit("/c", "5"))
    await log.close()
    return disk, log, author


async def test_the_pages_of_the_snapshot_are_kept_by_a_repair() -> None:
    """[L28]"""
    disk, log, _ = await _compacted()
    path = DIRECTORY / header.segment_name(log.epoch, 1)
    disk.flip(path, disk.read(path).index(b"4 xxx"))
    log = _open(disk, Recover.SKIP)
    assert rebuild(log.replay()) == {"/a": (3, ["1", "3"]), "/b": (2, ["2"]), "/c": (5, ["5"])}
    await log.close()
    log = _open(disk)
    assert rebuild(log.replay()) == {"/a": (3, ["1", "3"]), "/b": (2, ["2"]), "/c": (5, ["5"])}
    await log.close()


async def test_a_revision_that_a_page_has_is_not_used_again() -> None:
    """[L14] Even if everything behind the snapshot is lost."""
    disk = SimulatedDisk()
    log = Log.open(DIRECTORY, policy=FsyncPolicy.NO, files=disk, segment_bytes=SMALL, seconds=100)
    author = Author(log)
    await author.append(edit("/a", "1"))

    def pages() -> Iterator[tuple[str, int, bytes]]:
        author.submit(edit("/a", "2"))
        yield from snapshots(author.pages)

    await log.compact(pages())
    await crash(log, disk)
    path = DIRECTORY / header.segment_name(log.epoch, 1)
    disk.flip(path, len(disk.read(path).rstrip(b"\0")) - 1)
    with pytest.raises(LogCorrupt):
        _open(disk)
    log = _open(disk, Recover.PREFIX)
    assert log.revision == 2
    assert rebuild(log.replay()) == {"/a": (2, ["1", "2"])}
    author = Author(log)
    await author.append(edit("/a", "3"))
    await log.close()
    log = _open(disk)
    assert rebuild(log.replay()) == {"/a": (3, ["1", "2", "3"])}
    await log.close()


async def test_without_a_snapshot_file_the_edits_behind_it_can_be_kept() -> None:
    """[L28]"""
    disk = SimulatedDisk()
    log = _open(disk)
    author = Author(log)
    for route in ("/a", "/b", "/c"):
        await author.append(edit(route, "x"))
        await log.compact(snapshots(author.pages))
    await author.append(edit("/d", "tail"))
    await log.close()
    for revision in (2, 3):
        disk.remove(DIRECTORY / header.snapshot_name(log.epoch, revision))
    log = _open(disk, Recover.SKIP)
    assert rebuild(log.replay()) == {"/d": (4, ["tail"])}
    await log.close()


async def test_a_large_group_has_room_in_a_repaired_log() -> None:
    """[L28] [L5]"""
    disk = SimulatedDisk()
    records = await build(disk, [[edit("/a", "1 xxx")], [edit("/a", "y" * 10_000)]], segment_bytes=SMALL)
    decoded = manifest.decode(disk.read(DIRECTORY / MANIFEST))
    assert isinstance(decoded, Manifest)
    path = DIRECTORY / header.segment_name(decoded.epoch, 1)
    disk.flip(path, disk.read(path).index(b"1 xxx"))
    log = _open(disk, Recover.SKIP)
    assert list(log.replay()) == [(2, records[1])]
    await log.close()


@pytest.mark.parametrize("offset", [0, 20, 63], ids=["magic", "epoch", "checksum"])
async def test_a_segment_without_its_header_can_be_skipped(offset: int) -> None:
    """[L27] [L28] Nothing in it can be checked, so nothing of it is kept."""
    disk, epoch, _ = await _damaged()
    disk.flip(DIRECTORY / header.segment_name(epoch, 2), offset)
    with pytest.raises(LogCorrupt):
        _open(disk)
    log = _open(disk, Recover.SKIP)
    report = log.opening.repair
    assert report is not None
    revisions = [revision for revision, _ in log.replay()]
    lost = {revision for first, last in report.lost for revision in range(first, last + 1)}
    assert len(lost) > 5
    assert sorted({*revisions, *lost}) == list(range(1, 41))
    await log.close()


async def test_a_segment_in_the_place_of_another_can_be_skipped() -> None:
    """[L27] [L28]"""
    disk, epoch, _ = await _damaged()
    second, third = (DIRECTORY / header.segment_name(epoch, number) for number in (2, 3))
    disk.files[second] = disk.files[third]
    log = _open(disk, Recover.SKIP)
    report = log.opening.repair
    assert report is not None
    assert any("header of another file: segment 3" in damage.reason for damage in report.damages)
    await log.close()


async def test_many_pages_are_copied_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """[L28]"""
    monkeypatch.setattr("services.site_store.log.disk.rewrite.GROUP_BYTES", 1)
    disk, log, author = await _compacted()
    path = DIRECTORY / header.segment_name(log.epoch, 1)
    disk.flip(path, disk.read(path).index(b"4 xxx"))
    log = _open(disk, Recover.PREFIX)
    assert rebuild(log.replay()) == {"/a": (3, ["1", "3"]), "/b": (2, ["2"])}
    assert author.pages["/b"] == (4, ["2", "4 xxx"])
    await log.close()
