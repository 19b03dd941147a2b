"""A whole Wave in the test's own loop: real services, joined in process, behind the real edge on a free port."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from h2o.wave.v1 import relay_pb2_grpc, sessions_pb2_grpc, site_store_pb2_grpc
from services.access import AccessSettings, KeyChecker, open_keychain
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.metrics import Registry
from services.chassis.settings import load_many
from services.gateway.service import GatewayService
from services.gateway.settings import GatewaySettings
from services.relay.service import RelayService
from services.relay.settings import DeliverySettings
from services.site_store.service import SiteStoreService
from services.site_store.settings import StoreSettings

INDEX = '<!doctype html><html><head><script type="module" src="./wave-static/a-1234abcd.js"></script></head><body></body></html>'


async def until(is_so: Callable[[], bool]) -> None:
    """Waits for something that nobody announces."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.005)


class Wave:
    """The services of one site."""

    def __init__(self, folder: Path, flags: Sequence[str]) -> None:
        web_dir = folder / "www"
        (web_dir / "wave-static").mkdir(parents=True)
        (web_dir / "index.html").write_text(INDEX)
        self.web_dir = web_dir
        given = [
            *("-listen", "127.0.0.1:0", "-web-dir", str(web_dir), "-data-dir", str(folder / "data")),
            *("-access-keychain", str(folder / "keychain"), "-drain-spread", "0"),
            # Most tests need no file; those that do choose how it is synced.
            *(() if "-fsync" in flags else ("-no-log",)),
            *flags,
        ]
        classes: list[type[Any]] = [StoreSettings, DeliverySettings, GatewaySettings, AccessSettings]
        store, delivery, gateway, access = (
            one.settings for one in load_many(classes, given, {}, "H2O_WAVE_")
        )
        self.registry = Registry("wave")
        self.failures: list[str] = []
        self.site_store = SiteStoreService(store, self.registry.within("site_store"), self.failures.append)
        self.relay = RelayService(delivery, self.registry.within("relay"))
        self.server = InProcessServer()
        site_store_pb2_grpc.add_SiteStoreServicer_to_server(self.site_store.servicer, self.server)
        sessions_pb2_grpc.add_SessionsServicer_to_server(self.site_store.sessions_servicer, self.server)
        relay_pb2_grpc.add_RelayServicer_to_server(self.relay.servicer, self.server)
        self.gateway = GatewayService(
            gateway,
            self.registry.within("gateway"),
            site_store=InProcessChannel(self.server),
            relay=InProcessChannel(self.server),
            checker=KeyChecker(open_keychain(access)),
        )
        self._parts = [self.site_store, self.relay, self.server, self.gateway]

    @property
    def address(self) -> str:
        """host:port of the gateway."""
        return str(self.gateway.address)

    async def start(self) -> None:
        """Starts all, in order."""
        for part in self._parts:
            await part.start()

    async def stop(self) -> None:
        """Stops all, in reverse."""
        for part in reversed(self._parts):
            await part.stop()


@asynccontextmanager
async def wave(folder: Path, *flags: str) -> AsyncIterator[Wave]:
    """A Wave for as long as the context lives."""
    served = Wave(folder, flags)
    await served.start()
    try:
        yield served
    finally:
        await served.stop()
