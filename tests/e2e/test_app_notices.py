"""What our own browser client is told of the app it has come to."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.resumable_socket import ResumableSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.stub_app import StubApp, unregister

FLAGS = ["-fsync", "no", "-reconnect-timeout", "500ms"]
DOWN, UP, NEW, GONE = ({"app": state} for state in ("down", "up", "new", "gone"))

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("notices"), flags=FLAGS) as cluster:
        yield cluster


@pytest.fixture
async def tab(
    cluster: Cluster, client: RpcClient, app: StubApp, route: str
) -> AsyncIterator[ResumableSocket]:
    """A tab that has booted a new app."""
    app.register(client, route)
    tab = ResumableSocket(route)
    await tab.connect(cluster.address)
    await until(tab, lambda: bool(tab.client_id))
    await app.next_of(tab.client_id)
    yield tab
    await tab.close()


async def until(tab: ResumableSocket, holds: Callable[[], bool]) -> None:
    while not holds():
        assert await tab.read_frame(), f"the socket has ended with {tab.close_code}"


async def notice(tab: ResumableSocket) -> Any:
    """The next notice of all."""
    await until(tab, lambda: bool(tab.notices))
    return tab.notices.pop(0)


async def test_an_app_that_is_restarted_is_down_and_then_up(
    app: StubApp, tab: ResumableSocket, route: str
) -> None:
    """[N7]"""
    await app.stop()
    await tab.send(f'@ {route} {{"n":1}}')
    assert await notice(tab) == DOWN
    await app.start()
    assert (await app.next_of(tab.client_id)).data == {"n": 1}
    # It says how things are, so it may be said twice: to all who watch, and to the one whose event waits.
    while (told := await notice(tab)) == DOWN:
        pass
    assert told == UP


async def test_an_event_that_the_app_declines_is_said_to_have_failed(
    app: StubApp, tab: ResumableSocket, route: str
) -> None:
    """[N8]"""
    app.status = 500
    await tab.send(f'@ {route} {{"n":1}}')
    assert await notice(tab) == {"e": "app_unavailable"}


@pytest.mark.parametrize("data", ["", "null", "[]", '"x"', '{"n":', "{} {}", "nan"])
async def test_a_query_that_is_no_object_is_refused(
    data: str, app: StubApp, tab: ResumableSocket, route: str
) -> None:
    """[N9, W2]"""
    await tab.send(f"@ {route} {data}")
    assert await notice(tab) == {"e": "bad_query"}
    await tab.send(f'@ {route} {{"n":2}}')
    assert (await app.next_of(tab.client_id)).data == {"n": 2}


async def test_a_goodbye_leads_back_to_the_stored_page(
    cluster: Cluster, client: RpcClient, tab: ResumableSocket, route: str
) -> None:
    """[N10, N5]"""
    assert client.patch(route, {"k": "c", "d": {"view": "x"}})[0] == 200
    unregister(client, route)
    assert await notice(tab) == GONE
    tab.snapshots.clear()
    await tab.send(f"+ {route} ")
    await until(tab, lambda: bool(tab.snapshots))
    assert tab.snapshots[0]["p"]["c"] == {"c": {"d": {"view": "x"}}}


async def test_an_app_that_registers_again_is_new(
    client: RpcClient, app: StubApp, tab: ResumableSocket, route: str
) -> None:
    """[N5, N7]"""
    app.register(client, route)
    assert await notice(tab) == NEW


async def test_a_tab_whose_page_was_lost_with_the_memory_of_the_site_store_begins_anew(
    cluster: Cluster, client: RpcClient, app: StubApp, tab: ResumableSocket, route: str
) -> None:
    """[R6]"""
    client.patch(f"/{tab.client_id}", {"k": "c", "d": {"view": "x"}})
    await until(tab, lambda: bool(tab.deltas))
    before = tab.client_id
    cluster.site_store().kill()
    cluster.site_store().restart()
    if cluster.form is Form.EMBEDDED:
        while await tab.read_frame():
            pass
        await tab.connect(cluster.address)
    assert await notice(tab) == NEW
    assert tab.client_id == before


async def test_resuming_does_not_boot_the_app(
    cluster: Cluster, app: StubApp, tab: ResumableSocket, route: str
) -> None:
    """[R3, R6]"""
    before = tab.client_id
    resumable: list[Callable[[], Awaitable[None]]] = [tab.drop, lambda: tab.connect(cluster.address)]
    for step in resumable * 3:
        await step()
    await tab.send(f'@ {route} {{"n":1}}')
    told = await app.next()
    assert (told.client_id, told.data) == (before, {"n": 1})
