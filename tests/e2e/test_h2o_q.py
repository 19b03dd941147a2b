"""Programs of H2O Q run as they were written, by both ways."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import PATIENCE_SECONDS, Way, environment, run_script
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.ports import free_port

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

APP = """
import sys
from h2o_q import Q, listen, ui

async def serve(q: Q):
    q.page['hello'] = ui.markdown_card(box='1 1 2 2', title='Hello', content=str(q.args.word))
    await q.page.save()

listen(sys.argv[1], serve, on_shutdown=lambda: print('bye', flush=True))
"""

SCRIPT = """
import json, sys
import h2o_q, h2o_wave
from h2o_q import data, site, ui
from h2o_q.core import Expando
import h2o_q.ui as same_ui

page = site['/script']
page['c'] = ui.markdown_card(box='1 1 2 2', title='', content='from Q')
page.save()
assert same_ui is h2o_wave.ui and Expando is h2o_wave.Expando and data is h2o_wave.data
assert set(h2o_q.__all__) == {*h2o_wave.__all__, 'listen'} and set(h2o_q.__all__) <= set(dir(h2o_q))
print(json.dumps(page.load()['p']['c']['c']['d']['content']))
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(Form.EMBEDDED, tmp_path_factory.mktemp("q"), flags=["-fsync", "no"]) as cluster:
        yield cluster


@pytest.mark.parametrize("way", Way)
def test_a_script_writes_a_page(cluster: Cluster, way: Way, tmp_path: Path) -> None:
    assert json.loads(run_script(SCRIPT, cluster, way, tmp_path)) == "from Q"


def test_what_was_set_for_q_counts(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    given = environment(cluster, Way.HTTP)
    given["H2O_Q_ADDRESS"] = given.pop("H2O_WAVE_ADDRESS")
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, env=given, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, '"from Q"\n'), done.stderr


@pytest.mark.parametrize("way", Way)
async def test_an_app_listens_until_it_is_stopped(
    cluster: Cluster, way: Way, route: str, tmp_path: Path, new_tab: Callable[[], PlainSocket]
) -> None:
    (tmp_path / "app.py").write_text(APP)
    given = environment(cluster, way) | {"H2O_WAVE_APP_ADDRESS": f"http://127.0.0.1:{free_port()}"}
    waiting = await new_tab().connect(cluster.address)
    await waiting.send(f"+ {route} ")
    while await waiting.line() != {"e": "not_found"}:
        pass
    app = subprocess.Popen(  # noqa: ASYNC220 - beginning it does not wait
        [sys.executable, "app.py", route], cwd=tmp_path, env=given, stdout=subprocess.PIPE, text=True
    )
    try:
        assert await waiting.line() == {"r": 1}, "the app has come"
        tab = await new_tab().connect(cluster.address)
        for message, word in [(f"+ {route} ", "None"), (f'@ {route} {{"word":"x"}}', "x")]:
            await tab.send(message)
            assert (await tab.line())["d"][0]["d"]["content"] == word
        app.send_signal(signal.SIGINT)
        said, _ = app.communicate(timeout=PATIENCE_SECONDS)
        assert (app.returncode, said) == (0, "bye\n")
        assert await waiting.line() == {"r": 1}, "the app has gone"
    finally:
        app.kill()
        app.communicate()


def test_a_server_that_is_away_ends_the_program(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    nowhere = {
        "H2O_WAVE_ADDRESS": f"http://127.0.0.1:{free_port()}",
        "H2O_WAVE_APP_ADDRESS": f"http://127.0.0.1:{free_port()}",
    }
    done = subprocess.run(
        [sys.executable, "app.py", "/q"],
        cwd=tmp_path,
        env=environment(cluster, Way.HTTP) | nowhere,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode != 0
    assert "Could not connect to Wave server" in done.stderr
