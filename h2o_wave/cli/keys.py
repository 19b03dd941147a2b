"""`wave keys`: who may write pages and register apps."""

import argparse
import json
from typing import Any

from . import server_module

_EPILOG = """examples:
  wave keys create                            make a key; its secret is shown this once
  wave keys list --json                       the ids of all keys, for programs
  wave keys remove Q7ZJ2M0V5K8R1C3X9B4N       from now on this key opens nothing

The keys are in a file, .wave-keychain in the current folder unless --keychain or H2O_WAVE_ACCESS_KEYCHAIN names
another. A server reads it again when it changes.
"""
_SERVER = "services.waved"
_VARIABLES = ("H2O_WAVE_ACCESS_KEY_ID", "H2O_WAVE_ACCESS_KEY_SECRET")


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "keys",
        help="create, list and remove access keys",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--keychain", metavar="FILE", help="the file of keys")
    common.add_argument("--json", action="store_true", help="print JSON")
    actions = parser.add_subparsers(title="actions", metavar="<action>", required=True)
    for name, (action, meaning) in _ACTIONS.items():
        described = actions.add_parser(
            name,
            help=meaning,
            description=meaning.capitalize() + ".",
            epilog=_EPILOG,
            parents=[common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        described.set_defaults(command=action)
        if name == "remove":
            described.add_argument("id", metavar="ID", help="the key")


def _create(arguments: argparse.Namespace) -> int:
    if not arguments.json:
        return server_module.run(_SERVER, "-create-access-key", *_keychain(arguments))
    code, said = server_module.read(_SERVER, "-create-access-key", *_keychain(arguments))
    if code:
        return code
    given = dict(line.split("=", 1) for line in said.splitlines() if line.startswith(_VARIABLES))
    return _print_json({"id": given[_VARIABLES[0]], "secret": given[_VARIABLES[1]]})


def _list(arguments: argparse.Namespace) -> int:
    if not arguments.json:
        return server_module.run(_SERVER, "-list-access-keys", *_keychain(arguments))
    code, said = server_module.read(_SERVER, "-list-access-keys", *_keychain(arguments))
    return code or _print_json(said.split())


def _remove(arguments: argparse.Namespace) -> int:
    flags = [f"-remove-access-key={arguments.id}", *_keychain(arguments)]
    if not arguments.json:
        return server_module.run(_SERVER, *flags)
    code, _ = server_module.read(_SERVER, *flags)
    return code or _print_json({"removed": arguments.id})


_ACTIONS = {
    "create": (_create, "make a key"),
    "list": (_list, "show the ids of all keys"),
    "remove": (_remove, "remove a key"),
}


def _keychain(arguments: argparse.Namespace) -> list[str]:
    return [f"-access-keychain={arguments.keychain}"] if arguments.keychain else []


def _print_json(content: object) -> int:
    print(json.dumps(content))
    return 0
