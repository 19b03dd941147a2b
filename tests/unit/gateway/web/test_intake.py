"""Bodies, piece by piece and within bounds."""

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest
from aiohttp import StreamReader, web
from aiohttp.base_protocol import BaseProtocol

from services.gateway.errors import BodyCut, BodyTooLarge, BodyTooSlow
from services.gateway.web.intake import IntakeLimits, read_pieces, read_whole

LIMITS = IntakeLimits(10, "max-something", 60.0)


class Body:
    """A request whose body arrives as a test says."""

    def __init__(
        self, *pieces: bytes, ends: bool = True, length: int | None = None, expect: str = ""
    ) -> None:
        loop = asyncio.get_running_loop()
        protocol = BaseProtocol(loop)
        protocol.transport = cast(asyncio.Transport, SimpleNamespace())
        self.content = StreamReader(protocol, 1 << 16, loop=loop)
        self.told: list[bytes] = []
        for piece in pieces:
            self.content.feed_data(piece)
        if ends:
            self.content.feed_eof()
        self.request = cast(
            web.BaseRequest,
            SimpleNamespace(
                content=self.content,
                content_length=length,
                can_read_body=True,
                version=(1, 1),
                headers={"Expect": expect} if expect else {},
                writer=SimpleNamespace(write=self._write, output_size=0),
            ),
        )

    async def _write(self, data: bytes) -> None:
        self.told.append(data)


async def test_a_body_within_its_bounds_is_read() -> None:
    assert await read_whole(Body(b"12345", b"67890").request, LIMITS) == b"1234567890"
    assert await read_whole(Body(length=0).request, LIMITS) == b""


async def test_a_body_that_tells_its_length_is_refused_before_it_is_read() -> None:
    body = Body(ends=False, length=11, expect="100-continue")
    with pytest.raises(BodyTooLarge, match="max-something"):
        await read_whole(body.request, LIMITS)
    assert body.told == []


async def test_a_body_that_does_not_is_refused_when_it_is_too_large() -> None:
    with pytest.raises(BodyTooLarge, match=r"more than 10 bytes \(setting max-something\)$"):
        await read_whole(Body(b"12345", b"678901", ends=False).request, LIMITS)


def test_a_bound_that_nobody_can_set_is_told_without_a_setting() -> None:
    assert str(LIMITS._replace(size_name="").too_large()) == "Request Entity Too Large: more than 10 bytes"


async def test_whoever_waits_for_it_is_told_to_send() -> None:
    body = Body(b"1", expect="100-Continue")
    assert await read_whole(body.request, LIMITS) == b"1"
    assert body.told == [b"HTTP/1.1 100 Continue\r\n\r\n"]


async def test_a_body_that_does_not_arrive_is_given_up() -> None:
    with pytest.raises(BodyTooSlow):
        await read_whole(Body(b"1", ends=False).request, LIMITS._replace(timeout_seconds=0.0))


async def test_a_body_that_breaks_off_is_told_as_such() -> None:
    body = Body(ends=False)
    body.content.set_exception(ConnectionResetError())
    with pytest.raises(BodyCut):
        async for _ in read_pieces(body.request, LIMITS):
            raise AssertionError("nothing arrived")
