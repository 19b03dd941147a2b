"""Sessions are kept by those who cannot read them."""

from collections.abc import AsyncIterator

import pytest

from services.gateway.auth.sealing import Sealer
from services.gateway.upstream.sessions import SessionNews
from tests.unit.gateway.auth.session_scene import ID, SECRET, Scene

OLD, NEW = b"s" * 32, b"n" * 32


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    yield Scene()


async def test_a_session_that_was_sealed_with_an_unknown_secret_is_none(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    kept = next(iter(scene.store.kept.values()))
    scene.store.kept[kept.id] = kept._replace(sealed=Sealer([b"x" * 32]).seal(b"{}", b""))
    other = scene.gateway()
    assert await other.visit(SECRET) is None
    assert other.seal.unreadable == 1


@pytest.mark.parametrize("what", [{"subject": "ann"}, {"provider_session": "sid"}])
async def test_sessions_are_found_and_told_of_while_secrets_are_replaced(
    what: dict[str, str], scene: Scene
) -> None:
    """[A5, A7] What was labelled with the old secret, and what is labelled with the new one."""
    await scene.begin()
    (labelled,) = scene.store.kept.values()
    for secrets in ([OLD, NEW], [NEW, OLD]):
        gateway = scene.gateway(Sealer(secrets))
        gateway.heard(SessionNews(labelled.id, 0, labelled.labels, True))
        assert scene.audience.heard[-2:] == [("ended", ID), ("signed out", labelled.labels)]
        assert not set(gateway.seal.labels(subject="ann")).isdisjoint(labelled.labels)
        assert set(gateway.seal.labels(subject="eve")).isdisjoint(labelled.labels)
        assert [one.subject for one in await gateway.end_all(**what)] == ["ann"]
        newer = await scene.begin()
        assert len(gateway.seal.close(newer).labels) == 2
    after = scene.gateway(Sealer([NEW, OLD]))
    scene.store.kept[labelled.id] = after.seal.close(newer)
    assert [one.subject for one in await scene.gateway(Sealer([NEW])).end_all(**what)] == ["ann"]


async def test_nothing_of_a_session_can_be_read_by_those_who_keep_it(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    kept = next(iter(scene.store.kept.values()))
    everything = kept.id + kept.sealed + b"".join(kept.labels)
    assert not [one for one in (b"ann", b"Ann", b"access", b"refresh", b"sid", b"sales") if one in everything]
    assert SECRET.encode() not in everything
