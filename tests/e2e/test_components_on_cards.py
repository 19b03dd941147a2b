"""Every card in a real browser: seen, clicked, and heard by an app in Python; under a policy that allows nothing inline."""

import base64
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.card_pages import PAGES
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.conversation import BUILT, STRICT, Conversation, Talk, drag, talking
from tests.e2e.driver_process import AppProcess, Way, run_script
from tests.e2e.ink import RED, wait_for_ink
from tests.e2e.tab import Tab

APP = """
from h2o_wave import Q, app, main
from tests.e2e.card_pages import show

@app("/cards")
async def serve(q: Q) -> None:
    await show(q)
"""
ROOMS = """
from h2o_wave import site
from tests.e2e.card_pages import PAGES

page = site["/rooms"]
for name, card in PAGES["rooms"]().items():
    page[name] = card
page.save()
"""
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A server that runs the app."""
    folder = tmp_path_factory.mktemp("cards")
    assert (BUILT / "index.html").exists(), "build the browser client first: make setup"
    web_dir = shutil.copytree(BUILT, folder / "static")
    (folder / "assets").mkdir()
    (folder / "assets/dot.png").write_bytes(DOT)
    flags = ["-fsync", "no", "-web-dir", str(web_dir), "-content-security-policy", STRICT, "-editable=true"]
    flags += ["-public-dir", f"/assets/@{folder}/assets"]
    with running(Form.EMBEDDED, folder / "wave", flags=flags) as cluster:
        app = AppProcess(APP, cluster, Way.HTTP, folder / "app")
        app.start()
        yield cluster
        app.interrupt()


@pytest.fixture
def address(cluster: Cluster) -> str:
    """Where the app is."""
    return f"{cluster.address}/cards"


@pytest.fixture
def talk(browser: Browser, address: str) -> Iterator[Talk]:
    with talking(browser, address) as talk:
        yield talk


def click(card: Conversation, name: str) -> dict[str, Any]:
    """Clicks something; returns the arguments that are not False."""
    card[name].click()
    return {name: value for name, value in card.args().items() if value is not False}


def test_navigation(talk: Talk) -> None:
    page = talk("navigation")
    for name in ("in_header", "nav_oslo", "new", "home"):
        assert click(page, name) == {name: True}
    assert click(page, "help") == {"help": "please"}
    assert click(page, "tab_two") == {"tab_two": True}
    assert click(page, "y") == {"which": "y"}
    expect(page["nav_oslo"]).to_have_attribute("aria-current", "page")
    expect(page["nav_off"]).to_be_disabled()
    page.page.get_by_role("button", name="Folder").click()
    assert click(page, "deep") == {"deep": True}
    page.page.locator(".w-toolbar-more").click()
    assert click(page, "rare") == {"rare": True}
    page.page.get_by_role("button", name="Navigation").click()
    assert click(page, "drawer_item") == {"drawer_item": True}
    page.page.get_by_role("link", name="end").click()
    assert page.args() == {"footer_link": True}


def test_previews(talk: Talk) -> None:
    page = talk("previews")
    for name in ("a_preview", "a_label", "a_tall", "a_wide", "tall_article_name", "wide_article_name"):
        assert click(page, name) == {name: name}
    assert click(page, "oslo") == {"a_list": "oslo"}
    assert click(page, "bergen") == {"bergen": True}
    assert click(page, "like") == {"like": True}
    page["post"].locator(".w-card-commands button").click()
    assert click(page, "delete") == {"delete": "it"}


def test_numbers(talk: Talk) -> None:
    page = talk("numbers")
    for words in ("$1,234.50", "75%", "Gas", "Oil", "Ships", "A list", "Harbour"):
        expect(page.page.get_by_text(words, exact=True).first).to_be_visible()
    expect(page["repeat"].get_by_text("Bergen")).to_be_visible()
    expect(page["flex"].get_by_text("Oslo!")).to_be_visible()
    for name in ("small_series", "tall_series", "wide_series"):
        expect(page[name].locator(".w-spark")).to_have_attribute(
            "aria-label", f"{words_of(name)}: no data yet"
        )


def words_of(name: str) -> str:
    return name.replace("_", " ").capitalize()


def test_pictures(talk: Talk) -> None:
    page = talk("pictures")
    stage = page["plot"].locator(".w-plot-stage")
    expect(stage).to_have_attribute("aria-label", "Plot, bar chart of port, tonnes: 2 rows")
    box = stage.bounding_box()
    assert box is not None
    page.page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.7)
    [row] = page.event()["plot"]["select_marks"]
    assert (row["port"], row["tonnes"]) == ("Bergen", 30)
    expect(page["vega"].locator("canvas")).to_be_visible()
    expect(page["graphics"].locator("circle")).to_be_visible()
    expect(page.page.frame_locator("iframe").get_by_text("Framed words")).to_be_visible()
    expect(page["template"].get_by_text("7 ships")).to_be_visible()
    expect(page["markdown"].locator(".w-code-copy")).to_be_attached()
    page.page.get_by_role("link", name="ships").click()
    assert page.args() == {"ships": True}
    page["image"].get_by_role("button").click()
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_role("dialog")).not_to_be_visible()


def test_drawings_follow_their_rows(talk: Talk) -> None:
    page = talk("drawings")
    expect(page.page.get_by_role("figure", name="Vega")).to_be_visible()
    before = {name: wait_for_ink(page[name], RED) for name in ("plot", "vega")}
    # 12 and 30 tonnes before, and then 30 and 30.
    page["raise_oslo"].click()
    for name, few in before.items():
        assert wait_for_ink(page[name], RED, few * 1.3) < few * 1.6


def test_a_conversation(talk: Talk) -> None:
    page = talk("chat")
    box = page["bot_says"]
    box.fill("Set sail")
    box.press("Enter")
    assert page.args() == {"bot_says": "Set sail"}
    expect(box).to_have_value("")
    said = page["bot"].locator(".w-bubble .w-said")
    expect(said).to_have_text(["Ahoy", "Hello", "Set sail", "Aye aye captain"])
    page["bot"].get_by_role("button", name="Good answer").last.click()
    assert page.event() == {"bot_says": {"feedback": {"message": "Aye aye captain", "positive": True}}}
    page["poem"].click()
    assert page.event() == {"bot_says": {"suggestion": "poem"}}


def test_older_messages_come_when_one_scrolls_back_to_the_first(talk: Talk) -> None:
    page = talk("history")
    log, said = page["bot"].get_by_role("log"), page["bot"].locator(".w-bubble .w-said")
    first = said.filter(has_text="Day 20")
    expect(said.last).to_be_in_viewport()
    expect(first).not_to_be_in_viewport()
    log.press("Home")
    assert page.event() == {"bot_hears": {"scroll_up": True}}
    expect(said).to_have_text([f"Day {day}" for day in range(60)])
    # What was in view still is: the older ones are above it.
    expect(first).to_be_in_viewport()
    expect(said.first).not_to_be_in_viewport()
    log.press("Home")
    assert page.event() == {"bot_hears": {"scroll_up": True}}
    expect(said.first).to_be_in_viewport()
    # There is nothing older, which is an answer, too.
    expect(page["bot"].locator(".w-chat-spinner")).to_have_count(0)
    expect(said).to_have_count(60)


def test_an_answer_can_be_stopped(talk: Talk) -> None:
    page = talk("history")
    stop = page["bot"].get_by_role("button", name="Stop generating")
    expect(stop).not_to_be_visible()
    page["bot_hears"].fill("Whither?")
    page["bot_hears"].press("Enter")
    assert page.args() == {"bot_hears": "Whither?"}
    expect(page["bot"].get_by_role("log")).to_have_attribute("aria-busy", "true")
    stop.click()
    assert page.event() == {"bot_hears": {"stop": True}}
    expect(page["bot"].get_by_role("log")).to_have_attribute("aria-busy", "false")
    expect(stop).not_to_be_visible()


@pytest.mark.parametrize(("button", "name", "source"), [
    ("open_dialog", ".w-dialog", "dlg"),
    ("open_panel", ".w-side-panel", "pnl"),
    ("open_bar", ".w-notification", "bar"),
])  # fmt: skip
def test_what_lies_over_a_page(talk: Talk, button: str, name: str, source: str) -> None:
    page = talk("overlays")
    page[button].click()
    page.heard()
    overlay = page.page.locator(name)
    expect(overlay).to_be_visible()
    overlay.get_by_label("Close").click()
    assert page.event() == {source: {"dismissed": True}}
    expect(overlay).not_to_be_visible()


def test_the_keyboard_stays_in_a_dialog_and_escape_closes_it(talk: Talk) -> None:
    page = talk("overlays")
    page["open_dialog"].click()
    page.heard()
    expect(page["who"]).to_be_focused()
    page["who"].fill("Ada")
    page.page.keyboard.press("Escape")
    heard = page.heard()
    assert heard["events"] == {"dlg": {"dismissed": True}}
    assert heard["args"]["who"] == "Ada"


def test_rooms_that_users_share(cluster: Cluster, browser: Browser, tmp_path: Path) -> None:
    run_script(ROOMS, cluster, Way.HTTP, tmp_path)
    tabs = [Tab(browser), Tab(browser)]
    page, other = (tab.open(f"{cluster.address}/rooms") for tab in tabs)
    room = page.locator("[data-test=room] textarea")
    room.fill("Ahoy")
    room.press("Enter")
    expect(other.locator("[data-test=room]").get_by_text("Ahoy")).to_be_visible()
    drag(page, page.locator(".w-sheet"), (20, 20), (120, 90))
    expect(other.locator(".w-sheet > *")).to_have_count(1)
    page.locator(".w-pixel[data-place='0']").click()
    expect(other.locator(".w-pixel[data-place='0']")).to_have_css("fill", "rgb(0, 0, 0)")
    page.get_by_role("button", name="Edit this page").click()
    page.get_by_role("button", name="Text", exact=True).click()
    page.get_by_label("Title").fill("By hand")
    page.get_by_role("button", name="Save").click()
    expect(other.get_by_role("heading", name="By hand")).to_be_visible()
    for tab in tabs:
        tab.close()


def test_every_card_is_on_one_of_the_pages() -> None:
    views = {card.dump()["view"] for family in PAGES.values() for card in family().values()}
    vocabulary = json.loads((BUILT.parents[2] / "tests/vectors/vocabulary.json").read_text())
    assert set(vocabulary["cards"]) - views == {"form", "meta"} - views
