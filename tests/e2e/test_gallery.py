"""Every page of the gallery in a real browser: whole, within its window, readable, and kept as a picture."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from examples.exhibits import EXHIBITS
from examples.exhibits.themes import THEMES
from tests.e2e.cluster import Form, running
from tests.e2e.driver_process import ROOT, AppProcess, Way
from tests.e2e.gallery import DESKTOP, SOURCE, Gallery
from tests.e2e.tab import PHONE

BUILT = ROOT / "services/gateway/static"
DARK = "h2o-dark"
# Together these show what depends on the theme: fields, buttons, messages, bars in the primary colour, rows.
COLOURFUL = ("button", "textbox", "header_card", "table")

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the gallery is served."""
    directory = tmp_path_factory.mktemp("gallery")
    flags = ["-fsync", "no", "-web-dir", str(BUILT), "-editable=true"]
    with running(Form.EMBEDDED, directory, flags=flags) as cluster:
        app = AppProcess(SOURCE, cluster, Way.HTTP, directory / "app")
        app.start()
        yield cluster.address
        app.interrupt()


@pytest.fixture(scope="module")
def gallery(browser: Browser, address: str) -> Iterator[Gallery]:
    gallery = Gallery(browser, address)
    yield gallery
    gallery.tab.close()


def look_closely(gallery: Gallery, name: str) -> None:
    """On a screen, in the default theme."""
    gallery.use_theme("default")
    gallery.resize(DESKTOP)
    gallery.shoot(name)
    assert gallery.overflow() == []
    assert gallery.violations() == []


def look_in_the_dark(gallery: Gallery, name: str) -> None:
    """On a phone, in a dark theme."""
    gallery.use_theme(DARK)
    gallery.resize(PHONE)
    gallery.shoot(f"{name}-phone")
    assert gallery.overflow() == []
    assert gallery.violations("color-contrast") == []


@pytest.mark.parametrize("name", EXHIBITS)
def test_a_page_is_whole_and_can_be_read(name: str, gallery: Gallery) -> None:
    gallery.show(name)
    looks = [look_closely, look_in_the_dark]
    # Beginning with how the last page was looked at spares half of the changes.
    for look in looks if gallery.theme == "default" else reversed(looks):
        look(gallery, name)
        assert gallery.failures() == []


@pytest.mark.parametrize("name", COLOURFUL)
def test_everything_can_be_read_in_every_theme(name: str, gallery: Gallery) -> None:
    gallery.resize(DESKTOP)
    gallery.show(name)
    found = {}
    for theme in THEMES:
        gallery.use_theme(theme)
        gallery.shoot(f"{name}-{theme}")
        found[theme] = gallery.violations("color-contrast")
    assert {theme: violations for theme, violations in found.items() if violations} == {}
