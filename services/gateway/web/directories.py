"""Directories of the operator, as they are on the disk."""

import os
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from aiohttp import web

from services.chassis.logs import get_logger
from services.gateway.web import answers
from services.gateway.web.annex import allowed, wrong_method
from services.gateway.web.answers import Answer
from services.gateway.web.disk import Disk
from services.gateway.web.downloads import Downloads
from services.gateway.web.file_store import OpenFile, opened_file
from services.gateway.web.listing import listing
from services.gateway.web.presentation import HEAD_BYTES, type_of

logger = get_logger(__name__)

METHODS = ("GET", "HEAD")
MAX_LISTED_NAMES = 10_000
INDEX = "index.html"

Refuse = Callable[[web.BaseRequest], Awaitable[Answer | None]]


class Folder(NamedTuple):
    """The names in a directory, sorted; those of folders end with `/`."""

    names: tuple[str, ...]
    is_cut: bool


class Directory:
    """One directory. Every function blocks.

    Nothing that begins with a dot is shown, and nothing that a symbolic link leads out to (F6).
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def find(self, rest: str) -> OpenFile | Folder | None:
        """What is at a path relative to the directory; a folder with an index page is that page, and one without
        its last slash is not looked into. None when there is nothing.
        """
        segments = [segment for segment in rest.split("/") if segment]
        if any(segment.startswith(".") or "\0" in segment for segment in segments):
            return None
        try:
            root = os.path.realpath(self._root, strict=True)
            full = os.path.realpath(os.path.join(root, *segments), strict=True)
            if not _is_within(full, root):
                return None
            as_folder = not rest or rest.endswith("/")
            if not stat.S_ISDIR(os.stat(full).st_mode):
                return None if as_folder else _open(full)
            if not as_folder:
                return Folder((), is_cut=False)
            index = os.path.realpath(os.path.join(full, INDEX))
            if _is_within(index, root) and os.path.isfile(index):
                return _open(index)
            return _folder(full)
        except (OSError, ValueError):
            return None  # not there, or not readable: the same to a browser


class DirectoryRoom:
    """Serves a directory. `refuse` answers requests that may not; None when everybody may."""

    def __init__(self, directory: Directory, disk: Disk, downloads: Downloads, refuse: Refuse | None) -> None:
        self._directory = directory
        self._disk = disk
        self._downloads = downloads
        self._refuse = refuse

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer | web.StreamResponse:
        """See `Room`."""
        if request.method == "OPTIONS":
            return allowed(*METHODS)
        if request.method not in METHODS:
            return wrong_method(*METHODS)
        if self._refuse is not None:
            refused = await self._refuse(request)
            logger.info("private_file_asked", path=rest, address=request.remote, allowed=refused is None)
            if refused is not None:
                return refused
        found = await self._disk.run(self._directory.find, rest)
        if found is None:
            return answers.NOT_FOUND
        if isinstance(found, OpenFile):
            return await self._send(request, rest, found)
        if rest and not rest.endswith("/"):
            return Answer(301, headers=(("Location", f"{request.raw_path.partition('?')[0]}/"),))
        return listing(found.names, is_cut=found.is_cut)

    async def _send(self, request: web.BaseRequest, rest: str, file: OpenFile) -> Answer | web.StreamResponse:
        try:
            name = INDEX if not rest or rest.endswith("/") else rest
            head = await self._downloads.head_of(file, HEAD_BYTES)
            who = "public" if self._refuse is None else "private"
            headers = (
                ("Content-Type", type_of(name, head)),
                answers.NOSNIFF,
                ("Cache-Control", f"{who}, no-cache"),
            )
            return await self._downloads.send(request, file, headers)
        finally:
            os.close(file.descriptor)


def _is_within(full: str, root: str) -> bool:
    return full == root or full.startswith(root.rstrip(os.sep) + os.sep)


def _open(full: str) -> OpenFile | None:
    # All links were followed already; one that came since is not.
    return opened_file(os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC))


def _folder(full: str) -> Folder:
    names: list[str] = []
    with os.scandir(full) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if len(names) >= MAX_LISTED_NAMES:
                return Folder(tuple(sorted(names)), is_cut=True)
            names.append(f"{entry.name}/" if entry.is_dir() else entry.name)
    return Folder(tuple(sorted(names)), is_cut=False)
