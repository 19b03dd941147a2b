"""The end of the log."""

import itertools

import pytest

from services.site_store.log.disk import group
from services.site_store.log.disk.header import HEADER_BYTES
from services.site_store.log.disk.manifest import Place
from services.site_store.log.disk.segments import Supply, make_segment
from services.site_store.log.errors import LogReadOnly
from services.site_store.log.policy import LogStats
from services.site_store.log.tail import Tail
from tests.unit.site_store.log.model import DIRECTORY
from tests.unit.site_store.log.simulation import SimulatedDisk, full_disk

EPOCH = "ff" * 8
CAPACITY = 1024


class Scene:
    """A tail on a disk of its own."""

    def __init__(self) -> None:
        self.disk = SimulatedDisk()
        self.stats = LogStats()
        self.supply = Supply(self.disk, DIRECTORY, EPOCH, CAPACITY, retry_seconds=0.001)
        clock = itertools.count()
        segment = make_segment(self.disk, DIRECTORY, EPOCH, 1, CAPACITY)
        self.tail = Tail(self.supply, segment, 0, stats=self.stats, clock=lambda: float(next(clock)))

    def append(self, size: int, records: int = 1) -> None:
        self.tail.append(records, size, [bytes([1]) * size])


@pytest.fixture
def scene():  # type: ignore[no-untyped-def]
    scene = Scene()
    yield scene
    scene.supply.close()
    scene.tail.close()


def test_a_group_moves_the_end_and_the_counters(scene: Scene) -> None:
    """[L7] [L8]"""
    scene.append(100, records=3)
    size = group.HEAD_BYTES + 100
    assert scene.tail.place == Place(3, 1, HEADER_BYTES + size)
    assert (scene.stats.bytes_written, scene.stats.groups_written, scene.stats.records_written) == (
        size,
        1,
        3,
    )


def test_nothing_is_on_the_disk_before_a_sync(scene: Scene) -> None:
    """[L11]"""
    scene.append(100)
    assert (scene.tail.revision, scene.tail.synced) == (1, 0)
    scene.tail.sync()
    assert (scene.tail.synced, scene.stats.syncs, scene.stats.last_sync_seconds) == (1, 1, 1.0)
    scene.tail.sync()
    assert scene.stats.syncs == 1


def test_a_full_segment_is_followed_by_the_next(scene: Scene) -> None:
    """[L21]"""
    scene.append(900)
    scene.append(900)
    assert scene.tail.place == Place(2, 2, HEADER_BYTES + group.HEAD_BYTES + 900)
    assert scene.tail.has_retired


def test_a_group_that_fills_a_segment_exactly_stays_in_it(scene: Scene) -> None:
    """[L10]"""
    room = CAPACITY - HEADER_BYTES - group.HEAD_BYTES
    scene.append(room)
    assert scene.tail.place == Place(1, 1, CAPACITY)
    scene.append(1)
    assert scene.tail.place.segment == 2


def test_syncing_includes_the_segments_before(scene: Scene) -> None:
    """[L11] Before what is in the last one counts as synced."""
    for _ in range(3):
        scene.append(900)
    scene.tail.sync_retired()
    assert (scene.tail.synced, scene.tail.has_retired) == (2, False)
    scene.tail.sync()
    assert (scene.tail.synced, scene.stats.syncs) == (3, 3)


def test_the_next_segment_is_made_before_the_last_one_is_full(scene: Scene) -> None:
    """[L21]"""
    scene.append(100)
    assert scene.supply._wanted is None
    assert scene.supply._ready is None
    scene.append(200)
    assert scene.supply.take(2) is not None


def test_a_group_larger_than_a_segment_makes_its_file_longer(scene: Scene) -> None:
    """[L5]"""
    scene.append(5000)
    assert scene.tail.place == Place(1, 1, HEADER_BYTES + group.HEAD_BYTES + 5000)
    scene.append(5000)
    assert scene.tail.place.segment == 2


def test_without_a_next_segment_nothing_is_written(scene: Scene) -> None:
    """[L20]"""
    scene.disk.fail = lambda operation, path: full_disk(operation) if operation == "create" else None
    scene.append(700)
    place = scene.tail.place
    assert scene.tail.cannot_grow is None
    with pytest.raises(LogReadOnly, match="no space left"):
        scene.append(700)
    assert scene.tail.place == place
    assert isinstance(scene.tail.cannot_grow, LogReadOnly)
    scene.disk.fail = lambda operation, path: None
    while scene.tail.cannot_grow:
        pass
    scene.append(700)
    assert scene.tail.place.segment == 2
