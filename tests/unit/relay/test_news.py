import asyncio

import pytest

from services.relay import news as news_module
from services.relay.apps import AppChange, AppMode, News
from services.relay.errors import WatcherBehind
from services.relay.news import Newsroom

DOWN = News("/app", AppChange.DOWN, AppMode.UNICAST)
UP = News("/app", AppChange.UP, AppMode.UNICAST)


async def test_the_listing_comes_first_even_when_there_is_no_app() -> None:
    feed = Newsroom().open(3, [])
    assert await anext(feed.batches()) == (3, [])


async def test_news_come_in_order_and_batched() -> None:
    newsroom = Newsroom()
    batches = newsroom.open(1, [DOWN]).batches()
    newsroom.tell(2, UP)
    assert await anext(batches) == (2, [DOWN, UP])
    next_batch = asyncio.create_task(anext(batches))
    await asyncio.sleep(0)
    newsroom.tell(3, DOWN)
    assert await next_batch == (3, [DOWN])


async def test_who_has_left_is_told_nothing() -> None:
    newsroom = Newsroom()
    feed = newsroom.open(1, [])
    newsroom.leave(feed)
    newsroom.tell(2, UP)
    assert len(newsroom) == 0
    assert await anext(feed.batches()) == (1, [])


async def test_a_closed_feed_ends_after_its_last_news() -> None:
    newsroom = Newsroom()
    feed = newsroom.open(1, [DOWN])
    newsroom.close()
    assert [batch async for batch in feed.batches()] == [(1, [DOWN])]


async def test_a_watcher_that_does_not_read_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_module, "_MAX_WAITING_NEWS", 2)
    newsroom = Newsroom()
    feed = newsroom.open(1, [])
    for version in (2, 3, 4):
        newsroom.tell(version, UP)
    with pytest.raises(WatcherBehind):
        await anext(feed.batches())
