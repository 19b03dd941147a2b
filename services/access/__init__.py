"""Access keys: who may write pages and register apps. Every service that drivers can reach checks them."""

from services.access.checker import KeyChecker, Verdict
from services.access.keychain import Keychain, KeychainError
from services.access.settings import (
    AccessSettings,
    access_interceptors,
    open_checker,
    open_keychain,
    refuse_in_production,
    warn_of_default_key,
)

__all__ = [
    "AccessSettings",
    "KeyChecker",
    "Keychain",
    "KeychainError",
    "Verdict",
    "access_interceptors",
    "open_checker",
    "open_keychain",
    "refuse_in_production",
    "warn_of_default_key",
]
