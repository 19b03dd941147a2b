"""Runs an app in a process of its own, and runs it anew whenever a file changes."""

import fnmatch
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from watchfiles import Change, PythonFilter, watch

_STOP_SECONDS = 8.0
_POLL_MILLISECONDS = 500


class Supervisor:
    """An app's process, and what is to be done when it or its files change."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._command = list(command)
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None
        self._has_ended = False

    def run(self, folder: Path, excluded: Sequence[str], stopped: threading.Event) -> int:
        """Serve until `stopped` is set or the user presses Ctrl-C."""
        self._start()
        try:
            self._watch(folder, excluded, stopped)
        except KeyboardInterrupt:
            pass  # the usual way to end
        finally:
            self._stop(signal.SIGINT)
        return 0

    def _watch(self, folder: Path, excluded: Sequence[str], stopped: threading.Event) -> None:
        for changes in watch(
            folder,
            watch_filter=_SourceFilter(folder, excluded),
            stop_event=stopped,
            rust_timeout=_POLL_MILLISECONDS,
            yield_on_timeout=True,
        ):
            if changes:
                self._restart(folder, sorted(path for _, path in changes))
            else:
                self._notice_end()

    def _restart(self, folder: Path, changed: Sequence[str]) -> None:
        print(f"Reloading: {os.path.relpath(changed[0], folder)} has changed", flush=True)
        self._stop(signal.SIGTERM)
        # The address was printed already.
        self._start("--quiet")

    def _start(self, *options: str) -> None:
        self._has_ended = False
        self._process = subprocess.Popen([*self._command, *options], env=self._environ)

    def _stop(self, number: signal.Signals) -> None:
        process = self._process
        if process is None or process.poll() is not None:
            return
        if sys.platform == "win32":
            process.terminate()
        else:
            process.send_signal(number)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"The app did not stop within {_STOP_SECONDS:g} s; it is killed.", file=sys.stderr)
            process.kill()
            process.wait()

    def _notice_end(self) -> None:
        process = self._process
        if self._has_ended or process is None or process.poll() is None:
            return
        self._has_ended = True
        print(
            f"The app has ended (exit code {process.returncode}). It starts again when a file changes; "
            "Ctrl-C stops everything.",
            file=sys.stderr,
            flush=True,
        )


class _SourceFilter(PythonFilter):
    """Python files, but for those the user does not want to be watched."""

    def __init__(self, folder: Path, excluded: Sequence[str]) -> None:
        super().__init__()
        self._folder = folder
        self._excluded = excluded

    def __call__(self, change: Change, path: str) -> bool:
        if not super().__call__(change, path):
            return False
        relative = os.path.relpath(path, self._folder)
        names = (relative, os.path.basename(path), *map(str, Path(relative).parents))
        return not any(fnmatch.fnmatch(name, pattern) for pattern in self._excluded for name in names)
