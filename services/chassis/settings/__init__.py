"""Settings: a frozen dataclass filled from flags, else environment, else a file, else defaults.

    @dataclass(frozen=True)
    class Settings:
        max_request_bytes: int = setting("5M", doc="largest request", parse=size, flag="max-request-size")

    with exits_on_refusal():
        loaded = load(Settings, sys.argv[1:], os.environ, "APP_")
    loaded.settings.max_request_bytes

A setting is declared once, where it is used; flags, environment names, ``-help``, ``config show`` and the
reference come from the declaration. Classes may inherit from one another, and several may be filled
from one command line.
"""

from services.chassis.settings.declaration import SettingsError, setting
from services.chassis.settings.given import Source
from services.chassis.settings.loading import (
    HelpRequested,
    Loaded,
    Shown,
    exits_on_refusal,
    load,
    load_many,
)
from services.chassis.settings.reference import Row, help_text, reference

__all__ = [
    "HelpRequested",
    "Loaded",
    "Row",
    "SettingsError",
    "Shown",
    "Source",
    "exits_on_refusal",
    "help_text",
    "load",
    "load_many",
    "reference",
    "setting",
]
