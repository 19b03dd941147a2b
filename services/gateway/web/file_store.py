"""The folder of uploaded files: `<root>/<id>/<name>`, drafts in `<root>/.drafts`. Every function blocks.

No symbolic link below the root is ever followed, for reading, writing or deleting. A draft takes its place in one step, when all of
it is on disk, so what is found under an id is whole.
"""

import errno
import os
import shutil
import stat
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

DRAFTS = ".drafts"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class OpenFile(NamedTuple):
    """A regular file that was opened for reading. Whoever asked for it closes it."""

    descriptor: int
    size: int
    modified_ns: int


class Measure(NamedTuple):
    """How much there is."""

    files: int
    size: int

    def plus(self, other: "Measure") -> "Measure":
        """Both together."""
        return Measure(self.files + other.files, self.size + other.size)


class Draft:
    """A folder that is being filled."""

    def __init__(self, root: Path, name: str) -> None:
        self.id = name
        self._root = root
        self._path = root / DRAFTS / name
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        (root / DRAFTS).mkdir(mode=0o700, exist_ok=True)
        self._path.mkdir(mode=0o700)

    def create(self, segments: tuple[str, ...]) -> int:
        """Makes a file, and its folders; returns a descriptor to write to. Raises FileExistsError, OSError."""
        with _opened(os.open(self._path, _FOLDER)) as folder:
            return _create(folder, segments)

    def keep(self) -> None:
        """Puts the folder in its place. Raises OSError."""
        for folder, _, _ in os.walk(self._path):
            _sync_folder(Path(folder))
        self._path.rename(self._root / self.id)
        _sync_folder(self._root)

    def discard(self) -> None:
        """Removes what was written, wherever it is by now."""
        shutil.rmtree(self._path, ignore_errors=True)
        shutil.rmtree(self._root / self.id, ignore_errors=True)


class FileStore:
    """All uploaded files."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def draft(self) -> Draft:
        """A new folder. Raises OSError."""
        return Draft(self._root, str(uuid.uuid4()))

    def free_bytes(self) -> int:
        """Space that is left where the files are. Raises OSError."""
        place = next((place for place in (self._root, *self._root.parents) if place.exists()), Path("."))
        status = os.statvfs(place)
        return status.f_bavail * status.f_frsize

    def open(self, segments: tuple[str, ...]) -> OpenFile | None:
        """Opens a file; None when there is none, or not a regular one."""
        try:
            with self._folder_of(segments) as folder:
                descriptor = os.open(segments[-1], _READ, dir_fd=folder)
        except (OSError, ValueError):
            return None  # not there, a link, or not a possible name: all the same to whoever asks
        return opened_file(descriptor)

    def remove(self, segments: tuple[str, ...]) -> Measure | None:
        """Removes a file or a folder, and folders that become empty; None when there is nothing. Raises OSError."""
        with _absent_is_none():
            with self._folder_of(segments) as folder:
                status = os.stat(segments[-1], dir_fd=folder, follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    found = _measure(self._root.joinpath(*segments))
                    shutil.rmtree(segments[-1], dir_fd=folder)
                else:
                    found = Measure(1, status.st_size)
                    os.unlink(segments[-1], dir_fd=folder)
            self._prune(segments[:-1])
            return found
        return None

    def expire(self, before: float) -> Measure:
        """Removes what came before a time (seconds since 1970)."""
        total = Measure(0, 0)
        for path in _folders(self._root):
            if not path.name.startswith(".") and path.lstat().st_mtime < before:
                total = total.plus(_measure(path))
                shutil.rmtree(path, ignore_errors=True)
        return total

    def discard_drafts(self, before: float) -> None:
        """Removes drafts in which nothing was written since a time (seconds since 1970): their writer is gone."""
        for path in _folders(self._root / DRAFTS):
            if max(place.lstat().st_mtime for place in (path, *path.rglob("*"))) < before:
                shutil.rmtree(path, ignore_errors=True)

    def measure(self) -> Measure:
        """Counts all files, without drafts."""
        total = Measure(0, 0)
        for path in _folders(self._root):
            if path.name != DRAFTS:
                total = total.plus(_measure(path))
        return total

    @contextmanager
    def _folder_of(self, segments: tuple[str, ...]) -> Iterator[int]:
        descriptor = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for segment in segments[:-1]:
                inner = os.open(segment, _FOLDER, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = inner
            yield descriptor
        finally:
            os.close(descriptor)

    def _prune(self, segments: tuple[str, ...]) -> None:
        while segments:
            try:
                self._root.joinpath(*segments).rmdir()
            except OSError:
                return  # not empty
            segments = segments[:-1]


def opened_file(descriptor: int) -> OpenFile | None:
    """What is behind a descriptor that was opened for reading; closes it unless it is a regular file."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return None
    return OpenFile(descriptor, status.st_size, status.st_mtime_ns)


def write_all(descriptor: int, pieces: Iterable[bytes]) -> None:
    """Writes all bytes of all pieces. Raises OSError."""
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def finish(descriptor: int) -> None:
    """Brings a file to disk and closes it. Raises OSError."""
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _create(folder: int, segments: tuple[str, ...]) -> int:
    if len(segments) == 1:
        return os.open(segments[0], _CREATE, 0o600, dir_fd=folder)
    try:
        os.mkdir(segments[0], 0o700, dir_fd=folder)
    except FileExistsError:
        pass  # made for a file before; anything but a folder is refused by the next line
    with _opened(os.open(segments[0], _FOLDER, dir_fd=folder)) as inner:
        return _create(inner, segments[1:])


@contextmanager
def _opened(descriptor: int) -> Iterator[int]:
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _absent_is_none() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENAMETOOLONG):
            raise


def _sync_folder(path: Path) -> None:
    with _opened(os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)) as descriptor:
        os.fsync(descriptor)


def _folders(folder: Path) -> list[Path]:
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return []


def _measure(root: Path) -> Measure:
    files = size = 0
    for folder, _, names in os.walk(root):
        for name in names:
            try:
                size += os.lstat(os.path.join(folder, name)).st_size
            except FileNotFoundError:
                continue  # removed meanwhile
            files += 1
    return Measure(files, size)
