"""Cookies as they stand in headers. PURE."""

import time
from email.utils import formatdate
from typing import NamedTuple

MAX_COOKIES = 200


class Cookie(NamedTuple):
    """What is the same for every cookie that a server sets."""

    path: str
    is_secure: bool

    def set(
        self, name: str, value: str, lifetime_seconds: float, *, now: float | None = None
    ) -> tuple[str, str]:
        """The header that gives a browser a cookie. No script sees it, and no other site makes it be sent."""
        since = time.time() if now is None else now
        expires = formatdate(since + lifetime_seconds, usegmt=True)
        secure = "; Secure" if self.is_secure else ""
        text = f"{name}={value}; Path={self.path}; Expires={expires}; HttpOnly; SameSite=Lax{secure}"
        return "Set-Cookie", text

    def clear(self, name: str) -> tuple[str, str]:
        """The header that takes a cookie away."""
        secure = "; Secure" if self.is_secure else ""
        return "Set-Cookie", f"{name}=; Path={self.path}; Max-Age=0; HttpOnly; SameSite=Lax{secure}"


def read_cookies(header: str | None) -> dict[str, str]:
    """The cookies of a request by name. Of two with one name the first counts: it has the longer path."""
    found: dict[str, str] = {}
    for part in (header or "").split(";", MAX_COOKIES)[:MAX_COOKIES]:
        name, equals, value = part.strip().partition("=")
        if equals:
            found.setdefault(name, value.strip('"'))
    return found
