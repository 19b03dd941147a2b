"""The gallery for those who use a keyboard, a reader of the screen, little movement, another direction, or paper."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import ROOT, AppProcess, Way
from tests.e2e.gallery import SOURCE, Gallery
from tests.e2e.rpc_client import RpcClient
from tests.e2e.tab import Tab

BUILT = ROOT / "services/gateway/static"
# Where text, fields, ticks, sliders, lists and bars stand beside one another.
SIDED = (
    "header_card",
    "form_card",
    "toggle",
    "slider",
    "stat_table_card",
    "table",
    "chatbot_card",
    "markdown_card",
)
# Every kind of control that takes the focus.
OPERATED = (
    "textbox",
    "dropdown",
    "date_picker",
    "slider",
    "button",
    "tabs",
    "nav_card",
    "table",
    "picker",
    "menu",
)
# Everything in the exhibits that a Tab has to come to: of buttons that belong together, the one that is chosen or the first.
STOPS = """
(name) => {
  const inputs = ':is(button, input, select, textarea, a[href], summary, [tabindex="0"])'
  const all = [...document.querySelectorAll(`[data-test^="${name}_"] ${inputs}`)]
  const group = (it) => it.type === 'radio' && all.filter((other) => other.type === 'radio' && other.name === it.name)
  const stands = (it) => !it.disabled && it.tabIndex >= 0 && it.checkVisibility({ visibilityProperty: true })
  const isStop = (it) => !group(it) || it === (group(it).find((one) => one.checked) ?? group(it)[0])
  document.activeElement.blur()
  window.stops = all.filter((it) => stands(it) && isStop(it))
  // What shows where the keyboard is: a ring, or the line below the box of a field.
  window.lookOf = (it) => {
    const { outline, boxShadow } = getComputedStyle(it)
    const box = it.closest('.w-box')
    return JSON.stringify([outline, boxShadow, box && getComputedStyle(box, '::after').transform])
  }
  window.looks = stops.map(lookOf)
  stops[0].focus()
  return stops.length
}
"""
# Which of them the keyboard has come to, and whether that shows.
REACHED = """
() => {
  const it = document.activeElement
  const place = stops.indexOf(it)
  return { place, shows: place < 0 || lookOf(it) !== looks[place], html: it.outerHTML.slice(0, 160) }
}
"""

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    directory = tmp_path_factory.mktemp("access")
    with running(Form.EMBEDDED, directory, flags=["-fsync", "no", "-web-dir", str(BUILT)]) as cluster:
        app = AppProcess(SOURCE, cluster, Way.HTTP, directory / "app")
        app.start()
        yield cluster
        app.interrupt()


@pytest.fixture(scope="module")
def gallery(browser: Browser, cluster: Cluster) -> Iterator[Gallery]:
    gallery = Gallery(browser, cluster.address)
    yield gallery
    gallery.tab.close()


@pytest.mark.parametrize("name", SIDED)
def test_a_page_fits_also_from_right_to_left(name: str, gallery: Gallery) -> None:
    gallery.page.evaluate("document.documentElement.dir = 'rtl'")
    try:
        gallery.show(name)
        gallery.shoot(f"{name}-rtl")
        assert gallery.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert gallery.failures() == []
    finally:
        gallery.page.evaluate("document.documentElement.removeAttribute('dir')")


@pytest.mark.parametrize("name", OPERATED)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(name: str, gallery: Gallery) -> None:
    gallery.show(name)
    count = gallery.page.evaluate(STOPS, name)
    assert count > 1
    seen = []
    # Some stops lie between others that are there only while one is among them.
    for _ in range(2 * count):
        gallery.settle()
        seen.append(gallery.page.evaluate(REACHED))
        if seen[-1]["place"] == count - 1:
            break
        gallery.page.keyboard.press("Tab")
    assert [each["html"] for each in seen if not each["shows"]] == []
    missed = sorted({*range(count)} - {each["place"] for each in seen})
    assert gallery.page.evaluate("(places) => places.map((it) => stops[it].outerHTML)", missed) == []


def test_nothing_moves_for_those_who_want_it_so(gallery: Gallery) -> None:
    gallery.page.emulate_media(reduced_motion="reduce")
    try:
        gallery.show("side_panel")
        durations = gallery.page.evaluate(
            "[...document.querySelectorAll('*')].map((it) => getComputedStyle(it))"
            ".flatMap(({ animationDuration, transitionDuration }) => [animationDuration, transitionDuration])"
            ".flatMap((all) => all.split(',')).map(parseFloat)"
        )
        assert max(durations) < 0.001
    finally:
        gallery.page.emulate_media(reduced_motion="no-preference")


def test_on_paper_there_is_only_what_belongs_there(
    cluster: Cluster, client: RpcClient, browser: Browser
) -> None:
    stat = {"view": "small_stat", "box": "1 1 2 1", "title": "Ships", "value": "0"}
    client.patch("/paper", {"k": "stat", "d": stat})
    tab = Tab(browser)
    sockets: list[WebSocketRoute] = []
    tab.page.route_web_socket(
        re.compile("/_s/"), lambda socket: sockets.append(socket) or socket.connect_to_server()
    )
    page = tab.open(cluster.address + "/paper")
    expect(page.get_by_text("Ships")).to_be_visible()
    sockets[-1].send('{"e":"bad_query"}')
    toast, card = page.locator(".w-toast"), page.locator("[data-test=stat]")
    expect(toast).to_be_visible()
    expect(card).not_to_have_css("box-shadow", "none")
    page.emulate_media(media="print")
    expect(toast).to_be_hidden()
    expect(card).to_be_visible()
    expect(card).to_have_css("box-shadow", "none")
    page.emulate_media(media="screen")
    expect(toast).to_be_visible()
    tab.close()


def test_the_system_chooses_between_light_and_dark(
    cluster: Cluster, client: RpcClient, browser: Browser
) -> None:
    client.patch("/auto", {"k": "m", "d": {"view": "meta", "box": "", "theme": "auto"}})
    tab = Tab(browser, color_scheme="dark")
    page = tab.open(cluster.address + "/auto")
    body = page.locator("body")
    expect(body).to_have_attribute("data-wave-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-wave-theme", "light")
    client.patch("/auto", {"k": "m theme", "v": "nord"})
    expect(body).to_have_attribute("data-wave-theme", "dark")
    tab.close()


def field(name: str) -> dict[str, object]:
    return {"textbox": {"name": name, "label": name}}


def test_the_focus_and_what_was_typed_stay_while_everything_around_changes(
    cluster: Cluster, client: RpcClient, browser: Browser
) -> None:
    form = {
        "view": "form",
        "box": "1 1 4 8",
        "items": [field("ship"), field("berth"), {"text": {"content": "0"}}],
    }
    stat = {"view": "small_stat", "box": "5 1 2 1", "title": "Ships", "value": "0"}
    client.patch("/focus", {"k": "form", "d": form}, {"k": "stat", "d": stat})
    tab = Tab(browser)
    page = tab.open(cluster.address + "/focus")
    page.get_by_label("berth").press_sequentially("Nor")
    for number in range(1, 21):
        client.patch(
            "/focus",
            {"k": "stat value", "v": f"{number}"},
            {"k": "form items.2.text.content", "v": f"{number}"},
        )
        client.patch("/focus", {"k": "form items.1.textbox.label", "v": f"berth {number}"})
    client.patch("/focus", {"k": "new", "d": {**stat, "box": "7 1 2 1", "title": "More"}})
    expect(page.get_by_text("More")).to_be_visible()
    page.keyboard.type("th")
    expect(page.get_by_label("berth 20")).to_be_focused()
    expect(page.get_by_label("berth 20")).to_have_value("North")
    tab.close()


def test_readers_of_the_screen_hear_of_numbers_that_change(
    cluster: Cluster, client: RpcClient, browser: Browser
) -> None:
    stat = {"view": "small_stat", "box": "1 1 2 1", "title": "Ships", "value": "0"}
    client.patch("/heard", {"k": "stat", "d": stat})
    tab = Tab(browser)
    page = tab.open(cluster.address + "/heard")
    expect(page.get_by_text("Ships")).to_be_visible()
    for number in range(1, 6):
        client.patch("/heard", {"k": "stat value", "v": json.dumps(number)})
    expect(page.locator("[aria-live=polite]", has_text="Ships: 5")).to_be_attached(timeout=30_000)
    tab.close()
