"""The published h2o-wave package beside ours: its driver and its browser client, unchanged, on our server. `make compat`."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import chromium
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.ports import free_port
from tests.e2e.rpc_client import RpcClient

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
REFERENCE = Path(os.environ.get("WAVE_REFERENCE", CACHE / "wave-reference"))

SCRIPT = """
from h2o_wave import site, ui, data
page = site['/published']
page['hello'] = ui.markdown_card(box='1 1 3 3', title='Hello', content='from the *published* driver')
page['plot'] = ui.small_series_stat_card(box='4 1 2 2', title='S', value='={{n}}', data=dict(n=5),
    plot_category='x', plot_value='y', plot_data=data('x y', -5, rows=[['a', 1], ['b', 2]]), plot_zero_value=0, plot_color='$red')
page.save()
page['hello'].content = 'changed'
page['plot'].plot_data[-1] = ['c', 3]
page.save()
print(page.load()['p']['c']['hello']['d']['content'])
"""

APP = """
from h2o_wave import Q, app, main, ui, on, run_on
@app('/counter')
async def serve(q: Q):
    if not q.client.ready:
        q.client.ready, q.client.count = True, 0
        q.page['form'] = ui.form_card(box='1 1 3 3', items=[ui.text_xl('0', name='count'), ui.button(name='more', label='More')])
    await run_on(q)
    await q.page.save()
@on()
async def more(q: Q):
    q.client.count += 1
    q.page['form'].items[0].text_xl.content = str(q.client.count)
"""

pytestmark = [pytest.mark.compat, pytest.mark.timeout(120)]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with running(Form.EMBEDDED, tmp_path, flags=["-web-dir", str(REFERENCE / "www")]) as cluster:
        yield cluster


def environment(cluster: Cluster, **more: str) -> dict[str, str]:
    return os.environ | {"H2O_WAVE_ADDRESS": cluster.address} | more


def test_its_driver_writes_pages_that_its_client_shows(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    done = subprocess.run(
        [str(REFERENCE / "bin/python"), str(tmp_path / "script.py")],
        env=environment(cluster),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "changed", done.stderr
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{cluster.address}/published")
        expect(page.get_by_text("changed")).to_be_visible(timeout=20_000)
        client = RpcClient(cluster.address)
        client.patch("/published", {"k": "hello content", "v": "and live"})
        client.close()
        expect(page.get_by_text("and live")).to_be_visible()


def test_its_app_answers_clicks_in_its_client(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "counter.py").write_text(APP)
    port = free_port()
    app = subprocess.Popen(
        [
            str(REFERENCE / "bin/python"),
            "-m",
            "uvicorn",
            "counter:main",
            "--port",
            str(port),
            "--log-level",
            "warning",
        ],
        env=environment(cluster, H2O_WAVE_APP_ADDRESS=f"http://127.0.0.1:{port}"),
        cwd=tmp_path,
    )
    try:
        with chromium() as browser:
            page = browser.new_page()
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline and not page.get_by_role("button", name="More").is_visible():
                page.goto(f"{cluster.address}/counter")
                page.wait_for_timeout(500)
            for count in ("1", "2", "3"):
                page.get_by_role("button", name="More").click()
                expect(page.get_by_text(count, exact=True)).to_be_visible()
    finally:
        app.terminate()
        app.wait(20)
