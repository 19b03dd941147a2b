"""Tokens are renewed once, at one gateway of several."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from services.gateway.auth.renewals import RETRY_SECONDS
from services.gateway.auth.sessions import Sessions
from services.gateway.errors import ProviderAway, RenewalRefused
from services.gateway.upstream.sessions import SessionNews
from services.gateway.user import User
from tests.unit.gateway.auth.session_scene import ID, SECRET, Scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    yield Scene()


async def test_tokens_about_to_end_are_renewed_once_for_all_who_want_them(scene: Scene) -> None:
    """[A6]"""
    await scene.begin(access_expires_at=scene.now + 10)
    assert not scene.sessions.known.is_at_hand(ID)
    users = await asyncio.gather(*(scene.sessions.visit(SECRET) for _ in range(8)))
    assert {user.access_token for user in users if user} == {"access 1"} and scene.renewals == 1
    assert scene.audience.heard == [("renewed", "access 1")]
    assert (await scene.sessions.tokens(ID)).access_token == "access 1"
    assert scene.sessions.known.is_at_hand(ID)


async def turns() -> None:
    """Lets everything go on as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def waiting_for_another(scene: Scene) -> "asyncio.Task[User | None]":
    """A page that waits for another gateway, which renews the tokens of its session."""
    session = await scene.begin(access_expires_at=scene.now + 5)
    scene.store.grants = False
    waiting = asyncio.create_task(scene.sessions.visit(SECRET))
    await turns()
    # It waits for the news, and does not ask again and again meanwhile.
    assert not waiting.done() and scene.store.asked == 1
    newer = replace(session, access_token="from elsewhere", access_expires_at=scene.now + 300)
    kept = scene.sessions.seal.close(newer)
    scene.store.kept[kept.id] = kept._replace(version=2, used_at_ms=round(scene.now * 1000))
    return waiting


NEWS: dict[str, Callable[[Sessions], None]] = {
    "of the session": lambda sessions: sessions.heard(SessionNews(bytes.fromhex(ID), 2, (), False)),
    "heard again": lambda sessions: sessions.connected(),
}


@pytest.mark.parametrize("news", NEWS)
async def test_tokens_that_another_gateway_renews_are_waited_for(news: str, scene: Scene) -> None:
    """[A6]"""
    waiting = await waiting_for_another(scene)
    NEWS[news](scene.sessions)
    user = await waiting
    assert user is not None and user.access_token == "from elsewhere"
    assert scene.renewals == 0


async def test_news_of_another_session_end_no_waiting(scene: Scene) -> None:
    """[A6]"""
    waiting = await waiting_for_another(scene)
    scene.sessions.heard(SessionNews(bytes(32), 2, (), False))
    await turns()
    assert not waiting.done() and scene.store.asked == 1
    waiting.cancel()


async def test_a_session_that_ends_while_another_gateway_renews_it_is_over(scene: Scene) -> None:
    """[A5, A6]"""
    waiting = await waiting_for_another(scene)
    scene.store.kept.clear()
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 0, (), True))
    assert await waiting is None


async def test_another_gateway_is_not_waited_for_for_ever(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[A6] The old token does, and for a while nobody waits again."""
    monkeypatch.setattr("services.gateway.auth.renewals.WAIT_SECONDS", 0.0)
    await scene.begin(access_expires_at=scene.now + 5)
    scene.store.grants = False
    for _ in range(2):
        user = await scene.sessions.visit(SECRET)
        assert user is not None and user.access_token == "access 0"
    assert scene.sessions.renewals.failed == 1


async def test_while_the_provider_is_away_the_old_tokens_do(scene: Scene) -> None:
    """[A6]"""
    await scene.begin(access_expires_at=scene.now + 5)
    scene.failure = ProviderAway("away")
    for _ in range(3):
        assert await scene.sessions.visit(SECRET)
        assert await scene.sessions.check(ID)
    assert scene.renewals == 1
    # It is not asked again at every message.
    assert scene.sessions.known.is_at_hand(ID)
    scene.now += RETRY_SECONDS
    scene.failure = None
    user = await scene.sessions.check(ID)
    assert user is not None and user.access_token == "access 2"


async def test_tokens_that_are_not_renewed_end_the_session_on_a_page_but_not_on_a_socket(
    scene: Scene,
) -> None:
    """[A6]"""
    await scene.begin(access_expires_at=scene.now + 5)
    scene.failure = RenewalRefused("no")
    user = await scene.sessions.check(ID)
    assert user is not None and user.access_token == "access 0"
    with pytest.raises(RenewalRefused):
        await scene.sessions.tokens(ID)
    assert await scene.sessions.visit(SECRET) is None
    assert scene.store.kept == {} and scene.renewals == 1


async def test_without_a_refresh_token_nothing_is_renewed(scene: Scene) -> None:
    """[A6]"""
    session = await scene.begin()
    kept = scene.sessions.seal.close(replace(session, refresh_token="", access_expires_at=scene.now - 5))
    scene.store.kept[kept.id] = kept._replace(version=2, used_at_ms=round(scene.now * 1000))
    assert await scene.gateway().visit(SECRET)
    assert scene.renewals == 0
