"""Tables in a real browser: what users do to them, heard by an app in Python."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conversation import Conversation, Talk

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


def first_cells(form: Conversation) -> list[str]:
    return form["table"].locator(".w-table-body [data-column='0']").all_text_contents()


def test_table_of_links(talk: Talk) -> None:
    form = talk("table")
    assert form.submit() == {"table": []}
    form["table"].get_by_role("link", name="Bergen").click()
    assert form.args() == {"table": ["bergen"]}
    form["table"].get_by_text("100").dblclick()
    assert form.args() == {"table": ["turku"]}
    form["table"].get_by_role("button", name="Ships").click()
    assert first_cells(form) == ["Bergen", "Oslo", "Turku"]
    form["table"].get_by_role("searchbox").fill("o")
    expect(form["table"].locator(".w-table-counts")).to_have_text("1 of 3")


def test_table_of_choices(talk: Talk) -> None:
    form = talk("chosen")
    form["table"].locator("[data-line='1'] input").check()
    assert form.event() == {"table": {"select": ["bergen"]}}
    form["table"].locator("[data-line='2'] input").check()
    assert form.event() == {"table": {"select": ["bergen", "turku"]}}
    form["table"].locator("[data-line='0'] input").check()
    heard = form.heard()
    assert heard["args"]["table"] == heard["events"]["table"]["select"] == ["oslo", "bergen", "turku"]
    single = talk("single")
    single["table"].locator("[data-line='2'] input").check()
    assert single.submit() == {"table": ["turku"]}


def test_table_of_groups(talk: Talk) -> None:
    form = talk("grouped")
    form["table"].get_by_role("combobox").select_option("city")
    form["table"].get_by_text("Bergen").first.click()
    assert list(form.event()["table"]) == ["group_change"]


def test_table_of_pages(talk: Talk) -> None:
    form = talk("paged")
    table = form["table"]
    table.get_by_role("button", name="City", exact=True).click()
    assert form.event() == {"table": {"sort": {"city": True}}}
    table.get_by_role("button", name="City", exact=True).click()
    assert form.event() == {"table": {"sort": {"city": False}}}
    table.get_by_role("searchbox").fill("os")
    assert form.event() == {"table": {"search": {"value": "os", "cols": ["city"]}}}
    table.locator("[data-filter=city]").click()
    form.page.locator(".w-table-filter-values").get_by_label("Oslo").check()
    assert form.event() == {"table": {"filter": {"city": ["Oslo"]}}}
    form.page.keyboard.press("Escape")
    table.get_by_role("button", name="Next page").click()
    assert form.event() == {"table": {"page_change": {"offset": 3}}}
    table.get_by_role("combobox").select_option("city")
    assert form.event() == {"table": {"group_by": "city"}}
    table.get_by_role("button", name="Download data").click()
    assert form.event() == {"table": {"download": True}}
    table.get_by_role("button", name="Reset table").click()
    assert form.event() == {"table": {"reset": True}}
