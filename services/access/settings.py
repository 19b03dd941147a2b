"""The settings of access keys, and the gRPC guard made of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.access.keychain import Keychain, KeychainError
from services.chassis.credentials import CredentialCheck
from services.chassis.metrics import Registry, RpcObserver
from services.chassis.process import StartError
from services.chassis.server import GuardInterceptor
from services.chassis.settings import setting

ACCESS = "Access"
DEFAULT_ID, DEFAULT_SECRET = "access_key_id", "access_key_secret"


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


def open_keychain(settings: AccessSettings) -> Keychain:
    """Reads the keychain. Raises StartError."""
    if not (settings.access_key_id and settings.access_key_secret):
        raise StartError(
            "the default access key must not be empty; set access-key-id and access-key-secret, or neither"
        )
    try:
        return Keychain(
            Path(settings.access_keychain), default=(settings.access_key_id, settings.access_key_secret)
        )
    except KeychainError as error:
        raise StartError(str(error)) from error


def access_interceptors(keychain: Keychain, registry: Registry) -> list[Any]:
    """Returns the interceptors of a gRPC server that drivers can reach: measured, and behind access keys."""
    return [GuardInterceptor(RpcObserver(registry)), GuardInterceptor(CredentialCheck(keychain.verify))]
