"""What is clicked, drawn and dragged over in a real browser, heard by an app in Python."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conversation import Conversation, Talk, drag
from tests.e2e.tab import PATIENCE_MS

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


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


def test_annotators(talk: Talk) -> None:
    form = talk("annotators")
    assert form.submit() == {"text": [{"text": "Ada met Bob."}], "image": [], "audio": []}
    form["text"].get_by_text("Ada met Bob.").dblclick(position={"x": 12, "y": 10})
    form["image"].get_by_role("button", name="Rectangle").click()
    drag(form.page, form["image"].locator(".w-picture-marks"), (20, 30), (120, 90))
    # Events carry what has changed by then.
    clicked = form.heard()
    assert clicked["events"] == {"image": {"click": {"x": 20, "y": 30}}}
    assert clicked["args"]["text"] == [{"text": "Ada", "tag": "p"}, {"text": " met Bob."}]
    [mark] = clicked["args"]["image"]
    assert mark == {"tag": "p", "shape": {"rect": {"x1": 20, "y1": 30, "x2": 120, "y2": 90}}}
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
