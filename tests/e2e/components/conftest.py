"""One app and one browser for every component.

All of it under a policy that allows nothing inline: the tab complains of whatever the browser has stopped.
"""

import shutil
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import chromium
from tests.e2e.cluster import Form, running
from tests.e2e.conversation import BUILT, STRICT, Talk, talking
from tests.e2e.driver_process import AppProcess, Way

APP = """
from h2o_wave import Q, app, main
from tests.e2e.component_pages import show

@app("/components")
async def serve(q: Q) -> None:
    await show(q)
"""


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app is."""
    folder = tmp_path_factory.mktemp("components")
    assert (BUILT / "index.html").exists(), "build the browser client first: make setup"
    web_dir = shutil.copytree(BUILT, folder / "static")
    (folder / "assets").mkdir()
    write_beep(folder / "assets/beep.wav")
    flags = ["-fsync", "no", "-web-dir", str(web_dir), "-content-security-policy", STRICT]
    flags += ["-public-dir", f"/assets/@{folder}/assets"]
    with running(Form.EMBEDDED, folder / "wave", flags=flags) as cluster:
        app = AppProcess(APP, cluster, Way.HTTP, folder / "app")
        app.start()
        yield f"{cluster.address}/components"
        app.interrupt()


def write_beep(path: Path, seconds: int = 10) -> None:
    """A recording that is silent at first, and then not."""
    rate = 8000
    samples = (0 if place < rate else 8000 * (-1) ** (place // 20) for place in range(rate * seconds))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def talk(browser: Browser, address: str) -> Iterator[Talk]:
    with talking(browser, address) as talk:
        yield talk
