"""What pages may run: the client works under the policy that is sent by default, and what is not its own does not run."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import ROOT
from tests.e2e.rpc_client import RpcClient
from tests.e2e.tab import Tab

BUILT = ROOT / "services/gateway/static"
VEGA = {
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "ordinal"}, "y": {"field": "b", "type": "quantitative"}},
}
FRAME = """<style>p { color: rgb(1, 2, 3) }</style><p id="said"></p><button onclick="said.textContent = 'clicked'">do</button>
<script>
  let cookie
  try { cookie = document.cookie } catch { cookie = 'kept away' }
  document.getElementById('said').textContent = 'ran, ' + cookie
</script>"""
LIBRARY = (
    "{ const tag = document.createElement('script'); tag.src = '/assets/more.js'; document.head.append(tag) }"
)
CARDS: dict[str, dict[str, Any]] = {
    "words": {
        "view": "markdown", "box": "1 1 3 3", "title": "Words",
        "content": '# Big\n<span style="color: rgb(4, 5, 6)">coloured</span>\n\n```py\nx = 1\n```',
    },
    "markup": {
        "view": "markup", "box": "4 1 3 3", "title": "Markup",
        "content": '<b style="color: rgb(7, 8, 9)">bold</b><img src=x onerror="window.taken = 1">',
    },
    "vega": {
        "view": "vega", "box": "1 4 4 5", "title": "Vega", "specification": json.dumps(VEGA),
        "data": [{"a": "x", "b": 1}, {"a": "y", "b": 2}],
    },
    "frame": {"view": "frame", "box": "5 4 3 3", "title": "Frame", "content": FRAME},
    "form": {
        "view": "form", "box": "8 1 3 8",
        "items": [
            {"button": {"name": "b", "label": "Button", "primary": True}},
            {"date_picker": {"name": "d", "label": "Date"}},
            {"progress": {"label": "Progress", "value": 0.4}},
            {"slider": {"name": "s", "label": "Slider", "value": 3}},
            {"text": {"content": "The end", "size": "l"}},
        ],
    },
    "meta": {
        "view": "meta", "box": "",
        "script": {"content": "window.inline = library + more", "requires": ["library", "more"]},
        "scripts": [{"path": "/assets/library.js"}],
        "stylesheet": {"content": "[data-test=form] { outline: 3px solid rgb(10, 11, 12) }"},
        "stylesheets": [{"path": "/assets/looks.css"}],
    },
}  # fmt: skip

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("policy")
    assert (BUILT / "index.html").exists(), "build the browser client first: make setup"
    web_dir = shutil.copytree(BUILT, folder / "static")
    assets = folder / "assets"
    assets.mkdir()
    (assets / "library.js").write_text(f"window.library = 'the library'; {LIBRARY}")
    (assets / "more.js").write_text("window.more = ' and more'")
    (assets / "looks.css").write_text("h1 { letter-spacing: 7px !important }")
    flags = ["-fsync", "no", "-web-dir", str(web_dir), "-public-dir", f"/assets/@{assets}"]
    with running(Form.EMBEDDED, folder / "wave", flags=flags) as cluster:
        yield cluster


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Complains of everything that the policy stops."""
    tab = Tab(browser)
    yield tab
    tab.close()


def show(client: RpcClient, route: str, *names: str) -> None:
    ops = [{"k": name, "d": CARDS[name]} for name in names or CARDS]
    assert client.patch(route, *ops)[0] == 200


def color(tab: Tab, text: str) -> str:
    found: str = tab.page.get_by_text(text, exact=True).evaluate("element => getComputedStyle(element).color")
    return found


def test_everything_that_a_page_can_show_is_shown(
    cluster: Cluster, client: RpcClient, tab: Tab, route: str
) -> None:
    show(client, route, "words", "vega", "form")
    page = tab.open(cluster.address + route)
    expect(
        page.locator("[data-test=vega] canvas, [data-test=vega] svg, canvas, svg.marks").first
    ).to_be_visible()
    expect(page.get_by_text("The end")).to_be_visible()
    assert color(tab, "coloured") == "rgb(4, 5, 6)"


def test_what_an_app_brings_along_runs(cluster: Cluster, client: RpcClient, tab: Tab, route: str) -> None:
    """Also what its scripts load themselves, as trackers do."""
    show(client, route, "words", "meta")
    page = tab.open(cluster.address + route)
    # A script that waits in the page would itself be stopped by the policy.
    for _ in range(100):
        if page.evaluate("window.inline"):
            break
        page.wait_for_timeout(100)
    assert page.evaluate("window.inline") == "the library and more"
    expect(page.get_by_role("heading", name="Big")).to_have_css("letter-spacing", "7px")


def test_the_document_of_a_frame_runs_as_a_stranger(
    cluster: Cluster, client: RpcClient, tab: Tab, route: str
) -> None:
    show(client, route, "frame")
    page = tab.open(cluster.address + route)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_text("ran, kept away")).to_have_css("color", "rgb(1, 2, 3)")
    inside.get_by_role("button").click()
    expect(inside.get_by_text("clicked")).to_be_visible()
    client.patch(route, {"k": "frame content", "v": "<p>another</p>"})
    expect(inside.get_by_text("another")).to_be_visible()
    expect(inside.get_by_role("button")).not_to_be_visible()


def test_the_empty_document_of_frames_cannot_be_made_a_page_of_this_site(
    cluster: Cluster, browser: Browser
) -> None:
    tab = Tab(browser)
    tab.open(f"{cluster.address}/wave-static/frame.html")
    assert tab.page.evaluate("self.origin") == "null"
    tab.page.evaluate("postMessage('<p>taken</p>', '*')")
    tab.page.wait_for_timeout(200)
    assert "taken" not in tab.page.content()
    tab.close()


def test_what_nobody_brought_along_does_not_run(
    cluster: Cluster, client: RpcClient, browser: Browser, route: str
) -> None:
    show(client, route, "words", "markup")
    tab = Tab(browser)
    page = tab.open(cluster.address + route)
    expect(page.get_by_text("bold")).to_be_visible()
    assert color(tab, "bold") == "rgb(7, 8, 9)"
    # As if the client had let something through that it should not have.
    page.evaluate("""() => {
      const html = '<img src="x" onerror="window.taken = 2"><a href="javascript:window.taken = 3">go</a>'
      document.body.insertAdjacentHTML('beforeend', html)
      document.querySelector('a[href^=javascript]').click()
    }""")
    tab.wait_for_complaint("inline event handler")
    tab.wait_for_complaint("JavaScript URL")
    assert page.evaluate("window.taken") is None
    tab.complaints.clear()
    tab.close()


def test_other_sites_cannot_put_a_page_into_a_frame_of_theirs(cluster: Cluster, browser: Browser) -> None:
    tab = Tab(browser)
    port = cluster.http_ports[0]
    # The same machine under another name is another site.
    tab.page.set_content(f'<iframe src="http://localhost:{port}/"></iframe>')
    tab.wait_for_complaint("frame-ancestors")
    tab.complaints.clear()
    tab.close()


def test_the_policy_is_for_the_operator_to_choose(tmp_path: Path) -> None:
    headers = tmp_path / "headers"
    headers.write_text("Content-Security-Policy: script-src x\n\n")
    for flags, wanted in (
        (["-content-security-policy", "img-src *"], "img-src *; script-src 'nonce-"),
        (["-http-headers-file", str(headers)], "script-src 'nonce-"),
        (["-content-security-policy="], None),
    ):
        with running(
            Form.EMBEDDED, tmp_path / str(len(flags)) / str(wanted)[:3], flags=["-fsync", "no", *flags]
        ) as cluster:
            client = RpcClient(cluster.address)
            found = client.request("GET", "/")[2].get("content-security-policy")
            client.close()
            assert found is None if wanted is None else str(found).startswith(wanted)
