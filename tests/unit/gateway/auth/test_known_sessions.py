"""Sessions as one gateway knows them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from services.gateway.errors import StoreAway
from services.gateway.upstream.sessions import SessionNews
from tests.unit.gateway.auth.session_scene import ID, SECRET, Scene


def elsewhere(scene: Scene, access_token: str) -> None:
    """Another gateway has renewed the tokens."""
    (kept,) = scene.store.kept.values()
    session = scene.sessions.seal.open(kept)
    assert session is not None
    newer = scene.sessions.seal.close(replace(session, access_token=access_token))
    scene.store.kept[kept.id] = newer._replace(version=2, used_at_ms=kept.used_at_ms)


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


async def hear(scene: Scene) -> None:
    """The news come."""
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 2, (), False))
    await scene.follow_up()


WAYS: dict[str, Callable[[Scene], Awaitable[object]]] = {
    "a page": lambda scene: scene.sessions.visit(SECRET),
    "a message": lambda scene: scene.sessions.check(ID),
    "an app": lambda scene: scene.sessions.tokens(ID),
    "the news": hear,
}


@pytest.mark.parametrize("way", WAYS)
async def test_whoever_meets_with_a_newer_version_tells_all_clients_of_the_session(
    way: str, scene: Scene
) -> None:
    """[A6, A13] Also before the news come: they say nothing new then."""
    await scene.begin()
    elsewhere(scene, "renewed elsewhere")
    scene.sessions.known.doubt_all()
    await WAYS[way](scene)
    assert scene.audience.heard == [("renewed", "renewed elsewhere")]
    await hear(scene)
    assert scene.audience.heard == [("renewed", "renewed elsewhere")]


async def test_a_version_that_was_forgotten_meanwhile_is_told_again(scene: Scene) -> None:
    """[A6] What the clients have may be older."""
    await scene.begin()
    elsewhere(scene, "renewed elsewhere")
    scene.sessions.known.forget(ID)
    assert await scene.sessions.visit(SECRET)
    assert scene.audience.heard == [("renewed", "renewed elsewhere")]


async def test_an_answer_that_was_overtaken_takes_nothing_back(scene: Scene) -> None:
    """[A6] It was on its way while this gateway renewed the tokens."""
    session = await scene.begin(access_expires_at=scene.now + 5)
    assert await scene.sessions.visit(SECRET)
    known = scene.sessions.known.remember(session, 1, scene.now)
    assert (known.user.access_token, known.session.version) == ("access 1", 2)
    assert scene.audience.heard == [("renewed", "access 1")]


async def test_a_session_has_an_age(scene: Scene) -> None:
    """[A8]"""
    await scene.begin(expires_at=scene.now + 30)
    scene.now += 30
    assert await scene.sessions.visit(SECRET) is None
    assert await scene.sessions.known.load(ID) is None and scene.sessions.known.get(ID) is None
