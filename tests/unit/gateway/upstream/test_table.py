import asyncio

from services.gateway.upstream.apps import AppChange, AppMode, News
from services.gateway.upstream.table import AppTable

UNI, MULTI = AppMode.UNICAST, AppMode.MULTICAST


def table(*listing: News) -> AppTable:
    found = AppTable()
    found.replace(5, listing)
    return found


def test_the_first_list_is_what_there_is() -> None:
    apps = table(News("/a", AppChange.LISTED, UNI), News("/b", AppChange.LISTED_DOWN, MULTI))
    assert (apps.mode_of("/a"), apps.mode_of("/b"), apps.mode_of("/c")) == (UNI, MULTI, None)
    assert (apps.is_down("/a"), apps.is_down("/b")) == (False, True)
    assert (apps.version, len(apps)) == (5, 2)


def test_news_change_the_table() -> None:
    apps = table(News("/a", AppChange.LISTED, UNI))
    apps.apply(6, [News("/a", AppChange.DOWN, UNI), News("/b", AppChange.REGISTERED, MULTI)])
    assert apps.is_down("/a")
    assert apps.mode_of("/b") is MULTI
    apps.apply(7, [News("/a", AppChange.UP, UNI), News("/x", AppChange.CLEARED, UNI)])
    assert not apps.is_down("/a")
    apps.apply(8, [News("/a", AppChange.UNREGISTERED, UNI)])
    assert apps.mode_of("/a") is None
    assert apps.version == 8


def test_an_app_that_registers_again_answers() -> None:
    apps = table(News("/a", AppChange.LISTED_DOWN, UNI))
    apps.apply(6, [News("/a", AppChange.REGISTERED, UNI)])
    assert not apps.is_down("/a")


def test_a_later_list_is_news_where_it_differs() -> None:
    """The relay, or the stream, was away."""
    apps = table(
        News("/same", AppChange.LISTED, UNI),
        News("/gone", AppChange.LISTED, UNI),
        News("/other", AppChange.LISTED, UNI),
        News("/falls", AppChange.LISTED, UNI),
        News("/rises", AppChange.LISTED_DOWN, UNI),
    )
    news = apps.replace(
        1,
        [
            News("/same", AppChange.LISTED, UNI),
            News("/other", AppChange.LISTED, MULTI),
            News("/falls", AppChange.LISTED_DOWN, UNI),
            News("/rises", AppChange.LISTED, UNI),
            News("/new", AppChange.LISTED, UNI),
        ],
    )
    assert {(one.route, one.change) for one in news} == {
        ("/gone", AppChange.UNREGISTERED),
        ("/other", AppChange.REGISTERED),
        ("/falls", AppChange.DOWN),
        ("/rises", AppChange.UP),
        ("/new", AppChange.REGISTERED),
    }
    assert apps.version == 1


async def test_a_version_can_be_waited_for() -> None:
    apps = table()
    await apps.reached(5)
    waiting = asyncio.create_task(apps.reached(7))
    await asyncio.sleep(0)
    apps.apply(6, [])
    await asyncio.sleep(0)
    assert not waiting.done()
    apps.apply(7, [])
    await waiting


async def test_who_gives_up_waiting_is_forgotten() -> None:
    apps = table()
    waiting = asyncio.create_task(apps.reached(7))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    apps.apply(7, [])
    assert not apps._expected
