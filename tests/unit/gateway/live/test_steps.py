from collections.abc import Callable
from typing import Any

from services.gateway.live.client import Step
from services.gateway.live.effects import Effect, Say
from services.gateway.live.steps import Run

Then = Callable[[Any], None]


class Performer:
    """Answers effects at once, or keeps them."""

    def __init__(self, *, at_once: bool) -> None:
        self.at_once = at_once
        self.waiting: list[tuple[Effect, Then]] = []
        self.done = 0

    def perform(self, effect: Effect, then: Then) -> None:
        self.waiting.append((effect, then))
        if self.at_once:
            then(len(self.waiting))

    def count(self) -> None:
        self.done += 1


def step(results: list[Any], effects: int) -> Step:
    while len(results) < effects:
        results += [(yield Say(b"x"))]


def test_results_that_come_at_once_do_not_pile_up() -> None:
    performer, results = Performer(at_once=True), list[Any]()
    Run(step(results, 5000), performer.perform, performer.count).begin()
    assert results == list(range(1, 5001))
    assert performer.done == 1


def test_an_effect_that_takes_a_while_holds_the_step() -> None:
    performer, results = Performer(at_once=False), list[Any]()
    Run(step(results, 2), performer.perform, performer.count).begin()
    assert (len(performer.waiting), results) == (1, [])
    performer.waiting[0][1]("first")
    performer.waiting[1][1]("second")
    assert (results, performer.done) == (["first", "second"], 1)


def test_a_step_without_effects_is_done_at_once() -> None:
    performer = Performer(at_once=True)
    Run(step([], 0), performer.perform, performer.count).begin()
    assert performer.done == 1


def test_a_stopped_step_takes_no_results() -> None:
    performer, results = Performer(at_once=False), list[Any]()
    run = Run(step(results, 2), performer.perform, performer.count)
    run.begin()
    run.stop()
    performer.waiting[0][1]("late")
    assert (results, performer.done) == ([], 0)


def test_a_step_may_be_stopped_by_its_own_effect() -> None:
    results = list[Any]()

    def perform(effect: Effect, then: Then) -> None:
        run.stop()
        then("late")

    run = Run(step(results, 2), perform, lambda: results.append("done"))
    run.begin()
    assert results == []
