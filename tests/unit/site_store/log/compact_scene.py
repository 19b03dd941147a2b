"""A small log on a simulated disk, written to, compacted and read again."""

import pytest

from services.site_store.log import FsyncPolicy, Log
from services.site_store.log.disk import header
from tests.unit.site_store.log.model import DIRECTORY, Author, Pages, edit, rebuild
from tests.unit.site_store.log.simulation import SimulatedDisk

SMALL = 2048
POLICIES = pytest.mark.parametrize("policy", list(FsyncPolicy))


def open_log(disk: SimulatedDisk, policy: FsyncPolicy = FsyncPolicy.ALWAYS) -> Log:
    return Log.open(DIRECTORY, policy=policy, segment_bytes=SMALL, files=disk, seconds=100)


async def replayed(disk: SimulatedDisk) -> Pages:
    log = open_log(disk)
    pages = rebuild(log.replay())
    await log.close()
    return pages


def numbers(disk: SimulatedDisk, kind: str) -> list[int]:
    names = [header.parse_name(name) for name in disk.names(DIRECTORY) if name.startswith(kind)]
    return [name.number for name in names if name]


async def write(author: Author, count: int) -> None:
    for number in range(count):
        await author.append(edit(f"/{number % 7}", f"{number} " + "x" * 40))
