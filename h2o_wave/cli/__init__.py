"""The `wave` command: one file per subcommand."""

import argparse
from collections.abc import Sequence

from . import env, fetch, init, run, version

_COMMANDS = (run, init, env, version, fetch)

_EPILOG = """examples:
  wave run hello.py      serve the app in hello.py, and again whenever a file changes
  wave init              begin an app in this folder
  wave run --help        say more about one command
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="wave",
        description="Serve Wave apps.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="<command>")
    for command in _COMMANDS:
        command.add_to(commands)
    arguments = parser.parse_args(argv)
    if not hasattr(arguments, "command"):
        parser.print_help()
        return 0
    code: int = arguments.command(arguments)
    return code
