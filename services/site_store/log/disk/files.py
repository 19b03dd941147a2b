"""The operating system's files as the log uses them: the one door to the disk, so that tests can break it."""

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path

from services.site_store.log.errors import LogInUse

TEMPORARY = ".tmp"
"""Ends the name of a file that is still being made; such files are deleted when the log is opened."""

# macOS has no fdatasync.
_sync = getattr(os, "fdatasync", os.fsync)


class Files:
    """Every operation may raise OSError. Descriptors are plain numbers."""

    def names(self, directory: Path) -> list[str]:
        """Returns the names of the files in a directory, sorted."""
        return sorted(entry.name for entry in os.scandir(directory) if entry.is_file(follow_symlinks=False))

    def make_directory(self, directory: Path) -> None:
        """Makes a directory, and those above it, unless it is there; its owner alone may look inside."""
        missing = [path for path in (directory, *directory.parents) if not path.exists()]
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in missing:
            self.sync_directory(path.parent)

    def exists(self, path: Path) -> bool:
        """True if there is something with this name."""
        return path.exists()

    def read(self, path: Path) -> bytes:
        """Returns all of a file."""
        return path.read_bytes()

    def read_at(self, fd: int, size: int, offset: int) -> bytes:
        """Returns up to `size` bytes; fewer at the end of the file only."""
        return os.pread(fd, size, offset)

    def size(self, fd: int) -> int:
        """Returns the length of a file."""
        return os.fstat(fd).st_size

    def create(self, path: Path) -> int:
        """Makes an empty file, in the place of any other with the same name, and opens it."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)

    def open(self, path: Path) -> int:
        """Opens a file for writing."""
        return os.open(path, os.O_RDWR | os.O_CLOEXEC)

    def close(self, fd: int) -> None:
        """Closes a file."""
        os.close(fd)

    def write(self, fd: int, pieces: Sequence[bytes], offset: int) -> None:
        """Writes all of the pieces, one behind the other."""
        size = sum(map(len, pieces))
        written = os.pwritev(fd, pieces, offset)
        if written != size:
            self._write_rest(fd, b"".join(pieces), written, offset)

    def _write_rest(self, fd: int, data: bytes, written: int, offset: int) -> None:
        # A short write is no error by itself: the next one either goes on or says what is wrong.
        view = memoryview(data)
        while written < len(data):
            written += os.pwrite(fd, view[written:], offset + written)

    def truncate(self, fd: int, size: int) -> None:
        """Cuts a file to a size."""
        os.ftruncate(fd, size)

    def sync(self, fd: int) -> None:
        """Returns when what was written is on the disk."""
        _sync(fd)

    def rename(self, old: Path, new: Path) -> None:
        """Gives a file another name, which any other file loses. Durable only after `sync_directory`."""
        os.rename(old, new)

    def remove(self, path: Path) -> None:
        """Deletes a file."""
        os.unlink(path)

    def sync_directory(self, directory: Path) -> None:
        """Returns when the names in a directory are on the disk."""
        fd = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def lock(self, path: Path) -> int:
        """Locks a file until its descriptor is closed or the process ends. Raises LogInUse when somebody else did."""
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(fd, 32, 0).decode(errors="replace").strip() or "unknown"
            os.close(fd)
            raise LogInUse(
                f"the log in {path.parent} is in use by process {holder}; stop it, or choose another data directory"
            ) from error
        except BaseException:
            os.close(fd)
            raise
        os.ftruncate(fd, 0)
        os.pwrite(fd, f"{os.getpid()}\n".encode(), 0)
        return fd


def stage(files: Files, path: Path, pieces: Sequence[bytes]) -> Path:
    """Writes a file under a temporary name, which it returns. When it raises OSError, nothing has changed."""
    temporary = path.with_name(path.name + TEMPORARY)
    fd = files.create(temporary)
    try:
        files.write(fd, pieces, 0)
        files.sync(fd)
    finally:
        files.close(fd)
    return temporary


def put_in_place(files: Files, temporary: Path, path: Path) -> None:
    """Gives a staged file its name. When it raises OSError, nobody knows which file a crash would leave there."""
    files.rename(temporary, path)
    # Without this, the name may be gone after a power cut although what was in the file is not.
    files.sync_directory(path.parent)
