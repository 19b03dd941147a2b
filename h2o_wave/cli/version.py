"""`wave version`: what is installed here."""

import argparse
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from ..version import __version__

_EPILOG = """examples:
  wave version                                what is installed here
  wave version --json                         the same for programs
"""
_PARTS = ("grpcio", "uvicorn", "watchfiles")


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "version",
        help="say which version this is",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the versions of the package and of what it stands on."""
    versions = {"h2o-wave": __version__, "Python": platform.python_version()}
    versions |= {part: _version_of(part) for part in _PARTS}
    system = f"{platform.system()} {platform.machine()}"
    if arguments.json:
        print(json.dumps({"versions": versions, "system": system}))
        return 0
    for name, installed in versions.items():
        print(f"{name} {installed}{f' on {system}' if name == 'Python' else ''}")
    return 0


def _version_of(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "is not installed"
