"""Starts Wave as real processes, in each of its forms, and stops, kills and restarts them."""

import contextlib
import enum
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from services.access import AccessSettings
from services.chassis.program import ProgramSettings
from services.chassis.settings import reference
from services.environment import ENV_PREFIX
from services.gateway.settings import GatewayProcessSettings, GatewaySettings
from services.links import CallerLinkSettings, ServerLinkSettings
from services.relay.settings import DeliverySettings, RelaySettings
from services.site_store.settings import SiteStoreSettings, StoreSettings
from services.waved import WavedSettings
from tests.e2e.ports import free_port

# Small, because a test writes little and a new log is filled with zeros.
TEST_FLAGS = ["-segment-size", "1M"]
# What browsers are given unless a test brings a client: most tests are about the server alone.
STUB_SHELL = "<!doctype html><html><head></head><body></body></html>\n"

SETTINGS: dict[str, list[type[Any]]] = {
    "services.waved": [
        WavedSettings,
        StoreSettings,
        DeliverySettings,
        GatewaySettings,
        ServerLinkSettings,
    ],
    "services.site_store": [SiteStoreSettings, ServerLinkSettings],
    "services.relay": [RelaySettings, ServerLinkSettings],
    "services.gateway": [GatewayProcessSettings, CallerLinkSettings],
}
START_TIMEOUT_SECONDS = 50.0
STOP_TIMEOUT_SECONDS = 20.0


class Form(enum.Enum):
    """How the three services are spread over processes."""

    EMBEDDED = "embedded"
    SPLIT_UNIX = "split-unix"
    SPLIT_TCP = "split-tcp"


class Process:
    """One process of a cluster: a command, its log file, and its admin port."""

    def __init__(self, name: str, module: str, flags: Sequence[str], directory: Path) -> None:
        self.name = name
        self.admin_port = free_port()
        self.log = directory / f"{name}.log"
        self.command = [
            sys.executable,
            "-m",
            module,
            *flags,
            "-admin-listen",
            f"127.0.0.1:{self.admin_port}",
        ]
        # What is set beside the variables of the test run.
        self.variables: dict[str, str] = {}
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id of the running process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Starts the process and returns when it is ready to serve."""
        self.spawn()
        self.wait_ready()

    def spawn(self) -> None:
        """Starts the process without waiting."""
        root = Path(__file__).parents[2]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
        environment |= self.variables
        environment["PYTHONPATH"] = os.pathsep.join([str(root), str(root / "proto/gen")])
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command, cwd=self._directory, env=environment, stdout=log, stderr=subprocess.STDOUT
            )

    def wait_ready(self) -> None:
        """Waits until the process says that it is ready."""
        assert self._process is not None
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self._process.returncode}:\n{self.tail()}")
            with contextlib.suppress(urllib.error.URLError, OSError):
                url = f"http://127.0.0.1:{self.admin_port}/readyz"
                with urllib.request.urlopen(url, timeout=1) as response:
                    if response.status == 200:
                        return
            time.sleep(0.02)
        raise RuntimeError(f"{self.name} was not ready within {START_TIMEOUT_SECONDS} s:\n{self.tail()}")

    def kill(self) -> None:
        """Ends the process at once, as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ends the process in an orderly way; returns its exit code."""
        return self._end(signal.SIGTERM)

    def ask_to_stop(self) -> None:
        """Asks the process to end, and does not wait."""
        assert self._process is not None
        self._process.terminate()

    def wait(self) -> int:
        """Waits until the process has ended by itself; returns its exit code."""
        assert self._process is not None
        code = self._process.wait(START_TIMEOUT_SECONDS)
        self._process = None
        return code

    def restart(self) -> None:
        """Starts the process again after `kill` or `stop`."""
        self.start()

    def is_running(self) -> bool:
        """Tells whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def tail(self, lines: int = 40) -> str:
        """Returns the end of the process's log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def metrics(self) -> dict[str, float]:
        """Returns the metrics of the process by name with labels."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.admin_port}/metrics", timeout=5) as response:
            text = response.read().decode()
        samples = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
        return {name: float(value) for name, value in samples}

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.send_signal(how)
        try:
            code = self._process.wait(STOP_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise RuntimeError(f"{self.name} did not stop:\n{self.tail()}") from None
        self._process = None
        return code


def known_flags(module: str, flags: Sequence[str]) -> list[str]:
    """Returns those of some `-flag value` pairs, and `-flag=value` words, that a program takes."""
    classes = [ProgramSettings, AccessSettings, *SETTINGS[module]]
    known = {row.flag for cls in classes for row in reference(cls, ENV_PREFIX)}
    taken: list[str] = []
    words = iter(flags)
    for word in words:
        mine = word.lstrip("-").partition("=")[0] in known
        pair = [word] if "=" in word else [word, next(words)]
        taken += pair if mine else []
    return taken


class Cluster:
    """Wave in one of its forms. `flags` go to every process; each takes those it knows."""

    def __init__(self, form: Form, directory: Path, *, flags: Sequence[str] = (), gateways: int = 1) -> None:
        self.form = form
        self.directory = directory
        self.http_ports = [free_port() for _ in range(gateways)]
        self.processes: dict[str, Process] = {}
        web_dir = directory / "www"
        web_dir.mkdir(parents=True, exist_ok=True)
        (web_dir / "index.html").write_text(STUB_SHELL)
        self._flags = ["-web-dir", str(web_dir), *flags]
        if form is Form.EMBEDDED:
            assert gateways == 1, "the embedded form has one gateway"
            self._plan_embedded()
        else:
            self._plan_split()

    @property
    def address(self) -> str:
        """The address of the first gateway."""
        return f"http://127.0.0.1:{self.http_ports[0]}"

    @property
    def addresses(self) -> list[str]:
        """The addresses of all gateways."""
        return [f"http://127.0.0.1:{port}" for port in self.http_ports]

    def _plan_embedded(self) -> None:
        grpc_port = free_port()
        self.site_store_grpc = self.relay_grpc = f"127.0.0.1:{grpc_port}"
        flags = ["-listen", f"127.0.0.1:{self.http_ports[0]}", "-grpc-listen", self.site_store_grpc]
        self._add("waved", "services.waved", flags)

    def _plan_split(self) -> None:
        self.site_store_grpc = f"127.0.0.1:{free_port()}"
        self.relay_grpc = f"127.0.0.1:{free_port()}"
        if self.form is Form.SPLIT_UNIX:
            site_store, relay = f"unix:{self.directory}/site-store.sock", f"unix:{self.directory}/relay.sock"
        else:
            site_store, relay = self.site_store_grpc, self.relay_grpc
        listen = {"site-store": {site_store, self.site_store_grpc}, "relay": {relay, self.relay_grpc}}
        self._add(
            "site-store",
            "services.site_store",
            ["-site-store-listen", ",".join(sorted(listen["site-store"]))],
        )
        self._add("relay", "services.relay", ["-relay-listen", ",".join(sorted(listen["relay"]))])
        for index, port in enumerate(self.http_ports):
            flags = [
                "-listen",
                f"127.0.0.1:{port}",
                "-site-store-address",
                site_store,
                "-relay-address",
                relay,
            ]
            self._add(f"gateway-{index}", "services.gateway", flags)

    def _add(self, name: str, module: str, flags: list[str]) -> None:
        shared = known_flags(module, [*TEST_FLAGS, *self._flags])
        self.processes[name] = Process(name, module, [*flags, *shared], self.directory)

    def gateway(self, index: int = 0) -> Process:
        """Returns the process that serves browsers."""
        return self.processes["waved" if self.form is Form.EMBEDDED else f"gateway-{index}"]

    def site_store(self) -> Process:
        """Returns the process that owns the pages."""
        return self.processes["waved" if self.form is Form.EMBEDDED else "site-store"]

    def relay(self) -> Process:
        """Returns the process that owns the apps."""
        return self.processes["waved" if self.form is Form.EMBEDDED else "relay"]

    def start(self) -> None:
        """Starts all processes at once and returns when every one is ready."""
        for process in self.processes.values():
            process.spawn()
        for process in self.processes.values():
            process.wait_ready()

    def recover(self) -> None:
        """Starts what does not run, and returns when every process is ready: the living, too, may have to connect anew."""
        for process in self.processes.values():
            if not process.is_running():
                process.spawn()
        for process in self.processes.values():
            process.wait_ready()

    def wait_for_apps(self, count: int) -> None:
        """Waits until the first gateway has heard of so many apps: an app that dials in is known to the relay first."""
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while self.gateway().metrics()["wave_gateway_apps"] < count:
            assert time.monotonic() < deadline, "the gateway has not heard of every app"
            time.sleep(0.02)

    def stop(self) -> None:
        """Stops all processes, browsers first."""
        for process in reversed(self.processes.values()):
            if process.is_running():
                process.stop()


@contextlib.contextmanager
def running(
    form: Form, directory: Path, *, flags: Sequence[str] = (), gateways: int = 1
) -> Iterator[Cluster]:
    """Runs Wave for the length of a block."""
    cluster = Cluster(form, directory, flags=flags, gateways=gateways)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
