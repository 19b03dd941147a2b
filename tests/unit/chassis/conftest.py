"""Every test of a `link` runs over both channels; `unix` is where a socket may be."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from services.chassis.values import Address
from tests.unit.chassis.links import Link, in_process_link, socket_link


@pytest.fixture(params=[in_process_link, socket_link], ids=["in_process", "socket"])
async def idle_link(request: pytest.FixtureRequest) -> AsyncIterator[Link]:
    folder = tempfile.mkdtemp(prefix="echo")
    link = request.param(folder)
    yield link
    await link.channel.close()
    await link.server.stop(None)
    shutil.rmtree(folder)


@pytest.fixture
async def link(idle_link: Link) -> Link:
    await idle_link.server.start()
    return idle_link


@pytest.fixture
def folder() -> Iterator[Path]:
    path = tempfile.mkdtemp(prefix="serv")  # short: the path of a socket is limited
    yield Path(path)
    shutil.rmtree(path)


@pytest.fixture
def unix(folder: Path) -> Address:
    return Address(path=f"{folder}/a.sock")
