"""What the environment says about the driver. Read once, when the package is first used."""

import os
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import NamedTuple

from .errors import BadValue
from .urls import Address, clean_base_url, parse_address

_YES = frozenset({"true", "1", "t"})
_APP_ADDRESS = "http://127.0.0.1:8000"


class Settings(NamedTuple):
    """The settings of one process. Timeouts are in seconds; None waits for ever."""

    address: Address
    """Where the Wave server listens (`H2O_WAVE_ADDRESS`)."""
    base_url: str
    """The base URL of the server, with a slash at both ends (`H2O_WAVE_BASE_URL`)."""
    access_key_id: str
    """The id of the key that the driver shows to the server (`H2O_WAVE_ACCESS_KEY_ID`)."""
    access_key_secret: str
    """Its secret (`H2O_WAVE_ACCESS_KEY_SECRET`)."""
    verify_tls: bool
    """Whether the server must show a certificate that fits (`H2O_WAVE_NO_TLS_VERIFY` turns it off)."""
    connect_timeout_seconds: float | None
    """How long a connection may take to open (`H2O_WAVE_APP_CONNECT_TIMEOUT`)."""
    read_timeout_seconds: float | None
    """How long the server may be silent while an answer is due (`H2O_WAVE_APP_READ_TIMEOUT`)."""
    write_timeout_seconds: float | None
    """How long the server may take no byte of a request (`H2O_WAVE_APP_WRITE_TIMEOUT`)."""
    pool_timeout_seconds: float | None
    """How long a call may wait for a free connection (`H2O_WAVE_APP_POOL_TIMEOUT`)."""
    connection_timeout_seconds: int
    """How long an app keeps trying to register (`H2O_WAVE_CONNECTION_TIMEOUT`)."""
    app_mode: str
    """Whom the page of an app is for unless the app says so itself (`H2O_WAVE_APP_MODE`)."""
    app_access_key_id: str
    """The id of the key that the server must show to the app; random by default (`H2O_WAVE_APP_ACCESS_KEY_ID`)."""
    app_access_key_secret: str
    """Its secret (`H2O_WAVE_APP_ACCESS_KEY_SECRET`)."""
    checkpoint_dir: str | None
    """Where an app keeps its state between runs; None for nowhere (`H2O_WAVE_CHECKPOINT_DIR`)."""
    dev_mode: bool
    """Whether the app takes requests without a key, as `wave run` wants it (`__H2O_WAVE_DEV_MODE`)."""


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Make settings of an environment. Raises `InvalidURL` or `BadValue`, naming the variable."""
    return Settings(
        address=parse_address(environ.get("H2O_WAVE_ADDRESS", "http://127.0.0.1:10101")),
        base_url=clean_base_url(environ.get("H2O_WAVE_BASE_URL", "/")),
        access_key_id=environ.get("H2O_WAVE_ACCESS_KEY_ID", "access_key_id"),
        access_key_secret=environ.get("H2O_WAVE_ACCESS_KEY_SECRET", "access_key_secret"),
        verify_tls=not is_yes(environ, "H2O_WAVE_NO_TLS_VERIFY"),
        connect_timeout_seconds=_timeout(environ, "H2O_WAVE_APP_CONNECT_TIMEOUT"),
        read_timeout_seconds=_timeout(environ, "H2O_WAVE_APP_READ_TIMEOUT"),
        write_timeout_seconds=_timeout(environ, "H2O_WAVE_APP_WRITE_TIMEOUT"),
        pool_timeout_seconds=_timeout(environ, "H2O_WAVE_APP_POOL_TIMEOUT"),
        connection_timeout_seconds=_integer(environ, "H2O_WAVE_CONNECTION_TIMEOUT", "0"),
        app_mode=environ.get("H2O_WAVE_APP_MODE", "unicast"),
        app_access_key_id=environ.get("H2O_WAVE_APP_ACCESS_KEY_ID") or _random_token(),
        app_access_key_secret=environ.get("H2O_WAVE_APP_ACCESS_KEY_SECRET") or _random_token(),
        checkpoint_dir=environ.get("H2O_WAVE_CHECKPOINT_DIR"),
        dev_mode=environ.get("__H2O_WAVE_DEV_MODE") == "1",
    )


def read_app_address(environ: Mapping[str, str]) -> str:
    """The address under which an app tells the server to reach it. Read when the app registers."""
    if address := environ.get("H2O_WAVE_APP_ADDRESS"):
        return address
    for name in ("H2O_WAVE_EXTERNAL_ADDRESS", "H2O_WAVE_INTERNAL_ADDRESS"):
        if address := environ.get(name):
            warnings.warn(f"{name} is an old name: set H2O_WAVE_APP_ADDRESS", FutureWarning, stacklevel=2)
            # Under that name it was the address of a websocket; apps have been reached by HTTP ever since.
            return f"http{address[2:]}" if address.startswith(("ws://", "wss://")) else address
    return _APP_ADDRESS


def is_yes(environ: Mapping[str, str], name: str) -> bool:
    """Whether a switch is on: `true`, `1` or `t`, in any case."""
    return environ.get(name, "").strip().lower() in _YES


def _integer(environ: Mapping[str, str], name: str, default: str) -> int:
    text = environ.get(name, default)
    try:
        return int(text)
    except ValueError as error:
        raise BadValue(f"{name}: want a whole number of seconds, got {text!r}") from error


def _timeout(environ: Mapping[str, str], name: str) -> float | None:
    seconds = _integer(environ, name, "5")
    return None if seconds < 0 else float(seconds)


def _random_token() -> str:
    return urlsafe_b64encode(os.urandom(16)).rstrip(b"=").decode()
