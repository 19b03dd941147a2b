"""What the tests of the page model share: pages made from JSON, and JSON made from pages."""

import json
from typing import Any

from services.site_store.page.delta import Delta, decode
from services.site_store.page.limits import PageLimits
from services.site_store.page.page import Page

LIMITS = PageLimits()


def encode(value: Any) -> bytes:
    return json.dumps(value).encode()


def delta(*ops: Any) -> Delta:
    return decode(encode({"d": ops}), LIMITS)


def page_of(*ops: Any) -> Page:
    page = Page()
    page.apply(delta(*ops).ops)
    return page


def content(page: Page) -> Any:
    """The cards of a page as its snapshot has them."""
    return json.loads(page.snapshot())["p"]["c"]


def nested(depth: int, leaf: Any = 0) -> Any:
    """So many arrays inside each other."""
    for _ in range(depth):
        leaf = [leaf]
    return leaf
