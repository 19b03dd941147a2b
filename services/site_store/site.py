"""The site: pages by route."""

from services.site_store.page.delta import Delta
from services.site_store.page.page import Page


class Site:
    """All pages of one server. Applying what was decoded never fails."""

    __slots__ = ("_pages",)

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def page(self, route: str) -> Page | None:
        """Returns the page at a route, or None when there is none."""
        return self._pages.get(route)

    def routes(self) -> list[str]:
        """Returns the routes that have pages, in order."""
        return sorted(self._pages)

    def apply(self, route: str, delta: Delta, revision: int) -> None:
        """[D1] Applies a delta to the page at a route, which is made when there is none."""
        page = self._pages.get(route)
        if page is None:
            page = self._pages[route] = Page()
        page.apply(delta.ops)
        page.revision = revision

    def put_snapshot(self, route: str, body: bytes, revision: int) -> None:
        """Makes the page at a route what a snapshot says.

        Raises BadSnapshot, and changes nothing, when the bytes are not a page.
        """
        page = self._pages.get(route) or Page()
        page.replace(body)
        page.revision = revision
        self._pages[route] = page

    def drop(self, route: str) -> bool:
        """Removes a page for good; says whether there was one."""
        return self._pages.pop(route, None) is not None
