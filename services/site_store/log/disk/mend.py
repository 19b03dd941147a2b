"""Makes a torn log whole again, and what was found in it durable. Loses nothing that had been acknowledged."""

from pathlib import Path

from services.site_store.log.disk import group, header
from services.site_store.log.disk.files import Files, put_in_place, stage
from services.site_store.log.disk.manifest import Place
from services.site_store.log.disk.reader import segment_numbers
from services.site_store.log.disk.segments import fill
from services.site_store.log.disk.survey import Survey

TORN = ".torn"


def cut(files: Files, directory: Path, found: Survey) -> list[str]:
    """Takes away what lies behind the end of a torn log, and returns the names of the files that now hold it.

    Copies come first: a crash in between leaves the log as torn as it was.
    """
    epoch, place = found.manifest.epoch, found.place
    path = directory / header.segment_name(epoch, place.segment)
    data = files.read(path)
    kept = []
    if not group.is_blank(data, place.offset):
        kept.append(_keep(files, path, place.offset, data[place.offset :].rstrip(b"\0")))
    for number in reversed(segment_numbers(files, directory, epoch)):
        if number > place.segment:
            kept += _put_aside(files, directory / header.segment_name(epoch, number))
    _blank(files, path, place.offset, len(data))
    return kept


def _keep(files: Files, path: Path, offset: int, torn: bytes) -> str:
    copy = path.with_name(f"{path.stem}.{offset}{TORN}")
    put_in_place(files, stage(files, copy, [torn]), copy)
    return copy.name


def _put_aside(files: Files, path: Path) -> list[str]:
    if group.is_blank(files.read(path), header.HEADER_BYTES):
        files.remove(path)
        return []
    copy = path.with_name(f"{path.stem}.0{TORN}")
    put_in_place(files, path, copy)
    return [copy.name]


def _blank(files: Files, path: Path, start: int, end: int) -> None:
    fd = files.open(path)
    try:
        fill(files, fd, start, end)
        files.sync(fd)
    finally:
        files.close(fd)


def harden(files: Files, directory: Path, found: Survey) -> None:
    """Writes again, and syncs, what may have been read from memory only.

    After `kill -9`, or after a sync that failed, the operating system can still show us bytes that never reached the disk
    and that it believes to be there. Browsers are about to see them, so they must not be lost to the next power cut.
    """
    epoch, place = found.manifest.epoch, found.place
    for number in range(place.segment, found.base.segment - 1, -1):
        path = directory / header.segment_name(epoch, number)
        if _harden_segment(files, path, found, end=place.offset if number == place.segment else None):
            return


def _harden_segment(files: Files, path: Path, found: Survey, *, end: int | None) -> bool:
    """Returns True if the segment begins with groups known to be on the disk: those before it need no look."""
    data = files.read(path)
    head = _header(path, data)
    begin = found.base.offset if head.number == found.base.segment else header.HEADER_BYTES
    start = _unsynced(data, head, begin, found.synced)
    if start is not None:
        fd = files.open(path)
        try:
            files.write(fd, (data[start:end],), start)
            files.sync(fd)
        finally:
            files.close(fd)
    return start != begin and end is None


def _unsynced(data: bytes, head: header.Header, at: int, synced: int) -> int | None:
    """Returns where the first group begins that is not known to be on the disk."""
    piece = group.parse(seal := header.seal(head), data, at)
    while isinstance(piece, group.Group) and piece.last <= synced:
        piece = group.parse(seal, data, piece.end)
    return piece.start if isinstance(piece, group.Group) else None


def _header(path: Path, data: bytes) -> header.Header:
    head = header.parse(data)
    if isinstance(head, str):
        raise OSError(f"{path} has changed while it was read: {head}")
    return head


def lengthen(files: Files, directory: Path, epoch: str, place: Place) -> None:
    """Gives a segment that was cut short its length again."""
    path = directory / header.segment_name(epoch, place.segment)
    data = files.read(path)
    head = _header(path, data)
    if len(data) < head.capacity:
        _blank(files, path, len(data), head.capacity)
