"""`wave tour`: shows the examples with their source, and runs them."""

import argparse
import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from .examples import Example, default_folder, find_examples

_EPILOG = """examples:
  wave tour                                   open http://localhost:10101/tour and choose
  wave tour --list                            name the examples
  wave tour --list --json                     the same for programs
  wave tour my/examples                       those in another folder

A server is started when there is none. Ctrl-C stops it, and the examples that were started.
"""
FOLDER_VARIABLE = "__H2O_WAVE_TOUR_FOLDER"


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "tour",
        help="show the examples with their source, and run them",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", metavar="FOLDER", nargs="?", help="where the examples are")
    parser.add_argument("--list", action="store_true", help="name the examples and stop")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    parser.add_argument("--no-autostart", action="store_true", help="do not start a server")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve the tour until the user presses Ctrl-C; returns the exit code."""
    folder = Path(arguments.folder).absolute() if arguments.folder else default_folder()
    examples = find_examples(folder) if folder else []
    if folder is None or not examples:
        where = folder or "./examples"
        print(
            f"wave tour: there are no examples in {where}; name their folder: wave tour FOLDER",
            file=sys.stderr,
        )
        return 1
    if arguments.list:
        print(_listing(examples, as_json=arguments.json))
        return 0
    return _serve(folder, may_start=not arguments.no_autostart)


def _listing(examples: list[Example], *, as_json: bool) -> str:
    if as_json:
        entries = [
            {"name": each.name, "file": str(each.file), "title": each.title, "route": each.route}
            for each in examples
        ]
        return json.dumps(entries, indent=2)
    width = max(len(example.name) for example in examples)
    return "\n".join(f"{example.name:<{width}}  {example.title}" for example in examples)


def _serve(folder: Path, *, may_start: bool) -> int:
    from .backend import BackendError
    from .run import choose_form, ensure_server
    from .target import Target, local_server, may_autostart

    os.environ[FOLDER_VARIABLE] = str(folder)
    try:
        server = local_server(os.environ)
        with ExitStack() as started:
            if may_start and may_autostart(os.environ):
                ensure_server(server, started)
            listen = choose_form(server)
            from .app_process import serve  # reads the environment that was just made

            return serve(Target("h2o_wave.cli.tour_app"), listen=listen)
    except (BackendError, ValueError) as error:
        print(f"wave tour: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
