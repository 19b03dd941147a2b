"""`wave version`: what is installed here."""

import argparse
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from ..version import __version__

_PARTS = ("grpcio", "uvicorn", "watchfiles")


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("version", help="say which version this is", description=__doc__)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the versions of the package and of what it stands on."""
    print(f"h2o-wave {__version__}")
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for part in _PARTS:
        print(f"{part} {_version_of(part)}")
    return 0


def _version_of(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "is not installed"
