"""Sessions are kept by those who cannot read them."""

from collections.abc import AsyncIterator

import pytest

from services.gateway.auth.sealing import Sealer
from tests.unit.gateway.auth.session_scene import SECRET, Scene


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


async def test_nothing_of_a_session_can_be_read_by_those_who_keep_it(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    kept = next(iter(scene.store.kept.values()))
    everything = kept.id + kept.sealed + b"".join(kept.labels)
    assert not [one for one in (b"ann", b"Ann", b"access", b"refresh", b"sid", b"sales") if one in everything]
    assert SECRET.encode() not in everything
