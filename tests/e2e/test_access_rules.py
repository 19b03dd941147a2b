"""Who may see and edit what, with real users, in front of two gateways."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.sign_in_site import RESET, Site, cookie, signing_in
from tests.e2e.sign_in_visitor import Visitor
from tests.e2e.stub_app import StubApp

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

NewTab = Callable[[], PlainSocket]
NOT_FOUND = {"e": "not_found"}
RULES = """
# ann is in sales and staff, bob in staff only.
[[rule]]
routes = ["/sales", "/sales/**", "/apps/sales"]
see = ["group:sales"]

[[rule]]
routes = ["/notice"]
see = ["users"]
edit = ["user:Ann A."]

[[rule]]
routes = ["/_f/**", "/reports/**", "/brochures/**"]
see = ["group:sales"]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "rules.toml"
    path.write_text(RULES)
    return path


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
def site(
    request: pytest.FixtureRequest, rules: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    directory = tmp_path_factory.mktemp("access")
    (directory / "reports").mkdir()
    (directory / "reports/q3.txt").write_text("figures")
    more = {
        "access_rules": str(rules),
        "editable": "true",
        "private_dir": f"/reports/@{directory}/reports",
        "public_dir": f"/brochures/@{directory}/reports:/open/@{directory}/reports",
        "min_free_disk": "0",
    }
    with signing_in(request.param, directory, **more) as site:
        yield site


@pytest.fixture
def cluster(site: Site) -> Cluster:
    return site.cluster


@pytest.fixture(autouse=True)
def rules_as_they_were(rules: Path) -> Iterator[None]:
    yield
    rules.write_text(RULES)


@pytest.fixture
async def ann(site: Site) -> AsyncIterator[Visitor]:
    async with Visitor() as visitor:
        await visitor.sign_in(site.first, "ann")
        yield visitor


@pytest.fixture
async def bob(site: Site) -> AsyncIterator[Visitor]:
    async with Visitor() as visitor:
        await visitor.sign_in(site.first, "bob")
        yield visitor


async def watching(tab: PlainSocket, site: Site, who: Visitor, route: str) -> list[object]:
    """What a user is told who watches a route."""
    await tab.connect(site.last, headers=cookie(who))
    await tab.send(f"+ {route} ")
    return [await tab.line(), await tab.line()]


async def refused_everywhere(site: Site, who: Visitor, route: str) -> None:
    """Waits until every gateway keeps a user out: each reads the rules when its turn comes."""
    async with asyncio.timeout(20):
        for gateway in (site.first, site.last):
            while (await who.go(gateway + route)).status != 403:  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.1)


async def test_a_page_is_for_those_whom_its_rule_names(
    site: Site, ann: Visitor, bob: Visitor, client: RpcClient, new_tab: NewTab
) -> None:
    """[A13]"""
    page = {"p": {"c": {"c": {"d": {"view": "x"}}}}}
    client.patch("/sales/q3", {"k": "c", "d": {"view": "x"}})
    first, second = new_tab(), new_tab()
    assert await watching(first, site, ann, "/sales/q3") == [{"m": {"u": "Ann A.", "e": True}}, page]
    assert await watching(second, site, bob, "/sales/q3") == [{"m": {"u": "Bob B.", "e": False}}, NOT_FOUND]
    # No change reaches him either, and he changes nothing.
    await second.send('* /sales/q3 {"d":[{"k":"c x","v":"forged"}]}')
    await second.send("+ /free ")
    assert [await second.line(), await second.line()] == [{"m": {"u": "Bob B.", "e": True}}, NOT_FOUND]
    delta = {"d": [{"k": "c y", "v": 1}]}
    client.patch("/sales/q3", *delta["d"])
    assert await first.line() == delta
    client.patch("/free", *delta["d"])
    assert await second.line() == delta
    for visitor, status in ((ann, 200), (bob, 403)):
        for path in ("/sales/q3", "/sales", "/sales/"):
            assert (await visitor.go(site.last + path)).status == status, path
    refused = await bob.go(f"{site.first}/sales/q3")
    assert "Bob B." in refused.text and refused.headers["Cache-Control"] == "no-store"
    # Programs show keys: they are not meant.
    assert client.page("/sales/q3") is not None


async def test_a_page_that_all_see_is_edited_by_some(
    site: Site, ann: Visitor, bob: Visitor, client: RpcClient, new_tab: NewTab
) -> None:
    """[A13]"""
    client.patch("/notice", {"k": "c", "d": {"view": "x"}})
    first, second = new_tab(), new_tab()
    assert (await watching(first, site, ann, "/notice"))[0] == {"m": {"u": "Ann A.", "e": True}}
    assert (await watching(second, site, bob, "/notice"))[0] == {"m": {"u": "Bob B.", "e": False}}
    await second.send('* /notice {"d":[{"k":"c x","v":"forged"}]}')
    await second.send("#  ")
    await first.send('* /notice {"d":[{"k":"c x","v":"hers"}]}')
    assert await second.line() == await first.line() == {"d": [{"k": "c x", "v": "hers"}]}


async def test_an_app_is_for_those_whom_its_rule_names(
    site: Site, ann: Visitor, bob: Visitor, client: RpcClient, app: StubApp, new_tab: NewTab
) -> None:
    """[A13]"""
    app.register(client, "/apps/sales")
    second = new_tab()
    assert (await watching(second, site, bob, "/apps/sales"))[1] == NOT_FOUND
    await second.send('@ /apps/sales {"x":1}')
    await second.send("+ /free2 ")
    await second.line(), await second.line()
    first = await new_tab().connect(site.last, headers=cookie(ann))
    await first.send("+ /apps/sales ")
    assert (await app.next_of(first.client_id)).data == {}
    await first.send('@ /apps/sales {"x":2}')
    assert (await app.next_of(first.client_id)).data == {"x": 2}
    # The page that the app draws for her is hers, whatever rules say of routes.
    delta = {"d": [{"k": "c", "d": {"view": "x"}}]}
    client.patch(first.page, *delta["d"])
    assert await first.line() == delta
    assert app.is_told_nothing


async def test_files_are_for_those_whom_their_rule_names(site: Site, ann: Visitor, bob: Visitor) -> None:
    """[A13]"""
    import aiohttp

    form = aiohttp.FormData()
    form.add_field("files", b"content", filename="a b.txt")
    async with ann._session.post(f"{site.first}/_f/", data=form) as answer:
        assert answer.status == 200, await answer.text()
        (path,) = (await answer.json())["files"]
    assert (await ann.go(site.last + path)).text == "content"
    refused = await bob.go(site.last + path)
    assert (refused.status, "content" in refused.text) == (403, False)
    assert (await bob.go(f"{site.first}/_f/", method="POST", data={"x": "y"})).status == 403
    assert (await ann.go(f"{site.first}/reports/q3.txt")).text == "figures"
    assert (await bob.go(f"{site.first}/reports/q3.txt")).status == 403
    async with Visitor() as stranger:
        assert (await stranger.go(site.last + path)).status == 401
        assert (await stranger.go(f"{site.last}/sales")).status == 302
    client = RpcClient(site.last)
    assert client.request("GET", path)[1] == b"content"
    client.close()


async def test_a_public_directory_under_a_rule_is_public_no_more(
    site: Site, ann: Visitor, bob: Visitor
) -> None:
    """[A13]"""
    async with Visitor() as stranger:
        for who, ruled in ((ann, 200), (bob, 403), (stranger, 401)):
            answer = await who.go(f"{site.last}/brochures/q3.txt")
            assert (answer.status, "figures" in answer.text) == (ruled, ruled == 200)
            assert (await who.go(f"{site.last}/open/q3.txt")).text == "figures"


async def test_whoever_is_left_out_of_everything_can_still_go_and_come_back(
    site: Site, ann: Visitor, bob: Visitor, client: RpcClient, rules: Path, new_tab: NewTab
) -> None:
    """[A13, A2, A3, A5] A rule for all routes is not for the door."""
    client.patch("/free", {"k": "c", "d": {"view": "x"}})
    tab = new_tab()
    await watching(tab, site, bob, "/free")
    rules.write_text(f'{RULES}\n[[rule]]\nroutes = ["/**"]\nsee = ["group:sales"]\n')
    assert await tab.line() == RESET
    await refused_everywhere(site, bob, "/free")
    assert (await ann.go(f"{site.first}/free")).status == 200
    assert (await bob.go(f"{site.first}/open/q3.txt")).status == 403
    assert (await bob.go(f"{site.first}/_auth/logout")).status == 302
    assert (await bob.go(f"{site.first}/free")).status == 302
    await bob.sign_in(site.first, "bob")
    assert (await bob.go(f"{site.first}/free")).status == 403


async def test_whoever_may_not_see_a_page_any_more_sees_no_change_of_it(
    site: Site, ann: Visitor, client: RpcClient, rules: Path, new_tab: NewTab
) -> None:
    """[A13] The file is read again by itself."""
    client.patch("/sales/live", {"k": "c", "d": {"view": "x"}})
    tab = new_tab()
    await watching(tab, site, ann, "/sales/live")
    rules.write_text(RULES.replace('"group:sales"', '"group:board"'))
    assert await tab.line() == RESET
    client.patch("/sales/live", {"k": "c y", "v": 1})
    await tab.send("+ /sales/live ")
    assert await tab.line() == {"m": {"u": "Ann A.", "e": False}}
    assert await tab.line() == NOT_FOUND
    await refused_everywhere(site, ann, "/sales/live")
    # What makes no sense changes nothing.
    rules.write_text("[[rule]]\nroutes = 7\n")
    for _ in range(200):
        if "access_rules_refused" in site.cluster.gateway().tail(100):
            break
        await asyncio.sleep(0.1)
    said = site.cluster.gateway().tail(100)
    assert "access_rules_refused" in said and "line 1" in said
    for address in site.cluster.addresses:
        assert (await ann.go(f"{address}/sales/live")).status == 403


async def test_a_server_with_broken_rules_does_not_start(tmp_path: Path) -> None:
    """[A13]"""
    path = tmp_path / "broken.toml"
    path.write_text('[[rule]]\nroutes = ["/a"]\nsee = ["ann"]\n')
    cluster = Cluster(Form.EMBEDDED, tmp_path, flags=["-access-rules", str(path)])
    process = cluster.gateway()
    process.spawn()
    assert process.wait() != 0
    assert "line 3: 'ann' is nobody" in process.tail()
