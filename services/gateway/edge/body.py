"""Reads the body of a request, within its bounds of size and time (S11)."""

import asyncio

from aiohttp import StreamReader, web
from aiohttp.http_exceptions import HttpProcessingError

from services.gateway.edge.desk import HttpLimits
from services.gateway.errors import BodyCut, BodyTooLarge, BodyTooSlow

MIN_BYTES_PER_SECOND = 1024


async def read_body(request: web.BaseRequest, limits: HttpLimits) -> bytes:
    """The whole body. Raises BodyTooLarge, BodyTooSlow, BodyCut."""
    length = request.content_length
    if length is not None and length > limits.max_body_bytes:
        raise _too_large(limits)
    if not request.can_read_body:
        return b""
    begun = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(limits.body_timeout_seconds) as timeout:
            return await _read(request.content, limits, timeout, begun)
    except TimeoutError:
        raise BodyTooSlow("the body of the request did not arrive in time") from None
    except (ConnectionError, HttpProcessingError, web.RequestPayloadError) as error:
        raise BodyCut("the body of the request is not complete") from error


async def _read(stream: StreamReader, limits: HttpLimits, clock: asyncio.Timeout, begun: float) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := await stream.readany():
        size += len(chunk)
        if size > limits.max_body_bytes:
            raise _too_large(limits)
        chunks.append(chunk)
        # Whoever sends gets more time, one second for each KiB.
        clock.reschedule(begun + limits.body_timeout_seconds + size / MIN_BYTES_PER_SECOND)
    return b"".join(chunks)


def _too_large(limits: HttpLimits) -> BodyTooLarge:
    # It begins with the words of Wave 1.8.
    return BodyTooLarge(
        f"Request Entity Too Large: more than {limits.max_body_bytes} bytes (setting max-request-size)"
    )
