"""The environment variables of Wave: whose they are, and the file that can stand in for them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.settings import SettingsError, setting
from services.known_variables import SERVICE_VARIABLES

ENV_PREFIX = "H2O_WAVE_"
SETTINGS_FILE = ".env"

# Read by the driver and the `wave` command, so no service should call them unknown.
DRIVER_VARIABLES = frozenset(
    ENV_PREFIX + name
    for name in (
        "ADDRESS",
        "APP_ACCESS_KEY_ID",
        "APP_ACCESS_KEY_SECRET",
        "APP_ADDRESS",
        "APP_CONNECT_TIMEOUT",
        "APP_MODE",
        "APP_POOL_TIMEOUT",
        "APP_READ_TIMEOUT",
        "APP_WRITE_TIMEOUT",
        "CHECKPOINT_DIR",
        "CONNECTION_TIMEOUT",
        "EXTERNAL_ADDRESS",
        "HTTP_ADDRESS",
        "INTERNAL_ADDRESS",
        "NO_AUTOSTART",
        "NO_COPY_UPLOAD",
        "RELAY_ADDRESS",
        "RELOAD_EXCLUDE",
        "SHOW_ERRORS",
    )
)
# One environment may be that of several services and of apps.
OTHER_VARIABLES = DRIVER_VARIABLES | SERVICE_VARIABLES


@dataclass(frozen=True)
class FileSettings:
    """Where settings are read from."""

    conf: str = setting(
        SETTINGS_FILE,
        metavar="FILE",
        group="Operation",
        names_file=True,
        doc="file of settings, as lines NAME=value with the names of the environment; it must be there when it is named",
    )
    waved_dir: str = setting(
        "",
        metavar="DIR",
        group="Operation",
        doc="directory that relative paths of settings are relative to; empty: the working directory",
    )


def enter_directory(settings: Sequence[Any]) -> None:
    """Makes relative paths relative to what `waved-dir` names. Raises SettingsError."""
    chosen = next(each for each in settings if isinstance(each, FileSettings))
    if not chosen.waved_dir:
        return
    try:
        os.chdir(chosen.waved_dir)
    except OSError as error:
        raise SettingsError(f"waved-dir: cannot enter {chosen.waved_dir}: {error.strerror}") from error
