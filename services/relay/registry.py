"""HTTP apps, kept over restarts in one small file.

The file is written whole to a temporary name, synced, and renamed over the old one: a crash leaves the old or
the new list, never a part. It holds secrets, so only its owner may read it.
"""

import os
from pathlib import Path
from typing import Any

import orjson

from services.relay.apps import App, AppMode, HttpAddress, check_address, check_route
from services.relay.errors import RegistryUnreadable, RegistryUnwritable, RelayError

_VERSION = 1


class AppRegistry:
    """The list of HTTP apps on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> list[App]:
        """The apps as they were saved last; none when nothing was saved yet.

        Raises RegistryUnreadable when the file is not one of ours.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise RegistryUnreadable(f"cannot read the list of apps: {error}") from error
        try:
            return _decode(content)
        except (KeyError, TypeError, ValueError, RelayError) as error:
            raise RegistryUnreadable(
                f"the list of apps in {self._path} is damaged ({error!r}); "
                "move it away, and every app registers again when it is started"
            ) from error

    def save(self, apps: list[App]) -> None:
        """Replaces the list on disk; it is safe there when this returns. Raises RegistryUnwritable."""
        draft = self._path.with_suffix(".tmp")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_synced(draft, _encode(apps))
            draft.replace(self._path)
            _sync_folder(self._path.parent)
        except OSError as error:
            raise RegistryUnwritable(f"cannot keep the list of apps in {self._path}: {error}") from error


def _write_synced(path: Path, content: bytes) -> None:
    # A draft that a crash left behind may have other rights: it must not be written into.
    path.unlink(missing_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    """Makes a rename in a folder survive a power cut."""
    if os.name == "nt":  # Windows cannot open folders; its renames are journalled.
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _encode(apps: list[App]) -> bytes:
    entries = [
        {
            "route": app.route,
            "mode": app.mode.name.lower(),
            "address": app.address.url,
            "key_id": app.address.key_id,
            "key_secret": app.address.key_secret,
            "run_id": app.run_id,
        }
        for app in apps
        if app.address is not None
    ]
    return orjson.dumps({"version": _VERSION, "apps": entries}, option=orjson.OPT_INDENT_2) + b"\n"


def _decode(content: bytes) -> list[App]:
    document = orjson.loads(content)
    if document["version"] != _VERSION:
        raise ValueError(f"version {document['version']!r} is not {_VERSION}")
    return [_decode_app(entry) for entry in document["apps"]]


def _decode_app(entry: dict[str, Any]) -> App:
    check_route(entry["route"])
    check_address(entry["address"])
    address = HttpAddress(entry["address"], entry["key_id"], entry["key_secret"])
    return App(entry["route"], AppMode[entry["mode"].upper()], address, entry.get("run_id", ""))
