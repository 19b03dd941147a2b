"""News of sessions, on their way to the gateways."""

import pytest

from services.site_store.sessions.errors import NewsMissed
from services.site_store.sessions.news import MAX_WAITING_NEWS, News, Newsroom
from tests.unit.site_store.sessions.sample import session


async def test_a_feed_begins_with_nothing_and_goes_on_in_order() -> None:
    newsroom = Newsroom()
    feed = newsroom.open()
    batches = feed.batches()
    assert await anext(batches) == []
    newsroom.put(session(version=1, labels=(b"ann",)))
    newsroom.ended(session(version=1), was_ended=True)
    id_ = session().id
    assert await anext(batches) == [News(id_, 1, (b"ann",)), News(id_, 0, (), True)]
    newsroom.close()
    assert [batch async for batch in batches] == []


async def test_who_does_not_read_is_cut_off_and_others_are_not() -> None:
    newsroom = Newsroom()
    slow, quick = newsroom.open(), newsroom.open()
    slow_batches, quick_batches = slow.batches(), quick.batches()
    assert await anext(slow_batches) == await anext(quick_batches) == []
    for _ in range(MAX_WAITING_NEWS):
        newsroom.put(session(version=1))
    assert len(await anext(quick_batches)) == MAX_WAITING_NEWS
    newsroom.put(session(version=2))
    assert len(await anext(quick_batches)) == 1
    with pytest.raises(NewsMissed, match="watch again"):
        await anext(slow_batches)


def test_who_has_left_is_told_nothing() -> None:
    newsroom = Newsroom()
    feed = newsroom.open()
    assert len(newsroom) == 1
    newsroom.leave(feed)
    assert len(newsroom) == 0
