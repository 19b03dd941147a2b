"""The process in which an app runs: `python -m h2o_wave.cli.app_process <module>`.

SIGINT stops the app for good. With `--supervised`, SIGTERM stops it to be started again: it says no goodbye,
so that the server keeps what is sent to it meanwhile, and browsers keep what they show.
"""

import argparse
import asyncio
import importlib
import logging
import os
import signal
import sys
import traceback
from collections.abc import Coroutine, Sequence
from types import FrameType
from typing import Any

from ..app import App, main
from ..errors import ServiceError
from .target import Target, page_url

_FAILED = 1


def serve(target: Target, *, listen: str = "", is_supervised: bool = False, is_quiet: bool = False) -> int:
    """Import a module and serve its app until stopped; returns the exit code.

    With `listen` (`host:port`) over HTTP, else over a stream that the app opens.
    """
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    _put_on_path(os.getcwd())
    if target.folder:  # before everything, as Python does with the folder of a program
        sys.path.insert(0, target.folder)
    try:
        importlib.import_module(target.module)
        app = main.chosen()
    # Whatever is wrong with the author's module, the author wants to see where.
    except Exception as error:  # noqa: BLE001
        _show(error)
        return _FAILED
    url = "" if is_quiet else page_url(os.environ, app.route)
    # What a supervisor ends by SIGTERM is started again at once.
    farewells = {signal.SIGINT} if is_supervised else {signal.SIGINT, signal.SIGTERM}
    if listen:
        return _serve_http(listen, url, farewells)
    return _run(_serve_dialled_out(app, url, farewells))


def _put_on_path(folder: str) -> None:
    if folder not in sys.path:
        sys.path.insert(0, folder)


def _run(coroutine: Coroutine[Any, Any, int]) -> int:
    if sys.platform == "win32":
        return asyncio.run(coroutine)
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(coroutine)


async def _serve_dialled_out(app: App, url: str, farewells: set[signal.Signals]) -> int:
    stopped: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    _on_signals(stopped)
    try:
        await app.start()
        if url:
            print(url, flush=True)
        refusal = asyncio.ensure_future(app.refusal())
        await asyncio.wait((stopped, refusal), return_when=asyncio.FIRST_COMPLETED)
        refusal.cancel()
        await app.stop(says_goodbye=stopped.done() and stopped.result() in farewells)
    # Starting and stopping run the author's code.
    except Exception as error:  # noqa: BLE001
        _show(error)
        return _FAILED
    if stopped.done():
        return 0
    print(f"The server does not serve this app any more: {refusal.result()}", file=sys.stderr)
    return _FAILED


def _serve_http(listen: str, url: str, farewells: set[signal.Signals]) -> int:
    import uvicorn

    class Server(uvicorn.Server):
        """Uvicorn, which tells the app how it is being stopped."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            main.says_goodbye = sig in farewells
            super().handle_exit(sig, frame)

        async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
            await super().startup()
            if url and self.started:
                print(url, flush=True)

    host, _, port = listen.rpartition(":")
    server = Server(uvicorn.Config(main, host=host.strip("[]"), port=int(port), log_level="warning"))
    try:
        server.run()
    except KeyboardInterrupt:
        return 0
    return 0 if server.started else _FAILED


def _on_signals(stopped: "asyncio.Future[int]") -> None:
    loop = asyncio.get_running_loop()

    def stop(number: int) -> None:
        if not stopped.done():
            stopped.set_result(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":  # where loops take no signal handlers
            signal.signal(number, lambda given, _: loop.call_soon_threadsafe(stop, given))
        else:
            loop.add_signal_handler(number, stop, number)


def _show(error: Exception) -> None:
    """Say what is wrong, and where in the code when the reason may be there."""
    if isinstance(error, (ConnectionError, ServiceError)):
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    else:
        traceback.print_exception(error)


def _main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("--folder", default="")
    parser.add_argument("--listen", default="")
    parser.add_argument("--supervised", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args(argv)
    return serve(
        Target(arguments.module, arguments.folder),
        listen=arguments.listen,
        is_supervised=arguments.supervised,
        is_quiet=arguments.quiet,
    )


if __name__ == "__main__":
    sys.exit(_main())
