"""Commands of Wave 1.8 that this release does not have: they say what serves the same wish."""

import argparse
import sys
from typing import Any, NamedTuple


class _Gone(NamedTuple):
    """A command that is gone, and what to do instead."""

    help: str
    advice: str
    options: tuple[str, ...] = ()


_GONE = {
    "share": _Gone(
        "not in this release: how to show an app to others",
        """wave share is not in this release: it led your app through somebody else's machine.

To show an app to others on your network, let the server listen there and give them your address:
  wave serve -listen :10101
To show it to others on the internet, put a reverse proxy or a tunnel of your own choice in front of port 10101.
It has to pass websockets; wave doctor says whether it does.
Set access keys first: wave keys create""",
        ("--port", "--subdomain", "--remote-host", "--remote-port"),
    ),
    "learn": _Gone(
        "not in this release: where to learn",
        """wave learn is not in this release: it needed a package of its own.

  wave tour      shows the examples with their source, and runs them
  wave init      begins an app of your own""",
    ),
    "ide": _Gone(
        "not in this release: how to develop",
        """wave ide is not in this release.

Edit your app in any editor while this serves it again whenever a file changes:
  wave run app.py
For completion of cards in other editors and languages: wave schema""",
    ),
}


def add_to(commands: Any) -> None:
    """Declare the commands."""
    for name, gone in _GONE.items():
        parser = commands.add_parser(
            name,
            help=gone.help,
            description=gone.advice,
            epilog=f"examples:\n  wave {name}\n",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for option in gone.options:
            parser.add_argument(option, help="taken for compatibility")
        if name == "share":
            parser.add_argument("--open", action="store_true", help="taken for compatibility")
        parser.set_defaults(command=run, name=name)


def run(arguments: argparse.Namespace) -> int:
    """Say so; the exit code is 1, because nothing was done."""
    print(_GONE[arguments.name].advice, file=sys.stderr)
    return 1
