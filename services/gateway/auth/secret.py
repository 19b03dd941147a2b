"""The secrets that seal sessions: given, or made once and kept for all gateways of one machine."""

from pathlib import Path

from services.gateway.errors import SettingInvalid
from services.gateway.kept_secret import kept_secret

FILE_NAME = "session-secret"
MIN_CHARACTERS = 32


def session_secrets(given: str, folder: Path) -> list[bytes]:
    """The secrets, the one that seals first. Raises SettingInvalid when one is too short, or the one kept cannot be had."""
    found = [one.strip() for one in given.split(",") if one.strip()]
    for one in found:
        if len(one) < MIN_CHARACTERS:
            raise SettingInvalid(f"session-secret has {len(one)} characters; want {MIN_CHARACTERS} at least")
    return [one.encode() for one in found] or [kept_secret(folder / FILE_NAME, "session secret")]
