import asyncio

import pytest

from services.gateway.errors import StoreAway
from services.gateway.upstream.pages import EditOutcome, PageRead
from services.gateway.upstream.site_store import GrpcPages
from services.gateway.wire.position import Position
from tests.unit.gateway.upstream.site import running, scripted
from tests.unit.gateway.upstream.test_watching import Heard


async def test_a_page_is_read() -> None:
    """[P5]"""
    async with scripted() as (store, _, channel):
        store.snapshots["/x"] = b"page"
        pages = GrpcPages(channel)
        assert await pages.read("/x") == PageRead(b"page", Position("e", 7))
        assert await pages.read("/y") == PageRead(None, Position("e", 7))


async def test_a_site_store_that_is_away_is_an_error() -> None:
    """[P4]"""
    async with scripted() as (store, _, channel):
        store.fails = True
        with pytest.raises(StoreAway, match="UNAVAILABLE"):
            await GrpcPages(channel).read("/x")


async def test_pages_are_edited_and_watched_over_streams() -> None:
    async with scripted() as (store, _, channel):
        pages, heard = GrpcPages(channel), Heard()
        pages.listen(heard)
        assert not pages.is_connected
        async with running(pages.run()):
            edits, watch = await store.edits.next(), await store.watches.next()
            await heard.queue.get()
            assert pages.is_connected
            pages.edit("/x", b"body", list[EditOutcome]().append)
            pages.subscribe(1, "/x")
            pages.unsubscribe("/y")
            pages.release("/z")
            assert (await edits.requests.get()).edits[0].body == b"body"
            assert pages.waiting_bytes == 4
            commands = (await watch.requests.get()).commands
            assert [command.WhichOneof("command") for command in commands] == [
                "subscribe",
                "unsubscribe",
                "release",
            ]
        await asyncio.sleep(0)
        assert not pages.is_connected
