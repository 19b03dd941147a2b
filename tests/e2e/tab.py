"""A page in a real browser, as the end-to-end tests look at it."""

import json
import time
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, WebSocket

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
        self.page.on("console", self._hear)
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

    def wait_for_complaint(self, text: str) -> None:
        """Returns as soon as a complaint with that text has been heard."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while not any(text in complaint for complaint in self.complaints):
            assert time.monotonic() < deadline, f"no complaint of {text!r}: {self.complaints}"
            self.page.wait_for_timeout(50)

    def _hear(self, message: ConsoleMessage) -> None:
        # That a server could not be reached is said by the browser itself, and is what these tests are about.
        if message.type in ("error", "warning") and "WebSocket connection to" not in message.text:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._read(str(frame)))

    def _read(self, frame: str) -> None:
        self.deltas += [line for line in map(json.loads, frame.split("\n")) if "d" in line]
