"""The life of a process: start its parts in order, serve, drain on SIGTERM, stop them in reverse."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from services.chassis.logs import get_logger

logger = get_logger(__name__)

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class StartError(Exception):
    """A part cannot start because of its surroundings; the text says which, why, and how to mend it."""


class Part(Protocol):
    """Something that runs in a process: a server, a log, a connection.

    A part may also have ``async def drain(self)``: finish what is under way and refuse what is new.
    ``start`` cleans up after itself when it raises; ``stop`` is called only after ``start`` has returned.
    """

    async def start(self) -> None:
        """Begin to work. Raises :class:`StartError` when the surroundings do not allow it."""

    async def stop(self) -> None:
        """Let go of everything."""


class Process:
    """What parts may know of the process they run in."""

    def __init__(
        self,
        name: str,
        *,
        drain_timeout_seconds: float = 30.0,
        stop_timeout_seconds: float = 10.0,
        exit_now: Callable[[int], object] = os._exit,
    ) -> None:
        self.name = name
        self._drain_timeout_seconds = drain_timeout_seconds
        self._stop_timeout_seconds = stop_timeout_seconds
        self._exit_now = exit_now
        self._stop_requested = asyncio.Event()
        self._parts: list[Part] = []
        self._exit_code = 0
        self.is_ready = False
        """True from the moment every part has started until the process begins to drain."""

    def request_stop(self, reason: str) -> None:
        """Drain and stop, as on SIGTERM. Call it from the event loop."""
        if not self._stop_requested.is_set():
            logger.info("stop_requested", process=self.name, reason=reason)
            self._stop_requested.set()

    def fail(self, reason: str) -> None:
        """Something is broken beyond repair: drain, stop and exit with 1. Call it from the event loop."""
        logger.error("process_failed", process=self.name, reason=reason)
        self._exit_code = 1
        self.request_stop(reason)

    async def serve(self, build: "Build") -> int:
        """Live until asked to stop, and return the exit code."""
        with self._signals():
            if await self._start_unless_stopped(build):
                self.is_ready = True
                logger.info("process_started", process=self.name, pid=os.getpid())
                _notify_manager("READY=1")
                await self._stop_requested.wait()
            _notify_manager("STOPPING=1")
            self.is_ready = False
            await self._drain()
            await self._stop()
        logger.info("process_stopped", process=self.name, exit_code=self._exit_code)
        return self._exit_code

    async def _start_unless_stopped(self, build: "Build") -> bool:
        """Start the parts. False if one of them cannot, or if a stop was requested meanwhile."""
        starting = asyncio.create_task(self._start(build))
        stopping = asyncio.create_task(self._stop_requested.wait())
        await asyncio.wait((starting, stopping), return_when=asyncio.FIRST_COMPLETED)
        for task in (starting, stopping):
            task.cancel()
        outcome, _ = await asyncio.gather(starting, stopping, return_exceptions=True)
        if outcome is None:
            return True
        if not isinstance(outcome, asyncio.CancelledError):
            self._exit_code = 1
        if isinstance(outcome, StartError):
            logger.error("start_failed", process=self.name, reason=str(outcome))
        elif isinstance(outcome, Exception):
            logger.error("start_failed", process=self.name, reason=repr(outcome), exc_info=outcome)
        elif not isinstance(outcome, asyncio.CancelledError):
            raise outcome
        return False

    async def _start(self, build: "Build") -> None:
        for part in await build(self):
            await part.start()
            self._parts.append(part)

    async def _drain(self) -> None:
        """Last started, first drained: whoever calls others stops calling before they stop answering."""
        drains = [drain for part in reversed(self._parts) if (drain := getattr(part, "drain", None))]
        await self._each(drains, "drain", self._drain_timeout_seconds)

    async def _stop(self) -> None:
        stops = [part.stop for part in reversed(self._parts)]
        if not await self._each(stops, "stop", self._stop_timeout_seconds):
            self._exit_code = 1

    async def _each(
        self, steps: Sequence[Callable[[], Awaitable[None]]], verb: str, timeout_seconds: float
    ) -> bool:
        """Do all `steps` in order within one time limit. A step that fails does not keep the rest from
        happening.

        At the limit the step under way is cancelled; the rest still get their turn to clean up, one loop
        turn each.
        """
        is_clean = True
        limit = asyncio.get_running_loop().time() + timeout_seconds
        for step in steps:
            part = type(getattr(step, "__self__", step)).__name__
            try:
                async with asyncio.timeout_at(limit):
                    await step()
            except TimeoutError:
                is_clean = False
                logger.warning("step_timed_out", step=verb, part=part, limit_seconds=timeout_seconds)
            except Exception:  # the other parts must be stopped too
                is_clean = False
                logger.exception("step_failed", step=verb, part=part)
        return is_clean

    @contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        if sys.platform == "win32":  # where loops take no signal handlers
            for number in _STOP_SIGNALS:
                signal.signal(number, lambda given, _: loop.call_soon_threadsafe(self._on_signal, given))
            yield
            return
        for number in _STOP_SIGNALS:
            loop.add_signal_handler(number, self._on_signal, number)
        try:
            yield
        finally:
            for number in _STOP_SIGNALS:
                loop.remove_signal_handler(number)

    def _on_signal(self, number: int) -> None:
        name = signal.Signals(number).name
        if self._stop_requested.is_set():
            logger.warning("process_killed", process=self.name, signal=name)
            self._exit_now(128 + number)
        self.request_stop(name)


Build = Callable[[Process], Awaitable[Sequence[Part]]]


def run(
    build: Build, *, name: str, drain_timeout_seconds: float = 30.0, stop_timeout_seconds: float = 10.0
) -> int:
    """Run the parts that `build` returns, and return the exit code for ``sys.exit``.

    `build` is called on the event loop with the :class:`Process`; it may raise :class:`StartError`.
    SIGTERM, SIGINT, :meth:`Process.request_stop` and :meth:`Process.fail` end the process; a second signal
    ends it at once. Draining all parts takes at most `drain_timeout_seconds`, stopping them
    `stop_timeout_seconds`.
    """

    async def live() -> int:
        process = Process(
            name, drain_timeout_seconds=drain_timeout_seconds, stop_timeout_seconds=stop_timeout_seconds
        )
        return await process.serve(build)

    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(live())


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop


def _notify_manager(state: str) -> None:
    """Tell systemd, if it started us and asked for it."""
    path = os.environ.get("NOTIFY_SOCKET")
    if not path:
        return
    address = "\0" + path[1:] if path.startswith("@") else path
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.sendto(state.encode(), address)
    except OSError as error:
        logger.warning("notify_failed", path=path, state=state, error=str(error))
