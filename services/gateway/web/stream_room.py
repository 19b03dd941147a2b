"""Image streams over HTTP: `_m/<name>`. A viewer's answer is endless, and written frame by frame."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from services.gateway.errors import FormInvalid
from services.gateway.web import answers
from services.gateway.web.annex import allowed, wrong_method
from services.gateway.web.answers import Answer
from services.gateway.web.form import FormReader, PartEnd, PartHead, boundary_of
from services.gateway.web.guard import Guard
from services.gateway.web.intake import IntakeLimits, read_pieces
from services.gateway.web.streams import Frame, ImageStreams, Viewer

METHODS = ("DELETE", "GET", "HEAD", "POST")
# How often it is looked whether a viewer of a stream without frames is still there.
LOOK_SECONDS = 5.0


class StreamRoom:
    """Takes frames, and shows them. A viewer that takes no frame within `stall_timeout_seconds` is left."""

    def __init__(
        self, streams: ImageStreams, guard: Guard, intake: IntakeLimits, *, stall_timeout_seconds: float
    ) -> None:
        self._streams = streams
        self._guard = guard
        self._intake = intake
        self._stall_timeout_seconds = stall_timeout_seconds

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer | web.StreamResponse:
        """See `Room`."""
        handler = _HANDLERS.get(request.method)
        if handler is None:
            return wrong_method(*METHODS)
        return await handler(self, request, rest) if rest else answers.NO_PAGE

    async def _push(self, request: web.BaseRequest, name: str) -> Answer:
        refused = await self._guard.refuse_without_key(request)
        if refused is not None:
            return refused
        self._streams.push(name, await self._read_frame(request))
        return answers.OK

    async def _read_frame(self, request: web.BaseRequest) -> Frame:
        form = FormReader(boundary_of(request.headers.get("Content-Type")))
        head: PartHead | None = None
        content: list[bytes] = []
        is_whole = False
        async for piece in read_pieces(request, self._intake):
            for event in form.feed(piece):
                if is_whole:
                    continue  # only the first part is a frame
                if isinstance(event, PartHead):
                    head = event
                elif isinstance(event, PartEnd):
                    is_whole = True
                else:
                    content.append(event)
        if head is None or not is_whole or not form.is_complete:
            raise FormInvalid("the form must have a frame in its first part")
        if not head.content_type.isprintable():
            raise FormInvalid("the Content-Type of the frame has control characters")
        return Frame(head.content_type or "application/octet-stream", b"".join(content))

    async def _show(self, request: web.BaseRequest, name: str) -> Answer | web.StreamResponse:
        refused = await self._guard.refuse_visitor(request)
        if refused is not None:
            return refused
        viewer = self._streams.watch(name)
        if viewer is None:
            return answers.NO_PAGE
        boundary = secrets.token_hex(30)
        response = web.StreamResponse()
        response.headers["Content-Type"] = f"multipart/x-mixed-replace; boundary={boundary}"
        response.headers["Cache-Control"] = "no-store"
        response.headers[answers.NOSNIFF[0]] = answers.NOSNIFF[1]
        try:
            await response.prepare(request)
            if request.method != "HEAD":
                await self._send_frames(request, response, viewer, f"--{boundary}\r\n".encode())
        except ConnectionError:
            pass  # the viewer is gone
        except TimeoutError:
            if request.transport is not None:
                request.transport.abort()
        finally:
            self._streams.leave(name, viewer)
        return response

    async def _send_frames(
        self, request: web.BaseRequest, response: web.StreamResponse, viewer: Viewer, delimiter: bytes
    ) -> None:
        await response.write(delimiter)
        while True:
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    frame = await viewer.next()
            except TimeoutError:
                # Nothing tells that a browser has left as long as nothing is written to it.
                if request.transport is None or request.transport.is_closing():
                    return
                continue
            if frame is None:
                return
            head = f"Content-Type: {frame.content_type}\r\nContent-Length: {len(frame.content)}\r\n\r\n"
            async with asyncio.timeout(self._stall_timeout_seconds):
                # A browser shows a frame when it sees what ends it.
                await response.write(b"".join((head.encode(), frame.content, b"\r\n", delimiter)))
            self._streams.counts.sent_frames += 1

    async def _end(self, request: web.BaseRequest, name: str) -> Answer:
        refused = await self._guard.refuse_without_key(request)
        if refused is not None:
            return refused
        return answers.OK if self._streams.end(name) else answers.NO_PAGE

    async def _options(self, request: web.BaseRequest, name: str) -> Answer:
        return allowed(*METHODS)


_Handler = Callable[[StreamRoom, web.BaseRequest, str], Awaitable[Answer | web.StreamResponse]]
_HANDLERS: dict[str, _Handler] = {
    "GET": StreamRoom._show,
    "HEAD": StreamRoom._show,
    "POST": StreamRoom._push,
    "DELETE": StreamRoom._end,
    "OPTIONS": StreamRoom._options,
}
