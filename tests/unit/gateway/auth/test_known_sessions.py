"""Sessions as one gateway knows them."""

from collections.abc import AsyncIterator

import pytest

from services.gateway.errors import StoreAway
from tests.unit.gateway.auth.session_scene import ID, SECRET, Scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    yield Scene()


async def test_what_is_known_is_not_asked_for_again(scene: Scene) -> None:
    await scene.begin()
    for _ in range(3):
        assert await scene.sessions.visit(SECRET)
        assert scene.sessions.known.at_hand(SECRET) is not None
    assert scene.store.asked == 0


async def test_any_gateway_finds_the_session(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    other = scene.gateway()
    assert other.known.at_hand(SECRET) is None
    user = await other.visit(SECRET)
    assert user is not None and user.access_token == "access 0"
    assert other.known.at_hand(SECRET) == user


async def test_without_news_everything_is_asked_for(scene: Scene) -> None:
    """[A12] A session may have ended meanwhile."""
    await scene.begin()
    scene.sessions.disconnected()
    assert scene.sessions.known.at_hand(SECRET) is None
    scene.store.kept.clear()
    assert await scene.sessions.visit(SECRET) is None


async def test_a_store_that_is_away_is_told(scene: Scene) -> None:
    await scene.begin()
    scene.store.is_away = True
    with pytest.raises(StoreAway):
        await scene.gateway().visit(SECRET)


async def test_a_session_that_is_not_used_is_over_unless_another_gateway_knows_better(scene: Scene) -> None:
    """[A8]"""
    await scene.begin()
    scene.now += 59
    assert await scene.sessions.visit(SECRET)
    scene.now += 60
    assert await scene.sessions.check(ID) is None
    kept = next(iter(scene.store.kept.values()))
    scene.store.kept[kept.id] = kept._replace(used_at_ms=round((scene.now - 1) * 1000))
    assert await scene.sessions.check(ID) is not None


async def test_a_session_has_an_age(scene: Scene) -> None:
    """[A8]"""
    await scene.begin(expires_at=scene.now + 30)
    scene.now += 30
    assert await scene.sessions.visit(SECRET) is None
    assert await scene.sessions.known.load(ID) is None and scene.sessions.known.get(ID) is None
