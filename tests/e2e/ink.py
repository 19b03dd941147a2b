"""What is drawn on canvases: how much of an element is painted in a colour."""

from playwright.sync_api import Locator

from tests.e2e.tab import PATIENCE_MS

Colour = tuple[int, int, int]

RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 128, 0)
POLLING_MS = 100
# Pixels of a colour. They are read from a copy: browsers complain of canvases that are read again and again.
INK = """
(element, color) => {
  const inked = (canvas) => {
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })
    context.drawImage(canvas, 0, 0)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const isInk = (at) => data[at + 3] > 200 && color.every((part, place) => Math.abs(part - data[at + place]) < 8)
    let count = 0
    for (let at = 0; at < data.length; at += 4) if (isInk(at)) count += 1
    return count
  }
  const canvases = [...element.querySelectorAll('canvas')].filter(({ width, height }) => width && height)
  return canvases.map(inked).reduce((all, count) => all + count, 0)
}
"""


def ink(element: Locator, colour: Colour) -> int:
    """How many pixels have the colour."""
    count: int = element.evaluate(INK, list(colour))
    return count


def wait_for_ink(element: Locator, colour: Colour, at_least: float = 1000) -> int:
    """Returns how many pixels have the colour, as soon as so many have."""
    arg = [element.element_handle(), list(colour), at_least]
    is_enough = f"([element, color, least]) => ({INK})(element, color) >= least"
    element.page.wait_for_function(is_enough, arg=arg, timeout=PATIENCE_MS, polling=POLLING_MS)
    return ink(element, colour)
