"""A page in a real browser, as the end-to-end tests look at it."""

import json
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket

PATIENCE_MS = 60_000
PHONE = {"width": 360, "height": 640}


class Tab:
    """A page of the browser, and everything that it has to complain of."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.complaints: list[str] = []
        self.deltas: list[dict[str, Any]] = []
        self._context = browser.new_context(**options)
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("websocket", self._listen)

    def open(self, url: str) -> Page:
        """Goes to a page, and marks the window: a reload would lose the mark."""
        self.page.goto(url)
        self.page.evaluate("window.marker = 'still here'")
        return self.page

    def is_still_here(self) -> bool:
        """Whether the window was never reloaded."""
        return bool(self.page.evaluate("window.marker") == "still here")

    def close(self) -> None:
        """Closes the page; it must not have complained of anything but servers that are away."""
        self._context.close()
        assert self.complaints == [], self.complaints

    def _hear(self, kind: str, text: str) -> None:
        # That a server could not be reached is said by the browser itself, and is what these tests are about.
        if kind in ("error", "warning") and "WebSocket connection to" not in text:
            self.complaints.append(text)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._read(str(frame)))

    def _read(self, frame: str) -> None:
        self.deltas += [line for line in map(json.loads, frame.split("\n")) if "d" in line]
