"""The environment variables of Wave: whose they are."""

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
        "WAVED_DIR",
    )
)
