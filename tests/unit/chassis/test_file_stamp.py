"""Whether a file is still the one that was read."""

import os
from pathlib import Path

import pytest

from services.chassis.file_stamp import file_stamp


def test_a_file_that_nobody_touches_keeps_its_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    assert file_stamp(path) == file_stamp(str(path))
    assert file_stamp(path).size_bytes == 3


def test_what_is_written_at_another_time_or_is_longer_has_another_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    first = file_stamp(path)
    path.write_bytes(b"ones")
    os.utime(path, ns=(1, 1))
    longer = file_stamp(path)
    os.utime(path, ns=(2, 2))
    assert len({first, longer, file_stamp(path)}) == 3


def test_a_file_put_in_its_place_has_another_stamp_though_it_is_as_old_and_as_long(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    for one in (path, other):
        one.write_bytes(b"one")
        os.utime(one, ns=(1, 1))
    before = file_stamp(path)
    other.replace(path)
    assert file_stamp(path) != before


def test_a_link_is_as_new_as_what_it_leads_to(tmp_path: Path) -> None:
    first, second, link = tmp_path / "a", tmp_path / "b", tmp_path / "link"
    for one in (first, second):
        one.write_bytes(b"one")
    link.symlink_to(first)
    before = file_stamp(link)
    assert before == file_stamp(first)
    link.unlink()
    link.symlink_to(second)
    assert file_stamp(link) != before


def test_of_a_file_that_is_not_there_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        file_stamp(tmp_path / "a")
