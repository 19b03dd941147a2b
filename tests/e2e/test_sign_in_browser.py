"""Signing in and out in a real browser, at a real provider, with a real app."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import chromium
from tests.e2e.cluster import Form
from tests.e2e.driver_process import ROOT, AppProcess, Way
from tests.e2e.sign_in_site import Site, signing_in
from tests.e2e.tab import PATIENCE_MS, Tab

BUILT = ROOT / "services/gateway/static"
APP = (ROOT / "examples/apps/sign_in.py").read_text()
ROUTE = "/apps/sign_in"

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        # Other tests of the same run have a patience of their own.
        expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two gateways, with the browser client as it was built."""
    assert (BUILT / "index.html").exists(), "build the browser client first: make setup"
    directory = tmp_path_factory.mktemp("browser")
    web_dir = shutil.copytree(BUILT, directory / "static")
    with signing_in(Form.SPLIT_UNIX, directory, web_dir=str(web_dir)) as site:
        yield site


@pytest.fixture(scope="module")
def app(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppProcess]:
    app = AppProcess(APP, site.cluster, Way.HTTP, tmp_path_factory.mktemp("app"))
    app.start()
    yield app
    app.interrupt()


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    # The pages of the provider ask for a font that is far away, and for an icon that is not there.
    missing = ("(https://fonts.", f"({site.provider.issuer}/favicon.ico)")
    tab.complaints = [one for one in tab.complaints if not any(url in one for url in missing)]
    tab.close()


def sign_in(page: Page, name: str) -> None:
    """From the page of Wave with the button, through the form of the provider."""
    page.get_by_role("button", name="Sign in").click()
    page.get_by_placeholder("Enter any login").fill(name)
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()


def test_a_user_signs_in_works_renews_and_signs_out(
    site: Site, app: AppProcess, tab: Tab, tmp_path: Path
) -> None:
    """[A1, A2, A3, A4, A5, A11]"""
    page = tab.open(f"{site.first}{ROUTE}")
    expect(page).to_have_url(f"{site.first}/_auth/login?next=%2Fapps%2Fsign_in")
    sign_in(page, "ann")
    expect(page).to_have_url(f"{site.first}{ROUTE}")
    expect(page.get_by_text("Ann A.")).to_be_visible()
    expect(page.get_by_text("Subject ann")).to_be_visible()
    page.get_by_role("button", name="Renew my token").click()
    expect(page.get_by_text("A token of")).to_be_visible()
    # No script can read what the browser is known by.
    assert "oidcsession" not in page.evaluate("document.cookie")
    # The other gateway knows the user too.
    page.goto(f"{site.last}{ROUTE}")
    expect(page.get_by_text("Ann A.")).to_be_visible()

    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page).to_have_url(f"{site.first}/_auth/login?next=%2F")
    page.goto(f"{site.first}{ROUTE}")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_signing_out_in_one_tab_signs_out_the_others(site: Site, app: AppProcess, tab: Tab) -> None:
    """[A5, N5]"""
    page = tab.open(f"{site.first}{ROUTE}")
    sign_in(page, "bob")
    expect(page.get_by_text("Bob B.")).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{site.last}{ROUTE}")
    expect(other.get_by_text("Bob B.")).to_be_visible()
    page.goto(f"{site.first}/_auth/logout")
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_tab_of_a_session_that_is_over_leads_to_the_way_in(site: Site, app: AppProcess, tab: Tab) -> None:
    """[A8, N6] Its socket comes back to a gateway that does not know the session any more."""
    page = tab.open(f"{site.first}{ROUTE}")
    sign_in(page, "cy")
    expect(page.get_by_text("Subject cy")).to_be_visible()
    page.context.clear_cookies(name="oidcsession")
    site.cluster.gateway(0).kill()
    site.cluster.recover()
    # It has gone to the provider to sign out there as well.
    expect(page.get_by_role("button", name="Yes, sign me out")).to_be_visible()


def test_visitors_do_not_share_what_an_app_remembers(browser: Browser, tmp_path: Path) -> None:
    """[A10] Two browsers of people who did not sign in."""
    from tests.e2e.cluster import running

    web_dir = shutil.copytree(BUILT, tmp_path / "static")
    with running(
        Form.EMBEDDED, tmp_path / "site", flags=["-web-dir", str(web_dir), "-fsync", "no"]
    ) as cluster:
        app = AppProcess(APP, cluster, Way.HTTP, tmp_path / "app")
        app.start()
        first, second = Tab(browser), Tab(browser)
        try:
            for _ in range(2):
                page = first.open(f"{cluster.address}{ROUTE}")
                expect(page.get_by_text("anon", exact=True)).to_be_visible()
            expect(page.get_by_text("Visit number 2")).to_be_visible()
            page = second.open(f"{cluster.address}{ROUTE}")
            expect(page.get_by_text("Visit number 1")).to_be_visible()
        finally:
            app.interrupt()
            first.close()
            second.close()
