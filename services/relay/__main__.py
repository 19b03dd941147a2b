"""`wave-relay`: the relay as a process of its own."""

import sys
from collections.abc import Sequence
from typing import Any

from h2o.wave.v1 import relay_pb2_grpc
from services.access import (
    AccessSettings,
    access_interceptors,
    open_checker,
    open_keychain,
    refuse_in_production,
    warn_of_default_key,
)
from services.chassis.metrics import Registry
from services.chassis.process import Process
from services.chassis.program import Program, Ready, run_program
from services.chassis.server import GrpcServer
from services.environment import ENV_PREFIX, OTHER_VARIABLES, FileSettings, enter_directory
from services.links import ServerLinkSettings, server_tls
from services.relay.service import RelayService
from services.relay.settings import RelaySettings

USAGE = """Knows which app serves which route, and brings browser events to it.

    wave-relay -data-dir /var/lib/wave -relay-listen unix:/run/wave/relay.sock,127.0.0.1:10103"""


async def build(process: Process, settings: Sequence[Any]) -> Ready:
    """Makes the parts of the process."""
    relay: RelaySettings = settings[0]
    access: AccessSettings = settings[1]
    links: ServerLinkSettings = settings[2]
    refuse_in_production(access, {"no-tls-verify": relay.no_tls_verify})
    keychain = open_keychain(access)
    warn_of_default_key(access, keychain, relay.relay_listen)
    registry = Registry("wave_relay")
    checker = open_checker(access, keychain, registry)
    service = RelayService(relay, registry)
    server = GrpcServer(
        relay.relay_listen,
        tls=server_tls(links),
        interceptors=access_interceptors(checker, registry, token=links.grpc_token),
        # A message of events is as large as the events that come within one turn of a gateway's loop.
        max_message_bytes=relay.max_app_backlog,
        serves_reflection=True,
    )
    relay_pb2_grpc.add_RelayServicer_to_server(service.servicer, server)  # type: ignore[no-untyped-call]
    return Ready([service, server], registry, {"relay": lambda: service.is_ready})


PROGRAM = Program(
    "wave-relay",
    [RelaySettings, AccessSettings, ServerLinkSettings, FileSettings],
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
