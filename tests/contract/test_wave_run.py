"""`wave run` as a user lives it: one command, a browser, a change in the file, Ctrl-C."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

ROOT = Path(__file__).parents[2]
APP = """
from h2o_wave import Q, app, main

@app('/demo')
async def serve(q: Q):
    q.page['out'] = {'view': 'markdown', 'content': 'first', 'n': q.args.n}
    await q.page.save()
"""


class Run:
    """A running `wave run app.py`."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
        environ |= {
            "H2O_WAVE_LISTEN": f"127.0.0.1:{self.port}",
            "H2O_WAVE_GRPC_LISTEN": f"unix:{folder}/grpc.sock",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'proto' / 'gen'}",
        }
        command = [sys.executable, "-m", "h2o_wave", "run", "app.py", *options]
        with (folder / "said").open("w") as said:
            self.process = subprocess.Popen(command, cwd=folder, env=environ, stdout=said, stderr=said)

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text()

    async def wait_for(self, pattern: str) -> None:
        async with asyncio.timeout(60):
            while not re.search(pattern, self.said):
                assert self.process.poll() is None, self.said
                await asyncio.sleep(0.05)

    async def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return await asyncio.to_thread(self.process.wait, 40)

    def is_listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(APP)
    return tmp_path


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    started: list[Run] = []
    yield started
    for run in started:
        if run.process.poll() is None:
            run.process.terminate()
            run.process.wait(40)


async def content(socket: ClientWebSocketResponse, wanted: str) -> dict[str, Any]:
    """Reads until a card with this content comes, and returns the card."""
    async with asyncio.timeout(30):
        async for message in socket:
            for line in message.data.split("\n"):
                for op in json.loads(line).get("d", ()):
                    if op.get("d", {}).get("content") == wanted:
                        return dict(op["d"])
    raise AssertionError(f"the socket was closed before {wanted!r} came")


async def test_one_command_serves_reloads_and_stops_everything(folder: Path, runs: list[Run]) -> None:
    run = Run(folder)
    runs.append(run)
    await run.wait_for(rf"http://localhost:{run.port}/demo\n")
    async with ClientSession() as session:
        async with session.ws_connect(f"http://127.0.0.1:{run.port}/_s/") as browser:
            await browser.send_str("+ /demo ")
            await content(browser, "first")
            await browser.send_str('@ /demo {"n":5,"__wave_submission_name__":"n"}')
            assert (await content(browser, "first"))["n"] == 5
        (folder / "app.py").write_text(APP.replace("first", "second"))
        await run.wait_for("Reloading: app.py has changed")
        async with session.ws_connect(f"http://127.0.0.1:{run.port}/_s/") as browser:
            await browser.send_str("+ /demo ")
            await content(browser, "second")
    assert await run.interrupt() == 0, run.said
    assert not run.is_listening()


async def test_an_app_with_a_mistake_is_served_as_soon_as_it_is_mended(folder: Path, runs: list[Run]) -> None:
    (folder / "app.py").write_text("import nonsense_that_is_not_there\n")
    run = Run(folder)
    runs.append(run)
    await run.wait_for("ModuleNotFoundError: No module named 'nonsense_that_is_not_there'")
    await run.wait_for("The app has ended")
    (folder / "app.py").write_text(APP)
    async with ClientSession() as session, asyncio.timeout(60):
        while True:
            async with session.ws_connect(f"http://127.0.0.1:{run.port}/_s/") as browser:
                await browser.send_str("+ /demo ")
                first = await browser.receive()
                second = await browser.receive()
                if '"first"' in f"{first.data}{second.data}":
                    break
    assert await run.interrupt() == 0, run.said


async def test_without_reload_a_failing_app_ends_the_command(folder: Path, runs: list[Run]) -> None:
    (folder / "app.py").write_text("x = 1\n")
    run = Run(folder, "--no-reload")
    runs.append(run)
    assert await asyncio.to_thread(run.process.wait, 60) == 1
    assert "there is no app: decorate a function with @app('/route')" in run.said
    assert not run.is_listening()
