"""The Procfile that is shipped does what it says, with the programs that are installed."""

import contextlib
import os
import re
import shlex
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import START_TIMEOUT_SECONDS, STOP_TIMEOUT_SECONDS, STUB_SHELL
from tests.e2e.ports import free_port
from tests.e2e.rpc_client import RpcClient

PROCFILE = Path(__file__).parents[2] / "deploy/Procfile"
EDITS = 300

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


class Runner:
    """Runs the lines of a Procfile, as honcho or foreman do: all at once, in one folder."""

    def __init__(self, text: str, directory: Path) -> None:
        self._directory = directory
        # Every port is another one, so that nothing of this machine is in the way.
        self._ports: dict[str, int] = {}
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        self.commands = dict(re.fullmatch(r"([\w-]+): (.+)", line).groups() for line in lines)  # type: ignore[union-attr, misc]
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def port(self, given: str) -> int:
        """The port that stands for one of the Procfile."""
        return self._ports.setdefault(given, free_port())

    def start(self) -> None:
        """Starts all, and returns when each is ready."""
        web_dir = self._directory / "www"
        web_dir.mkdir(exist_ok=True)
        (web_dir / "index.html").write_text(STUB_SHELL)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
        for name, command in self.commands.items():
            program, *flags = shlex.split(re.sub(r":(\d+)\b", lambda port: f":{self.port(port[1])}", command))
            with (self._directory / f"{name}.log").open("ab") as log:
                self._processes[name] = subprocess.Popen(
                    [str(Path(sys.executable).with_name(program)), *flags],
                    cwd=self._directory,
                    env=environment | {"H2O_WAVE_WEB_DIR": str(web_dir)},
                    stdout=log,
                    stderr=log,
                )
        for name, command in self.commands.items():
            admin = re.search(r"-admin-listen \S*:(\d+)", command)
            assert admin is not None, command
            self._wait_ready(name, self.port(admin[1]))

    def stop(self) -> dict[str, int]:
        """Sends SIGTERM to all at once; returns their exit codes."""
        for process in self._processes.values():
            process.terminate()
        codes = {name: process.wait(STOP_TIMEOUT_SECONDS) for name, process in self._processes.items()}
        self._processes.clear()
        return codes

    def kill(self) -> None:
        """Ends whatever still runs."""
        for process in self._processes.values():
            process.kill()
            process.wait()

    def said(self, name: str) -> str:
        """The log of a process."""
        return (self._directory / f"{name}.log").read_text()

    def _wait_ready(self, name: str, admin_port: int) -> None:
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while True:
            assert self._processes[name].poll() is None, self.said(name)
            assert time.monotonic() < deadline, self.said(name)
            with contextlib.suppress(urllib.error.URLError, OSError):
                with urllib.request.urlopen(f"http://127.0.0.1:{admin_port}/readyz", timeout=1):
                    return
            time.sleep(0.02)


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    runner = Runner(PROCFILE.read_text(), tmp_path)
    yield runner
    runner.kill()


def test_the_services_of_the_procfile_serve_a_page_and_keep_it(runner: Runner) -> None:
    runner.start()
    address = f"http://127.0.0.1:{runner.port('10101')}"
    with urllib.request.urlopen(f"{address}/any/page") as response:
        assert response.status == 200
        assert b"<body" in response.read()
    client = RpcClient(address)
    assert client.patch("/page", {"k": "c", "d": {"view": "x", "n": 0}})[0] == 200
    for number in range(1, EDITS + 1):
        assert client.patch("/page", {"k": "c n", "v": number})[0] == 200
    client.close()
    assert set(runner.stop().values()) == {0}
    assert all("Traceback" not in runner.said(name) for name in runner.commands)
    runner.start()
    client = RpcClient(address)
    assert client.card("/page", "c")["d"]["n"] == EDITS
    client.close()
    assert set(runner.stop().values()) == {0}
    assert "ending=clean" in runner.said("site-store")
