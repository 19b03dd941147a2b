"""Telling sound, torn and corrupt apart."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from services.site_store.log import FsyncPolicy, Record
from services.site_store.log.disk import group, header, manifest
from services.site_store.log.disk.header import HEADER_BYTES
from services.site_store.log.disk.manifest import MANIFEST, Manifest
from services.site_store.log.disk.reader import segment_numbers
from services.site_store.log.disk.replay import replay
from services.site_store.log.disk.survey import Ending, Survey, survey
from tests.unit.site_store.log.model import DIRECTORY, build, edit
from tests.unit.site_store.log.simulation import SimulatedDisk

SECTOR = 512


class Image(NamedTuple):
    """A log, and the groups in its first segment as (start, end, last revision)."""

    disk: SimulatedDisk
    records: list[Record]
    manifest: Manifest
    path: Path
    data: bytes
    groups: list[tuple[int, int, int]]

    @property
    def end(self) -> int:
        return self.groups[-1][1]

    def look(self, data: bytes) -> Survey:
        """Surveys the log with other bytes in its first segment."""
        self.disk.files[self.path].seen[:] = data
        try:
            return survey(self.disk, DIRECTORY, self.manifest)
        finally:
            self.disk.files[self.path].seen[:] = self.data

    def whole(self, at: int) -> int:
        """Returns the last revision of the groups that end at or before an offset."""
        return max((last for _, end, last in self.groups if end <= at), default=0)


def _image(
    groups: int = 70,
    *,
    policy: FsyncPolicy = FsyncPolicy.ALWAYS,
    segment_bytes: int = 24_000,
    in_order: bool = False,
) -> Image:
    chance = random.Random(3)
    disk = SimulatedDisk()
    contents = [
        [edit(f"/{chance.randrange(5)}", "x" * chance.randrange(200)) for _ in range(chance.randint(1, 3))]
        for _ in range(groups)
    ]
    building = build(disk, contents, policy=policy, segment_bytes=segment_bytes, in_order=in_order)
    records = asyncio.run(building)
    decoded = manifest.decode(disk.read(DIRECTORY / MANIFEST))
    assert isinstance(decoded, Manifest)
    path = DIRECTORY / header.segment_name(decoded.epoch, 1)
    data = disk.read(path)
    head = header.parse(data)
    assert not isinstance(head, str)
    run = group.scan(header.seal(head), data, HEADER_BYTES, 1)
    places = [
        (start - group.HEAD_BYTES, end, first + count - 1)
        for first, count, start, end in group.walk(data, run.start, run.end)
    ]
    return Image(disk, records, decoded, path, data, places)


@pytest.fixture(scope="module")
def torn() -> Image:
    """A log of about 20 KB whose process was killed, with an empty segment behind the first."""
    image = _image()
    assert segment_numbers(image.disk, DIRECTORY, image.manifest.epoch) == [1, 2]
    return image


@pytest.fixture(scope="module")
def closed() -> Image:
    """The same log, closed in order."""
    return _image(in_order=True)


def test_a_log_whose_process_was_killed_is_sound(torn: Image) -> None:
    """[L22]"""
    found = torn.look(torn.data)
    assert (found.ending, found.damage) == (Ending.CLEAN, None)
    assert (found.place.revision, found.place.offset) == (len(torn.records), torn.end)
    assert (found.records, found.groups) == (len(torn.records), len(torn.groups))


def test_every_truncation_leaves_exactly_the_whole_groups_before_it(torn: Image) -> None:
    """[L22] A group is there whole or not at all, wherever the file ends. A header is never half by a crash."""
    for size in range(len(torn.data)):
        found = torn.look(torn.data[:size])
        assert found.place.revision == torn.whole(size), f"cut at {size}"
        assert found.ending is (Ending.TORN if size >= HEADER_BYTES else Ending.CORRUPT), f"cut at {size}"


def test_what_a_torn_log_replays_is_what_was_submitted(torn: Image) -> None:
    """[L8] [L22]"""
    for size in random.Random(1).sample(range(HEADER_BYTES, torn.end), 50):
        found = torn.look(torn.data[:size])
        torn.disk.files[torn.path].seen[:] = torn.data[:size]
        replayed = list(replay(torn.disk, DIRECTORY, found))
        torn.disk.files[torn.path].seen[:] = torn.data
        assert replayed == list(enumerate(torn.records, 1))[: torn.whole(size)]


def _flip(data: bytes, bit: int) -> bytes:
    damaged = bytearray(data)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def _bits(image: Image, count: int) -> list[int]:
    return [*range(1024), *random.Random(2).sample(range(1024, len(image.data) * 8), count)]


def test_no_flipped_bit_goes_unnoticed(torn: Image) -> None:
    """[L22] Before the last group it is corruption; in it, a tear; behind it, a tear that takes nothing."""
    last_start = torn.groups[-1][0]
    for bit in _bits(torn, 4000):
        found = torn.look(_flip(torn.data, bit))
        at = bit // 8
        assert found.ending is (Ending.CORRUPT if at < last_start else Ending.TORN), f"bit {bit}"
        assert found.place.revision == (0 if at < HEADER_BYTES else torn.whole(at)), f"bit {bit}"
        assert found.damage is not None
        assert found.damage.revision == found.place.revision + 1


def test_no_flipped_bit_in_a_log_closed_in_order_goes_unnoticed(closed: Image) -> None:
    """[L25] Not even in its last group; behind it nothing is lost, so it is no more than a tear."""
    for bit in _bits(closed, 2000):
        found = closed.look(_flip(closed.data, bit))
        assert found.ending is (Ending.CORRUPT if bit // 8 < closed.end else Ending.TORN), f"bit {bit}"


def test_no_zeroed_block_goes_unnoticed(torn: Image, closed: Image) -> None:
    """[L22] [L25] If it reaches into the last group, only the mark of an orderly stop tells it from a tear."""
    for image in (torn, closed):
        for at in range(0, image.end, 64):
            damaged = image.data[:at] + bytes(SECTOR) + image.data[at + SECTOR :]
            found = image.look(damaged)
            reaches_last = at + SECTOR > image.groups[-1][0]
            promised = image is closed or not reaches_last or at < HEADER_BYTES
            assert found.ending is (Ending.CORRUPT if promised else Ending.TORN), f"zeros at {at}"
            assert found.place.revision == (0 if at < HEADER_BYTES else image.whole(at))


def test_the_last_group_of_a_killed_process_can_vanish_unnoticed_if_it_does_so_exactly(torn: Image) -> None:
    """[L22] One machine cannot know better; the mark of an orderly stop can."""
    start, end, _ = torn.groups[-1]
    found = torn.look(torn.data[:start] + bytes(end - start) + torn.data[end:])
    assert (found.ending, found.place.revision) == (Ending.CLEAN, torn.groups[-2][2])


def test_the_last_group_of_a_log_closed_in_order_cannot_vanish(closed: Image) -> None:
    """[L25]"""
    start, end, _ = closed.groups[-1]
    found = closed.look(closed.data[:start] + bytes(end - start) + closed.data[end:])
    assert found.ending is Ending.CORRUPT
    assert found.damage is not None
    assert "was closed at revision" in found.damage.reason


@pytest.mark.parametrize(
    "junk",
    [b"\0" * 100_000, b"junk" * 3000, b"\0" * 512 + b"x", bytes(range(256))],
    ids=["zeros", "junk", "far", "all"],
)
def test_bytes_behind_the_file_take_nothing_away(torn: Image, junk: bytes) -> None:
    """[L22] Zeros are not even worth a word."""
    found = torn.look(torn.data + junk)
    assert found.place.revision == len(torn.records)
    assert found.ending is (Ending.TORN if junk.strip(b"\0") else Ending.CLEAN)


def test_a_group_that_was_moved_is_corruption(torn: Image) -> None:
    """[L22] An interrupted write does not move what was there."""
    start = torn.groups[-1][0]
    found = torn.look(torn.data[:start] + b"moved" + torn.data[start:-5])
    assert found.ending is Ending.CORRUPT


def test_a_repeated_group_proves_nothing(torn: Image) -> None:
    """[L22] Whatever a disk did there, what came before the tear is whole."""
    start, end, _ = torn.groups[3]
    copy = torn.data[start:end]
    found = torn.look(torn.data[: torn.end] + copy + torn.data[torn.end + len(copy) :])
    assert (found.ending, found.place.revision) == (Ending.TORN, len(torn.records))


def test_a_group_that_was_taken_out_is_corruption(torn: Image) -> None:
    """[L8]"""
    start, end, _ = torn.groups[50]
    found = torn.look(torn.data[:start] + torn.data[end:] + bytes(end - start))
    assert found.ending is Ending.CORRUPT
    assert found.damage is not None
    assert "stands where" in found.damage.reason


def test_damage_says_where_it_is(torn: Image) -> None:
    """[L24]"""
    start, end, last = torn.groups[20]
    found = torn.look(_flip(torn.data, end * 8 - 1))
    assert found.damage is not None
    assert (found.damage.file, found.damage.offset) == (torn.path.name, start)
    assert found.damage.revision == torn.groups[19][2] + 1 <= last


@pytest.mark.parametrize("policy", [FsyncPolicy.EVERYSEC, FsyncPolicy.NO])
def test_without_a_sync_nothing_behind_a_tear_proves_it_to_be_corruption(policy: FsyncPolicy) -> None:
    """[L11] [L22] Power loss may take any of the sectors that were not synced, in any order."""
    image = _image(60, policy=policy)
    start, _, _ = image.groups[10]
    found = image.look(_flip(image.data, (start + 9) * 8))
    assert (found.ending, found.place.revision) == (Ending.TORN, image.groups[9][2])


# -- more than one segment ----------------------------------------------------------------------------------------


def _many() -> Image:
    image = _image(120, segment_bytes=4096)
    assert len(segment_numbers(image.disk, DIRECTORY, image.manifest.epoch)) > 4
    return image


Change = Callable[[Image, list[Path]], None]


def _remove(image: Image, paths: list[Path]) -> None:
    image.disk.remove(paths[2])


def _swap(image: Image, paths: list[Path]) -> None:
    files = image.disk.files
    files[paths[1]], files[paths[2]] = files[paths[2]], files[paths[1]]


def _empty(image: Image, paths: list[Path]) -> None:
    image.disk.files[paths[2]].seen[:] = b""


def _blank(image: Image, paths: list[Path]) -> None:
    image.disk.files[paths[2]].seen[HEADER_BYTES:] = bytes(4096 - HEADER_BYTES)


def _shorten(image: Image, paths: list[Path]) -> None:
    del image.disk.files[paths[2]].seen[4000:]


def _scribble(image: Image, paths: list[Path]) -> None:
    image.disk.files[paths[2]].seen[-1] = 1


@pytest.mark.parametrize("change", [_remove, _swap, _empty, _blank, _shorten, _scribble])
def test_a_damaged_segment_before_the_last_is_corruption(change: Change) -> None:
    """[L22] [L27]"""
    image = _many()
    numbers = segment_numbers(image.disk, DIRECTORY, image.manifest.epoch)
    change(image, [DIRECTORY / header.segment_name(image.manifest.epoch, number) for number in numbers])
    found = survey(image.disk, DIRECTORY, image.manifest)
    assert found.ending is Ending.CORRUPT
    assert found.damage is not None
    assert found.damage.segment in (2, 3, 4)


def test_a_log_without_its_files_is_corrupt(torn: Image) -> None:
    """[L27]"""
    found = survey(SimulatedDisk(), DIRECTORY, torn.manifest)
    assert found.ending is Ending.CORRUPT
    assert found.damage is not None
    assert (found.damage.file, found.damage.reason) == (torn.path.name, "the file is missing")
