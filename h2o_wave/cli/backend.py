"""The server behind an app: is there one, and if not, start one."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from .target import Server

_START_SECONDS = 20.0
_STOP_SECONDS = 15.0
_POLL_SECONDS = 0.05
_PROBE_SECONDS = 2.0


class BackendError(Exception):
    """There is no server, and none can be started; the text says why and what to do."""


class Backend:
    """A server that `wave run` has started."""

    def __init__(self, server: Server, environ: Mapping[str, str]) -> None:
        """Start the server, and wait until it listens. Raises `BackendError`."""
        program = _find_program()
        # Its messages appear among those of the app: only what matters, unless the user asks for more.
        chosen = {"H2O_WAVE_LOG_LEVEL": "warning", **environ}
        # In a group of its own, so that Ctrl-C reaches it only after the app has said goodbye.
        self._process = subprocess.Popen([program], env=chosen, process_group=None if os.name == "nt" else 0)
        try:
            self._wait_until(server)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server."""
        if self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait_until(self, server: Server) -> None:
        gives_up_at = time.monotonic() + _START_SECONDS
        while not is_listening(server.port):
            code = self._process.poll()
            if code is not None:
                raise BackendError(
                    f"The Wave server has ended at once (exit code {code}); its messages above say why. "
                    "Mend that, or start a server yourself: waved"
                )
            if time.monotonic() > gives_up_at:
                raise BackendError(
                    f"The Wave server does not listen on port {server.port} after {_START_SECONDS:g} s. "
                    "Start it yourself to see what it does: waved"
                )
            time.sleep(_POLL_SECONDS)


def is_listening(port: int) -> bool:
    """Whether anything takes connections on a port of this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=_PROBE_SECONDS):
            return True
    except OSError:
        return False


def free_port(first: int) -> int:
    """The first port from `first` on that nobody uses. Raises `BackendError`."""
    for port in range(first, 65536):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise BackendError(
        f"no port from {first} on is free; set H2O_WAVE_APP_ADDRESS to where the app can listen"
    )


def serves_grpc(address: str) -> bool:
    """Whether a server of ours answers over gRPC."""
    import grpc  # heavy, and not needed by apps over HTTP
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    target = address.removeprefix("grpc://")
    if address.startswith("grpc+unix:"):
        target = "unix:" + address.removeprefix("grpc+unix:")
    with grpc.insecure_channel(target) as channel:
        try:
            asked = health_pb2.HealthCheckRequest(service="h2o.wave.v1.Relay")
            answer = health_pb2_grpc.HealthStub(channel).Check(asked, timeout=_PROBE_SECONDS)
        except grpc.RpcError:
            return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)


def _find_program() -> str:
    folder = Path(sys.executable).parent
    for candidate in (folder / "waved", folder / "waved.exe"):
        if candidate.is_file():
            return str(candidate)
    found = shutil.which("waved")
    if found is None:
        raise BackendError(
            f"There is no Wave server to start: no program waved in {folder} or on the PATH. "
            "Install h2o-wave into this environment, or set H2O_WAVE_ADDRESS to a server that runs."
        )
    return found
