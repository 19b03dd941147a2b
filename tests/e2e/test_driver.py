"""Scripts written with the driver: they write pages and exit, and the pages stay."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import Way, run_script
from tests.e2e.rpc_client import RpcClient

SYNC = """
import sys
from h2o_wave import site, ui, data
page = site[sys.argv[1]]
page['hello'] = ui.markdown_card(box='1 1 3 3', title='Hello', content='first')
page['plot'] = ui.small_series_stat_card(
    box='4 1 2 2', title='S', value='={{n}}', data=dict(n=5), plot_category='x', plot_value='y', plot_zero_value=0,
    plot_color='$red', plot_data=data('x y', -3))
page['form'] = ui.form_card(box='1 4 3 3', items=[ui.textbox(name='ship', label='Ship')])
page.save()
page['hello'].content = 'second'
page['form'].ship.value = 'Ona'
for n in range(4):
    page['plot'].plot_data[-1] = [str(n), n]
page.save()
print(page.load()['p']['c']['hello']['d']['content'])
"""
ASYNC = """
import asyncio, sys
from h2o_wave import AsyncSite, ui, data
async def main():
    site = AsyncSite()
    page = site[sys.argv[1]]
    page['hello'] = ui.markdown_card(box='1 1 3 3', title='Hello', content='first')
    page['plot'] = ui.small_series_stat_card(
        box='4 1 2 2', title='S', value='={{n}}', data=dict(n=5), plot_category='x', plot_value='y', plot_zero_value=0,
        plot_color='$red', plot_data=data('x y', -3))
    page['form'] = ui.form_card(box='1 4 3 3', items=[ui.textbox(name='ship', label='Ship')])
    await page.save()
    page['hello'].content = 'second'
    page['form'].ship.value = 'Ona'
    for n in range(4):
        page['plot'].plot_data[-1] = [str(n), n]
    await page.save()
    print((await page.load())['p']['c']['hello']['d']['content'])
    await site.aclose()
asyncio.run(main())
"""
MANY = """
import sys
from h2o_wave import site
page = site[sys.argv[1]]
page['c'] = dict(view='x', n=0)
page.save()
for n in range(1, 501):
    page['c'].n = n
    page.save()
"""
DROP = """
import sys
from h2o_wave import site
del site[sys.argv[1]]
"""
FAILS = """
import json, sys
from h2o_wave import site
from h2o_wave.core import ServiceError
page = site[sys.argv[1]]
page['c'] = dict(view='x', items=5)
found = []
for call in (page.save, site[sys.argv[1] + '/nothing'].load):
    try:
        call()
    except ServiceError as error:
        found.append(str(error))
print(json.dumps(found))
"""
SCRIPTS = {"sync": SYNC, "async": ASYNC}

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_TCP], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("driver")) as cluster:
        yield cluster


@pytest.fixture(params=list(Way), ids=lambda way: way.value)
def way(request: pytest.FixtureRequest) -> Way:
    way: Way = request.param
    return way


def check_page(client: RpcClient, route: str) -> None:
    assert client.card(route, "hello")["d"]["content"] == "second"
    form = client.card(route, "form")["d"]
    assert form["items"][0]["textbox"]["value"] == "Ona"
    (buffer,) = client.card(route, "plot")["b"]
    assert buffer["c"]["f"] == ["x", "y"]
    assert sorted(buffer["c"]["d"]) == [["1", 1], ["2", 2], ["3", 3]]


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_script_exits_and_its_page_stays(
    kind: str, way: Way, cluster: Cluster, client: RpcClient, route: str, tmp_path: Path
) -> None:
    assert run_script(SCRIPTS[kind], cluster, way, tmp_path, route) == "second\n"
    check_page(client, route)


def test_a_page_outlives_the_server(
    way: Way, cluster: Cluster, client: RpcClient, route: str, tmp_path: Path
) -> None:
    run_script(SYNC, cluster, way, tmp_path, route)
    cluster.stop()
    cluster.start()
    check_page(client, route)
    cluster.site_store().kill()
    cluster.recover()
    again = RpcClient(cluster.address)
    check_page(again, route)
    again.close()


def test_what_save_has_returned_from_is_there_after_a_crash(
    way: Way, cluster: Cluster, route: str, tmp_path: Path
) -> None:
    run_script(MANY, cluster, way, tmp_path, route)
    for process in cluster.processes.values():
        process.kill()
    cluster.recover()
    again = RpcClient(cluster.address)
    assert again.card(route, "c")["d"]["n"] == 500
    run_script(DROP, cluster, way, tmp_path, route)
    assert again.page(route) == {"p": {"c": {}}}
    again.close()


def test_what_the_server_refuses_is_an_exception_that_says_why(
    way: Way, cluster: Cluster, client: RpcClient, route: str, tmp_path: Path
) -> None:
    refused, missing = json.loads(run_script(FAILS, cluster, way, tmp_path, route))
    assert "items" in refused
    assert "404" in missing
    assert client.page(route) is None
