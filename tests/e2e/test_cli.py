"""The `wave` command, as processes, beside a server that runs."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.command_line import command, environ
from tests.e2e.ports import free_port
from tests.e2e.rpc_client import RpcClient

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

CARD = {"k": "c", "d": {"view": "markdown", "title": "T", "content": "x"}}
APP = """
import beside
from h2o_wave import Q, app, main

@app('/elsewhere')
async def serve(q: Q):
    q.page['out'] = {'view': 'markdown', 'content': beside.TEXT}
    await q.page.save()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(Form.EMBEDDED, tmp_path_factory.mktemp("site")) as cluster:
        yield cluster


class TestDoctor:
    def diagnose(self, folder: Path, given: dict[str, str]) -> tuple[int, dict[str, Any]]:
        done = command(folder, "doctor", "--json", given=given)
        report = json.loads(done.stdout)
        return done.returncode, {step["step"]: step for step in report["steps"]}

    def test_everything_is_well_beside_a_server(self, cluster: Cluster, tmp_path: Path) -> None:
        code, steps = self.diagnose(tmp_path, environ(cluster))
        assert code == 0, steps
        assert steps["websocket"]["seen"] == "opens at /_s/"
        assert steps["clock"]["seen"] == "the same here and there"
        assert steps["gRPC"]["seen"].startswith("answers at ")

    def test_a_missing_server_ends_the_walk(self, tmp_path: Path) -> None:
        code, steps = self.diagnose(tmp_path, environ(H2O_WAVE_ADDRESS=f"http://127.0.0.1:{free_port()}"))
        assert code == 1
        assert list(steps)[-1] == "port"
        assert "wave serve" in steps["port"]["change"]

    @pytest.mark.parametrize(
        ("variable", "step"),
        [("H2O_WAVE_BASE_URL", "websocket"), ("H2O_WAVE_ACCESS_KEY_SECRET", "access key")],
    )
    def test_the_setting_to_change_is_named(
        self, cluster: Cluster, tmp_path: Path, variable: str, step: str
    ) -> None:
        code, steps = self.diagnose(tmp_path, environ(cluster, **{variable: "wrong"}))
        assert code == 1
        assert [name for name, found in steps.items() if not found["is_well"]] == [step]
        assert variable in steps[step]["change"]

    def test_it_reads_well_without_colour_and_signs(self, cluster: Cluster, tmp_path: Path) -> None:
        done = command(tmp_path, "doctor", given=environ(cluster, PYTHONIOENCODING="ascii"))
        assert done.returncode == 0
        assert "ok     websocket: opens at /_s/\n" in done.stdout
        assert done.stdout.endswith("Everything is well.\n")


class TestLog:
    def test_a_running_site_is_exported_and_compacted(self, cluster: Cluster, tmp_path: Path) -> None:
        client = RpcClient(cluster.address)
        client.patch("/exported", CARD)
        client.close()
        exported = command(tmp_path, "log", "export", given=environ(cluster))
        assert exported.returncode == 0, exported.stderr
        assert re.search(r'^\S+ \S+ = /exported {"p":', exported.stdout, re.M)
        compacted = command(tmp_path, "log", "compact", "--json", given=environ(cluster))
        assert json.loads(compacted.stdout)["pages"] >= 1

    def test_changes_of_a_running_site_are_followed(self, cluster: Cluster, tmp_path: Path) -> None:
        follow = [sys.executable, "-m", "h2o_wave", "log", "tail", "/followed", "--count", "1", "--json"]
        client = RpcClient(cluster.address)
        with subprocess.Popen(
            follow, cwd=tmp_path, env=environ(cluster), stdout=subprocess.PIPE, text=True
        ) as process:
            # It says nothing until there is a change, so changes come until it has seen one.
            while process.poll() is None:
                client.patch("/followed", CARD)
            assert process.stdout is not None
            change = json.loads(process.stdout.read())
        client.close()
        assert change["route"] == "/followed"
        assert change["marker"] in "*="
        assert process.returncode == 0

    def test_the_log_of_a_stopped_server_is_read_from_its_directory(self, tmp_path: Path) -> None:
        with running(Form.EMBEDDED, tmp_path) as cluster:
            client = RpcClient(cluster.address)
            for _ in range(3):
                client.patch("/kept", CARD)
            client.close()
        data = ["--data-dir", str(tmp_path / "data")]
        tail = command(tmp_path, "log", "tail", "--count", "2", *data)
        assert [line.split(" ", 3)[:3] for line in tail.stdout.splitlines()] == [
            ["2", "*", "/kept"],
            ["3", "*", "/kept"],
        ]
        assert " = /kept " in command(tmp_path, "log", "export", *data).stdout
        assert json.loads(command(tmp_path, "log", "compact", "--json", *data).stdout)["pages"] == 1
        verdict = command(tmp_path, "log", "verify", "--json", *data)
        assert verdict.returncode == 0
        assert json.loads(verdict.stdout)["verdict"] == "clean"

    def test_without_server_and_log_both_are_named(self, tmp_path: Path) -> None:
        given = environ(H2O_WAVE_GRPC_LISTEN=f"127.0.0.1:{free_port()}")
        done = command(tmp_path, "log", "export", given=given)
        assert done.returncode == 1
        assert "wave serve" in done.stderr
        assert "--data-dir" in done.stderr


async def said(process: asyncio.subprocess.Process, pattern: str) -> str:
    """Reads what a process says until a line fits."""
    assert process.stdout is not None
    heard = ""
    async with asyncio.timeout(40):
        async for line in process.stdout:
            heard += line.decode()
            if re.search(pattern, line.decode()):
                return line.decode().strip()
    raise AssertionError(f"it ended without a line that fits {pattern}: {heard}")


async def start(folder: Path, *words: str, given: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "h2o_wave", *words),
        cwd=folder,
        env=given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    await process.communicate()


async def hear(cluster: Cluster, route: str, wanted: str, *messages: str) -> None:
    """Opens a page and waits until a text comes; then sends messages."""
    async with ClientSession() as session, session.ws_connect(f"{cluster.address}/_s/") as browser:
        await browser.send_str(f"+ {route} ")
        async with asyncio.timeout(30):
            async for message in browser:
                if wanted in message.data:
                    if not messages:
                        return
                    wanted, *rest = messages
                    await browser.send_str(wanted)
                    wanted, messages = rest[0], tuple(rest[1:])
    raise AssertionError(f"{wanted!r} did not come")


async def test_a_file_elsewhere_runs_from_its_folder_and_says_where(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "app.py").write_text(APP)
    (tmp_path / "away" / "beside.py").write_text("TEXT = 'from beside'\n")
    (tmp_path / "here").mkdir()
    given = environ(H2O_WAVE_ADDRESS=cluster.address)
    for options in ([], ["--no-reload"]):
        process = await start(tmp_path / "here", "run", "../away/app.py", *options, given=given)
        try:
            url = await said(process, "http://")
            assert url == f"http://localhost:{cluster.http_ports[0]}/elsewhere"
            await hear(cluster, "/elsewhere", "from beside")
        finally:
            await stop(process)


async def test_the_tour_starts_an_example(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "toured.py").write_text(
        '"""Says hello."""\n\nfrom h2o_wave import site\n\npage = site["/toured"]\n'
        'page["c"] = {"view": "markdown", "title": "", "content": "hello"}\npage.save()\n'
    )
    (tmp_path / "other.py").write_text("x = 1\n")
    given = environ(cluster)
    listed = command(tmp_path, "tour", str(tmp_path), "--list", "--json", given=given)
    assert [(each["name"], each["route"]) for each in json.loads(listed.stdout)] == [("toured", "/toured")]
    process = await start(tmp_path, "tour", str(tmp_path), given=given)
    try:
        url = await said(process, "http://")
        assert url.endswith(f":{cluster.http_ports[0]}/tour")
        press = '@ /tour {"start":"toured","__wave_submission_name__":"start"}'
        await hear(cluster, "/tour", "Says hello", press, "Open /toured")
        await hear(cluster, "/toured", "hello")
    finally:
        await stop(process)
