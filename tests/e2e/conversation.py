"""A page of components or cards in a real browser, used as users do, beside what an app in Python hears of it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from tests.e2e.driver_process import ROOT
from tests.e2e.tab import PATIENCE_MS, Tab

BUILT = ROOT / "services/gateway/static"
STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; object-src 'none'; base-uri 'none'"
)
# The buttons of the app itself are among the arguments, too.
BUTTONS = {"submit": True, "update": False}


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


Talk = Callable[[str], Conversation]


def drag(page: Page, element: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + start[0], box["y"] + start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + (start[0] + end[0]) / 2, box["y"] + (start[1] + end[1]) / 2)
    page.mouse.move(box["x"] + end[0], box["y"] + end[1])
    page.mouse.up()


@contextmanager
def talking(browser: Browser, address: str) -> Iterator[Talk]:
    """Opens the page of a family. At its end nothing may have been complained of."""
    tabs: list[Tab] = []

    def open_family(family: str) -> Conversation:
        tabs.append(Tab(browser))
        return Conversation(tabs[-1], address, family)

    yield open_family
    for tab in tabs:
        tab.close()
