import asyncio
import threading

import pytest

from services.access import checker as checker_module
from services.access.checker import KeyChecker, Verdict

A, D, L, B = Verdict.ALLOWED, Verdict.DENIED, Verdict.LIMITED, Verdict.BUSY
GOOD = ("id", "se:cret")


class Keys:
    """One key; counts how often it is asked."""

    def __init__(self, *, is_public: bool = False) -> None:
        self.is_public = is_public
        self.asked: list[str] = []
        self.threads: set[int] = set()
        self.known: dict[tuple[str, str], bool] = {}
        self.go_on = threading.Event()
        self.go_on.set()

    def recall(self, key_id: str, secret: str) -> bool | None:
        return self.known.get((key_id, secret))

    def verify(self, key_id: str, secret: str) -> bool:
        self.asked.append(secret)
        self.threads.add(threading.get_ident())
        self.go_on.wait(5)
        self.known[key_id, secret] = (key_id, secret) == GOOD
        return self.known[key_id, secret]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("is_public", [True, False])
async def test_what_is_known_is_not_asked_again(is_public: bool) -> None:
    """[P7]"""
    keys = Keys(is_public=is_public)
    checker = KeyChecker(keys)
    assert [await checker.check(*GOOD, "a") for _ in range(3)] == [A] * 3
    assert [await checker.check("id", "wrong", "a") for _ in range(30)] == [D] * 30
    assert keys.asked == ["se:cret", "wrong"]
    assert checker.counts == {A: 1, D: 1}


async def test_requests_at_the_same_time_share_one_check() -> None:
    keys = Keys()
    checker = KeyChecker(keys)
    assert set(await asyncio.gather(*(checker.check(*GOOD, "a") for _ in range(200)))) == {A}
    assert keys.asked == ["se:cret"]


async def test_who_gives_up_waiting_does_not_take_the_answer_from_the_others() -> None:
    keys = Keys()
    keys.go_on.clear()
    checker = KeyChecker(keys)
    first, second = (asyncio.create_task(checker.check(*GOOD, "a")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    keys.go_on.set()
    assert await second is A
    assert first.cancelled()


@pytest.mark.parametrize("is_public", [True, False])
async def test_a_costly_check_does_not_hold_up_the_loop(is_public: bool) -> None:
    keys = Keys(is_public=is_public)
    await KeyChecker(keys).check(*GOOD, "a")
    assert (threading.get_ident() in keys.threads) is is_public


async def test_many_wrong_keys_of_one_address_are_not_checked_any_more() -> None:
    keys, clock = Keys(), Clock()
    checker = KeyChecker(keys, clock=clock)
    verdicts = [await checker.check("id", str(number), "a") for number in range(12)]
    assert verdicts == [D] * 10 + [L] * 2
    assert len(keys.asked) == 10
    assert await checker.check("id", "x", "b") is D
    assert await checker.check(*GOOD, "a") is L
    assert await checker.check(*GOOD, "c") is A
    clock.now = checker_module.WINDOW_SECONDS
    assert await checker.check("id", "12", "a") is D


async def test_guesses_that_come_at_once_are_as_few() -> None:
    """Not one of them has been counted when the last one comes."""
    keys = Keys()
    checker = KeyChecker(keys)
    verdicts = await asyncio.gather(*(checker.check("id", str(number), "a") for number in range(60)))
    assert verdicts == [D] * 10 + [L] * 50
    assert len(keys.asked) == 10
    assert checker.counts == {D: 10, L: 50}


async def test_a_key_that_is_known_opens_also_for_an_address_from_which_keys_are_tried() -> None:
    """Behind a proxy, everybody has the same address."""
    keys = Keys()
    checker = KeyChecker(keys)
    assert await checker.check(*GOOD, "b") is A
    for number in range(11):
        last = await checker.check("id", str(number), "a")
    assert last is L
    assert await checker.check(*GOOD, "a") is A


async def test_nobody_is_kept_from_guessing_what_everybody_knows() -> None:
    checker = KeyChecker(Keys(is_public=True))
    assert {await checker.check("id", str(number), "a") for number in range(30)} == {D}


@pytest.mark.parametrize(("limit", "expected"), [(0, [D] * 20), (3, [D] * 3 + [L] * 17)])
async def test_how_many_wrong_keys_are_checked_can_be_chosen(limit: int, expected: list[Verdict]) -> None:
    checker = KeyChecker(Keys(), max_wrong_keys=limit)
    assert [await checker.check("id", str(number), "a") for number in range(20)] == expected


async def test_the_number_of_checks_under_way_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker_module, "MAX_WAITING_CHECKS", 2)
    keys = Keys()
    keys.go_on.clear()
    checker = KeyChecker(keys)
    waiting = [asyncio.create_task(checker.check(*pair, "a")) for pair in (GOOD, ("id", "x"))]
    await asyncio.sleep(0)
    assert checker.waiting == 2
    assert await checker.check("id", "y", "b") is B
    # One that is checked already needs no place of its own.
    waiting.append(asyncio.create_task(checker.check(*GOOD, "a")))
    await asyncio.sleep(0)
    keys.go_on.set()
    assert await asyncio.gather(*waiting) == [A, D, A]
    assert checker.waiting == 0
    assert checker.counts == {A: 2, D: 1, B: 1}
