"""The gallery in a browser: goes from page to page, and says what is wrong with them."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.e2e.tab import PATIENCE_MS, Tab

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
AXE = ROOT / "www/node_modules/axe-core/axe.min.js"
SCREENSHOTS = Path(__file__).parent / "screenshots"
SOURCE = f"import sys\nsys.path.insert(0, {str(EXAMPLES)!r})\nfrom gallery import main, serve\n"
DESKTOP = {"width": 1280, "height": 900}
# How far the exhibits reach: the navigation beside them is longer, and the same on every page.
EXTENT = """
() => Math.max(...[...document.querySelectorAll('[data-test]')]
  .filter((it) => !it.closest('[data-test=sidebar]'))
  .map((it) => it.getBoundingClientRect().bottom + scrollY))
"""
# What sticks out at the sides of the page, or of a card, which then scrolls sideways. What is cut off or scrolls in a frame of
# its own does not, and a whiteboard has the size that the app has given it.
OVERFLOW = """
() => {
  const told = (it) => it.outerHTML.slice(0, 120)
  const page = document.documentElement
  const wide = [...document.querySelectorAll('main *')].filter(
    (it) => it.getBoundingClientRect().right > page.clientWidth + 1 && it.getBoundingClientRect().left < page.clientWidth)
  const isFrame = (it) => getComputedStyle(it).overflowX !== 'visible'
  // The frame that cuts an element off or scrolls it, before the card does.
  const framed = (it, card) => {
    for (let each = it.parentElement; each !== card; each = each.parentElement) if (isFrame(each)) return true
    return getComputedStyle(it).position === 'fixed' || !!it.closest('.w-sheet')
  }
  const sticksOut = (it, card) => {
    const { left, right, width, height } = it.getBoundingClientRect()
    const around = card.getBoundingClientRect()
    const isOut = right > around.right + 1 || left < around.left - 1
    return isOut && width > 1 && height > 1 && it.checkVisibility() && !framed(it, card)
  }
  const out = [...document.querySelectorAll('.w-card')].flatMap(
    (card) => [...card.querySelectorAll('*')].filter((it) => sticksOut(it, card)).slice(0, 3)
      .map((it) => `out of the card ${card.dataset.test}: ${told(it)}`))
  if (page.scrollWidth <= page.clientWidth) return out
  return [`the page is ${page.scrollWidth} px wide`, ...wide.slice(0, 5).map(told), ...out]
}
"""
AXE_RUN = """
async ([rules, around]) => {
  // Embedded pages are strangers: what they look like is not ours, and they do not answer.
  const options = { resultTypes: ['violations'], iframes: false, ...(rules && { runOnly: { type: 'rule', values: rules } }) }
  // What stands around the exhibits is the same on every page.
  const { violations } = await axe.run({ exclude: around }, options)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary}`))
}
"""
# Whether nothing has come to the page for a moment, and nothing moves but what moves for ever.
SETTLED = """
() => new Promise((resolve) => {
  const moving = () => document.getAnimations().some(
    (it) => it.playState === 'running' && it.effect.getComputedTiming().iterations !== Infinity)
  let quiet = 0
  let before = ''
  const look = () => {
    const now = `${document.querySelectorAll('*').length} ${document.body.innerText.length}`
    quiet = now === before && !moving() ? quiet + 1 : 0
    before = now
    quiet > 5 ? resolve(true) : setTimeout(look, 16)
  }
  look()
})
"""


class Gallery:
    """A tab that shows the gallery."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.tab = Tab(browser, **({"viewport": DESKTOP} | options))
        self.page: Page = self.tab.open(f"{address}/gallery")
        self.page.add_script_tag(content=AXE.read_text())
        self.theme = "default"
        self._seen_around = False

    def show(self, name: str) -> None:
        """Goes to a page."""
        self.tab.complaints.clear()
        self.page.evaluate(f"location.hash = {json.dumps(name)}")
        expect(self.page.locator(f'[data-test^="{name}_"]').first).to_be_attached(timeout=PATIENCE_MS)
        self.settle()

    def settle(self) -> None:
        """Returns when everything that belongs to the page is there."""
        self.page.evaluate(SETTLED)

    def use_theme(self, theme: str) -> None:
        """Changes the theme, as whoever chooses it in the header does."""
        if theme == self.theme:
            return
        before = self.page.evaluate("getComputedStyle(document.body).getPropertyValue('--wave-page')")
        self.page.evaluate("(theme) => { wave.args.theme = theme; wave.push() }", theme)
        changed = "(before) => getComputedStyle(document.body).getPropertyValue('--wave-page') !== before"
        self.page.wait_for_function(changed, arg=before)
        self.theme = theme
        self.settle()

    def resize(self, size: dict[str, int]) -> None:
        """Changes the size of the window."""
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        self.settle()

    def failures(self) -> list[str]:
        """What the browser, the client and its cards complain of."""
        broken = self.page.locator(".w-unknown, .w-toast-error").all_inner_texts()
        return self.tab.complaints + broken

    def overflow(self) -> list[str]:
        """What is wider than the window or than its card."""
        found: list[str] = self.page.evaluate(OVERFLOW)
        return found

    def violations(self, *rules: str) -> list[str]:
        """The serious violations of rules of accessibility: of those that are named, else of all."""
        around = (
            [[f"[data-test={name}]"] for name in ("sidebar", "header", "received")]
            if self._seen_around
            else []
        )
        self._seen_around = self._seen_around or not rules
        found: list[str] = self.page.evaluate(AXE_RUN, [list(rules) or None, around])
        return found

    def shoot(self, name: str) -> None:
        """Keeps a picture of what is exhibited."""
        SCREENSHOTS.mkdir(exist_ok=True)
        size = self.page.viewport_size or DESKTOP
        height = min(max(self.page.evaluate(EXTENT) + 12, 320), 4000)
        clip = {"x": 0.0, "y": 0.0, "width": float(size["width"]), "height": float(height)}
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
