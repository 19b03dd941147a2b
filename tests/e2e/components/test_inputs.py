"""Every input in a real browser: filled as users do, heard by an app in Python."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conversation import Conversation, Talk

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


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
