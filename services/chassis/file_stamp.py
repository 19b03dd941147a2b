"""Whether a file is still the one that was read."""

import os
from pathlib import Path
from typing import NamedTuple


class FileStamp(NamedTuple):
    """What differs when a file was written anew, or another one was put in its place: one that is as old and as large
    as the one before is still another inode.
    """

    modified_ns: int
    size_bytes: int
    inode: int


def file_stamp(path: str | Path) -> FileStamp:
    """The stamp of a file, or of the one that a link leads to. Raises OSError."""
    status = os.stat(path)
    return FileStamp(status.st_mtime_ns, status.st_size, status.st_ino)
