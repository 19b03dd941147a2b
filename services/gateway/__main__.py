"""`wave-gateway`: the gateway as a process of its own."""

import sys
from collections.abc import Sequence
from typing import Any

from services.access import AccessSettings, open_keychain
from services.chassis.channel import open_channel
from services.chassis.credentials import Credentials, SignedChannel
from services.chassis.metrics import Registry
from services.chassis.process import Process
from services.chassis.program import Program, Ready, run_program
from services.chassis.values import Address
from services.environment import DRIVER_VARIABLES, ENV_PREFIX, FileSettings
from services.gateway.service import GatewayService
from services.gateway.settings import GatewayProcessSettings

USAGE = """Serves browsers and programs: pages over HTTP, changes over websockets.

    wave-gateway -listen :10101 -site-store-address unix:/run/wave/site-store.sock -relay-address unix:/run/wave/relay.sock"""

# A message of the site-store holds at most one page beside what waits for a gateway.
MAX_MESSAGE_BYTES = 64 << 20


async def build(process: Process, settings: Sequence[Any]) -> Ready:
    """Makes the parts of the process."""
    gateway: GatewayProcessSettings = settings[0]
    access: AccessSettings = settings[1]
    registry = Registry("wave_gateway")
    service = GatewayService(
        gateway,
        registry,
        site_store=reach(gateway.site_store_address, access),
        relay=reach(gateway.relay_address, access),
        keychain=open_keychain(access),
    )
    return Ready([service], registry, service.checks)


def reach(address: Address, access: AccessSettings) -> Any:
    """Opens a channel to another service. Over TCP it shows the access key, as any driver does."""
    channel = open_channel(address, max_message_bytes=MAX_MESSAGE_BYTES)
    if address.is_unix:
        return channel
    return SignedChannel(channel, Credentials(access.access_key_id, access.access_key_secret))


PROGRAM = Program(
    "wave-gateway",
    [GatewayProcessSettings, AccessSettings, FileSettings],
    build,
    ENV_PREFIX,
    known_variables=DRIVER_VARIABLES,
    usage=USAGE,
)


def main() -> int:
    """Runs until told to stop; returns the exit code."""
    return run_program(PROGRAM)


if __name__ == "__main__":
    sys.exit(main())
