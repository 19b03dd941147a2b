"""`wave init`: begin an app in this folder."""

import argparse
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..version import __version__

_EPILOG = """examples:
  wave init                              choose a template from a list
  wave init --template chat              take one by its name
"""

TEMPLATES = {
    "hello": "Hello, world",
    "chat": "Chat",
    "header": "Header",
    "header_navigation": "Header and navigation",
    "sidebar_navigation": "Sidebar and navigation",
    "header_sidebar_navigation": "Header, sidebar and navigation",
}

_README = """# My Wave app

    pip install -r requirements.txt
    wave run app.py

Then open http://localhost:10101/
"""


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "init",
        help="begin an app in this folder",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--template", choices=TEMPLATES, help="the template to take")
    parser.add_argument("--overwrite", action="store_true", help="replace files that are there")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files of a template; returns the exit code."""
    try:
        template = arguments.template or choose(input)
    except (EOFError, KeyboardInterrupt):
        return 0
    written = contents(template)
    there = [name for name in written if Path(name).exists()]
    if there and not arguments.overwrite:
        print(f"wave init: {', '.join(there)} would be lost; add --overwrite to replace", file=sys.stderr)
        return 1
    for name, content in written.items():
        Path(name).write_text(content, encoding="utf-8")
    print(f"Wrote {', '.join(written)}. Try: wave run app.py")
    return 0


def contents(template: str) -> dict[str, str]:
    """The files of a template by name."""
    source = files("h2o_wave.cli.templates").joinpath(f"{template}.py").read_text(encoding="utf-8")
    # The remark is for our own checks.
    app = source.replace("  # noqa: F401 - `main` is what serves the app", "")
    return {"app.py": app, "requirements.txt": f"h2o-wave=={__version__}\n", "README.md": _README}


def choose(ask: Callable[[str], str]) -> str:
    """Have the user choose a template."""
    names = list(TEMPLATES)
    for number, title in enumerate(TEMPLATES.values(), 1):
        print(f"  {number}  {title}")
    while True:
        answer = ask(f"Which one (1-{len(names)})? ").strip()
        if answer.isdigit() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        if answer in TEMPLATES:
            return answer
