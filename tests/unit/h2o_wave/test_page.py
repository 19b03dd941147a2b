"""Pages gather changes."""

from typing import Any

import numpy
import pytest

from h2o_wave import ui
from h2o_wave.data import data
from h2o_wave.errors import BadKey, BadType, BadValue, InvalidURL
from h2o_wave.page import Page, Ref
from tests.unit.h2o_wave.fake_site import FakeSite, page_of, saved


@pytest.fixture
def site() -> FakeSite:
    return FakeSite()


@pytest.fixture
def page(site: FakeSite) -> Page:
    return page_of(site)


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
