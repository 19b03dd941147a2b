"""Apps that the relay reaches by HTTP, and the browsers that come to them: through one gateway or two."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.stub_app import DISCONNECT, KEY, StubApp, unregister

NewTab = Callable[[], PlainSocket]
FLAGS = ["-fsync", "no", "-reconnect-timeout", "500ms", "-shared-anonymous=true"]
RESET, CLEAR = {"r": 1}, {"c": 1}
META, NOT_FOUND = {"m": {"u": "anon", "e": False}}, {"e": "not_found"}

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=list(Form), ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    gateways = 1 if request.param is Form.EMBEDDED else 2
    directory = tmp_path_factory.mktemp("apps")
    with running(request.param, directory, flags=FLAGS, gateways=gateways) as cluster:
        yield cluster


async def register(
    cluster: Cluster, client: RpcClient, app: StubApp, route: str, mode: str = "unicast"
) -> None:
    """Makes an app known, and waits until every gateway knows it."""
    probes = [PlainSocket() for _ in cluster.addresses]
    for probe, address in zip(probes, cluster.addresses, strict=True):
        await probe.connect(address)
        await probe.send(f"+ {route} ")
        assert [await probe.line(), await probe.line()] == [META, NOT_FOUND]
    app.register(client, route, mode)
    for probe in probes:
        assert await probe.line() == RESET
        await probe.close()


async def come(tab: PlainSocket, address: str, app: StubApp, route: str) -> None:
    """Opens a tab at an app."""
    await tab.connect(address)
    await tab.send(f"+ {route} ")
    boot = await app.next_of(tab.client_id)
    assert boot.data == {}


async def ask(tab: PlainSocket, route: str, **arguments: Any) -> None:
    await tab.send(f"@ {route} {json.dumps(arguments)}")


async def hears_next(tab: PlainSocket, client: RpcClient, route: str, mark: str) -> None:
    """Edits a page that the tab watches: nothing else must come before that edit does."""
    delta = {"d": [{"k": f"mark {mark}", "v": 1}]}
    assert client.patch(route, *delta["d"])[0] == 200
    assert await tab.line() == delta


async def test_a_browser_comes_asks_and_leaves(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[W2, W5, W7, H6]"""
    await register(cluster, client, app, route)
    tab = await new_tab().connect(cluster.addresses[0], headers={"X-Colour": "green"})
    await tab.send(f"+ {route} deep/link")
    boot = await app.next_of(tab.client_id)
    assert (boot.path, boot.headers["authorization"]) == ("/", KEY)
    assert (boot.headers["wave-subject-id"], boot.headers["wave-username"]) == ("anon", "anon")
    assert boot.data == {"#": "deep/link", "__wave_submission_name__": "#"}
    assert boot.body is not None and boot.body["headers"]["X-Colour"] == ["green"]

    await ask(tab, route, ship="Ona", days=3)
    query = await app.next_of(tab.client_id)
    assert query.body == {"data": {"ship": "Ona", "days": 3}}

    await tab.close()
    gone = await app.next_of(tab.client_id)
    assert (gone.path, gone.data) == ("/", DISCONNECT)
    forget = await app.next_of(tab.client_id)
    assert (forget.path, forget.body, forget.headers["authorization"]) == ("/disconnect", None, KEY)


@pytest.mark.parametrize("mode", ["unicast", "multicast", "broadcast"])
async def test_an_app_draws_for_those_its_mode_names_and_clears_only_shared_pages(
    mode: str, cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[W7, N4]"""
    await register(cluster, client, app, route, mode)
    first, second = new_tab(), new_tab()
    await come(first, cluster.addresses[0], app, route)
    await come(second, cluster.addresses[-1], app, route)
    page = {"unicast": first.page, "multicast": "/anon", "broadcast": route}[mode]
    drawing = {"d": [{"k": "hello", "d": {"view": "markdown", "content": mode}}]}
    assert client.patch(page, *drawing["d"])[0] == 200
    assert await first.line() == drawing
    if mode != "unicast":
        assert await second.line() == drawing

    await ask(first, route, n=1)
    await app.next_of(first.client_id)
    if mode != "unicast":
        assert await first.line() == CLEAR
        assert await second.line() == CLEAR
    for tab in (first, second):
        await hears_next(tab, client, route, mode)


async def test_an_app_that_one_gateway_made_known_serves_the_browsers_of_another(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[N5]"""
    tab = await new_tab().connect(cluster.addresses[0])
    await tab.send(f"+ {route} ")
    assert [await tab.line(), await tab.line()] == [META, NOT_FOUND]
    await register(cluster, client, app, route, "broadcast")
    assert await tab.line() == RESET
    await tab.send(f"+ {route} ")
    await app.next_of(tab.client_id)
    await ask(tab, route, n=1)
    assert (await app.next_of(tab.client_id)).data == {"n": 1}
    assert await tab.line() == CLEAR
    unregister(client, route)
    assert await tab.line() == RESET
    await tab.send(f"+ {route} ")
    assert [await tab.line(), await tab.line()] == [META, NOT_FOUND]


@pytest.mark.parametrize("status", [204, 401, 404, 500])
async def test_an_app_that_declines_an_event_is_kept(
    status: int, cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    await register(cluster, client, app, route)
    tab = new_tab()
    await come(tab, cluster.addresses[-1], app, route)
    app.status = status
    await ask(tab, route, n=1)
    await app.next_of(tab.client_id)
    await hears_next(tab, client, route, "after_refusal")
    app.status = 200
    await ask(tab, route, n=2)
    assert (await app.next_of(tab.client_id)).data == {"n": 2}


async def test_an_app_that_is_restarted_gets_what_has_waited_in_order(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    await register(cluster, client, app, route)
    tabs = [new_tab(), new_tab()]
    for tab, address in zip(tabs, (cluster.addresses[0], cluster.addresses[-1]), strict=True):
        await come(tab, address, app, route)
    await app.stop()
    for number in range(5):
        for tab in tabs:
            await ask(tab, route, n=number)
    await hears_next(tabs[0], client, route, "while_down")
    await app.start()
    told = [await app.next() for _ in range(10)]
    for tab in tabs:
        assert [one.data["n"] for one in told if one.client_id == tab.client_id] == [0, 1, 2, 3, 4]
    # Nothing is told twice: the next that comes is the next that was asked.
    await ask(tabs[0], route, n="last")
    assert (await app.next_of(tabs[0].client_id)).data == {"n": "last"}


async def test_a_slow_app_holds_up_the_messages_of_one_browser_only(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[W5]"""
    quick = StubApp()
    await quick.start()
    await register(cluster, client, app, route)
    await register(cluster, client, quick, f"{route}/quick")
    first, second, elsewhere = new_tab(), new_tab(), new_tab()
    await come(first, cluster.addresses[0], app, route)
    await come(second, cluster.addresses[-1], app, route)
    await come(elsewhere, cluster.addresses[-1], quick, f"{route}/quick")
    app.may_answer.clear()
    await ask(first, route, n=1)
    await ask(first, route, n=2)
    assert (await app.next_of(first.client_id)).data == {"n": 1}
    await ask(second, route, n=3)
    assert (await app.next_of(second.client_id)).data == {"n": 3}
    await ask(elsewhere, f"{route}/quick", n=4)
    assert (await quick.next_of(elsewhere.client_id)).data == {"n": 4}
    await hears_next(first, client, route, "still_drawn")
    assert app.is_told_nothing, "the second event was delivered before the first was done"
    app.may_answer.set()
    assert (await app.next_of(first.client_id)).data == {"n": 2}
    await quick.stop()


async def test_apps_and_their_browsers_survive_the_death_of_the_relay(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    await register(cluster, client, app, route)
    tab = new_tab()
    await come(tab, cluster.addresses[0], app, route)
    cluster.relay().kill()
    cluster.relay().restart()
    if cluster.form is Form.EMBEDDED:
        # Everything has died with it; the browser comes back as a new client.
        await tab.closed()
        tab = new_tab()
        await come(tab, cluster.addresses[0], app, route)
    await ask(tab, route, n=1)
    assert (await app.next_of(tab.client_id)).data == {"n": 1}
    # The relay has learnt anew who has come to the app.
    await tab.close()
    assert (await app.next_of(tab.client_id)).data == DISCONNECT


async def test_apps_are_told_that_browsers_have_left_when_their_gateway_has_died(
    cluster: Cluster, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    if cluster.form is Form.EMBEDDED:
        pytest.skip("nobody is left to tell the app")
    await register(cluster, client, app, route)
    tab = new_tab()
    await come(tab, cluster.addresses[0], app, route)
    cluster.gateway(0).kill()
    try:
        assert (await app.next_of(tab.client_id)).data == DISCONNECT
    finally:
        cluster.gateway(0).restart()
