"""HTML from an app in a frame, which stays there wherever its card goes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import ROOT
from tests.e2e.rpc_client import RpcClient
from tests.e2e.tab import Tab

BUILT = ROOT / "services/gateway/static"
META = {"view": "meta", "box": "", "layouts": [{"breakpoint": "xs", "zones": [{"name": "main"}]}]}
LEAVING = '<p>inside</p><a href="https://elsewhere.invalid/">leave</a>'
STRANGER = """<p id="told">told: </p><script>
  onmessage = ({ data }) => told.append(data)
  for (const it of ['', '#', location.hash, 'over']) parent.postMessage(it, '*')
</script>"""
# A function, since what Playwright evaluates to one it calls.
ANSWER = """() => {
  onmessage = ({ data, source }) => data === 'over' && source.postMessage('nothing else', '*')
}"""

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    assert (BUILT / "index.html").exists(), "build the browser client first: make setup"
    flags = ["-fsync", "no", "-web-dir", str(BUILT)]
    with running(Form.EMBEDDED, tmp_path_factory.mktemp("frames"), flags=flags) as cluster:
        yield cluster


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.close()


def show(client: RpcClient, route: str) -> None:
    others = [
        {"k": name, "d": {"view": "markdown", "box": at(place), "title": name, "content": name}}
        for place, name in ((2, "second"), (3, "third"))
    ]
    frame = {"k": "frame", "d": {"view": "frame", "box": at(1), "title": "Frame", "content": LEAVING}}
    assert client.patch(route, {"k": "meta", "d": META}, frame, *others)[0] == 200


def at(place: int) -> str:
    return f'{{"zone":"main","order":{place},"height":"150px"}}'


def test_a_frame_keeps_its_content_when_its_card_goes_elsewhere(
    cluster: Cluster, client: RpcClient, tab: Tab, route: str
) -> None:
    # Not every browser can move a frame with what is in it.
    tab.page.add_init_script("delete Element.prototype.moveBefore")
    show(client, route)
    page = tab.open(cluster.address + route)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_text("inside")).to_be_visible()
    for place, order in ((4, ["second", "third", "frame"]), (1, ["frame", "second", "third"])):
        client.patch(route, {"k": "frame box", "v": at(place)})
        for index, name in enumerate(order):
            expect(page.locator("main .w-slot").nth(index).locator(f"[data-test={name}]")).to_be_attached()
        expect(inside.get_by_text("inside")).to_be_visible()


def test_what_a_frame_has_gone_to_is_not_given_what_the_app_has_put_there(
    cluster: Cluster, client: RpcClient, tab: Tab, route: str
) -> None:
    show(client, route)
    page = tab.open(cluster.address + route)
    page.route("https://elsewhere.invalid/", lambda it: it.fulfill(body=STRANGER, content_type="text/html"))
    inside = page.frame_locator("iframe")
    # Messages come in order: by the time that this one is answered, so are those before it.
    page.evaluate(ANSWER)
    inside.get_by_role("link").click()
    expect(inside.locator("#told")).to_have_text("told: nothing else")
    tab.complaints.clear()
