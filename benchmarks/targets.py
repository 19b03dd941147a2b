"""The servers that are measured: the reference and ours in its forms, each started fresh on loopback."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.still_provider import sign_in_flags, still_provider

ROOT = Path(__file__).parents[1]
START_TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Target:
    """A server to measure, with the driver that belongs to it.

    `commands` are started in order; `{port}`, `{dir}`, `{init}`, `{provider}` and `{python}` are filled in. `python` runs the
    driver.
    """

    name: str
    commands: Sequence[Sequence[str]]
    python: str = sys.executable
    driver_address: str = "http://127.0.0.1:{port}"


@dataclass
class Running:
    """A started target."""

    target: Target
    port: int
    directory: Path
    provider: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def pids(self) -> list[int]:
        """All its processes."""
        return [process.pid for process in self.processes]

    @property
    def driver_address(self) -> str:
        """Where its driver connects to."""
        return self.target.driver_address.format(port=self.port, grpc_port=self.port + 1, dir=self.directory)


def reference() -> Path:
    """Where the published package is installed; see scripts/setup_reference."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return Path(os.environ.get("WAVE_REFERENCE", cache / "wave-reference"))


def waved(name: str, fsync: str, *, driver_address: str = "http://127.0.0.1:{port}") -> Target:
    """Our embedded form with a log policy."""
    command = [
        *(
            "{python}",
            "-m",
            "services.waved",
            "-listen",
            "127.0.0.1:{port}",
            "-data-dir",
            "{dir}/data",
            "-fsync",
            fsync,
        ),
        *("-log-level", "warning", "-init", "{init}"),
    ]
    return Target(name, [command], driver_address=driver_address)


# Some routes are closed, and some may only be looked at.
RULES = """
[[rule]]
routes = ["/page"]
see = "everybody"
edit = ["users"]

[[rule]]
routes = ["/private/**", "/_c/shard/**"]
see = ["group:staff"]
"""


def with_everything_on(target: Target) -> Target:
    """A target of ours that serves all that it can serve to anybody, also what is off by default."""
    served = ["-proxy", "-debug", "-public-dir", "/public/@{dir}", "-private-dir", "/private/@{dir}"]
    served += ["-editable", "-access-rules", "{dir}/rules.toml"]
    return Target(target.name, [[*command, *served] for command in target.commands])


def with_sign_in(target: Target) -> Target:
    """The same for users who signed in; the provider knows nobody."""
    flags = sign_in_flags("{provider}", "http://127.0.0.1:{port}/_auth/callback")
    return Target(target.name, [[*command, *flags] for command in target.commands])


def targets() -> dict[str, Target]:
    """All targets by name; the first is the one that ratios are against."""
    where = reference()
    published = [
        *(str(where / "waved"), "-listen", "127.0.0.1:{port}", "-web-dir", str(where / "www")),
        *("-data-dir", "{dir}/data", "-init", "{init}"),
    ]
    split = "unix:{dir}/site-store.sock", "unix:{dir}/relay.sock"
    quiet = ["-log-level", "warning", "-data-dir", "{dir}/data"]
    split_commands = [
        ["{python}", "-m", "services.site_store", "-site-store-listen", split[0], "-fsync", "no", *quiet],
        ["{python}", "-m", "services.relay", "-relay-listen", split[1], *quiet],
        [
            *("{python}", "-m", "services.gateway", "-listen", "127.0.0.1:{port}"),
            *("-site-store-address", split[0], "-relay-address", split[1], *quiet),
        ],
    ]
    every = [
        Target("reference", [published], python=str(where / "bin/python")),
        waved("ours", "no"),
        waved("ours-grpc", "no", driver_address="grpc://127.0.0.1:{grpc_port}"),
        waved("ours-always", "always"),
        with_everything_on(waved("ours-open", "no")),
        with_sign_in(with_everything_on(waved("ours-guarded", "no"))),
        Target("ours-split", split_commands),
    ]
    return {target.name: target for target in every}


@contextlib.contextmanager
def running(target: Target, directory: Path, *, init: Path | None = None) -> Iterator[Running]:
    """Starts a target and stops it again."""
    needs_provider = any("{provider}" in command for command in target.commands)
    with (
        still_provider() if needs_provider else contextlib.nullcontext("") as provider,
        _started(target, directory, provider, init) as server,
    ):
        yield server


@contextlib.contextmanager
def _started(target: Target, directory: Path, provider: str, init: Path | None) -> Iterator[Running]:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    (directory / "rules.toml").write_text(RULES)
    server = Running(target, free_port(), directory, provider)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "proto/gen")])}
    try:
        with (directory / "server.log").open("wb") as log:
            for command in target.commands:
                words = _fill(command, server, init)
                server.processes.append(
                    subprocess.Popen(
                        words, cwd=directory, env=environment, stdout=log, stderr=subprocess.STDOUT
                    )
                )
        wait_until_up(server)
        yield server
    finally:
        for process in reversed(server.processes):
            process.terminate()
        for process in server.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _fill(command: Sequence[str], server: Running, init: Path | None) -> list[str]:
    words = list(command)
    if init is None and "{init}" in words:
        at = words.index("{init}")
        del words[at - 1 : at + 1]
    values = {"port": server.port, "dir": server.directory, "init": init, "python": sys.executable}
    values["provider"] = server.provider
    return [word.format(**values) for word in words]


def wait_until_up(server: Running) -> None:
    """Returns when the server answers a page read."""
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        dead = [process for process in server.processes if process.poll() is not None]
        if dead:
            text = (server.directory / "server.log").read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{server.target.name} ended with {dead[0].returncode}:\n{text}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
            connection.request("GET", "/")
            # Where users sign in, it leads there.
            if connection.getresponse().status in (200, 302):
                connection.close()
                return
        time.sleep(0.005)
    raise RuntimeError(f"{server.target.name} did not answer within {START_TIMEOUT_SECONDS} s")


def free_port() -> int:
    """Returns a free port whose successor is free too (for gRPC)."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
