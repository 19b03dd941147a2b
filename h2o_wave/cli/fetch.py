"""`wave fetch`: nothing to do; the server is part of the package."""

import argparse
from typing import Any

_EPILOG = """examples:
  wave fetch                                  says so
  waved                                       the server that was fetched in former releases
"""


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "fetch",
        help="nothing to do any more",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--platform", help="taken for compatibility")
    parser.add_argument("--arch", help="taken for compatibility")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Say so."""
    print("There is nothing to fetch: the server came with this package. Start it with: waved")
    return 0
