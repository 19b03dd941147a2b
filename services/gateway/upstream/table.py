"""Which apps there are, as the relay told. PURE but for the futures of those who wait for a version."""

import asyncio
from collections.abc import Sequence

from services.gateway.upstream.apps import AppChange, AppMode, News

_LISTED = (AppChange.LISTED, AppChange.LISTED_DOWN)


class AppTable:
    """Apps by route, at a version. A new run of the relay lists all apps and counts versions anew."""

    def __init__(self) -> None:
        self.version = 0
        self._modes: dict[str, AppMode] = {}
        self._down: set[str] = set()
        self._expected: dict[asyncio.Future[None], int] = {}

    def __len__(self) -> int:
        return len(self._modes)

    def routes(self) -> list[str]:
        """Where there are apps."""
        return list(self._modes)

    def mode_of(self, route: str) -> AppMode | None:
        """Whom the page of the app at a route is for; None without an app."""
        return self._modes.get(route)

    def is_down(self, route: str) -> bool:
        """Whether the app at the route does not answer."""
        return route in self._down

    def replace(self, version: int, listing: Sequence[News]) -> list[News]:
        """Takes the list of all apps; returns as news what is different."""
        modes = {news.route: news.mode for news in listing if news.change in _LISTED}
        down = {news.route for news in listing if news.change is AppChange.LISTED_DOWN}
        news = [
            News(route, AppChange.UNREGISTERED, mode)
            for route, mode in self._modes.items()
            if route not in modes
        ]
        news += [
            News(route, AppChange.REGISTERED, mode)
            for route, mode in modes.items()
            if self._modes.get(route) is not mode
        ]
        known = self._modes.keys() & modes.keys()
        news += [News(route, AppChange.DOWN, modes[route]) for route in sorted((down - self._down) & known)]
        news += [News(route, AppChange.UP, modes[route]) for route in sorted((self._down - down) & known)]
        self._modes, self._down = modes, down
        self._reach(version)
        return news

    def apply(self, version: int, news: Sequence[News]) -> None:
        """Takes what happened since."""
        for one in news:
            if one.change is AppChange.REGISTERED:
                self._modes[one.route] = one.mode
                self._down.discard(one.route)
            elif one.change is AppChange.UNREGISTERED:
                self._modes.pop(one.route, None)
                self._down.discard(one.route)
            elif one.change is AppChange.DOWN:
                self._down.add(one.route)
            elif one.change is AppChange.UP:
                self._down.discard(one.route)
        self._reach(version)

    async def reached(self, version: int) -> None:
        """Returns when the table is at the version or after it."""
        if version <= self.version:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._expected[future] = version
        try:
            await future
        finally:
            del self._expected[future]

    def _reach(self, version: int) -> None:
        self.version = version
        for future, expected in self._expected.items():
            if expected <= version and not future.done():
                future.set_result(None)
