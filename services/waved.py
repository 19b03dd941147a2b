"""`waved`: all three services in one process, joined by in-process channels, still serving gRPC to drivers."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from h2o.wave.v1 import relay_pb2_grpc, sessions_pb2_grpc, site_store_pb2_grpc
from services import one_shot
from services.access import (
    AccessSettings,
    access_interceptors,
    open_checker,
    open_keychain,
    warn_of_default_key,
)
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.metrics import Registry
from services.chassis.process import Part, Process
from services.chassis.program import Program, Ready, run_program
from services.chassis.server import GrpcServer
from services.chassis.settings import setting
from services.chassis.values import Address, list_of, listen_address
from services.environment import ENV_PREFIX, OTHER_VARIABLES, FileSettings, enter_directory
from services.gateway.production import refuse_unsafe
from services.gateway.service import GatewayService
from services.gateway.settings import GatewaySettings
from services.links import ServerLinkSettings, server_tls
from services.one_shot import OneShotSettings
from services.relay.service import RelayService
from services.relay.settings import DeliverySettings
from services.site_store.service import SiteStoreService
from services.site_store.settings import StoreSettings

USAGE = """The Wave server: keeps pages, shows every change live in every browser, brings events to apps.

    waved                                          serve http://localhost:10101, keep pages in ./data
    waved -listen :8080 -data-dir /var/lib/wave
    waved -init site.log                           start from a text log of Wave 1.8"""


@dataclass(frozen=True)
class WavedSettings:
    """What only the embedded form has."""

    grpc_listen: tuple[Address, ...] = setting(
        "",
        parse=list_of(listen_address),
        metavar="ADDRESSES",
        group="Addresses",
        doc="where to serve gRPC to drivers, comma-separated; by default 127.0.0.1 and the port after that of `listen`",
    )


async def build(process: Process, settings: Sequence[Any]) -> Ready:
    """Makes the parts of the process."""
    waved, store, delivery, gateway, access, links = settings[:6]
    refuse_unsafe(access, gateway)
    registry = Registry("wave")
    keychain = open_keychain(access)
    checker = open_checker(access, keychain, registry)
    grpc_listen = waved.grpc_listen or (default_grpc_address(gateway),)
    warn_of_default_key(access, keychain, [gateway.listen, *grpc_listen])
    site_store = SiteStoreService(store, registry.within("site_store"), process.fail)
    relay = RelayService(delivery, registry.within("relay"))
    inside = InProcessServer()
    outside = GrpcServer(
        grpc_listen,
        tls=server_tls(links),
        interceptors=access_interceptors(checker, registry.within("grpc"), token=links.grpc_token),
        max_message_bytes=store.max_page_size + store.max_watcher_backlog,
        serves_reflection=True,
    )
    for server in (inside, outside):
        site_store_pb2_grpc.add_SiteStoreServicer_to_server(site_store.servicer, server)  # type: ignore[no-untyped-call]
        sessions_pb2_grpc.add_SessionsServicer_to_server(site_store.sessions_servicer, server)  # type: ignore[no-untyped-call]
        relay_pb2_grpc.add_RelayServicer_to_server(relay.servicer, server)  # type: ignore[no-untyped-call]
    gate = GatewayService(
        gateway,
        registry.within("gateway"),
        site_store=InProcessChannel(inside),
        relay=InProcessChannel(inside),
        checker=checker,
    )
    parts: list[Part] = [site_store, relay, inside, outside, gate]
    checks = {"site": lambda: site_store.is_ready, "relay": lambda: relay.is_ready, **gate.checks}
    return Ready(parts, registry, checks)


def default_grpc_address(gateway: GatewaySettings) -> Address:
    """The loopback port after that of the website, so that several servers can share a machine."""
    return Address(host="127.0.0.1", port=gateway.listen.port + 1 if gateway.listen.port else 0)


PROGRAM = Program(
    "waved",
    [
        WavedSettings,
        StoreSettings,
        DeliverySettings,
        GatewaySettings,
        AccessSettings,
        ServerLinkSettings,
        OneShotSettings,
        FileSettings,
    ],
    build,
    ENV_PREFIX,
    known_variables=OTHER_VARIABLES,
    usage=USAGE,
    answer=one_shot.answer,
    prepare=enter_directory,
)


def main() -> int:
    """Runs until told to stop; returns the exit code."""
    return run_program(PROGRAM)


if __name__ == "__main__":
    sys.exit(main())
