"""The site at a glance, for the author of an app: `_d/site`. Off unless the operator turns it on."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import quote

from aiohttp import web

from services.gateway.web import answers
from services.gateway.web.annex import allowed, wrong_method
from services.gateway.web.answers import Answer
from services.gateway.web.guard import Guard

METHODS = ("GET", "HEAD")
MAX_PAGES = 1000

_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    answers.NOSNIFF,
    ("Content-Security-Policy", "default-src 'none'"),
    ("Cache-Control", "no-store"),
)
# Whoever passes requests on says so in one of these, and is itself perhaps on this machine.
_PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


class PageListing(Protocol):
    """Knows which pages there are."""

    async def routes(self, limit: int) -> Sequence[str]:
        """The first routes of pages, ordered; pages of single clients are not among them. Raises StoreAway."""


class DebugRoom:
    """Lists apps and pages, for programs and for browsers on this machine (H9)."""

    def __init__(
        self, base_url: str, pages: PageListing, app_routes: Callable[[], Iterable[str]], guard: Guard
    ) -> None:
        self._base_url = base_url
        self._pages = pages
        self._app_routes = app_routes
        self._guard = guard

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer:
        """See `Room`."""
        if rest != "site":
            return answers.NOT_FOUND
        if request.method == "OPTIONS":
            return allowed(*METHODS)
        if request.method not in METHODS:
            return wrong_method(*METHODS)
        if not is_from_here(request):
            refused = await self._guard.refuse_without_key(request)
            if refused is not None:
                return refused
        pages = await self._pages.routes(MAX_PAGES)
        html = overview(self._base_url, sorted(self._app_routes()), pages)
        return Answer(200, html.encode(errors="replace"), _HEADERS)


def is_from_here(request: web.BaseRequest) -> bool:
    """Whether a browser on this machine asks, for an address of this machine.

    The `Host` matters because any site can have its name resolve to this machine, and then read what is answered.
    """
    if any(name in request.headers for name in _PASSED_ON):
        return False
    host = request.headers.get("Host", "").rpartition("@")[2]
    name = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    return _is_loopback(request.remote or "") and (name.lower() == "localhost" or _is_loopback(name))


def overview(base_url: str, apps: Sequence[str], pages: Sequence[str]) -> str:
    """The page. PURE."""
    more = f"<p>The first {len(pages)} pages.</p>\n" if len(pages) >= MAX_PAGES else ""
    return (
        "<!doctype html>\n<title>Site</title>\n"
        f"<h1>Apps</h1>\n{_links(base_url, apps)}<h1>Pages</h1>\n{_links(base_url, pages)}{more}"
    )


def _links(base_url: str, routes: Sequence[str]) -> str:
    links = (
        f'<li><a href="{escape(base_url + quote(route[1:], errors="replace"))}">{escape(route)}</a></li>\n'
        for route in routes
    )
    return f"<ul>\n{''.join(links)}</ul>\n"


def _is_loopback(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
