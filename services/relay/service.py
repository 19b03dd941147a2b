"""The relay as a part of a process: alone in its own, or beside the other services in waved."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from services.chassis.logs import get_logger
from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.relay.delivery.http import HttpPost
from services.relay.delivery.lane import Timer
from services.relay.directory import AppDirectory
from services.relay.errors import RegistryUnreadable
from services.relay.metrics import describe
from services.relay.queue import QueueBounds
from services.relay.registry import AppRegistry
from services.relay.relay import Relay
from services.relay.rpc import RelayServicer
from services.relay.settings import DeliverySettings

logger = get_logger(__name__)

TRUSTS_ANYBODY = (
    "certificates of apps are NOT verified (setting no-tls-verify): anybody on the way can read and change what is sent; "
    "never do this in production"
)


class RelayService:
    """A relay, ready to be served. A process part."""

    def __init__(self, settings: DeliverySettings, registry: Registry) -> None:
        self._trusts_anybody = settings.no_tls_verify
        self._shelf = AppRegistry(Path(settings.data_dir) / "relay" / "apps.json")
        self._post = HttpPost(
            answer_timeout_seconds=settings.event_timeout,
            connect_timeout_seconds=settings.event_connect_timeout,
            verify_tls=not settings.no_tls_verify,
        )
        clock = _LoopClock()
        self._directory = AppDirectory(
            shelf=self._shelf,
            post=self._post,
            clock=clock,
            bounds=QueueBounds(settings.max_client_events, settings.max_app_events, settings.max_app_backlog),
            max_parallel_deliveries=settings.app_connections,
        )
        self._relay = Relay(
            self._directory,
            clock=clock,
            event_expiry_seconds=settings.event_expiry,
            reconnect_timeout_seconds=max(0.0, settings.reconnect_timeout),
        )
        #: Whether it takes events.
        self.is_ready = False
        #: Add it to a server before `start`.
        self.servicer = RelayServicer(self._relay)
        describe(registry, self._relay)

    async def start(self) -> None:
        """Takes over the apps that were kept. Raises StartError when their list is damaged."""
        if self._trusts_anybody:
            logger.warning("tls_verification_off", advice=TRUSTS_ANYBODY)
        try:
            apps = await asyncio.to_thread(self._shelf.load)
        except RegistryUnreadable as error:
            raise StartError(str(error)) from error
        self._directory.restore(apps)
        self.is_ready = True
        logger.info("relay_started", apps=len(apps))

    async def drain(self) -> None:
        """Takes no events any more, and waits for those under way."""
        self.is_ready = False
        await self._relay.drain()

    async def stop(self) -> None:
        """Ends all streams; events that still wait are lost."""
        self.is_ready = False
        await self._directory.stop()
        await self._post.close()


class _LoopClock:
    """The time of the running loop; a service may be built before there is one."""

    def time(self) -> float:
        return asyncio.get_running_loop().time()

    def call_at(self, when: float, callback: Callable[[], object]) -> Timer:
        return asyncio.get_running_loop().call_at(when, callback)
