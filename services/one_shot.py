"""What `waved` does instead of serving: says its version, compacts a text log, looks after access keys."""

import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from services.access import AccessSettings, Keychain, open_keychain
from services.chassis.process import StartError
from services.chassis.settings import setting
from services.site_store.text_compaction import TextCompaction

GROUP = "Instead of serving"
DISTRIBUTION = "h2o-wave"
DONE, FAILED = 0, 1


@dataclass(frozen=True)
class OneShotSettings:
    """What is done instead of serving."""

    version: bool = setting(False, group=GROUP, doc="print version and exit")
    compact: str = setting(
        "",
        metavar="FILE",
        group=GROUP,
        doc="print a text log of Wave 1.8 on standard error as one line per page, and exit",
    )
    list_access_keys: bool = setting(
        False, group=GROUP, doc="list all the access key IDs in the keychain, and exit"
    )
    remove_access_key: str = setting(
        "",
        metavar="ID",
        group=GROUP,
        doc="remove the specified API access key ID from the keychain, and exit",
    )
    create_access_key: bool = setting(
        False,
        group=GROUP,
        doc="generate and add a new API access key ID and secret pair to the keychain, and exit",
    )


class _Wish(NamedTuple):
    """What a one-shot command is told."""

    given: Any
    access: AccessSettings


Command = Callable[[_Wish], int]


def answer(settings: Sequence[Any]) -> int | None:
    """Does the first thing that the settings ask for and returns its exit code; None when they ask for nothing."""
    chosen = next(each for each in settings if isinstance(each, OneShotSettings))
    access = next(each for each in settings if isinstance(each, AccessSettings))
    for name, command in COMMANDS.items():
        given = getattr(chosen, name)
        if given:
            return _perform(command, _Wish(given, access))
    return None


def _perform(command: Command, wish: _Wish) -> int:
    try:
        return command(wish)
    except (StartError, OSError) as error:
        return _fail(str(error))


def _say_version(wish: _Wish) -> int:
    build = f"Python {platform.python_version()}"
    return _say(f"waved {version(DISTRIBUTION)} ({build}, {sys.platform}/{platform.machine()})")


def _compact(wish: _Wish) -> int:
    """Everything goes to standard error, as from a server, so that `2> small.log` makes a log of it."""
    path = Path(wish.given)
    if not path.is_file():
        return _fail(f"cannot compact: there is no file {path} (flag -compact)")
    with path.open("rb") as lines:
        compaction = TextCompaction(lines)
    for line in compaction.lines(datetime.now(UTC)):
        sys.stderr.buffer.write(line)
    sys.stderr.flush()
    return DONE


def _list_keys(wish: _Wish) -> int:
    for key_id in _keychain(wish).ids:
        _say(key_id)
    return DONE


def _remove_key(wish: _Wish) -> int:
    keychain, key_id, path = _keychain(wish), wish.given, wish.access.access_keychain
    if not keychain.remove(key_id):
        return _fail(
            f"there is no access key {key_id} in {os.path.abspath(path)}; waved -list-access-keys shows those there are"
        )
    _say(f"Removed access key {key_id} from {os.path.abspath(path)}.")
    if not keychain.ids:
        _say("It was the last one: nobody can write until a key is created, or the file is deleted.")
    return DONE


def _create_key(wish: _Wish) -> int:
    key_id, secret = _keychain(wish).add()
    path = os.path.abspath(wish.access.access_keychain)
    return _say(
        f"""Added an access key to {path}. Its secret is shown this once:

H2O_WAVE_ACCESS_KEY_ID={key_id}
H2O_WAVE_ACCESS_KEY_SECRET={secret}

Set these in the environment of your apps."""
    )


# In the order in which they are looked for; of several, the first is done.
COMMANDS: dict[str, Command] = {
    "version": _say_version,
    "compact": _compact,
    "list_access_keys": _list_keys,
    "remove_access_key": _remove_key,
    "create_access_key": _create_key,
}


def _keychain(wish: _Wish) -> Keychain:
    # Where there are no keys yet, the first one has to be made.
    return open_keychain(replace(wish.access, production=False))


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return DONE


def _fail(text: str) -> int:
    sys.stderr.write(f"waved: {text}\n")
    return FAILED
