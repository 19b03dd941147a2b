"""The published server as a process beside ours."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.e2e.test_compat import REFERENCE

IS_INSTALLED = (REFERENCE / "waved").exists()
HOW_TO_INSTALL = "the published package is not there (scripts/setup_reference)"
START_TIMEOUT_SECONDS = 30


@contextlib.contextmanager
def published(directory: Path, port: int, flags: Sequence[str]) -> Iterator[int]:
    """Runs it for the length of a block; the test is skipped where it is not installed."""
    if not IS_INSTALLED:
        pytest.skip(HOW_TO_INSTALL)
    log = directory / "published.log"
    with log.open("w") as errors:
        command = [str(REFERENCE / "waved"), "-listen", f"127.0.0.1:{port}", *flags]
        process = subprocess.Popen(command, cwd=directory, stderr=errors)
    try:
        _wait(process, port, log)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            is_late = time.monotonic() > deadline or process.poll() is not None
            assert not is_late, f"the published server does not listen:\n{log.read_text()[-2000:]}"
            time.sleep(0.1)
