"""The settings of access keys, and the gRPC guard made of them."""

import asyncio
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from services.access.keychain import Keychain, KeychainError
from services.chassis.credentials import CredentialCheck, Verify
from services.chassis.guards import GuardInterceptor
from services.chassis.logs import get_logger
from services.chassis.metrics import Registry, RpcObserver
from services.chassis.process import StartError
from services.chassis.settings import setting
from services.chassis.values import Address

logger = get_logger("access")

ACCESS = "Access"
DEFAULT_ID, DEFAULT_SECRET = "access_key_id", "access_key_secret"
# How long a key that was removed from the keychain still opens the door to gRPC.
BELIEVED_SECONDS = 1.0


@dataclass(frozen=True)
class AccessSettings:
    """Which keys open the door to drivers."""

    access_key_id: str = setting(
        DEFAULT_ID,
        metavar="ID",
        group=ACCESS,
        doc="default API access key ID, used while the keychain is empty",
    )
    access_key_secret: str = setting(
        DEFAULT_SECRET, secret=True, metavar="SECRET", group=ACCESS, doc="default API access key secret"
    )
    access_keychain: str = setting(
        ".wave-keychain", metavar="FILE", group=ACCESS, doc="path to file containing API access keys"
    )
    production: bool = setting(
        False,
        group=ACCESS,
        doc="refuse to start with what is only for trying things out: the access key that everybody knows, and "
        "certificates that are not verified",
    )

    @property
    def is_known_to_all(self) -> bool:
        """Whether the default pair is the one that is printed in every document."""
        return (self.access_key_id, self.access_key_secret) == (DEFAULT_ID, DEFAULT_SECRET)


def open_keychain(settings: AccessSettings) -> Keychain:
    """Reads the keychain. Raises StartError, in production also when anybody knows the key."""
    if not (settings.access_key_id and settings.access_key_secret):
        raise StartError(
            "the default access key must not be empty; set access-key-id and access-key-secret, or neither"
        )
    default = (settings.access_key_id, settings.access_key_secret)
    closed = settings.production and settings.is_known_to_all
    try:
        keychain = Keychain(Path(settings.access_keychain), default=None if closed else default)
    except KeychainError as error:
        raise StartError(str(error)) from error
    if closed and keychain.uses_default:
        raise StartError(
            f"there is no access key but the default one, which everybody knows, and -production is set: make a key with "
            f"waved -create-access-key (keychain {settings.access_keychain}), or set access-key-id and access-key-secret"
        )
    return keychain


def warn_of_default_key(settings: AccessSettings, keychain: Keychain, addresses: Iterable[Address]) -> None:
    """Says so when the key that everybody knows opens a door that others can reach."""
    if not (settings.is_known_to_all and keychain.uses_default):
        return
    for address in filter(_is_open_to_others, addresses):
        logger.warning(
            "default_key_used",
            address=str(address),
            advice="ANYONE who reaches this address can read and write every page, because the access key is the default "
            "one; make a key with -create-access-key, or set access-key-id and access-key-secret",
        )


def refuse_in_production(settings: AccessSettings, unsafe: Mapping[str, bool]) -> None:
    """Raises StartError when one of `unsafe`, by flag, is set in production."""
    chosen = [f"-{flag}" for flag, is_set in unsafe.items() if is_set]
    if settings.production and chosen:
        raise StartError(f"{', '.join(chosen)} must not be set together with -production")


def access_interceptors(keychain: Keychain, registry: Registry, *, token: str = "") -> list[Any]:
    """Returns the interceptors of a gRPC server that drivers can reach: measured, and behind access keys.

    `token` opens the door to the other services; empty when they show an access key, too.
    """
    check = CredentialCheck(_verifier(keychain), token=token, cache_seconds=BELIEVED_SECONDS)
    return [GuardInterceptor(RpcObserver(registry)), GuardInterceptor(check)]


def _verifier(keychain: Keychain) -> Verify:
    """Asks the keychain, in a thread of its own for a key that was not seen before, which costs a bcrypt check.

    So whoever tries keys keeps only those waiting who are not known either.
    """
    thread = ThreadPoolExecutor(1, thread_name_prefix="grpc-access-keys")

    async def verify(key_id: str, secret: str) -> bool:
        known = keychain.recall(key_id, secret)
        if known is not None:
            return known
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(thread, partial(keychain.verify, key_id, secret))

    return verify


def _is_open_to_others(address: Address) -> bool:
    if address.is_unix or address.host == "localhost":
        return False
    try:
        return not ip_address(address.host).is_loopback
    except ValueError:  # a name, or every address of this machine
        return True
