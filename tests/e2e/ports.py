"""TCP ports for the processes that tests start: no two tests are given the same, in whatever process they run."""

import contextlib
import errno
import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path
from typing import IO

# Below the ports that systems choose for outgoing connections: one of those may be taken between choosing and listening.
PORTS = range(12_000, 32_000)
# A port is the test run's own for as long as it holds the lock on this file.
DIRECTORY = Path(tempfile.gettempdir()) / f"wave-test-ports-{os.getuid()}"

_locks: dict[int, IO[str]] = {}
_next = random.choice(PORTS)


def free_port() -> int:
    """A port that nobody listens on, and that no other test will be given."""
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Ports in a row, each as `free_port` gives them."""
    global _next
    row: list[int] = []
    for _ in PORTS:
        port, _next = _next, _next + 1 if _next + 1 in PORTS else PORTS.start
        if row and port != row[-1] + 1 or not _reserve(port):
            row = []
        else:
            row.append(port)
        if len(row) == count:
            return row
    raise OSError(errno.EADDRINUSE, f"no {count} free ports in a row among {PORTS}")


def _reserve(port: int) -> bool:
    if port in _locks:
        return False
    DIRECTORY.mkdir(exist_ok=True)
    lock = (DIRECTORY / str(port)).open("w")
    with contextlib.suppress(OSError), socket.socket() as probe:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        probe.bind(("127.0.0.1", port))
        _locks[port] = lock
        return True
    lock.close()
    return False
