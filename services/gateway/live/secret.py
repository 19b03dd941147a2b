"""The secret behind resume keys: given, or made once and kept for all gateways of one machine."""

from pathlib import Path

from services.gateway.errors import SettingInvalid
from services.gateway.kept_secret import kept_secret

FILE_NAME = "resume-secret"


def resume_secret(given: str, folder: Path) -> bytes:
    """The secret. Raises SettingInvalid when the one given is too short, or the one kept cannot be had."""
    if given:
        if len(given) < 16:
            raise SettingInvalid(f"resume-secret has {len(given)} characters; want 16 at least")
        return given.encode()
    return kept_secret(folder / FILE_NAME, "resume secret")
