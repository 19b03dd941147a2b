"""The path of a unix socket: free, and for its owner alone."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.chassis.process import StartError


@contextmanager
def owner_only_files() -> Iterator[None]:
    """What is made meanwhile is for its owner alone."""
    before = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(before)


def clear_stale_socket(path: Path) -> None:
    """Remove what a crashed process left; gRPC would take the path away from a living one without a word.

    The folder is made when it is not there, for its owner alone. Raises ``StartError`` when the path is taken.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StartError(f"cannot listen on unix:{path}: {error.strerror}") from error
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise StartError(f"cannot listen on unix:{path}: the path exists and is not a socket")
    except FileNotFoundError:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.setblocking(False)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
        except OSError as error:
            if not isinstance(error, BlockingIOError):  # which is a living process with a full backlog
                raise StartError(f"cannot listen on unix:{path}: {error.strerror}") from error
    raise StartError(f"cannot listen on unix:{path}: another process is listening there")
