"""Sends a file, or a part of it, in constant memory and at the pace of whoever takes it."""

import asyncio
import os
from dataclasses import dataclass

from aiohttp import web

from services.chassis.logs import get_logger
from services.gateway.web import answers
from services.gateway.web.answers import Answer, Headers
from services.gateway.web.conditions import Portion, Version, portion_of
from services.gateway.web.disk import Disk
from services.gateway.web.file_store import OpenFile

logger = get_logger(__name__)

CHUNK_BYTES = 256 << 10


@dataclass(slots=True)
class DownloadCounts:
    """Plain counters for the metrics."""

    files: int = 0
    sent_bytes: int = 0
    under_way: int = 0
    stalled: int = 0


class Downloads:
    """Sends files. A reader that does not take a chunk within `stall_timeout_seconds` is left."""

    def __init__(self, disk: Disk, *, stall_timeout_seconds: float) -> None:
        self.counts = DownloadCounts()
        self._disk = disk
        self._stall_timeout_seconds = stall_timeout_seconds

    async def head_of(self, file: OpenFile, size: int) -> bytes:
        """The first bytes of a file. Raises OSError."""
        return await self._disk.run(os.pread, file.descriptor, size, 0)

    async def send(
        self, request: web.BaseRequest, file: OpenFile, headers: Headers
    ) -> Answer | web.StreamResponse:
        """Answers a GET or HEAD with a file, as far as its conditions and its range ask for it. The file stays open."""
        version = Version(file.size, file.modified_ns)
        portion = portion_of(version, request.headers)
        described: Headers = (
            *headers,
            ("ETag", version.tag),
            ("Last-Modified", version.last_modified),
            ("Accept-Ranges", "bytes"),
        )
        if portion.status == 304:
            return Answer(304, headers=described)
        if portion.status == 416:
            return answers.refusal(416, "", ("Content-Range", f"bytes */{file.size}"))
        if portion.status == 412:
            return answers.refusal(412)
        response = web.StreamResponse(status=portion.status)
        for name, value in described:
            response.headers[name] = value
        response.content_length = portion.length
        if portion.status == 206:
            last = portion.first + portion.length - 1
            response.headers["Content-Range"] = f"bytes {portion.first}-{last}/{file.size}"
        self.counts.files += 1
        self.counts.under_way += 1
        try:
            await self._send(request, response, file, portion)
        finally:
            self.counts.under_way -= 1
        return response

    async def _send(
        self, request: web.BaseRequest, response: web.StreamResponse, file: OpenFile, portion: Portion
    ) -> None:
        try:
            await response.prepare(request)
            if request.method != "HEAD":
                await self._send_content(response, file, portion)
        except ConnectionError:
            return  # whoever asked is gone
        except (TimeoutError, OSError) as error:
            # The head is sent already: all that is left is to end the connection before the promised length.
            logger.warning("download_cut", reason=type(error).__name__, address=request.remote)
            self.counts.stalled += isinstance(error, TimeoutError)
            if request.transport is not None:
                request.transport.abort()

    async def _send_content(self, response: web.StreamResponse, file: OpenFile, portion: Portion) -> None:
        at, end = portion.first, portion.first + portion.length
        while at < end:
            chunk = await self._disk.run(os.pread, file.descriptor, min(CHUNK_BYTES, end - at), at)
            if not chunk:
                raise OSError("the file has become shorter")
            async with asyncio.timeout(self._stall_timeout_seconds):
                await response.write(chunk)
            at += len(chunk)
            self.counts.sent_bytes += len(chunk)
