"""Runs a step of a client: performs its effects in order, and hands it what comes back."""

from collections.abc import Callable
from typing import Any

from services.gateway.live.client import Step
from services.gateway.live.effects import Effect

# Performs an effect, and calls back with its result, now or later.
Perform = Callable[[Effect, Callable[[Any], None]], None]


class Run:
    """One step under way. `done` is called once, at its end."""

    __slots__ = ("_done", "_has_result", "_is_running", "_perform", "_result", "_step")

    def __init__(self, step: Step, perform: Perform, done: Callable[[], None]) -> None:
        self._step: Step | None = step
        self._perform = perform
        self._done = done
        self._is_running = False
        self._has_result = False
        self._result: Any = None

    def begin(self) -> None:
        """Runs up to the first effect that takes a while."""
        self._go_on(None)

    def stop(self) -> None:
        """Ends the step where it is; results that still come are dropped and `done` is not called."""
        step, self._step = self._step, None
        if step is not None and not self._is_running:
            step.close()

    def _go_on(self, result: Any) -> None:
        # Results that come while an effect is being performed are handed over by this loop, not by recursion.
        self._result, self._has_result = result, True
        if self._is_running:
            return
        self._is_running = True
        try:
            while self._has_result and self._step is not None:
                self._has_result = False
                try:
                    effect = self._step.send(self._result)
                except StopIteration:
                    self._step = None
                    self._done()
                else:
                    self._perform(effect, self._go_on)
        finally:
            self._is_running = False
