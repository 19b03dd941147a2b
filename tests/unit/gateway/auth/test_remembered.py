"""What a provider has said: asked for together, believed for a while."""

import asyncio

import pytest

from services.gateway.auth.remembered import BELIEVED_SECONDS, FAILURE_SECONDS, Remembered
from services.gateway.errors import ProviderAway


class Scene:
    """A provider that answers when it is let, with a number that grows."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked = 0
        self.is_away = False
        self.gate = asyncio.Event()
        self.gate.set()
        self.remembered = Remembered(self._answer, lambda: self.now)

    async def _answer(self) -> str:
        self.asked += 1
        number = self.asked
        await self.gate.wait()
        if self.is_away:
            raise ProviderAway("the provider does not answer")
        return f"answer {number}"


async def test_however_many_wait_it_is_asked_once() -> None:
    scene = Scene()
    scene.gate.clear()
    waiting = [asyncio.create_task(scene.remembered.value()) for _ in range(5)]
    await asyncio.sleep(0)
    scene.gate.set()
    assert await asyncio.gather(*waiting) == ["answer 1"] * 5
    assert scene.asked == 1


async def test_all_who_wait_for_a_provider_that_is_away_wait_for_the_same_failure() -> None:
    scene = Scene()
    scene.is_away = True
    scene.gate.clear()
    waiting = [asyncio.create_task(scene.remembered.value()) for _ in range(5)]
    await asyncio.sleep(0)
    scene.gate.set()
    ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert [str(one) for one in ends if isinstance(one, ProviderAway)] == ["the provider does not answer"] * 5
    assert scene.asked == 1


async def test_who_gives_up_waiting_does_not_take_the_answer_from_the_others() -> None:
    scene = Scene()
    scene.gate.clear()
    first, second = (asyncio.create_task(scene.remembered.value()) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    scene.gate.set()
    assert await second == "answer 1"


async def test_a_failure_is_believed_for_a_while_and_then_it_is_asked_again() -> None:
    scene = Scene()
    scene.is_away = True
    for _ in range(3):
        with pytest.raises(ProviderAway):
            await scene.remembered.value()
    assert scene.asked == 1 and not scene.remembered.is_known
    scene.is_away = False
    scene.now += FAILURE_SECONDS
    assert await scene.remembered.value() == "answer 2"


async def test_an_answer_is_believed_for_a_while_and_longer_while_the_provider_is_away() -> None:
    scene = Scene()
    await scene.remembered.value()
    scene.now += BELIEVED_SECONDS - 1
    assert await scene.remembered.value() == "answer 1"
    scene.now += 1
    scene.is_away = True
    assert [await scene.remembered.value() for _ in range(3)] == ["answer 1"] * 3
    assert scene.asked == 2
    scene.is_away = False
    scene.now += FAILURE_SECONDS
    assert await scene.remembered.value() == "answer 3"


async def test_a_newer_one_is_asked_for_at_once_and_then_only_after_a_pause() -> None:
    scene = Scene()
    first = await scene.remembered.value()
    second = await scene.remembered.newer(first, min_pause_seconds=10)
    assert second == "answer 2"
    scene.now += 9
    assert await scene.remembered.newer(second, min_pause_seconds=10) is second
    scene.now += 1
    assert await scene.remembered.newer(second, min_pause_seconds=10) == "answer 3"


async def test_who_tried_an_older_one_gets_what_another_has_asked_for_meanwhile() -> None:
    scene = Scene()
    first = await scene.remembered.value()
    scene.now += 10
    await scene.remembered.newer(first, min_pause_seconds=10)
    assert await scene.remembered.newer(first, min_pause_seconds=10) == "answer 2"
    assert scene.asked == 2


async def test_nothing_is_waited_for_once_it_is_forgotten() -> None:
    scene = Scene()
    scene.gate.clear()
    waiting = asyncio.create_task(scene.remembered.value())
    await asyncio.sleep(0)
    scene.remembered.forget_asking()
    with pytest.raises(asyncio.CancelledError):
        await waiting
