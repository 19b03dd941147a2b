"""`wave run`: serve an app, with a server behind it, and again whenever a file changes."""

import argparse
import os
import signal
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from .backend import Backend, BackendError, free_port, is_listening, serves_grpc
from .target import Server, Target, excluded, find_target, local_server, may_autostart

_EPILOG = """examples:
  wave run hello.py                  serve hello.py; start a server when there is none
  wave run apps.hello --no-reload    serve the module apps.hello as it is now
  wave run ../other/app.py           serve a file elsewhere, with its folder on the module path
  H2O_WAVE_ADDRESS=https://wave.example.com H2O_WAVE_APP_ADDRESS=http://10.0.0.5:8000 wave run hello.py
                                     serve with a server elsewhere, which reaches the app over HTTP
"""
_FIRST_APP_PORT = 8000


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "run",
        help="serve an app",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("app", metavar="APP", help="the app: a file, or a module")
    parser.add_argument("--no-reload", action="store_true", help="do not watch files")
    parser.add_argument("--no-autostart", action="store_true", help="do not start a server")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until the user presses Ctrl-C; returns the exit code."""
    try:
        target = _existing(find_target(arguments.app))
        server = local_server(os.environ)
        with ExitStack() as started:
            if not arguments.no_autostart and may_autostart(os.environ):
                ensure_server(server, started)
            listen = choose_form(server)
            if arguments.no_reload:
                from .app_process import serve  # reads the environment that was just made

                return serve(target, listen=listen)
            return _serve_reloading(target, listen)
    except (BackendError, ValueError) as error:
        print(f"wave run: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _existing(target: Target) -> Target:
    """Raises `ValueError` when a file outside of the current folder is not there."""
    if target.file and not os.path.isfile(target.file):
        raise ValueError(f"there is no file {target.file}")
    return target


def ensure_server(server: Server, started: ExitStack) -> None:
    """Start a server unless one is there or the user means another. Raises `BackendError`."""
    if "H2O_WAVE_ADDRESS" in os.environ and not _means(os.environ["H2O_WAVE_ADDRESS"], server):
        return
    if is_listening(server.port):
        return
    backend = Backend(server, os.environ)
    started.callback(backend.stop)
    # The server shares this folder: what is uploaded from here can be copied.
    os.environ.setdefault("H2O_WAVE_WAVED_DIR", os.getcwd())


def _means(address: str, server: Server) -> bool:
    """Whether an address is that of this machine's server."""
    hosts = ("127.0.0.1", "localhost", "[::1]")
    http = {f"{server.scheme}://{host}:{server.port}" for host in hosts}
    return address.rstrip("/") in http | {server.grpc_address}


def choose_form(server: Server) -> str:
    """Decide how events shall reach the app; returns where it has to listen, or nothing when it dials out."""
    given = os.environ.get("H2O_WAVE_ADDRESS", "")
    if not given and "H2O_WAVE_APP_ADDRESS" not in os.environ and serves_grpc(server.grpc_address):
        os.environ["H2O_WAVE_ADDRESS"] = given = server.grpc_address
        os.environ.setdefault("H2O_WAVE_HTTP_ADDRESS", server.http_address)
    if given.startswith("grpc"):
        return ""
    os.environ.setdefault("H2O_WAVE_ADDRESS", server.http_address)
    address = os.environ.get("H2O_WAVE_APP_ADDRESS") or f"http://127.0.0.1:{free_port(_FIRST_APP_PORT)}"
    host, port = _host_and_port(address)
    os.environ["H2O_WAVE_APP_ADDRESS"] = f"http://{host}:{port}"
    return f"{host}:{port}"


def _host_and_port(address: str) -> tuple[str, int]:
    authority = address.partition("://")[2] or address
    host, _, port = authority.partition("/")[0].rpartition(":")
    if not host or not port.isdigit():
        raise ValueError(f"H2O_WAVE_APP_ADDRESS={address!r}: want http://host:port")
    return host, int(port)


def _serve_reloading(target: Target, listen: str) -> int:
    from .supervisor import Supervisor  # needs a library that is not needed otherwise

    # Whoever changes files while the app runs is its author, and wants to see what goes wrong.
    environ = {"H2O_WAVE_SHOW_ERRORS": "1", **os.environ}
    options = [f"--listen={listen}"] if listen else []
    options += [f"--folder={target.folder}"] if target.folder else []
    command = [sys.executable, "-m", "h2o_wave.cli.app_process", target.module, "--supervised", *options]
    stopped = threading.Event()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stopped.set())
    return Supervisor(command, environ).run(Path(target.folder or Path.cwd()), excluded(os.environ), stopped)
