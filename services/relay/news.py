"""News of apps, on their way to those who watch."""

import asyncio
from collections.abc import AsyncIterator

from services.relay.apps import News
from services.relay.errors import WatcherBehind

_MAX_WAITING_NEWS = 10_000


class NewsFeed:
    """The news that one watcher has not read yet."""

    def __init__(self, version: int, listing: list[News]) -> None:
        self._version = version
        self._news = listing
        self._arrived = asyncio.Event()
        self._is_first = True
        self._is_behind = False
        self._is_closed = False

    def tell(self, version: int, news: News) -> None:
        """Adds news; a watcher that does not read them is cut off."""
        if len(self._news) >= _MAX_WAITING_NEWS:
            self._is_behind = True
        else:
            self._version = version
            self._news.append(news)
        self._arrived.set()

    def close(self) -> None:
        """Ends `batches` when everything was read."""
        self._is_closed = True
        self._arrived.set()

    async def batches(self) -> AsyncIterator[tuple[int, list[News]]]:
        """Yields what is new, with the version of the table after it; the listing, even when empty, first.

        Raises WatcherBehind when too much was waiting.
        """
        while True:
            if self._is_behind:
                raise WatcherBehind(f"more than {_MAX_WAITING_NEWS} news of apps were waiting; watch again")
            if self._news or self._is_first:
                self._is_first = False
                news, self._news = self._news, []
                yield self._version, news
            elif self._is_closed:
                return
            else:
                self._arrived.clear()
                await self._arrived.wait()


class Newsroom:
    """Everybody who watches."""

    def __init__(self) -> None:
        self._feeds: set[NewsFeed] = set()

    def __len__(self) -> int:
        return len(self._feeds)

    def open(self, version: int, listing: list[News]) -> NewsFeed:
        """Begins to tell someone."""
        feed = NewsFeed(version, listing)
        self._feeds.add(feed)
        return feed

    def leave(self, feed: NewsFeed) -> None:
        """Stops telling someone."""
        self._feeds.discard(feed)

    def tell(self, version: int, news: News) -> None:
        """Tells everybody."""
        for feed in self._feeds:
            feed.tell(version, news)

    def close(self) -> None:
        """Ends all feeds."""
        for feed in self._feeds:
            feed.close()
