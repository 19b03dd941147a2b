"""The demo that `make run` starts, as whoever has just cloned the project sees it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cluster import STOP_TIMEOUT_SECONDS
from tests.e2e.driver_process import PATIENCE_SECONDS, ROOT
from tests.e2e.ports import free_ports
from tests.e2e.tab import PHONE, Tab

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo, which must end in good order."""
    directory = tmp_path_factory.mktemp("demo")
    port, _ = free_ports(2)  # It serves gRPC on the one after.
    log = directory / "demo.log"
    flags = ["--listen", f"127.0.0.1:{port}", "--data-dir", "data"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "proto/gen")])
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "examples/demo.py"), *flags],
            cwd=directory,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        wait_for_url(process, log)
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGINT)
        assert process.wait(STOP_TIMEOUT_SECONDS) == 0, log.read_text()
        assert "Traceback" not in log.read_text()
    finally:
        process.kill()
        process.wait()


def wait_for_url(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while "Open http://localhost:" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def test_the_dashboard_is_live_in_two_tabs_at_once(demo: str, browser: Browser) -> None:
    tabs = [Tab(browser), Tab(browser)]
    pages = [tab.open(demo) for tab in tabs]
    for page in pages:
        expect(page.get_by_text("Ships in port")).to_be_visible()
        expect(page.get_by_text(re.compile(r"^\d+ min$"))).to_be_visible()
        expect(page.locator("canvas, svg").first).to_be_visible()
    while min(len(tab.deltas) for tab in tabs) < 3:
        pages[0].wait_for_timeout(100)
    last = max(tab.deltas[-1]["d"][0]["v"][0] for tab in tabs)
    for tab in tabs:
        seconds = [op["v"][0] for delta in tab.deltas for op in delta["d"] if op["k"].startswith("tide ")]
        assert seconds == list(range(seconds[0], seconds[0] + len(seconds)))
        assert last - seconds[-1] <= 1
        tab.close()


def test_the_app_answers(demo: str, browser: Browser) -> None:
    tab = Tab(browser)
    page = tab.open(demo)
    page.get_by_role("link", name="Book a berth").click()
    page.get_by_label("Ship").fill("Ona")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_text("Ona, North, 3 days, with pilot")).to_be_visible()
    tab.close()


def test_the_demo_fits_a_phone(demo: str, browser: Browser) -> None:
    tab = Tab(browser, viewport=PHONE)
    page = tab.open(demo)
    expect(page.get_by_text("Ships in port")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.close()
