"""`wave serve`: run the server."""

import argparse
import os
from typing import Any

from . import server_module

_EPILOG = """examples:
  wave serve                                  serve http://localhost:10101, keep pages in ./data
  wave serve -listen :8080 -data-dir /var/lib/wave
  wave serve -help                            every flag of the server

It is the same as the program waved; all flags are handed to it.
"""


def add_to(commands: Any) -> None:
    """Declare the command."""
    # Without -h: it would catch flags of the server, such as -header-timeout.
    parser = commands.add_parser(
        "serve",
        aliases=["up"],
        usage="wave serve [-flag value …]",
        help="run the server",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--help", action="help", help="show this and exit; -help shows the flags of the server"
    )
    parser.set_defaults(command=run, flags=[])


def run(arguments: argparse.Namespace) -> int:
    """Become the server; where that is impossible, wait for it and return its exit code."""
    if os.name == "nt":
        return server_module.run("services.waved", *arguments.flags)
    command = server_module.command_of("services.waved", arguments.flags)
    os.execv(command[0], command)
