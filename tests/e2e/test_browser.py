"""Our browser client in a real browser, through everything that happens to servers."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import ROOT, AppProcess, Way
from tests.e2e.rpc_client import RpcClient
from tests.e2e.tab import PATIENCE_MS, PHONE, Tab
from tests.e2e.tcp_proxy import TcpProxy

BUILT = ROOT / "services/gateway/static"
BERTHS = (ROOT / "examples/berths.py").read_text()
EDITS = 1000
CSP = "default-src 'self'; style-src 'self'; script-src 'self'"

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def web_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser client as it was built, in a place where no build disturbs it."""
    assert (BUILT / "index.html").exists(), "build the browser client first: make setup"
    return Path(shutil.copytree(BUILT, tmp_path_factory.mktemp("www") / "static"))


@pytest.fixture(scope="module")
def cluster(web_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two gateways whose shell comes with a policy that forbids everything inline."""
    directory = tmp_path_factory.mktemp("browser")
    headers = directory / "headers"
    headers.write_text(f"Content-Security-Policy: {CSP}\n\n")
    flags = [
        "-fsync",
        "no",
        "-web-dir",
        str(web_dir),
        "-http-headers-file",
        str(headers),
        "-drain-spread",
        "0",
    ]
    with running(Form.SPLIT_UNIX, directory, flags=flags, gateways=2) as cluster:
        yield cluster


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.close()


@pytest.fixture
def second_tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.close()


@pytest.fixture
def proxy(cluster: Cluster) -> Iterator[TcpProxy]:
    proxy = TcpProxy(cluster.http_ports[0])
    yield proxy
    proxy.close()


@pytest.fixture(scope="module", params=list(Way), ids=lambda way: way.value)
def berths(
    request: pytest.FixtureRequest, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppProcess]:
    app = AppProcess(BERTHS, cluster, request.param, tmp_path_factory.mktemp("berths"))
    app.start()
    yield app
    app.interrupt()


def write_numbers(address: str, route: str) -> None:
    client = RpcClient(address)
    for number in range(1, EDITS + 1):
        assert client.patch(route, {"k": "c content", "v": f"number {number}"})[0] == 200
        time.sleep(0.004)  # So that they are still written when the last gateway has come back.
    client.close()


def test_every_edit_is_seen_once_in_order_through_lost_and_changed_gateways(
    cluster: Cluster, client: RpcClient, proxy: TcpProxy, tab: Tab, route: str
) -> None:
    """[R3, R4]"""
    client.patch(
        route, {"k": "c", "d": {"view": "markdown", "box": "1 1 4 4", "title": "T", "content": "none"}}
    )
    page = tab.open(proxy.address + route)
    expect(page.get_by_text("none")).to_be_visible()
    writing = threading.Thread(target=write_numbers, args=(cluster.addresses[1], route))
    writing.start()
    page.wait_for_timeout(200)
    cluster.gateway(0).kill()
    cluster.gateway(0).restart()
    page.wait_for_timeout(300)
    proxy.lead_to(cluster.http_ports[1])
    page.wait_for_timeout(700)
    proxy.lead_to(cluster.http_ports[0])
    writing.join()
    expect(page.get_by_text(f"number {EDITS}")).to_be_visible(timeout=PATIENCE_MS)
    seen = [op["v"] for delta in tab.deltas for op in delta["d"]]
    assert seen == [f"number {number}" for number in range(1, EDITS + 1)]
    assert tab.is_still_here()


def test_the_state_of_the_connection_is_told_in_words(
    cluster: Cluster, client: RpcClient, tab: Tab, route: str
) -> None:
    client.patch(
        route, {"k": "c", "d": {"view": "markdown", "box": "1 1 4 4", "title": "T", "content": "before"}}
    )
    page = tab.open(cluster.address + route)
    expect(page.get_by_text("before")).to_be_visible()
    status = page.locator(".w-status")
    expect(status).to_be_empty()
    cluster.gateway(0).kill()
    expect(status).to_contain_text("Reconnecting")
    client.patch(route, {"k": "c content", "v": "after"})
    cluster.gateway(0).restart()
    expect(page.get_by_text("after")).to_be_visible(timeout=PATIENCE_MS)
    expect(status).to_be_empty()
    assert tab.is_still_here()


def test_what_was_half_typed_survives_a_restart_of_the_gateway(
    cluster: Cluster, berths: AppProcess, tab: Tab
) -> None:
    page = tab.open(cluster.address + "/berths")
    page.get_by_label("Ship").fill("Half a na")
    # Icons come after the text: one that is on its way when the gateway goes would be complained of.
    expect(page.locator("use:not([href])")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    cluster.gateway(0).kill()
    page.get_by_label("Ship").press_sequentially("me")
    cluster.gateway(0).restart()
    expect(page.locator(".w-status")).to_be_empty(timeout=PATIENCE_MS)
    expect(page.get_by_label("Ship")).to_have_value("Half a name")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_text("Half a name, North")).to_be_visible()
    assert tab.is_still_here()


def test_two_tabs_talk_to_an_app_each_for_itself(
    cluster: Cluster, berths: AppProcess, tab: Tab, second_tab: Tab
) -> None:
    first, second = (each.open(cluster.address + "/berths") for each in (tab, second_tab))
    second.get_by_label("Ship").fill("Vega")
    first.get_by_label("Ship").fill("Ona")
    first.get_by_label("Berth").select_option("South")
    first.get_by_label("With a crane").check()
    first.get_by_role("button", name="Book").click()
    expect(first.get_by_text("Ona, South, 3 days, with crane and pilot")).to_be_visible()
    expect(first.get_by_label("Ship")).to_have_value("")
    # The other has noticed nothing, until it does something itself.
    expect(second.get_by_label("Ship")).to_have_value("Vega")
    expect(second.get_by_text("Ona, South")).not_to_be_visible()
    second.get_by_role("button", name="Book").click()
    expect(second.get_by_text("Vega, North, 3 days, with pilot")).to_be_visible()
    expect(second.get_by_text("Ona, South")).to_be_visible()
    # A form that is not complete is answered in place.
    second.get_by_role("button", name="Book").click()
    expect(second.get_by_text("A ship needs a name.")).to_be_visible()


def test_tabs_go_on_when_everything_was_restarted(cluster: Cluster, berths: AppProcess, tab: Tab) -> None:
    """[R6] The page that was in the memory of the site-store is drawn again."""
    page = tab.open(cluster.address + "/berths")
    page.get_by_label("Ship").fill("Vega")
    for process in cluster.processes.values():
        process.kill()
    cluster.recover()
    # The form is there anew, without what was half typed.
    expect(page.get_by_label("Ship")).to_have_value("", timeout=PATIENCE_MS)
    expect(page.locator(".w-status")).to_be_empty(timeout=PATIENCE_MS)
    page.get_by_label("Ship").fill("Polaris")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_text("Polaris, North")).to_be_visible()
    assert tab.is_still_here()


def test_a_page_fits_a_phone(cluster: Cluster, berths: AppProcess, browser: Browser) -> None:
    tab = Tab(browser, viewport=PHONE)
    page = tab.open(cluster.address + "/berths")
    expect(page.get_by_role("button", name="Book")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.close()


def test_a_page_that_is_not_there_says_so_and_appears_when_it_is(
    cluster: Cluster, client: RpcClient, tab: Tab, route: str
) -> None:
    page = tab.open(cluster.address + route)
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    client.patch(
        route, {"k": "c", "d": {"view": "markdown", "box": "1 1 4 4", "title": "T", "content": "here"}}
    )
    expect(page.get_by_text("here", exact=True)).to_be_visible()
