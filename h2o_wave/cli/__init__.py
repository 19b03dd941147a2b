"""The `wave` command: one file per subcommand."""

import argparse
import sys
from collections.abc import Sequence

from . import (
    completion,
    config,
    doctor,
    elsewhere,
    env,
    fetch,
    init,
    keys,
    log,
    run,
    schema,
    serve,
    tour,
    version,
)

_COMMANDS = (
    run,
    serve,
    init,
    tour,
    doctor,
    config,
    keys,
    log,
    env,
    schema,
    completion,
    version,
    fetch,
    elsewhere,
)

_EPILOG = """examples:
  wave run hello.py      serve the app in hello.py, and again whenever a file changes
  wave init              begin an app in this folder
  wave doctor            say what keeps an app, a server and a browser from meeting
  wave run --help        say more about one command

exit status: 0 done, 1 not done, 2 not understood
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, and return its exit code."""
    parser = make_parser()
    arguments, rest = parser.parse_known_args(argv)
    if not hasattr(arguments, "command"):
        parser.print_help()
        return 0
    # Commands that start something of the server hand it flags that they do not know.
    if hasattr(arguments, "flags"):
        arguments.flags = rest
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        code: int = arguments.command(arguments)
    except BrokenPipeError:  # who reads the output has seen enough
        sys.stderr.close()
        return 1
    return code


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="wave",
        description="Serve Wave apps.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="<command>")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
