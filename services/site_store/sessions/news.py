"""News of sessions, on their way to the gateways."""

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple

from services.site_store.sessions.errors import NewsMissed
from services.site_store.sessions.session import Session

MAX_WAITING_NEWS = 10_000


class News(NamedTuple):
    """What happened to a session. `version` is 0 when it has ended, `was_ended` when somebody wanted that while it was used."""

    id: bytes
    version: int
    labels: tuple[bytes, ...] = ()
    was_ended: bool = False


class Feed:
    """The news that one gateway has not read yet."""

    def __init__(self) -> None:
        self._news: list[News] = []
        self._arrived = asyncio.Event()
        self._is_behind = False
        self._is_closed = False

    def tell(self, news: News) -> None:
        """Adds news; a watcher that does not read them is cut off."""
        if len(self._news) >= MAX_WAITING_NEWS:
            self._is_behind = True
        else:
            self._news.append(news)
        self._arrived.set()

    def close(self) -> None:
        """Ends `batches` when everything was read."""
        self._is_closed = True
        self._arrived.set()

    async def batches(self) -> AsyncIterator[list[News]]:
        """Yields what is new; at once an empty batch. Raises NewsMissed."""
        yield []
        while True:
            if self._is_behind:
                raise NewsMissed(f"more than {MAX_WAITING_NEWS} news of sessions were waiting; watch again")
            if self._news:
                news, self._news = self._news, []
                yield news
            elif self._is_closed:
                return
            else:
                self._arrived.clear()
                await self._arrived.wait()


class Newsroom:
    """Everybody who watches."""

    def __init__(self) -> None:
        self._feeds: set[Feed] = set()

    def __len__(self) -> int:
        return len(self._feeds)

    def open(self) -> Feed:
        """Begins to tell someone."""
        feed = Feed()
        self._feeds.add(feed)
        return feed

    def leave(self, feed: Feed) -> None:
        """Stops telling someone."""
        self._feeds.discard(feed)

    def put(self, session: Session) -> None:
        """Tells everybody that a session has a new version."""
        self._tell(News(session.id, session.version, session.labels))

    def ended(self, session: Session, *, was_ended: bool) -> None:
        """Tells everybody that a session is over."""
        self._tell(News(session.id, 0, session.labels, was_ended))

    def close(self) -> None:
        """Ends all feeds."""
        for feed in self._feeds:
            feed.close()

    def _tell(self, news: News) -> None:
        for feed in self._feeds:
            feed.tell(news)
