"""Seals what leaves this process and must come back unread and unchanged: AES-256-GCM. PURE but for random numbers."""

import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FORMAT = b"\x01"
_KEY_NAME_BYTES = 4
_NONCE_BYTES = 12


class Sealer:
    """Seals with the first of some secrets, and opens with any of them: so they can be replaced one after another."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        keys = [_derive(secret, b"wave session sealing") for secret in secrets]
        self._ciphers = {_name(key): AESGCM(key) for key in keys}
        self._newest = _name(keys[0])
        # What gateways look each other's sessions up by must not change with the key that seals.
        self._label_key = _derive(secrets[-1], b"wave session labels")

    def __repr__(self) -> str:
        return "Sealer()"

    def seal(self, content: bytes, purpose: bytes) -> bytes:
        """Seals; what is opened for another purpose does not open."""
        nonce = os.urandom(_NONCE_BYTES)
        header = _FORMAT + self._newest
        return header + nonce + self._ciphers[self._newest].encrypt(nonce, content, header + purpose)

    def open(self, sealed: bytes, purpose: bytes) -> bytes | None:
        """What was sealed; None when it was changed, was sealed for another purpose, or with a secret that is unknown."""
        header, rest = sealed[: 1 + _KEY_NAME_BYTES], sealed[1 + _KEY_NAME_BYTES :]
        cipher = self._ciphers.get(header[1:])
        if cipher is None or header[:1] != _FORMAT or len(rest) < _NONCE_BYTES:
            return None
        try:
            return cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], header + purpose)
        except InvalidTag:
            return None

    def label(self, kind: str, text: str) -> bytes:
        """A digest by which equal texts are known to be equal, and nothing else."""
        return hmac.digest(
            self._label_key, f"{kind}\n{text}".encode("utf-8", "surrogatepass"), hashlib.sha256
        )


def _derive(secret: bytes, purpose: bytes) -> bytes:
    # The secrets are long and random, so that one step is enough.
    return hmac.digest(secret, purpose, hashlib.sha256)


def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"name of " + key).digest()[:_KEY_NAME_BYTES]
