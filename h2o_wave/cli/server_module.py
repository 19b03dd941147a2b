"""Programs of the server, as processes of their own: the driver imports nothing of the server."""

import subprocess
import sys
from collections.abc import Sequence


def command_of(module: str, arguments: Sequence[str]) -> list[str]:
    """The command line that runs a module of the server."""
    # -P: a folder `services` of an app must not be taken for ours.
    return [sys.executable, "-P", "-m", module, *arguments]


def run(module: str, *arguments: str) -> int:
    """Run a module of the server; its output is ours. Returns its exit code."""
    return subprocess.run(command_of(module, arguments), check=False).returncode


def read(module: str, *arguments: str) -> tuple[int, str]:
    """Run a module of the server; returns its exit code and what it has written to standard output."""
    done = subprocess.run(command_of(module, arguments), stdout=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stdout
