"""Uploaded files: `_f/`."""

import os
from collections.abc import Awaitable, Callable, Collection
from typing import NamedTuple

import orjson
from aiohttp import web

from services.gateway.web import answers
from services.gateway.web.annex import allowed, wrong_method
from services.gateway.web.answers import Answer
from services.gateway.web.disk import Disk
from services.gateway.web.downloads import Downloads
from services.gateway.web.file_names import requested_segments, url_of
from services.gateway.web.file_store import FileStore
from services.gateway.web.form import boundary_of
from services.gateway.web.guard import Guard
from services.gateway.web.intake import IntakeLimits, read_pieces
from services.gateway.web.presentation import HEAD_BYTES, Upload, upload_headers
from services.gateway.web.uploads import Uploads

METHODS = ("DELETE", "GET", "HEAD", "POST")

_TRUE = ("true", "1", "t")


class FileRules(NamedTuple):
    """What the operator has chosen."""

    url_base: str
    anonymous_upload: bool
    inline_types: Collection[str]
    intake: IntakeLimits


class FileRoom:
    """Takes, gives and removes uploaded files."""

    def __init__(
        self,
        store: FileStore,
        disk: Disk,
        uploads: Uploads,
        downloads: Downloads,
        guard: Guard,
        rules: FileRules,
    ) -> None:
        self._store = store
        self._disk = disk
        self._uploads = uploads
        self._downloads = downloads
        self._guard = guard
        self._rules = rules

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer | web.StreamResponse:
        """See `Room`."""
        handler = _HANDLERS.get(request.method)
        return wrong_method(*METHODS) if handler is None else await handler(self, request, rest)

    async def _give(self, request: web.BaseRequest, rest: str) -> Answer | web.StreamResponse:
        refused = await self._guard.refuse_visitor(request)
        if refused is not None:
            return refused
        segments = requested_segments(rest)
        # Nothing that is asked for like a folder, and nothing without a folder around it, is a file.
        if segments is None or len(segments) < 2 or rest.endswith("/"):
            return answers.NO_PAGE
        file = await self._disk.run(self._store.open, segments)
        if file is None:
            return answers.NO_PAGE
        try:
            head = await self._downloads.head_of(file, HEAD_BYTES)
            headers = upload_headers(Upload(segments[-1], head), self._rules.inline_types)
            # A file never changes, but may be removed, and is perhaps not for everybody.
            return await self._downloads.send(
                request, file, (*headers, ("Cache-Control", "private, no-cache"))
            )
        finally:
            os.close(file.descriptor)

    async def _take(self, request: web.BaseRequest, rest: str) -> Answer:
        """Answers with the paths of the files, in the order of the form."""
        if rest:
            return answers.refusal(404, f"send the form to {self._rules.url_base}")
        refused = await self._refused_upload(request)
        if refused is not None:
            return refused
        as_directory = request.headers.get("Wave-Directory-Upload", "").lower() in _TRUE
        kept = await self._uploads.take(
            read_pieces(request, self._rules.intake),
            boundary_of(request.headers.get("Content-Type")),
            as_directory=as_directory,
        )
        paths = [url_of(self._rules.url_base, *segments) for segments in kept]
        return Answer(200, orjson.dumps({"files": paths}), (answers.JSON,))

    async def _refused_upload(self, request: web.BaseRequest) -> Answer | None:
        if not self._rules.anonymous_upload:
            refused = await self._guard.refuse_stranger(request)
        else:
            refused = await self._guard.refuse_visitor(request)
        foreign = self._guard.refuse_foreign_page(request)
        if refused is not None or foreign is None:
            return refused
        # What a program sends is not sent by a page, whatever it says.
        return foreign if await self._guard.refuse_without_key(request) is not None else None

    async def _remove(self, request: web.BaseRequest, rest: str) -> Answer:
        """Removes a file, or a folder that was uploaded as one."""
        refused = await self._guard.refuse_without_key(request)
        if refused is not None:
            return refused
        segments = requested_segments(rest)
        if segments is None or not await self._uploads.remove(segments):
            return answers.NO_PAGE
        return answers.OK

    async def _options(self, request: web.BaseRequest, rest: str) -> Answer:
        return allowed(*METHODS)


_Handler = Callable[[FileRoom, web.BaseRequest, str], Awaitable[Answer | web.StreamResponse]]
_HANDLERS: dict[str, _Handler] = {
    "GET": FileRoom._give,
    "HEAD": FileRoom._give,
    "POST": FileRoom._take,
    "DELETE": FileRoom._remove,
    "OPTIONS": FileRoom._options,
}
