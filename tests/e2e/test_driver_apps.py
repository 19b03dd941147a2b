"""Apps written with the driver, in processes of their own: dialled out over gRPC, or called over HTTP."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import AppProcess, Way
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.resumable_socket import ResumableSocket
from tests.e2e.rpc_client import RpcClient

NewTab = Callable[[], PlainSocket]
MODES = ["unicast", "multicast", "broadcast"]
RESET = {"r": 1}
# All tabs are one user's: what several see together is that user's.
FLAGS = ["-fsync", "no", "-reconnect-timeout", "500ms", "-shared-anonymous=true"]
APP = """
import asyncio, os
from h2o_wave import Q, app, main, site

MODE = os.environ['MODE']
release = asyncio.Event()

@app('/' + MODE, mode=MODE)
async def serve(q: Q):
    # Handlers run beside one another; the order in which they begin is that of the events.
    q.client.seen = [*(q.client.seen or []), q.args.n]
    system = q.events['@system']
    if system and system.client_disconnect:
        page = q.site['/left']
        page[q.client_id] = {'view': 'x'}
        await page.save()
        return
    if q.args.hold:
        await release.wait()
    if q.args.release:
        release.set()
    q.page['answer'] = {'view': 'x', 'n': q.args.n, 'seen': q.client.seen, 'client': q.client_id}
    await q.page.save()
"""

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


class Scene:
    """A server and an app of each mode."""

    def __init__(self, cluster: Cluster, apps: dict[str, AppProcess]) -> None:
        self.cluster = cluster
        self.apps = apps


@pytest.fixture(
    scope="module",
    params=[(Form.EMBEDDED, Way.GRPC), (Form.SPLIT_UNIX, Way.GRPC), (Form.EMBEDDED, Way.HTTP)],
    ids=lambda param: f"{param[0].value}-{param[1].value}",
)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    form, way = request.param
    directory = tmp_path_factory.mktemp("apps")
    with running(form, directory, flags=FLAGS) as cluster:
        apps = {mode: AppProcess(APP, cluster, way, directory / mode, MODE=mode) for mode in MODES}
        try:
            for app in apps.values():
                app.spawn()
            for app in apps.values():
                app.wait_ready()
            cluster.wait_for_apps(len(apps))
            yield Scene(cluster, apps)
        finally:
            for app in apps.values():
                app.kill()


@pytest.fixture(scope="module")
def cluster(scene: Scene) -> Cluster:
    return scene.cluster


async def come(tab: PlainSocket, scene: Scene, mode: str = "unicast") -> None:
    await tab.connect(scene.cluster.address)
    await tab.send(f"+ /{mode} ")
    assert (await answer(tab))["client"] == tab.client_id


async def ask(tab: PlainSocket | ResumableSocket, mode: str = "unicast", **arguments: Any) -> None:
    await tab.send(f"@ /{mode} {json.dumps(arguments)}")


async def answer(tab: PlainSocket) -> Any:
    """The next answer of the app; what else is said is passed over."""
    while True:
        line = await tab.line()
        if "d" in line:
            return line["d"][0]["d"]


async def test_every_tab_has_a_conversation_of_its_own(
    scene: Scene, client: RpcClient, new_tab: NewTab
) -> None:
    first, second = new_tab(), new_tab()
    for tab in (first, second):
        await come(tab, scene)
    for number in range(3):
        await ask(first, n=number)
        drawn = await answer(first)
        assert (drawn["n"], drawn["seen"]) == (number, [None, *range(number + 1)])
    await ask(second, n="mine")
    assert (await answer(second))["seen"] == [None, "mine"]

    watcher = await new_tab().connect(scene.cluster.address)
    await watcher.send("+ /left ")
    await first.close()
    line = await watcher.line()
    while first.client_id not in json.dumps(line):
        line = await watcher.line()


@pytest.mark.parametrize("mode", ["multicast", "broadcast"])
async def test_what_a_shared_app_draws_is_seen_by_all(mode: str, scene: Scene, new_tab: NewTab) -> None:
    """[N4, W7]"""
    first, second = new_tab(), new_tab()
    await come(first, scene, mode)
    await come(second, scene, mode)
    assert (await answer(first))["client"] == second.client_id
    await ask(first, mode, n=1)
    for tab in (first, second):
        # The app draws and the server clears at the same time.
        lines = [await tab.line(), await tab.line()]
        assert {"c": 1} in lines
        drawn = next(line for line in lines if "d" in line)["d"][0]["d"]
        assert (drawn["client"], drawn["n"]) == (first.client_id, 1)


async def test_a_handler_that_waits_holds_up_nobody(scene: Scene, new_tab: NewTab) -> None:
    first, second = new_tab(), new_tab()
    await come(first, scene)
    await come(second, scene)
    await ask(first, n="held", hold=True)
    await ask(first, n="not held")
    assert (await answer(first))["n"] == "not held"
    await ask(second, n="free")
    assert (await answer(second))["n"] == "free"
    await ask(second, n="key", release=True)
    assert (await answer(first))["n"] == "held"


async def test_what_happens_while_a_killed_app_is_restarted_is_not_lost(
    scene: Scene, client: RpcClient
) -> None:
    """[N7, N8]"""
    app = scene.apps["unicast"]
    tab = ResumableSocket("/unicast")
    await tab.connect(scene.cluster.address)
    while not tab.deltas:
        assert await tab.read_frame()
    app.kill()
    # What is under way while the app dies may have reached it: then it is not repeated, and the browser is told.
    await ask(tab, n="first")
    while not tab.notices:
        assert await tab.read_frame()
    is_lost = {"e": "app_unavailable"} in tab.notices
    for number in range(5):
        await ask(tab, n=number)
    app.start()
    expected = [0, 1, 2, 3, 4] if is_lost else ["first", 0, 1, 2, 3, 4]
    while [line["d"][0]["d"]["seen"] for line in tab.deltas][-1] != expected:
        assert await tab.read_frame()
    assert {"app": "new"} in tab.notices
    # The page is as it was drawn, before and after; nobody has sent it anew.
    assert tab.snapshots == []
    await tab.close()


async def test_apps_find_a_relay_that_was_killed(scene: Scene, new_tab: NewTab) -> None:
    scene.cluster.relay().kill()
    scene.cluster.relay().restart()
    for mode in MODES:
        # Whoever comes is told to come again as soon as the app has dialled in.
        tab = await new_tab().connect(scene.cluster.address)
        line: Any = RESET
        while "d" not in line:
            if line == RESET:
                await tab.send(f"+ /{mode} ")
            line = await tab.line()
        await ask(tab, mode, n=1)
        while (await answer(tab))["n"] != 1:
            pass


async def test_an_app_that_is_stopped_says_goodbye(scene: Scene, new_tab: NewTab) -> None:
    """[N5]"""
    tab = new_tab()
    await come(tab, scene, "broadcast")
    assert scene.apps["broadcast"].interrupt() == 0
    line: Any = await tab.line()
    while line != {"m": {"u": "anon", "e": False}}:
        # The app may have registered anew a moment before, so there may be more than one reset.
        if line == RESET:
            await tab.send("+ /broadcast ")
        line = await tab.line()
    assert "p" in await tab.line()
    scene.apps["broadcast"].start()
