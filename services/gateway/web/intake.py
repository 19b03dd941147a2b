"""Reads the body of a request piece by piece, within bounds of size and time (S11), however large it is."""

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from services.gateway.errors import BodyCut, BodyTooLarge, BodyTooSlow
from services.gateway.trickle import MIN_BYTES_PER_SECOND


class IntakeLimits(NamedTuple):
    """What a body may take. `size_name` is the setting that `max_bytes` came from; empty for a bound that nobody can set."""

    max_bytes: int
    size_name: str
    timeout_seconds: float

    def too_large(self) -> BodyTooLarge:
        """Says which limit was met."""
        setting = f" (setting {self.size_name})" if self.size_name else ""
        # It begins with the words of Wave 1.8.
        return BodyTooLarge(f"Request Entity Too Large: more than {self.max_bytes} bytes{setting}")


async def read_whole(request: web.BaseRequest, limits: IntakeLimits) -> bytes:
    """The whole body. Raises BodyTooLarge, BodyTooSlow, BodyCut."""
    return b"".join([chunk async for chunk in read_pieces(request, limits)])


async def read_pieces(request: web.BaseRequest, limits: IntakeLimits) -> AsyncIterator[bytes]:
    """The body as it arrives. Raises BodyTooLarge (before anything is read, if the request tells its length), BodyTooSlow, BodyCut.

    The time that the reader of the pieces takes does not count.
    """
    if (request.content_length or 0) > limits.max_bytes:
        raise limits.too_large()
    if not request.can_read_body:
        return
    await _tell_to_send(request)
    loop = asyncio.get_running_loop()
    size, waited = 0, 0.0
    while True:
        begun = loop.time()
        chunk = await _read(request, limits.timeout_seconds + size / MIN_BYTES_PER_SECOND - waited)
        waited += loop.time() - begun
        if not chunk:
            return
        size += len(chunk)
        if size > limits.max_bytes:
            raise limits.too_large()
        yield chunk


async def _tell_to_send(request: web.BaseRequest) -> None:
    """Some clients wait to be told that their body is welcome, so that a refusal spares them sending it."""
    if request.version >= (1, 1) and request.headers.get("Expect", "").lower() == "100-continue":
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        # What was written is no part of the answer.
        request.writer.output_size = 0


async def _read(request: web.BaseRequest, timeout_seconds: float) -> bytes:
    try:
        async with asyncio.timeout(timeout_seconds):
            return await request.content.readany()
    except TimeoutError:
        raise BodyTooSlow("the body of the request did not arrive in time") from None
    except (ConnectionError, HttpProcessingError, web.RequestPayloadError) as error:
        raise BodyCut("the body of the request is not complete") from error
