"""Programs of users: real processes that import `h2o_wave` and reach the server over HTTP or over gRPC."""

import enum
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.e2e.cluster import Cluster
from tests.e2e.ports import free_port

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0


class Way(enum.Enum):
    """How a program reaches the server; an app over gRPC dials out, an app over HTTP is called."""

    HTTP = "http"
    GRPC = "grpc"


def environment(cluster: Cluster, way: Way) -> dict[str, str]:
    """What a user would set for a program to find the server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
    kept["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "proto/gen")])
    if way is Way.HTTP:
        return kept | {"H2O_WAVE_ADDRESS": cluster.address}
    return kept | {
        "H2O_WAVE_ADDRESS": f"grpc://{cluster.site_store_grpc}",
        "H2O_WAVE_RELAY_ADDRESS": f"grpc://{cluster.relay_grpc}",
    }


def run_script(source: str, cluster: Cluster, way: Way, directory: Path, *arguments: str) -> str:
    """Runs a script to its end; returns what it has printed."""
    path = directory / "script.py"
    path.write_text(source)
    done = subprocess.run(
        [sys.executable, str(path), *arguments],
        env=environment(cluster, way),
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    return done.stdout


class AppProcess:
    """An app as `wave run` serves it, without reloading."""

    def __init__(self, source: str, cluster: Cluster, way: Way, directory: Path, **variables: str) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "app.py").write_text(source)
        self.log = directory / "app.log"
        self._directory = directory
        self._environment = environment(cluster, way) | variables
        if way is Way.HTTP:
            self._environment["H2O_WAVE_APP_ADDRESS"] = f"http://127.0.0.1:{free_port()}"
        self._process: subprocess.Popen[bytes] | None = None

    def spawn(self) -> None:
        """Starts the process without waiting."""
        self.log.write_bytes(b"")
        command = [sys.executable, "-m", "h2o_wave", "run", "app.py", "--no-reload", "--no-autostart"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._directory, env=self._environment, stdout=log, stderr=log
            )

    def wait_ready(self) -> None:
        """Returns when it is known to the server: then it prints its URL."""
        assert self._process is not None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.said().startswith("http://"):
            assert self._process.poll() is None, f"the app has ended:\n{self.said()}"
            assert time.monotonic() < deadline, f"the app was not ready:\n{self.said()}"
            time.sleep(0.02)

    def start(self) -> None:
        """Starts the process and returns when the server knows it."""
        self.spawn()
        self.wait_ready()

    def said(self) -> str:
        """Its output."""
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """Ends the process at once, as a crash would."""
        self._end(signal.SIGKILL)

    def interrupt(self) -> int:
        """Ends the process as Ctrl-C does; returns its exit code."""
        return self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.send_signal(how)
        code = self._process.wait(PATIENCE_SECONDS)
        self._process = None
        return code
