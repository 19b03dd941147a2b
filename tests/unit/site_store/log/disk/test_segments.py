"""Segments, and having the next one in time."""

from pathlib import Path

import pytest

from services.site_store.log.disk import group, header
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.header import HEADER_BYTES
from services.site_store.log.disk.segments import Supply, make_segment
from tests.unit.site_store.log.simulation import Nth, SimulatedDisk, broken_disk, full_disk

EPOCH = "00112233445566ff"
DIRECTORY = Path("/log")
NAME = header.segment_name(EPOCH, 1)


def test_a_segment_is_a_header_and_zeros(tmp_path: Path) -> None:
    """[L4] [L5]"""
    make_segment(Files(), tmp_path, EPOCH, 1, 3_000_000).close()
    data = (tmp_path / NAME).read_bytes()
    head = header.parse(data)
    assert not isinstance(head, str)
    assert (head.epoch, head.number, head.capacity, len(data)) == (EPOCH, 1, 3_000_000, 3_000_000)
    assert group.is_blank(data, HEADER_BYTES)


def test_a_segment_has_its_name_only_when_it_is_whole_and_on_the_disk() -> None:
    """[L5]"""
    disk = SimulatedDisk()
    done: list[str] = []
    disk.fail = lambda operation, path: done.append(f"{operation} {path.name}")
    make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    writes = [f"write {NAME}.tmp"] * 2
    assert done == [f"create {NAME}.tmp", *writes, f"sync {NAME}.tmp", f"rename {NAME}", "sync_directory log"]


@pytest.mark.parametrize("nth", range(1, 7))
def test_a_segment_that_cannot_be_made_leaves_nothing_behind(nth: int) -> None:
    """[L20]"""
    disk = SimulatedDisk()
    disk.fail = Nth(nth, full_disk)
    with pytest.raises(OSError, match="no space"):
        make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    assert disk.names(DIRECTORY) == []


def test_groups_are_appended_behind_one_another() -> None:
    """[L7]"""
    disk = SimulatedDisk()
    segment = make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    sizes = [segment.append(1, 1, 0, [b"a", b"b"]), segment.append(2, 1, 1, [b"c"])]
    assert segment.offset == HEADER_BYTES + sum(sizes)
    assert segment.room == 4096 - segment.offset
    data = disk.read(DIRECTORY / NAME)
    head = header.parse(data)
    assert not isinstance(head, str)
    assert group.scan(header.seal(head), data, HEADER_BYTES, 1).last == 2


def test_a_segment_that_cannot_be_made_longer_is_as_long_as_it_was() -> None:
    """[L20]"""
    disk = SimulatedDisk()
    segment = make_segment(disk, DIRECTORY, EPOCH, 1, 4096)
    disk.fail = Nth(1, full_disk, only="sync")
    with pytest.raises(OSError, match="no space"):
        segment.extend(10_000)
    assert (segment.capacity, len(disk.read(DIRECTORY / NAME))) == (4096, 4096)
    segment.extend(10_000)
    assert (segment.capacity, len(disk.read(DIRECTORY / NAME))) == (10_000, 10_000)


def _supply(disk: SimulatedDisk) -> Supply:
    return Supply(disk, DIRECTORY, EPOCH, 4096, retry_seconds=0.001)


def test_a_segment_that_was_ordered_is_there_when_it_is_taken() -> None:
    """[L21]"""
    supply = _supply(SimulatedDisk())
    supply.order(5)
    supply.order(5)
    segment = supply.take(5)
    assert segment is not None
    assert segment.number == 5
    assert supply.error is None
    supply.close()


def test_a_segment_of_an_earlier_life_is_taken_first() -> None:
    """[L21]"""
    disk = SimulatedDisk()
    supply = _supply(disk)
    segment = make_segment(disk, DIRECTORY, EPOCH, 5, 4096)
    supply.adopt(segment)
    assert supply.take(5) is segment
    supply.close()


def test_while_the_disk_is_full_there_is_no_segment_and_afterwards_there_is() -> None:
    """[L20]"""
    disk = SimulatedDisk()
    disk.fail = lambda operation, path: full_disk(operation)
    supply = _supply(disk)
    assert supply.take(5) is None
    assert supply.error is not None
    disk.fail = lambda operation, path: None
    # Attempts go on by themselves; taking asks again each time.
    while (segment := supply.take(5)) is None:
        pass
    assert segment.number == 5
    assert supply.error is None
    supply.close()


def test_a_failed_sync_of_a_new_segment_is_no_harm() -> None:
    """[L19] [L20] The next attempt begins with an empty file."""
    disk = SimulatedDisk()
    disk.fail = Nth(1, broken_disk, only="sync")
    supply = _supply(disk)
    while supply.take(5) is None:
        pass
    supply.close()


def test_a_closed_supply_gives_nothing() -> None:
    """[L21] A segment that was ready stays on the disk."""
    disk = SimulatedDisk()
    supply = _supply(disk)
    supply.order(5)
    assert supply.take(5) is not None
    supply.close()
    assert supply.take(6) is None
    assert disk.names(DIRECTORY) == [header.segment_name(EPOCH, 5)]
