"""The examples that run."""

import os
import subprocess
import sys
from collections.abc import Mapping

from .examples import Example

_STOP_SECONDS = 5.0
# What was made for the process of the tour, and would bind the example to its address.
_OWN = frozenset({"H2O_WAVE_APP_ADDRESS", "H2O_WAVE_APP_ACCESS_KEY_ID", "H2O_WAVE_APP_ACCESS_KEY_SECRET"})


class ExampleProcesses:
    """A process for each example that was started."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._environ = environ
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def has_started(self, example: Example) -> bool:
        """Whether an example runs, or has done its work."""
        process = self._processes.get(example.name)
        return process is not None and process.poll() in (None, 0)

    def start(self, example: Example) -> None:
        """Start an example, anew if it runs."""
        self._end(self._processes.pop(example.name, None))
        environ = {name: value for name, value in self._environ.items() if name not in _OWN}
        self._processes[example.name] = subprocess.Popen(
            command_of(example), cwd=example.file.parent, env=environ
        )

    def stop(self) -> None:
        """Stop all that run."""
        while self._processes:
            self._end(self._processes.popitem()[1])

    def _end(self, process: "subprocess.Popen[bytes] | None") -> None:
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def command_of(example: Example) -> list[str]:
    """The command line that runs an example."""
    if example.is_app:
        return [sys.executable, "-m", "h2o_wave", "run", example.file.name, "--no-reload", "--no-autostart"]
    return [sys.executable, example.file.name]
