"""A site that keeps what pages save, and pages of it."""

import asyncio
import json
from typing import Any, cast

from h2o_wave.async_site import AsyncSite
from h2o_wave.page import AsyncPage, Page
from h2o_wave.site import Site


class FakeSite:
    """Keeps what is saved, and fails as often as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.saved: list[tuple[str, Any]] = []
        self.failures = list(failures)

    def _save(self, route: str, body: bytes) -> None:
        self.saved.append((route, json.loads(body)["d"]))
        if self.failures:
            raise self.failures.pop(0)

    def _load(self, route: str) -> tuple[dict[str, str], str]:
        return {"loaded": route}, "e:7"

    @property
    def ops(self) -> Any:
        return self.saved[-1][1]


class FakeAsyncSite(FakeSite):
    async def _save(self, route: str, body: bytes) -> None:  # type: ignore[override]
        await asyncio.sleep(0)
        super()._save(route, body)

    async def _load(self, route: str) -> tuple[dict[str, str], str]:  # type: ignore[override]
        return {"loaded": route}, "e:7"


def page_of(site: FakeSite, route: str = "/p") -> Page:
    return Page(cast(Site, site), route)


def async_page_of(site: FakeAsyncSite) -> AsyncPage:
    return AsyncPage(cast(AsyncSite, site), "/p")


def saved(page: Page, site: FakeSite) -> Any:
    page.save()
    return site.ops
