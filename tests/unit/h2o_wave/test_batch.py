"""A batch saves many pages at a time."""

import asyncio
import json
from typing import Any

import pytest

from h2o_wave.async_site import AsyncSite
from h2o_wave.batch import Batch
from h2o_wave.errors import ServiceError
from h2o_wave.page import AsyncPage


class SlowSite(AsyncSite):
    """Keeps every save waiting until the test lets it through."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, Any]] = []
        self.gate = asyncio.Event()
        self.refused: set[str] = set()
        self._save = self._note

    async def _note(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        self.begun.append((route, json.loads(body)["d"]))
        await self.gate.wait()
        if route in self.refused:
            raise ServiceError("Request", 400, route)
        return "e:1"


@pytest.fixture
def site() -> SlowSite:
    return SlowSite()


async def settle_down() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_all_pages_are_on_their_way_before_the_first_has_arrived(site: SlowSite) -> None:
    async def write() -> None:
        async with site.batch() as batch:
            for number in range(5):
                batch[f"/{number}"]["c"].n = number

    writing = asyncio.create_task(write())
    await settle_down()
    assert [route for route, _ in site.begun] == [f"/{number}" for number in range(5)]
    assert not writing.done()
    site.gate.set()
    await writing


async def test_the_same_route_is_the_same_page(site: SlowSite) -> None:
    site.gate.set()
    async with site.batch() as batch:
        batch["/p"]["c"].a = 1
        batch["p"]["c"].b = 2
    assert site.begun == [("/p", [{"k": "c a", "v": 1}, {"k": "c b", "v": 2}])]


async def test_changes_of_a_page_stay_in_order_and_travel_together(site: SlowSite) -> None:
    page = AsyncPage(site, "/p")

    async def write() -> None:
        async with Batch(site) as batch:
            for number in range(100):
                page["c"].n = number
                batch.save(page)
                if number == 0:
                    await settle_down()

    writing = asyncio.create_task(write())
    await settle_down()
    site.gate.set()
    await writing
    values = [op["v"] for _, ops in site.begun for op in ops]
    assert values == list(range(100))
    assert len(site.begun) == 2


async def test_not_all_saves_travel_at_once(site: SlowSite) -> None:
    async def write() -> None:
        async with site.batch() as batch:
            for number in range(100):
                batch[f"/{number}"]["c"].n = number

    writing = asyncio.create_task(write())
    await settle_down()
    assert len(site.begun) == 32
    site.gate.set()
    await writing
    assert len(site.begun) == 100


async def test_the_first_failure_is_raised_when_all_is_done_and_tells_of_the_others(site: SlowSite) -> None:
    site.refused = {"/1", "/2"}
    site.gate.set()
    with pytest.raises(ServiceError, match="/1") as failure:
        async with site.batch() as batch:
            for number in range(4):
                batch[f"/{number}"]["c"].n = number
    assert failure.value.__notes__ == ["and another save failed: ServiceError: Request failed (code=400): /2"]
    assert len(site.begun) == 4


async def test_a_block_that_fails_saves_nothing_more(site: SlowSite) -> None:
    site.gate.set()
    with pytest.raises(KeyError):
        async with site.batch() as batch:
            batch["/p"]["c"].n = 1
            raise KeyError("oh")
    assert not site.begun
