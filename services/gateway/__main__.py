"""`wave-gateway`: the gateway as a process of its own."""

import sys
from collections.abc import Sequence
from typing import Any

from services.access import (
    AccessSettings,
    open_checker,
    open_keychain,
    warn_of_default_key,
)
from services.chassis.metrics import Registry
from services.chassis.process import Process
from services.chassis.program import Program, Ready, run_program
from services.environment import ENV_PREFIX, OTHER_VARIABLES, FileSettings, enter_directory
from services.gateway.production import refuse_unsafe
from services.gateway.service import GatewayService
from services.gateway.settings import GatewayProcessSettings
from services.links import CallerLinkSettings, reach

USAGE = """Serves browsers and programs: pages over HTTP, changes over websockets.

    wave-gateway -listen :10101 -site-store-address unix:/run/wave/site-store.sock -relay-address unix:/run/wave/relay.sock"""

# A message of the site-store holds at most one page beside what waits for a gateway.
MAX_MESSAGE_BYTES = 64 << 20


async def build(process: Process, settings: Sequence[Any]) -> Ready:
    """Makes the parts of the process."""
    gateway: GatewayProcessSettings = settings[0]
    access: AccessSettings = settings[1]
    links: CallerLinkSettings = settings[2]
    refuse_unsafe(access, gateway)
    keychain = open_keychain(access)
    warn_of_default_key(access, keychain, [gateway.listen])
    registry = Registry("wave_gateway")
    checker = open_checker(access, keychain, registry)
    service = GatewayService(
        gateway,
        registry,
        site_store=reach(gateway.site_store_address, links, access, max_message_bytes=MAX_MESSAGE_BYTES),
        relay=reach(gateway.relay_address, links, access, max_message_bytes=MAX_MESSAGE_BYTES),
        checker=checker,
    )
    return Ready([service], registry, service.checks)


PROGRAM = Program(
    "wave-gateway",
    [GatewayProcessSettings, AccessSettings, CallerLinkSettings, FileSettings],
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
