"""`wave-gateway`: the gateway as a process of its own."""

import sys
from collections.abc import Sequence
from typing import Any

from services.access import AccessSettings, open_keychain
from services.chassis.channel import open_channel
from services.chassis.metrics import Registry
from services.chassis.process import Process
from services.chassis.program import Program, Ready, run_program
from services.environment import DRIVER_VARIABLES, ENV_PREFIX, SETTINGS_FILE
from services.gateway.service import GatewayService
from services.gateway.settings import GatewayProcessSettings

USAGE = """Serves browsers and programs: pages over HTTP, changes over websockets.

    wave-gateway -listen :10101 -site-store-address unix:/run/wave/site-store.sock -relay-address unix:/run/wave/relay.sock"""

# A message of the site-store holds at most one page beside what waits for a gateway.
MAX_MESSAGE_BYTES = 64 << 20


async def build(process: Process, settings: Sequence[Any]) -> Ready:
    """Makes the parts of the process."""
    gateway: GatewayProcessSettings = settings[0]
    registry = Registry("wave_gateway")
    service = GatewayService(
        gateway,
        registry,
        site_store=open_channel(gateway.site_store_address, max_message_bytes=MAX_MESSAGE_BYTES),
        relay=open_channel(gateway.relay_address, max_message_bytes=MAX_MESSAGE_BYTES),
        keychain=open_keychain(settings[1]),
    )
    return Ready([service], registry, service.checks)


def main() -> int:
    """Runs until told to stop; returns the exit code."""
    program = Program(
        "wave-gateway",
        [GatewayProcessSettings, AccessSettings],
        build,
        ENV_PREFIX,
        known_variables=DRIVER_VARIABLES,
        usage=USAGE,
        settings_file=SETTINGS_FILE,
    )
    return run_program(program)


if __name__ == "__main__":
    sys.exit(main())
