"""The address for operators: is it alive, is it ready, what does it measure."""

import inspect
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from services.chassis.logs import get_logger
from services.chassis.metrics import CONTENT_TYPE, Registry
from services.chassis.process import StartError
from services.chassis.values import Address

logger = get_logger(__name__)

Check = Callable[[], bool | Awaitable[bool]]
"""True when something is ready."""


class AdminServer:
    """Serves ``/healthz``, ``/readyz`` and ``/metrics``. A process part; start it first, so that it tells
    of a slow start.

    Raises ``StartError`` from ``start`` when the address cannot be had.
    """

    def __init__(self, address: Address, registry: Registry, checks: Mapping[str, Check]) -> None:
        self._wanted = address
        self._registry = registry
        self._checks = dict(checks)
        self._runner: web.AppRunner | None = None
        self.address = address
        """Where it listens, with the port that port 0 became."""

    async def start(self) -> None:
        """Listen."""
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._metrics)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = self._site(runner)
        try:
            await site.start()
        except OSError as error:
            await runner.cleanup()
            reason = error.strerror or str(error)
            raise StartError(f"cannot listen on the admin address {self._wanted}: {reason}") from error
        self._runner = runner
        if not self._wanted.is_unix:
            self.address = self._wanted._replace(port=runner.addresses[0][1])
        logger.info("admin_listened", address=str(self.address))

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def failing_checks(self) -> list[str]:
        """The names of what is not ready. A check that raises is not ready."""
        return [name for name, check in self._checks.items() if not await _passes(name, check)]

    def _site(self, runner: web.AppRunner) -> web.BaseSite:
        if self._wanted.is_unix:
            return web.UnixSite(runner, self._wanted.path)
        return web.TCPSite(runner, self._wanted.host or None, self._wanted.port)

    async def _healthz(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _readyz(self, _: web.Request) -> web.Response:
        failing = await self.failing_checks()
        if failing:
            return web.Response(status=503, text=f"not ready: {', '.join(failing)}\n")
        return web.Response(text="ok\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=self._registry.exposition(), headers={"Content-Type": CONTENT_TYPE})


async def _passes(name: str, check: Check) -> bool:
    try:
        verdict = check()
        return bool(await verdict if inspect.isawaitable(verdict) else verdict)
    except Exception as error:
        logger.exception("readiness_check_failed", check=name, error=type(error).__name__)
        return False
