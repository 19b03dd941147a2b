"""Every component in a real browser: filled as users do, heard by an app in Python, set by that app while it is on screen.

All of it under a policy that allows nothing inline: the tab complains of whatever the browser has stopped.
"""

import json
import shutil
import struct
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.browser import chromium
from tests.e2e.cluster import Form, running
from tests.e2e.component_pages import UPDATES
from tests.e2e.driver_process import ROOT, AppProcess, Way
from tests.e2e.tab import PATIENCE_MS, Tab

BUILT = ROOT / "services/gateway/static"
STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; object-src 'none'; base-uri 'none'"
)
APP = """
from h2o_wave import Q, app, main
from tests.e2e.component_pages import show

@app("/components")
async def serve(q: Q) -> None:
    await show(q)
"""
# The buttons of the app itself are among the arguments, too.
BUTTONS = {"submit": True, "update": False}

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app is."""
    folder = tmp_path_factory.mktemp("components")
    assert (BUILT / "index.html").exists(), "build the browser client first: make setup"
    web_dir = shutil.copytree(BUILT, folder / "static")
    (folder / "assets").mkdir()
    write_beep(folder / "assets/beep.wav")
    flags = ["-fsync", "no", "-web-dir", str(web_dir), "-content-security-policy", STRICT]
    flags += ["-public-dir", f"/assets/@{folder}/assets"]
    with running(Form.EMBEDDED, folder / "wave", flags=flags) as cluster:
        app = AppProcess(APP, cluster, Way.HTTP, folder / "app")
        app.start()
        yield f"{cluster.address}/components"
        app.interrupt()


def write_beep(path: Path, seconds: int = 10) -> None:
    """A recording that is silent at first, and then not."""
    rate = 8000
    samples = (0 if place < rate else 8000 * (-1) ** (place // 20) for place in range(rate * seconds))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Conversation:
    """A tab on a page of components, and what the app has heard from it."""

    def __init__(self, tab: Tab, address: str, family: str) -> None:
        self.tab = tab
        self.page: Page = tab.open(f"{address}#{family}")
        self._turn = 0
        self.heard()

    def __getitem__(self, name: str) -> Locator:
        return self.page.locator(f'[data-test="{name}"]')

    def heard(self) -> dict[str, Any]:
        """What the app has heard, once it has heard something new."""
        self.page.wait_for_function(
            "turn => document.title.startsWith('{') && JSON.parse(document.title).turn > turn",
            arg=self._turn,
            timeout=PATIENCE_MS,
        )
        told: dict[str, Any] = json.loads(self.page.title())
        self._turn = told["turn"]
        return told

    def args(self) -> dict[str, Any]:
        """The arguments of the next query."""
        args: dict[str, Any] = self.heard()["args"]
        return args

    def event(self) -> dict[str, Any]:
        """The events of the next query that has some."""
        while True:
            if events := self.heard()["events"]:
                found: dict[str, Any] = events
                return found

    def submit(self) -> dict[str, Any]:
        """Submits; returns the arguments, without those of the app's own buttons."""
        self["submit"].click()
        args = self.args()
        assert {name: args.pop(name, False) for name in BUTTONS} == BUTTONS
        return args


@pytest.fixture
def talk(browser: Browser, address: str) -> Iterator[Callable[[str], Conversation]]:
    """Opens the page of a family. At its end nothing may have been complained of."""
    tabs: list[Tab] = []

    def open_family(family: str) -> Conversation:
        tabs.append(Tab(browser))
        return Conversation(tabs[-1], address, family)

    yield open_family
    for tab in tabs:
        tab.close()


Talk = Callable[[str], Conversation]


def test_texts(talk: Talk) -> None:
    form = talk("texts")
    untouched = {"fixed": "as it is", "off": "still here", "hidden": "unseen"}
    assert form.submit() == untouched | {
        "line": "", "lines": "one\ntwo", "masked": "", "secret": "", "unchecked": "",
    }  # fmt: skip
    # What has not changed is not sent again.
    assert form.submit() == {}
    form["line"].fill("Ada")
    form["lines"].fill("three\nfour")
    form["masked"].press_sequentially("123456")
    form["secret"].fill("hush")
    expect(form["secret"]).to_have_attribute("type", "password")
    expect(form["unchecked"]).to_have_attribute("spellcheck", "false")
    assert form.submit() == {
        "line": "Ada", "lines": "three\nfour", "masked": "(123) 456", "secret": "hush",
    }  # fmt: skip
    # Enter in a line is no submission.
    form["line"].press("Enter")
    form["line"].fill("Bob")
    assert form.submit() == {"line": "Bob"}


def test_ticks(talk: Talk) -> None:
    form = talk("ticks")
    assert form.submit() == {
        "tick": False, "undecided": False, "switch": False, "group": None, "list": ["c"], "more": False, "inner": "",
    }  # fmt: skip
    form["tick"].check()
    form["undecided"].click()
    form["switch"].check()
    form["group-b"].check()
    form.page.get_by_role("button", name="Select All", exact=True).click()
    form["more"].locator("summary").click()
    form["inner"].fill("in here")
    assert form.submit() == {
        "tick": True, "undecided": False, "switch": True, "group": "b", "list": ["a", "b", "c"], "more": True,
        "inner": "in here",
    }  # fmt: skip
    form["undecided"].click()
    form["checkbox-a"].uncheck()
    assert form.submit() == {"undecided": True, "list": ["b", "c"]}


def test_numbers(talk: Talk) -> None:
    form = talk("numbers")
    assert form.submit() == {"slider": 0, "range": [0, 10], "spin": 0}
    form["slider"].press("ArrowRight")
    form["range"].locator("input").nth(0).press("ArrowRight")
    form["range"].locator("input").nth(1).press("ArrowLeft")
    form["spin"].press("ArrowUp")
    assert form.submit() == {"slider": 1, "range": [1, 9], "spin": 1}
    form["slider"].press("End")
    form["spin"].fill("99")
    assert form.submit() == {"slider": 10, "spin": 5}
    form["spin"].fill("junk")
    form["spin"].blur()
    expect(form["spin"]).to_have_value("5")


def test_pickers(talk: Talk) -> None:
    form = talk("pickers")
    assert form.submit() == {
        "one": None, "several": ["b"], "long": None, "both": [], "free": None, "free_several": None, "tags": None,
        "day": "2024-02-28", "time": "09:30", "color": None, "swatch": None, "inline_color": "#000",
    }  # fmt: skip
    choose_from_lists(form)
    assert form.submit() == {
        "one": "b", "several": ["b", "a"], "long": "n42", "both": ["a", "b"], "free": "Purple",
        "free_several": ["Red", "Mauve"], "tags": ["b"],
    }  # fmt: skip
    choose_from_popups(form)
    assert form.submit() == {
        "day": "2024-02-29", "time": "10:45", "color": "#0a6699", "swatch": "#00ff00", "inline_color": "#abc",
    }  # fmt: skip


def choose_from_lists(form: Conversation) -> None:
    page = form.page
    form["one"].select_option("b")
    form["several"].click()
    page.locator('.w-drop-list [data-test="a"]').check()
    page.keyboard.press("Escape")
    form["long"].click()
    page.get_by_role("searchbox").fill("n42")
    page.get_by_text("Number 42", exact=True).click()
    form["both"].click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Select All", exact=True).click()
    dialog.get_by_role("button", name="Select (2)").click()
    form["free"].fill("Purple")
    form["free"].press("Enter")
    for word in ("Red", "Mauve"):
        form["free_several"].fill(word)
        form["free_several"].press("Enter")
    form["tags"].fill("ban")
    form["tags"].press("Enter")


def choose_from_popups(form: Conversation) -> None:
    page = form.page
    form["day"].click()
    page.locator('[data-part=table-cell-trigger][data-value="2024-02-29"]').click()
    form["time"].click()
    page.get_by_role("listbox", name="Hours").get_by_role("option", name="10").click()
    page.get_by_role("listbox", name="Minutes").get_by_role("option", name="45").click()
    hex_field = form["color"].get_by_label("Hex")
    hex_field.fill("#0a6699")
    hex_field.press("Enter")
    form["#00ff00"].click()
    inline = form["inline_color"].get_by_label("Hex")
    inline.fill("#abc")
    inline.press("Tab")


def test_clicks(talk: Talk) -> None:
    form = talk("clicks")
    untouched = dict.fromkeys(("plain", "with_value", "splitting", "split", "valued", "copy", "deep"), False)
    assert form.submit() | {"#ticks": False} == untouched | {"#ticks": False}
    clicks: list[tuple[str, dict[str, Any]]] = [
        ("plain", {"plain": True}),
        ("with_value", {"with_value": "yes"}),
        ("mini", {"mini": True}),
        ("ada", {"ada": True}),
        ("face", {"face": True}),
        ("second", {"tabs": "second"}),
    ]
    for name, args in clicks:
        form[name].click()
        assert form.args() == args
    form["pile"].get_by_label("Add").click()
    assert form.args() == {"pile": "add"}
    form.page.get_by_role("link", name="yes").click()
    assert form.args() == {"word": True}
    click_commands(form)
    # A tab that is chosen already says nothing; a hash takes the page elsewhere.
    form["second"].click()
    form["#ticks"].click()
    assert form.heard()["family"] == "ticks"


def click_commands(form: Conversation) -> None:
    form.page.locator(".w-split-button").get_by_label("More").click()
    form["valued"].click()
    assert form.args() == {"valued": "v"}
    form.page.get_by_role("button", name="Menu").click()
    form.page.get_by_role("menuitem", name="Paste").click()
    form["deep"].click()
    assert form.args() == {"deep": True}


def test_triggers(talk: Talk) -> None:
    form = talk("triggers")
    form.submit()

    def enter_freely() -> None:
        form["free"].fill("Red")
        form["free"].press("Enter")

    acts: list[tuple[Callable[[], Any], dict[str, Any]]] = [
        (lambda: form["line"].press_sequentially("Ada"), {"line": "Ada"}),
        (lambda: form["tick"].check(), {"tick": True}),
        (lambda: form["switch"].check(), {"switch": True}),
        (lambda: form["group-a"].check(), {"group": "a"}),
        (lambda: form["checkbox-b"].check(), {"list": ["b"]}),
        (lambda: form["slider"].press("ArrowRight"), {"slider": 1}),
        (lambda: form["spin"].press("ArrowUp"), {"spin": 1}),
        (lambda: form["one"].select_option("a"), {"one": "a"}),
        (enter_freely, {"free": "Red"}),
    ]
    for act, args in acts:
        act()
        assert form.args() == args


def test_annotators(talk: Talk) -> None:
    form = talk("annotators")
    assert form.submit() == {"text": [{"text": "Ada met Bob."}], "image": [], "audio": []}
    form["text"].get_by_text("Ada met Bob.").dblclick(position={"x": 12, "y": 10})
    form["image"].get_by_role("button", name="Rectangle").click()
    drag(form.page, form["image"].locator(".w-picture-marks"), (20, 30), (120, 90))
    assert form.event() == {"image": {"click": {"x": 20, "y": 30}}}
    form["image"].locator(".w-picture-marks").press("s")
    assert form.event() == {"image": {"tool_change": "select"}}
    wave_line = form["audio"].locator(".w-wave")
    expect(wave_line.locator("path[d^='M0.5']")).to_be_attached()
    width = wave_line.evaluate("element => element.clientWidth")
    drag(form.page, wave_line, (width * 0.2, 20), (width * 0.5, 20))
    form.page.mouse.move(0, 0)
    args = form.submit()
    [stretch] = args["audio"]
    assert (stretch["tag"], round(stretch["start"]), round(stretch["end"])) == ("p", 2, 5)


def drag(page: Page, element: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + start[0], box["y"] + start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + (start[0] + end[0]) / 2, box["y"] + (start[1] + end[1]) / 2)
    page.mouse.move(box["x"] + end[0], box["y"] + end[1])
    page.mouse.up()


def test_uploads(talk: Talk, tmp_path: Path) -> None:
    form = talk("uploads")
    small, large = tmp_path / "a b.txt", tmp_path / "large.txt"
    small.write_text("hello")
    large.write_bytes(b"x" * (1024 * 1024 + 1))
    assert form.submit() == {}
    form["small"].locator("input[type=file]").set_input_files(small)
    expect(form["small"].get_by_role("textbox")).to_have_value("a b.txt")
    [path] = form.submit()["small"]
    assert path.startswith("/_f/") and path.endswith("/a%20b.txt")
    form["large"].locator("input[type=file]").set_input_files([large])
    expect(form["large"].get_by_role("alert")).to_contain_text("larger than 1 MB")
    form["large"].locator("input[type=file]").set_input_files([small, small])
    form["large"].get_by_role("button", name="Send").click()
    assert [path.rsplit("/")[-1] for path in form.args()["large"]] == ["a%20b.txt", "a%20b.txt"]
    expect(form["large"].get_by_text("2 files")).to_be_visible()


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


def test_plots(talk: Talk) -> None:
    form = talk("plots")
    stage = form["bars"].locator(".w-plot-stage")
    expect(stage).to_have_attribute("aria-label", "bar chart of port, tonnes: 2 rows", timeout=PATIENCE_MS)
    box = stage.bounding_box()
    assert box is not None
    form.page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.7)
    [row] = form.event()["bars"]["select_marks"]
    assert (row["port"], row["tonnes"], row["idx"]) == ("South", 30, 1)
    expect(form.page.locator(".w-vega-stage canvas")).to_be_visible()


@pytest.mark.parametrize("family", sorted(UPDATES))
def test_what_python_sets_is_shown_and_submitted(talk: Talk, family: str) -> None:
    form = talk(family)
    form.submit()
    form["update"].click()
    form.heard()
    args = form.submit()
    wanted = {name: value for name, (_, value) in UPDATES[family].items()}
    if family == "single":
        wanted = {"table": ["bergen"]}
    assert args == wanted
