"""A disk in memory that can lose power and fail: what a crash may do to files, done on purpose and by seed."""

import errno
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from services.site_store.log.disk.files import Files
from services.site_store.log.errors import LogInUse

SECTOR = 512


@dataclass(slots=True)
class File:
    """What programs see, what is on the disk, and the sectors in which the system knows the two to differ."""

    seen: bytearray = field(default_factory=bytearray)
    kept: bytearray = field(default_factory=bytearray)
    dirty: set[int] = field(default_factory=set)

    def write(self, data: bytes, offset: int) -> None:
        """Writes to memory."""
        if len(self.seen) < offset:
            self.seen.extend(bytes(offset - len(self.seen)))
        self.seen[offset : offset + len(data)] = data
        self.dirty.update(range(offset // SECTOR, (offset + len(data)) // SECTOR + 1))

    def sync(self) -> None:
        """Writes to the disk what is known to differ."""
        for sector in self.dirty:
            self._keep(sector)
        del self.kept[len(self.seen) :]
        self.dirty = set()

    def forget(self) -> None:
        """A sync that failed: what differs is not on the disk, and the system believes from now on that it is."""
        self.dirty = set()

    def _keep(self, sector: int) -> None:
        start = sector * SECTOR
        part = self.seen[start : start + SECTOR]
        if len(self.kept) < start + len(part):
            self.kept.extend(bytes(start + len(part) - len(self.kept)))
        self.kept[start : start + len(part)] = part

    def lose_power(self, chance: random.Random) -> None:
        """Each sector that was not synced is on the disk or not, and so is the length."""
        for sector in sorted(self.dirty):
            if chance.random() < 0.5:
                self._keep(sector)
        self.seen, self.dirty = bytearray(self.kept), set()


class SimulatedDisk(Files):
    """Files in memory. Names are on the disk after `sync_directory`, contents after `sync`."""

    def __init__(self) -> None:
        self._mutex = threading.RLock()
        self.files: dict[Path, File] = {}
        self._kept_names: dict[Path, File] = {}
        self._open: dict[int, tuple[Path, File]] = {}
        self._next_fd = 1000
        self._locked: dict[int, Path] = {}
        self.fail: Callable[[str, Path], None] = lambda operation, path: None

    # -- what tests do ------------------------------------------------------------------------------------------

    def kill(self) -> None:
        """Ends the process: descriptors and locks are gone, everything written stays."""
        with self._mutex:
            self._open, self._locked = {}, {}

    def flip(self, path: Path, offset: int) -> None:
        """Changes a bit of a file, where programs see it and on the disk."""
        file = self.files[path]
        for data in (file.seen, file.kept):
            data[offset] ^= 1

    def lose_power(self, chance: random.Random) -> None:
        """Ends the machine: what was not synced is there in part, by name and by sector."""
        with self._mutex:
            self.kill()
            names = dict(self._kept_names)
            for path in sorted(set(self.files) | set(names)):
                if self.files.get(path) is not names.get(path) and chance.random() < 0.5:
                    if path in self.files:
                        names[path] = self.files[path]
                    else:
                        del names[path]
            self.files, self._kept_names = dict(names), names
            for file in {id(file): file for file in names.values()}.values():
                file.lose_power(chance)

    # -- what programs do ---------------------------------------------------------------------------------------

    def _enter(self, operation: str, path: Path) -> None:
        self.fail(operation, path)

    def names(self, directory: Path) -> list[str]:
        with self._mutex:
            return sorted(path.name for path in self.files if path.parent == directory)

    def make_directory(self, directory: Path) -> None:
        pass

    def exists(self, path: Path) -> bool:
        return path in self.files

    def read(self, path: Path) -> bytes:
        with self._mutex:
            return bytes(self._find(path).seen)

    def read_at(self, fd: int, size: int, offset: int) -> bytes:
        with self._mutex:
            return bytes(self._open[fd][1].seen[offset : offset + size])

    def size(self, fd: int) -> int:
        return len(self._open[fd][1].seen)

    def create(self, path: Path) -> int:
        self._enter("create", path)
        with self._mutex:
            self.files[path] = File()
            return self._descriptor(path)

    def open(self, path: Path) -> int:
        with self._mutex:
            self._find(path)
            return self._descriptor(path)

    def close(self, fd: int) -> None:
        with self._mutex:
            self._open.pop(fd, None)
            self._locked.pop(fd, None)

    def write(self, fd: int, pieces: Sequence[bytes], offset: int) -> None:
        path, file = self._open[fd]
        try:
            self._enter("write", path)
        except PowerIsOff:
            raise
        except OSError:
            # A write that fails may have been done in part.
            with self._mutex:
                file.write(b"".join(pieces)[: sum(map(len, pieces)) // 2], offset)
            raise
        with self._mutex:
            file.write(b"".join(pieces), offset)

    def truncate(self, fd: int, size: int) -> None:
        with self._mutex:
            del self._open[fd][1].seen[size:]

    def sync(self, fd: int) -> None:
        path, file = self._open[fd]
        try:
            self._enter("sync", path)
        except OSError:
            file.forget()
            raise
        with self._mutex:
            file.sync()

    def rename(self, old: Path, new: Path) -> None:
        self._enter("rename", new)
        with self._mutex:
            self.files[new] = file = self.files.pop(old)
            self._open |= {fd: (new, file) for fd, (path, _) in self._open.items() if path == old}

    def remove(self, path: Path) -> None:
        self._enter("remove", path)
        with self._mutex:
            self._find(path)
            del self.files[path]

    def sync_directory(self, directory: Path) -> None:
        self._enter("sync_directory", directory)
        with self._mutex:
            kept = {path: file for path, file in self._kept_names.items() if path.parent != directory}
            self._kept_names = kept | {
                path: file for path, file in self.files.items() if path.parent == directory
            }

    def lock(self, path: Path) -> int:
        with self._mutex:
            if path in self._locked.values():
                raise LogInUse(f"{path} is locked")
            fd = self._next_fd
            self._next_fd += 1
            self._locked[fd] = path
            return fd

    def _find(self, path: Path) -> File:
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
        return self.files[path]

    def _descriptor(self, path: Path) -> int:
        fd = self._next_fd
        self._next_fd += 1
        self._open[fd] = (path, self.files[path])
        return fd


class PowerIsOff(OSError):
    """Nothing has any effect any more."""


class Nth:
    """Counts operations, of one kind if `only` is given; calls `act` for the nth and `then` for those after it."""

    def __init__(
        self,
        nth: int,
        act: Callable[[str], None],
        then: Callable[[str], None] = lambda what: None,
        *,
        only: str = "",
    ) -> None:
        self.count = 0
        self._nth = nth
        self._act = act
        self._then = then
        self._only = only
        self._mutex = threading.Lock()

    @property
    def has_happened(self) -> bool:
        """True if the nth operation was reached."""
        return self.count >= self._nth

    def __call__(self, operation: str, path: Path) -> None:
        """Counts an operation."""
        if self._only and operation != self._only:
            return
        with self._mutex:
            self.count += 1
            count = self.count
        if count == self._nth:
            self._act(f"{operation} {path.name}")
        elif count > self._nth:
            self._then(f"{operation} {path.name}")


def broken_disk(what: str) -> None:
    """Fails with an error of the device."""
    raise OSError(errno.EIO, "simulated error", what)


def full_disk(what: str) -> None:
    """Fails for want of space."""
    raise OSError(errno.ENOSPC, "simulated: no space left", what)


def power_off(what: str) -> None:
    """Fails without any effect."""
    raise PowerIsOff(errno.EIO, "simulated power cut", what)
