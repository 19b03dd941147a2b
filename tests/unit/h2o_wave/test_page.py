"""Pages gather changes."""

import asyncio
import json
from typing import Any, cast

import numpy
import pytest

from h2o_wave import ui
from h2o_wave.async_site import AsyncSite
from h2o_wave.data import data
from h2o_wave.errors import BadKey, BadType, BadValue, Conflict, ConnectError, InvalidURL, ServiceError
from h2o_wave.page import NO_PAGE, AsyncPage, Page, Ref
from h2o_wave.site import Site


class FakeSite:
    """Keeps what is saved, and fails as often as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.saved: list[tuple[str, Any]] = []
        self.failures = list(failures)

    def _save(self, route: str, body: bytes) -> None:
        self.saved.append((route, json.loads(body)["d"]))
        if self.failures:
            raise self.failures.pop(0)

    def _load(self, route: str) -> tuple[dict[str, str], str]:
        return {"loaded": route}, "e:7"

    @property
    def ops(self) -> Any:
        return self.saved[-1][1]


class FakeAsyncSite(FakeSite):
    async def _save(self, route: str, body: bytes) -> None:  # type: ignore[override]
        await asyncio.sleep(0)
        super()._save(route, body)

    async def _load(self, route: str) -> tuple[dict[str, str], str]:  # type: ignore[override]
        return {"loaded": route}, "e:7"


def page_of(site: FakeSite, route: str = "/p") -> Page:
    return Page(cast(Site, site), route)


def async_page_of(site: FakeAsyncSite) -> AsyncPage:
    return AsyncPage(cast(AsyncSite, site), "/p")


@pytest.fixture
def site() -> FakeSite:
    return FakeSite()


@pytest.fixture
def page(site: FakeSite) -> Page:
    return page_of(site)


def saved(page: Page, site: FakeSite) -> Any:
    page.save()
    return site.ops


def test_changes_are_sent_in_their_order_and_once(page: Page, site: FakeSite) -> None:
    page["a"] = {"view": "x"}
    page["a"].n = 1
    del page["a"]
    page.drop()
    assert saved(page, site) == [{"k": "a", "d": {"view": "x"}}, {"k": "a n", "v": 1}, {"k": "a"}, {}]
    page.save()
    assert len(site.saved) == 1


def test_a_page_without_changes_sends_nothing(page: Page, site: FakeSite) -> None:
    page.save()
    assert site.saved == []


def test_the_body_is_compact_ascii() -> None:
    page = page_of(FakeSite())
    page["c"].v = "ž"
    page["ž"].v = (1, 2)
    assert page._gather() == (2, rb'{"d":[{"k":"c v","v":"\u017e"},{"k":"\u017e v","v":[1,2]}]}')


def test_a_reference_leads_into_a_card(page: Page, site: FakeSite) -> None:
    box = page["form"].items[0].textbox
    box.value = "a"
    box["label"] = "b"
    page["form"].data[-1] = [1]
    page["form"].data[10**30].f = 2
    assert [op["k"] for op in saved(page, site)] == [
        "form items 0 textbox value",
        "form items 0 textbox label",
        "form data -1",
        f"form data {10**30} f",
    ]


def test_adding_a_card_gives_a_reference_to_it(page: Page, site: FakeSite) -> None:
    card = page.add("c", {"view": "x"})
    card.title = "t"
    assert saved(page, site)[1] == {"k": "c title", "v": "t"}


def test_every_attribute_name_belongs_to_the_card(page: Page, site: FakeSite) -> None:
    for name in ("page", "key", "items", "_x", "__append__"):
        setattr(page["c"], name, 1)
    assert [op["k"] for op in saved(page, site)] == ["c page", "c key", "c items", "c _x", "c __append__"]


def test_components_are_dumped(page: Page, site: FakeSite) -> None:
    page["c"].items = [ui.text("x"), None]
    assert saved(page, site) == [{"k": "c items", "v": [{"text": {"content": "x"}}, None]}]


def test_a_value_is_taken_as_it_is_when_assigned(page: Page, site: FakeSite) -> None:
    value = [1]
    page["c"].v = value
    value.append(2)
    assert saved(page, site) == [{"k": "c v", "v": [1]}]


def test_rows_are_appended(page: Page, site: FakeSite) -> None:
    page["c"].data += [1, 2]
    page["c"]["plot_data"] += (3,)
    page["c"].items[0].visualization.data += [[4], [5]]
    assert saved(page, site) == [
        {"k": "c data __append__", "v": [1, 2]},
        {"k": "c plot_data __append__", "v": [3]},
        {"k": "c items 0 visualization data __append__", "v": [[4], [5]]},
    ]


def test_appending_through_a_variable_loses_nothing(page: Page, site: FakeSite) -> None:
    rows = page["c"].data
    rows += [1]
    rows += [2]
    page["c"].title = "kept"
    assert isinstance(rows, Ref)
    assert [op["k"] for op in saved(page, site)] == ["c data __append__", "c data __append__", "c title"]


def test_rows_are_appended_only_to_data(page: Page, site: FakeSite) -> None:
    with pytest.raises(BadValue, match="c.rows: .* name ends in 'data'"):
        page["c"].rows += [1]
    with pytest.raises(BadValue):
        page["data"] += [1]
    page.save()
    assert site.saved == []


def test_another_reference_is_no_value(page: Page) -> None:
    with pytest.raises(BadType, match="JSON has no Ref"):
        page["c"].v = page["d"].v
    with pytest.raises(BadType):
        page["c"].v = page_of(FakeSite())["c"].v


def test_a_buffer_cannot_be_assigned(page: Page) -> None:
    with pytest.raises(BadValue, match="c.data: a buffer cannot be assigned"):
        page["c"].data = data("a", 1)


def test_a_bad_value_is_refused_and_leaves_the_page_good(page: Page, site: FakeSite) -> None:
    page["c"].good = 1
    with pytest.raises(BadType, match=r"c.items\[0\].x: JSON has no set"):
        page["c"].items = [{"x": {1}}]
    page["c"].better = 2
    assert [op["k"] for op in saved(page, site)] == ["c good", "c better"]


@pytest.mark.parametrize(
    "key", ["a b", " a", "", "a\tb", "a\nb", "a\u00a0b", "\x7f", 1, None, b"a", ("a", "b")]
)
def test_a_card_cannot_have_this_name(page: Page, key: Any) -> None:
    with pytest.raises(BadKey, match="name of a card"):
        page[key] = {}
    with pytest.raises(BadKey):
        page[key]
    with pytest.raises(BadKey):
        del page[key]


@pytest.mark.parametrize("key", ["a b", "", "a\nb", None, True, 1.5, (0, 1), slice(1), numpy.int64(1)])
def test_a_place_cannot_have_this_name(page: Page, key: Any) -> None:
    with pytest.raises(BadKey, match="name or index"):
        page["c"][key] = 1
    with pytest.raises(BadKey):
        page["c"][key]


def test_names_may_be_of_any_script_and_have_dots(page: Page, site: FakeSite) -> None:
    page["ключ"]["a.b-c"] = 1
    page[numpy.str_("k")].v = 1
    assert [op["k"] for op in saved(page, site)] == ["ключ a.b-c", "k v"]


def test_what_a_reference_cannot_do_says_so(page: Page) -> None:
    with pytest.raises(AttributeError, match="c.x: cannot be deleted; assign None instead"):
        del page["c"].x
    with pytest.raises(AttributeError, match=r"c\['x'\]: cannot be deleted"):
        del page["c"]["x"]
    with pytest.raises(TypeError, match="not iterable"):
        list(page["c"].items)
    with pytest.raises(AttributeError):
        page["c"].__array__  # noqa: B018
    assert repr(page["c"].items[0]) == "Ref('c.items[0]')"


def test_a_page_has_no_attributes_of_the_author(page: Page) -> None:
    with pytest.raises(AttributeError):
        page.title = "x"  # type: ignore[attr-defined]


def test_a_route_is_checked_at_once() -> None:
    with pytest.raises(InvalidURL):
        page_of(FakeSite(), "/../x")


def test_a_page_is_loaded_by_its_route(page: Page) -> None:
    assert page.load() == {"loaded": "/p"}


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
