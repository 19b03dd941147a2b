"""The settings of access keys, and the gRPC guard made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import grpc

from services.access.checker import MAX_WRONG_KEYS, TOO_MANY_WAIT, TOO_MANY_WRONG, KeyChecker, Verdict
from services.access.keychain import PUBLIC_PAIR, Keychain, KeychainError
from services.access.metrics import describe_keys
from services.chassis.credentials import CredentialCheck, Unverified, Verify, host_of
from services.chassis.guards import GuardInterceptor
from services.chassis.logs import get_logger
from services.chassis.metrics import Registry, RpcObserver
from services.chassis.process import StartError
from services.chassis.settings import setting
from services.chassis.values import Address, integer

logger = get_logger("access")

ACCESS = "Access"
DEFAULT_ID, DEFAULT_SECRET = PUBLIC_PAIR
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
    max_wrong_keys: int = setting(
        MAX_WRONG_KEYS,
        parse=integer,
        metavar="COUNT",
        group=ACCESS,
        doc="wrong access keys per minute and address, over HTTP and gRPC together; beyond them only keys that are known to "
        "be right open the door; 0 for any number",
    )
    production: bool = setting(
        False,
        group=ACCESS,
        doc="refuse to start with what is only for trying things out: the access key that everybody knows, "
        "certificates that are not verified, and a sign-in of which something is missing",
    )

    @property
    def is_known_to_all(self) -> bool:
        """Whether the default pair is the one that is printed in every document."""
        return (self.access_key_id, self.access_key_secret) == PUBLIC_PAIR


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


def open_checker(settings: AccessSettings, keychain: Keychain, registry: Registry) -> KeyChecker:
    """What checks the keys of a process, wherever they are shown; measured."""
    checker = KeyChecker(keychain, max_wrong_keys=settings.max_wrong_keys)
    describe_keys(registry.within("access"), checker)
    return checker


def access_interceptors(checker: KeyChecker, registry: Registry, *, token: str = "") -> list[Any]:
    """Returns the interceptors of a gRPC server that drivers can reach: measured, and behind access keys.

    `token` opens the door to the other services; empty when they show an access key, too.
    """
    check = CredentialCheck(_verifier(checker), token=token, cache_seconds=BELIEVED_SECONDS)
    return [GuardInterceptor(RpcObserver(registry)), GuardInterceptor(check)]


def _verifier(checker: KeyChecker) -> Verify:
    async def verify(key_id: str, secret: str, peer: str) -> bool:
        verdict = await checker.check(key_id, secret, host_of(peer))
        if verdict in _UNVERIFIED:
            raise Unverified(*_UNVERIFIED[verdict])
        return verdict is Verdict.ALLOWED

    return verify


_UNVERIFIED = {
    Verdict.LIMITED: (grpc.StatusCode.RESOURCE_EXHAUSTED, TOO_MANY_WRONG),
    Verdict.BUSY: (grpc.StatusCode.UNAVAILABLE, TOO_MANY_WAIT),
}


def _is_open_to_others(address: Address) -> bool:
    if address.is_unix or address.host == "localhost":
        return False
    try:
        return not ip_address(address.host).is_loopback
    except ValueError:  # a name, or every address of this machine
        return True
