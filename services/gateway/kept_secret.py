"""A secret that is made once, and kept for all gateways of one machine."""

import os
import secrets
from pathlib import Path

from services.gateway.errors import SettingInvalid

SECRET_BYTES = 32


def kept_secret(path: Path, what: str) -> bytes:
    """The secret in a file that only its owner may read; made when there is none. Raises SettingInvalid."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_if_missing(path)
        secret = path.read_bytes()
    except OSError as error:
        raise SettingInvalid(f"cannot keep the {what} in {path}: {error.strerror}") from error
    if len(secret) < SECRET_BYTES:
        raise SettingInvalid(f"{path} is damaged; remove it to have a new {what} made")
    return secret


def _make_if_missing(path: Path) -> None:
    """Makes the file whole or not at all: several gateways may start at the same moment."""
    if path.exists():
        return
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            # Unlike a rename, a link does not replace what another gateway has made meanwhile.
            os.link(unfinished, path)
        except FileExistsError:
            return
    finally:
        unfinished.unlink()
