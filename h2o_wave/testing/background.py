"""The tasks that an app starts beside its handlers."""

import asyncio
from collections.abc import Coroutine, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_in_app: ContextVar["Background | None"] = ContextVar("_in_app", default=None)


class Background:
    """Knows every task that was started while the app was at work, and by what it started."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._before: Any = None

    def begin(self) -> None:
        """Take note of tasks from now on."""
        self._loop = asyncio.get_running_loop()
        self._before = self._loop.get_task_factory()
        self._loop.set_task_factory(self._make)

    def end(self) -> None:
        """Take no more notes."""
        if self._loop is not None:
            self._loop.set_task_factory(self._before)
            self._loop = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Tasks that are made inside, and by them, belong to the app."""
        token = _in_app.set(self)
        try:
            yield
        finally:
            _in_app.reset(token)

    def running(self) -> list[asyncio.Task[Any]]:
        """The tasks of the app that go on, but for the one that asks."""
        current = asyncio.current_task()
        return [task for task in self._tasks if not task.done() and task is not current]

    def failures(self) -> list[BaseException]:
        """What the tasks that have ended have failed with; each is told once."""
        ended = [task for task in self._tasks if task.done()]
        self._tasks.difference_update(ended)
        errors = (task.exception() for task in ended if not task.cancelled())
        return [error for error in errors if error is not None]

    def _make(
        self,
        loop: asyncio.AbstractEventLoop,
        coro: Coroutine[Any, Any, Any] | Generator[Any, None, Any],
        **kwargs: Any,
    ) -> Any:
        make = self._before
        task = make(loop, coro, **kwargs) if make is not None else asyncio.Task(coro, loop=loop, **kwargs)
        owner = _in_app.get()
        if owner is not None:
            owner._tasks.add(task)
        return task
