"""Visitors who did not sign in: users apart, unless the operator wants them to be one."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.sign_in_visitor import Visitor
from tests.e2e.stub_app import StubApp

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

FLAGS = ["-fsync", "no", "-reconnect-timeout", "500ms"]
NewTab = Callable[[], PlainSocket]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(Form.SPLIT_UNIX, tmp_path_factory.mktemp("visitors"), flags=FLAGS, gateways=2) as cluster:
        yield cluster


async def subject(tab: PlainSocket, cluster: Cluster, app: StubApp, route: str, cookie: str = "") -> str:
    """Who an app is told has come."""
    headers = {"Cookie": cookie} if cookie else {}
    await tab.connect(cluster.addresses[-1], headers=headers)
    await tab.send(f"+ {route} ")
    told = await app.next_of(tab.client_id)
    assert told.headers["wave-username"] == "anon"
    return told.headers["wave-subject-id"]


async def test_each_browser_is_a_user_of_its_own(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[A10]"""
    app.register(client, route, "multicast")
    cookies: list[str] = []
    for _ in range(2):
        async with Visitor() as visitor:
            seen = await visitor.go(f"{cluster.addresses[0]}/x")
            assert "; HttpOnly; SameSite=Lax" in seen.cookies[0]
            assert (await visitor.go(f"{cluster.addresses[-1]}/y")).cookies == []
            cookies.append(f"wavevisitor={visitor.cookie('wavevisitor')}")
    first, again, other = new_tab(), new_tab(), new_tab()
    mine = await subject(first, cluster, app, route, cookies[0])
    assert mine.startswith("anon-") and mine not in cookies[0]
    assert await subject(again, cluster, app, route, cookies[0]) == mine
    assert await subject(other, cluster, app, route, cookies[1]) != mine
    # Tabs of one browser share a page, and nobody else can look at it.
    delta = {"d": [{"k": "c", "d": {"view": "x"}}]}
    client.patch(f"/{mine}", *delta["d"])
    assert await first.line() == await again.line() == delta
    await other.send(f"+ /{mine} ")
    assert [await other.line(), await other.line()] == [{"m": {"u": "anon", "e": False}}, {"e": "not_found"}]
    await first.send(f"+ /{mine} ")
    assert "m" in await first.line() and "p" in await first.line()


async def test_a_browser_without_cookies_is_a_user_per_tab(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[A10] As in a frame of another site."""
    app.register(client, route)
    subjects = {await subject(new_tab(), cluster, app, route) for _ in range(3)}
    assert len(subjects) == 3 and all(one.startswith("anon-") for one in subjects)


async def test_where_browsers_come_by_https_the_cookie_is_for_https(cluster: Cluster) -> None:
    """[A10]"""
    async with Visitor() as visitor:
        seen = await visitor.go(f"{cluster.address}/x", **{"X-Forwarded-Proto": "https"})
        assert seen.cookies[0].endswith("; Secure")


async def test_a_tab_comes_back_in_its_browser_only(
    cluster: Cluster, client: RpcClient, new_tab: NewTab, route: str
) -> None:
    """[H5]"""
    client.patch(route, {"k": "c", "d": {"view": "x"}})
    mine, other = {"Cookie": "wavevisitor=one"}, {"Cookie": "wavevisitor=other"}
    tab = await new_tab().connect(cluster.addresses[0], headers=mine)
    await tab.send(f"+ {route} ")
    await tab.line(), await tab.line()
    thief = new_tab()
    await thief.connect(cluster.addresses[0], client_id=tab.client_id, headers=other)
    assert (await thief.line())["i"] != tab.client_id
    again = new_tab()
    await again.connect(cluster.addresses[0], client_id=tab.client_id, headers=mine)
    assert await tab.closed() == 4002
