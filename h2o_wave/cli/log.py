"""`wave log`: look at the log that a site is rebuilt from, and at the changes of a site that runs."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import server_module

if TYPE_CHECKING:
    from .site_store import RunningSite

_EPILOG = """examples:
  wave log tail                               every change from now on, until Ctrl-C
  wave log tail /dashboard --count 5 --json   the next five changes of one page, for programs
  wave log export > site.log                  all pages in the text form of Wave 1.8
  wave log compact                            forget what came before the pages as they are
  wave log verify --data-dir /var/lib/wave    is the log of a stopped server whole?

A server that runs is asked over gRPC: that of H2O_WAVE_ADDRESS if it begins with grpc, else the one of this machine.
With --data-dir, or when none runs, the log itself is opened.
"""
_ACTIONS = {
    "tail": "show changes: those to come, or the last ones in a data directory",
    "export": "print all pages in the text form of Wave 1.8",
    "compact": "rewrite the log as one snapshot per page",
    "verify": "examine the log of a stopped server",
}
_DEFAULT_DATA_DIR = "data"
_OFFLINE = "services.site_store.offline"


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "log",
        help="follow, export, compact and verify the log",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="<action>", required=True)
    for name, meaning in _ACTIONS.items():
        action = actions.add_parser(
            name,
            help=meaning,
            description=f"{meaning.capitalize()}.",
            epilog=_EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        action.add_argument(
            "--data-dir", metavar="DIR", help="the data directory of a server that is stopped"
        )
        if name != "export":
            action.add_argument("--json", action="store_true", help="print JSON")
        if name == "tail":
            action.add_argument(
                "route", metavar="ROUTE", nargs="*", help="only these pages of a running server"
            )
            action.add_argument("--count", type=int, metavar="N", help="end after so many changes")
        if name == "verify":
            action.add_argument("--repair", choices=("prefix", "skip"), help="what to keep of a damaged log")
        action.set_defaults(command=run, action=name)


def run(arguments: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    try:
        if arguments.action == "verify":
            return _verify(arguments)
        if arguments.data_dir is not None:
            return _offline(arguments, arguments.data_dir)
        return _online_or_here(arguments)
    except KeyboardInterrupt:
        return 0


def _verify(arguments: argparse.Namespace) -> int:
    directory = Path(arguments.data_dir or _data_dir()) / "site"
    options = ["--json"] if arguments.json else []
    options += [f"--repair={arguments.repair}"] if arguments.repair else []
    code = server_module.run("services.site_store.log.examine", str(directory), *options)
    return min(code, 1)  # torn or corrupt: it is not whole


def _offline(arguments: argparse.Namespace, data_dir: str) -> int:
    options = ["--json"] if getattr(arguments, "json", False) else []
    if getattr(arguments, "count", None) is not None:
        options.append(f"--count={arguments.count}")
    return server_module.run(_OFFLINE, arguments.action, data_dir, *options)


def _online_or_here(arguments: argparse.Namespace) -> int:
    from ..errors import WaveError
    from .site_store import RunningSite  # needs gRPC, which is heavy

    try:
        with RunningSite(os.environ) as site:
            if site.is_there():
                return _ONLINE[arguments.action](site, arguments)
    except (WaveError, ValueError) as error:
        print(f"wave log: {error}", file=sys.stderr)
        return 1
    data_dir = _data_dir()
    if not (Path(data_dir) / "site").is_dir():
        print(
            f"wave log: no server answers at {site.address} and there is no log in {data_dir}: start a server "
            "(wave serve), set H2O_WAVE_ADDRESS=grpc://host:port, or name the directory with --data-dir",
            file=sys.stderr,
        )
        return 1
    return _offline(arguments, data_dir)


def _data_dir() -> str:
    return os.environ.get("H2O_WAVE_DATA_DIR") or _DEFAULT_DATA_DIR


def _tail(site: "RunningSite", arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    left = arguments.count
    for change in site.changes(arguments.route):
        if arguments.json:
            print(json.dumps(change._asdict()), flush=True)
        else:
            now = f"{datetime.now(UTC):%Y/%m/%d %H:%M:%S}"
            print(f"{now} {change.marker} {change.route} {change.body}", flush=True)
        if left is not None:
            left -= 1
            if left <= 0:
                break
    return 0


def _export(site: "RunningSite", arguments: argparse.Namespace) -> int:
    for lines in site.export():
        sys.stdout.buffer.write(lines)
    return 0


def _compact(site: "RunningSite", arguments: argparse.Namespace) -> int:
    done = site.compact()
    if arguments.json:
        print(json.dumps(done))
    else:
        print(f"{done['pages']} pages; {done['bytes_before']} bytes became {done['bytes_after']}")
    return 0


_ONLINE = {"tail": _tail, "export": _export, "compact": _compact}
