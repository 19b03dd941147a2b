"""A small log on a simulated disk, whose flusher can be held while it syncs."""

import asyncio
import threading
from pathlib import Path

import pytest

from services.site_store.log import FsyncPolicy, Log
from tests.unit.site_store.log.model import DIRECTORY, Author, edit
from tests.unit.site_store.log.simulation import SimulatedDisk

SMALL = 4096
POLICIES = pytest.mark.parametrize("policy", list(FsyncPolicy))


class Gate:
    """Holds the flusher at its next sync until it is opened."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.reached = asyncio.Event()
        self._loop = loop
        self._open = threading.Event()

    def __call__(self, operation: str, path: Path) -> None:
        if operation == "sync" and threading.current_thread().name == "log-flusher":
            self._loop.call_soon_threadsafe(self.reached.set)
            self._open.wait()

    def open(self) -> None:
        self._open.set()


def open_log(disk: SimulatedDisk, policy: FsyncPolicy = FsyncPolicy.ALWAYS, *, seconds: float = 0.001) -> Log:
    return Log.open(DIRECTORY, policy=policy, segment_bytes=SMALL, files=disk, seconds=seconds)


async def gated(disk: SimulatedDisk, log: Log, author: Author) -> Gate:
    """Returns when the first group is being synced."""
    disk.fail = gate = Gate(asyncio.get_running_loop())
    author.submit(edit("/a", "first"))
    await gate.reached.wait()
    return gate


def fail_with(code: int, operation: str) -> None:
    raise OSError(code, "simulated", operation)
