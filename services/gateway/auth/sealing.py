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
    """Seals and labels with the first of some secrets, opens and finds with any of them: so they can be replaced."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        keys = [_derive(secret, b"wave session sealing") for secret in secrets]
        self._ciphers = {_name(key): AESGCM(key) for key in keys}
        self._first = _name(keys[0])
        self._label_keys = [_derive(secret, b"wave session labels") for secret in secrets]

    def __repr__(self) -> str:
        return "Sealer()"

    def seal(self, content: bytes, purpose: bytes) -> bytes:
        """Seals; what is opened for another purpose does not open."""
        nonce = os.urandom(_NONCE_BYTES)
        header = _FORMAT + self._first
        return header + nonce + self._ciphers[self._first].encrypt(nonce, content, header + purpose)

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

    def labels(self, kind: str, text: str) -> tuple[bytes, ...]:
        """Digests by which equal texts are known to be equal, and nothing else: one by each secret.

        A thing is given the first; what was given it before the secrets were replaced has one of the others.
        """
        content = f"{kind}\n{text}".encode("utf-8", "surrogatepass")
        return tuple(hmac.digest(key, content, hashlib.sha256) for key in self._label_keys)


def _derive(secret: bytes, purpose: bytes) -> bytes:
    # The secrets are long and random, so that one step is enough.
    return hmac.digest(secret, purpose, hashlib.sha256)


def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"name of " + key).digest()[:_KEY_NAME_BYTES]
