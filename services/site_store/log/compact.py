"""Compaction: writes a snapshot of every page while edits go on, and lets the log begin there.

The pages are taken in slices, between which the event loop does its other work; the disk is written by another thread. Nothing
of the log changes until one rename of the manifest says that it begins at the snapshot. Only then are the files removed that
are older than the snapshot before this one: that one stays, should the new one turn out to be unreadable.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from services.site_store.log.disk import manifest
from services.site_store.log.disk.files import Files, put_in_place, stage
from services.site_store.log.disk.manifest import MANIFEST, Manifest, Place
from services.site_store.log.disk.snapshot import GROUP_BYTES, SnapshotWriter, Trailer
from services.site_store.log.errors import CompactionFailed

SLICE_SECONDS = 0.004
KEPT_BASES = 2

Page = tuple[str, int, bytes]

_P = ParamSpec("_P")
_T = TypeVar("_T")


class CompactResult(NamedTuple):
    """What a compaction did: the log can be read from `revision` on, beginning with a snapshot of `pages` and `bytes`."""

    revision: int
    pages: int
    bytes: int
    files_removed: int


async def in_thread(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Runs something in a thread, and returns only when it has ended, even when the caller is cancelled meanwhile."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


async def write_snapshot(
    files: Files,
    directory: Path,
    epoch: str,
    base: Place,
    pages: Iterable[Page],
    *,
    clock: Callable[[], float],
) -> Trailer:
    """Writes a snapshot file. Raises CompactionFailed and whatever `pages` raises; then there is no such file."""
    try:
        writer = await in_thread(SnapshotWriter, files, directory, epoch, base)
    except OSError as error:
        raise _failed(error) from error
    try:
        for _ in _slices(writer, iter(pages), clock):
            await in_thread(writer.flush)
        return await in_thread(writer.finish)
    except OSError as error:
        await in_thread(writer.discard)
        raise _failed(error) from error
    except BaseException:
        writer.discard()
        raise


def _slices(writer: SnapshotWriter, pages: Iterator[Page], clock: Callable[[], float]) -> Iterator[None]:
    """Hands pages to the writer; yields whenever enough time was spent or enough bytes have gathered."""
    started = clock()
    for route, revision, body in pages:
        writer.add(route, revision, body)
        if writer.pending_bytes >= GROUP_BYTES or clock() - started >= SLICE_SECONDS:
            yield
            started = clock()


def stage_manifest(files: Files, directory: Path, former: Manifest, base: Place) -> tuple[Manifest, Path]:
    """Writes, under a temporary name, the manifest of a log that begins at a new base. Raises CompactionFailed."""
    following = Manifest(former.epoch, (base, *former.bases)[:KEPT_BASES])
    try:
        return following, stage(files, directory / MANIFEST, [manifest.encode(following)])
    except OSError as error:
        raise _failed(error) from error


def swap_manifest(files: Files, directory: Path, staged: Path) -> None:
    """Makes a staged manifest the one that counts. When it raises OSError, nobody knows which one does."""
    put_in_place(files, staged, directory / MANIFEST)


def _failed(error: OSError) -> CompactionFailed:
    return CompactionFailed(
        f"the snapshot could not be written: {error.strerror or error}; the log goes on as it was"
    )
