"""`wave config`: the settings of the server, as it would see them here."""

import argparse
from typing import Any

from . import server_module

_EPILOG = """examples:
  wave config show                            every setting, its value, and where that comes from
  wave config show -listen :8080              the same with a flag that the server would be given
  wave config check --json                    what is wrong with the settings, for programs
  wave config show --of wave-relay            the settings of the relay in a process of its own

A setting comes from a flag, else from the environment, else from the file .env, else it is the default.
"""
_ACTIONS = {
    "show": "show every setting, its value, and where that comes from",
    "check": "say what is wrong with the settings",
}
_PROGRAMS = ("waved", "wave-site-store", "wave-relay", "wave-gateway")


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "config",
        help="show or check the settings of the server",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="<action>", required=True)
    for name, meaning in _ACTIONS.items():
        # Without -h: it would catch flags of the server, such as -header-timeout.
        action = actions.add_parser(
            name,
            usage=f"wave config {name} [--json] [--of PROGRAM] [-flag value …]",
            help=meaning,
            description=f"{meaning.capitalize()}. Flags of the server may follow.",
            epilog=_EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        action.add_argument("--help", action="help", help="show this and exit")
        action.add_argument("--json", action="store_true", help="print JSON")
        action.add_argument(
            "--of", choices=_PROGRAMS, default=_PROGRAMS[0], help="the program (default %(default)s)"
        )
        action.set_defaults(command=run, action=name, flags=[])


def run(arguments: argparse.Namespace) -> int:
    """Show or check; returns the exit code: 1 when something is wrong with the settings."""
    options = ["--json"] if arguments.json else []
    return server_module.run(
        "services.configuration", arguments.action, f"--of={arguments.of}", *options, *arguments.flags
    )
