"""The life of sessions, and what is heard of it."""

from collections.abc import AsyncIterator

import pytest

from services.gateway.errors import SessionLost
from services.gateway.upstream.sessions import SessionNews
from services.gateway.upstream.stream import Pause
from tests.unit.gateway.auth.session_scene import ID, SECRET, Scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    yield Scene()


async def test_a_session_is_found_by_its_secret_only(scene: Scene) -> None:
    """[A9, A11]"""
    await scene.begin()
    user = await scene.sessions.visit(SECRET)
    assert user is not None and (user.subject, user.session_id, user.groups) == ("ann", ID, ("sales",))
    assert await scene.sessions.visit(ID) is None
    assert await scene.sessions.visit("other") is None


async def test_an_unknown_session_has_no_tokens(scene: Scene) -> None:
    """[A6]"""
    with pytest.raises(SessionLost):
        await scene.sessions.tokens("0" * 64)


async def test_what_was_ended_here_is_over_at_once(scene: Scene) -> None:
    """[A5]"""
    await scene.begin()
    assert await scene.sessions.end(ID)
    assert scene.sessions.known.at_hand(SECRET) is None and not scene.sessions.known.is_at_hand(ID)
    assert await scene.sessions.visit(SECRET) is None
    assert not await scene.sessions.end(ID)


async def test_what_was_ended_elsewhere_reaches_its_clients_and_the_users_other_ones(scene: Scene) -> None:
    """[A5]"""
    await scene.begin()
    labels = next(iter(scene.store.kept.values())).labels
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 0, labels, True))
    assert scene.audience.heard == [("ended", ID), ("signed out", labels)]
    assert not scene.sessions.known.is_at_hand(ID)


async def test_who_only_looks_on_goes_on_looking_on(scene: Scene) -> None:
    """[A8] Also when the news of the site-store have been missed meanwhile."""
    await scene.begin()
    scene.audience.here = [ID]
    scene.now += 60
    assert not scene.sessions.known.is_at_hand(ID) and await scene.sessions.check(ID) is None
    scene.sessions.disconnected()
    scene.sessions.connected()
    await scene.follow_up()
    assert ("ended", ID) not in scene.audience.heard
    assert not scene.sessions.known.is_at_hand(ID) and await scene.sessions.visit(SECRET) is None


async def test_whoever_only_looks_on_can_be_signed_out(scene: Scene) -> None:
    """[A5, A7, A8] By the cookie, and by the provider."""
    await scene.begin()
    scene.now += 60
    found = await scene.sessions.look(SECRET)
    assert found is not None and found.id_token == "id"
    assert not await scene.sessions.opens(SECRET)
    assert await scene.sessions.end(ID)
    assert await scene.sessions.look(SECRET) is None
    await scene.begin()
    scene.now += 60
    assert [one.id for one in await scene.sessions.end_all(subject="ann")] == [ID]


async def test_an_idle_session_that_is_ended_closes_its_own_sockets_only(scene: Scene) -> None:
    """[A5, A8]"""
    await scene.begin()
    labels = next(iter(scene.store.kept.values())).labels
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 0, labels, False))
    assert scene.audience.heard == [("ended", ID)]
    assert not scene.sessions.known.is_at_hand(ID)


async def test_a_session_that_has_reached_its_age_is_cut_off(scene: Scene) -> None:
    """[A8]"""
    await scene.begin(expires_at=scene.now + 30)
    scene.now += 30
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 0, (), False))
    assert scene.audience.heard == [("ended", ID)]


async def test_what_ended_while_there_were_no_news_is_found_out(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    scene.audience.here = [ID]
    scene.sessions.disconnected()
    scene.store.kept.clear()
    scene.sessions.connected()
    await scene.follow_up()
    assert scene.audience.heard == [("ended", ID)]


async def test_a_session_that_could_not_be_asked_for_is_asked_for_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[A12] The site-store was away when the news of the session came, and nothing else reminds of it."""
    monkeypatch.setattr(Pause, "next_seconds", lambda pause: 0.0)
    await scene.begin()
    scene.store.is_away = True
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 2, (), False))
    await scene.follow_up()
    scene.store.kept.clear()
    scene.store.is_away = False
    await scene.follow_up()
    assert scene.audience.heard == [("ended", ID)]


async def test_the_provider_ends_one_of_its_sessions_or_all_of_a_user(scene: Scene) -> None:
    """[A7]"""
    await scene.begin()
    assert await scene.sessions.end_all(provider_session="another") == []
    assert [one.id for one in await scene.sessions.end_all(provider_session="sid")] == [ID]
    await scene.begin()
    assert [one.subject for one in await scene.sessions.end_all(subject="ann")] == ["ann"]
