"""`wave-site-store`: the site-store as a process of its own."""

import sys
from collections.abc import Sequence
from typing import Any

from h2o.wave.v1 import sessions_pb2_grpc, site_store_pb2_grpc
from services.access import (
    AccessSettings,
    access_interceptors,
    open_checker,
    open_keychain,
    warn_of_default_key,
)
from services.chassis.metrics import Registry
from services.chassis.process import Process
from services.chassis.program import Program, Ready, run_program
from services.chassis.server import GrpcServer
from services.environment import ENV_PREFIX, OTHER_VARIABLES, FileSettings, enter_directory
from services.links import ServerLinkSettings, server_tls
from services.site_store.service import SiteStoreService
from services.site_store.settings import SiteStoreSettings

USAGE = """Owns the pages of a site and the log they are rebuilt from.

    wave-site-store -data-dir /var/lib/wave -site-store-listen unix:/run/wave/site-store.sock,127.0.0.1:10102
    wave-site-store -init site.log            start from a text log of Wave 1.8"""


async def build(process: Process, settings: Sequence[Any]) -> Ready:
    """Makes the parts of the process."""
    site_store: SiteStoreSettings = settings[0]
    access: AccessSettings = settings[1]
    links: ServerLinkSettings = settings[2]
    keychain = open_keychain(access)
    warn_of_default_key(access, keychain, site_store.site_store_listen)
    registry = Registry("wave_site_store")
    checker = open_checker(access, keychain, registry)
    service = SiteStoreService(site_store, registry, process.fail)
    server = GrpcServer(
        site_store.site_store_listen,
        tls=server_tls(links),
        interceptors=access_interceptors(checker, registry, token=links.grpc_token),
        max_message_bytes=site_store.max_page_size + site_store.max_watcher_backlog,
        serves_reflection=True,
    )
    site_store_pb2_grpc.add_SiteStoreServicer_to_server(service.servicer, server)  # type: ignore[no-untyped-call]
    sessions_pb2_grpc.add_SessionsServicer_to_server(service.sessions_servicer, server)  # type: ignore[no-untyped-call]
    return Ready([service, server], registry, {"site": lambda: service.is_ready})


PROGRAM = Program(
    "wave-site-store",
    [SiteStoreSettings, AccessSettings, ServerLinkSettings, FileSettings],
    build,
    ENV_PREFIX,
    known_variables=OTHER_VARIABLES,
    usage=USAGE,
    prepare=enter_directory,
)


def main() -> int:
    """Runs until told to stop; returns the exit code."""
    return run_program(PROGRAM)


if __name__ == "__main__":
    sys.exit(main())
