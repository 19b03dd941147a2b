"""Sessions that have to be asked for anew."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.gateway.auth import doubts
from services.gateway.auth.doubts import ASKED_AT_ONCE, Doubts
from services.gateway.errors import StoreAway

TURNS = 50


class Scene:
    """A site-store that answers when it is let, and is away when it is told to be."""

    def __init__(self) -> None:
        self.doubts = Doubts(self._ask)
        self.asked: list[str] = []
        self.away: set[str] = set()
        self.gate = asyncio.Event()
        self.gate.set()
        self.pauses: list[float] = []

    async def _ask(self, session: str) -> None:
        self.asked.append(session)
        await self.gate.wait()
        if session in self.away:
            raise StoreAway("away")

    async def turns(self) -> None:
        """Lets everything go on as far as it can."""
        for _ in range(TURNS):
            await asyncio.sleep(0)


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    scene = Scene()

    class NoPause:
        """Notes that there would be one."""

        def reset(self) -> None:
            scene.pauses.clear()

        def next_seconds(self) -> float:
            scene.pauses.append(0.0)
            return 0.0

    monkeypatch.setattr(doubts, "Pause", NoPause)
    running = asyncio.create_task(scene.doubts.run())
    yield scene
    running.cancel()


async def test_a_few_are_asked_for_at_a_time_and_each_once(scene: Scene) -> None:
    names = [f"s{number}" for number in range(3 * ASKED_AT_ONCE)]
    scene.gate.clear()
    for name in [*names, *names]:
        scene.doubts.add(name)
    await scene.turns()
    assert scene.asked == names[:ASKED_AT_ONCE] and len(scene.doubts) == 2 * ASKED_AT_ONCE
    scene.gate.set()
    await scene.turns()
    assert scene.asked == names and len(scene.doubts) == 0


async def test_what_could_not_be_asked_is_asked_until_it_is_answered(scene: Scene) -> None:
    scene.away = {"a"}
    for name in "ab":
        scene.doubts.add(name)
    await scene.turns()
    assert scene.asked.count("b") == 1 and scene.asked.count("a") > 2
    # There is a pause before each further time; the last one may be under way.
    assert scene.asked.count("a") - len(scene.pauses) in (0, 1)
    scene.away.clear()
    await scene.turns()
    count = len(scene.asked)
    await scene.turns()
    assert len(scene.asked) == count and len(scene.doubts) == 0 and scene.pauses == []


async def test_a_doubt_that_comes_while_it_is_asked_for_is_no_answer_to_that(scene: Scene) -> None:
    scene.gate.clear()
    scene.doubts.add("a")
    await scene.turns()
    scene.doubts.add("a")
    scene.gate.set()
    await scene.turns()
    assert scene.asked == ["a", "a"]


async def test_it_waits_for_the_next_one(scene: Scene) -> None:
    for name in "ab":
        scene.doubts.add(name)
        await scene.turns()
    assert scene.asked == ["a", "b"] and scene.pauses == []
