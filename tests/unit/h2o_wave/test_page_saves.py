"""Pages save what they have gathered: what fails, what waits for another save, and what depends on a position."""

import asyncio

import pytest

from h2o_wave.errors import Conflict, ConnectError, ServiceError
from h2o_wave.page import NO_PAGE, Page
from tests.unit.h2o_wave.fake_site import FakeAsyncSite, FakeSite, async_page_of, page_of, saved


@pytest.fixture
def site() -> FakeSite:
    return FakeSite()


@pytest.fixture
def page(site: FakeSite) -> Page:
    return page_of(site)


@pytest.mark.parametrize(
    "error", [ConnectError("away"), ServiceError("Request", 503), ServiceError("Request", 401)]
)
def test_a_failed_save_keeps_its_changes(error: Exception) -> None:
    site = FakeSite(error)
    page = page_of(site)
    page["c"].a = 1
    with pytest.raises(type(error)):
        page.save()
    page["c"].b = 2
    assert [op["k"] for op in saved(page, site)] == ["c a", "c b"]


@pytest.mark.parametrize("status", [400, 413])
def test_changes_that_the_server_refused_are_not_sent_again(status: int) -> None:
    site = FakeSite(ServiceError("Request", status))
    page = page_of(site)
    page["c"].a = 1
    with pytest.raises(ServiceError):
        page.save()
    page["c"].b = 2
    assert saved(page, site) == [{"k": "c b", "v": 2}]


def test_changes_made_while_a_save_is_on_its_way_are_kept() -> None:
    class Busy(FakeSite):
        def _save(self, route: str, body: bytes) -> None:
            super()._save(route, body)
            page["c"].late = 1

    site = Busy()
    page = page_of(site)
    page["c"].a = 1
    page.save()
    assert saved(page, site) == [{"k": "c late", "v": 1}]


async def test_an_async_page_saves_and_loads() -> None:
    site = FakeAsyncSite(ConnectError("away"), ServiceError("Request", 400))
    page = async_page_of(site)
    await page.save()
    assert site.saved == []
    page["c"].a = 1
    with pytest.raises(ConnectError):
        await page.save()
    with pytest.raises(ServiceError):
        await page.save()
    page["c"].b = 2
    await page.save()
    assert [[op["k"] for op in ops] for _, ops in site.saved] == [["c a"], ["c a"], ["c b"]]
    assert await page.load() == {"loaded": "/p"}


async def test_two_tasks_that_save_one_page_send_each_change_once() -> None:
    site = FakeAsyncSite()
    page = async_page_of(site)
    page["c"].a = 1
    first = asyncio.create_task(page.save())
    await asyncio.sleep(0)
    page["c"].b = 2
    await asyncio.gather(first, page.save())
    assert [[op["k"] for op in ops] for _, ops in site.saved] == [["c a"], ["c b"]]


class TestPositions:
    """Where a page stands, and saves that depend on it."""

    def conditional(self, *failures: Exception) -> tuple[Page, list[str | None]]:
        site, asked = FakeSite(*failures), []

        def save(route: str, body: bytes, if_position: str | None = None) -> str:
            asked.append(if_position)
            FakeSite._save(site, route, body)
            return f"e:{len(asked)}"

        site._save = save  # type: ignore[assignment, method-assign]
        return page_of(site), asked

    def test_a_page_knows_where_it_stands_after_a_save_and_after_a_load(self) -> None:
        page, _ = self.conditional()
        assert page.position is None
        page["c"].n = 1
        page.save()
        assert page.position == "e:1"
        page.load()
        assert page.position == "e:7"

    def test_a_save_can_depend_on_a_position(self) -> None:
        page, asked = self.conditional()
        page["c"].n = 1
        page.save(if_position=NO_PAGE)
        page["c"].n = 2
        page.save(if_position=page.position)
        assert asked == ["none:0", "e:1"]

    def test_changes_that_came_too_late_are_forgotten(self) -> None:
        page, asked = self.conditional(Conflict("Request", 412, "moved"))
        page["c"].n = 1
        with pytest.raises(Conflict):
            page.save(if_position="e:1")
        assert page.position is None
        page.save()
        assert asked == ["e:1"]

    def test_an_awaited_page_does_the_same(self) -> None:
        async def run() -> str | None:
            site = FakeAsyncSite()
            page = async_page_of(site)
            await page.load()
            return page.position

        assert asyncio.run(run()) == "e:7"
