"""Conditional saves and batches of scripts and apps, against the real server, by both ways."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import Way, run_script

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

FLAGS = ["-fsync", "no"]

SCRIPT = """
import json, sys
from h2o_wave import site
from h2o_wave.core import NO_PAGE, Conflict

route = sys.argv[1]
first, second = site[route], site[route]
said = {}

first['c'] = {'view': 'x', 'n': 0}
first.save(if_position=NO_PAGE)
said['new page has a position'] = bool(first.position)

second['c'] = {'view': 'x', 'n': 'lost'}
try:
    second.save(if_position=NO_PAGE)
except Conflict as error:
    said['page was there'] = error.status

second.load()
said['load tells the position'] = second.position == first.position
second['c'].n = 1
second.save(if_position=second.position)
said['position moves'] = second.position != first.position

first['c'].n = 'late'
try:
    first.save(if_position=first.position)
except Conflict as error:
    said['too late'] = error.status
said['page'] = first.load()['p']['c']['c']['d']['n']

# What came too late is forgotten: the next save is about itself alone.
first['c'].n = 2
first.save(if_position=first.position)
said['the next save'] = first.load()['p']['c']['c']['d']['n']
print(json.dumps(said))
"""

# A counter that several writers raise: no step may be lost.
ASYNC_SCRIPT = """
import asyncio, json, sys
from h2o_wave import AsyncSite
from h2o_wave.core import Conflict

async def count(site, route):
    page = site[route]
    for _ in range(10):
        while True:
            n = (await page.load())['p']['c']['c']['d']['n']
            page['c'].n = n + 1
            try:
                await page.save(if_position=page.position)
                break
            except Conflict:
                pass

async def main():
    site, route = AsyncSite(), sys.argv[1]
    page = site[route]
    page['c'] = {'view': 'x', 'n': 0}
    await page.save()
    await asyncio.gather(*(count(site, route) for _ in range(4)))
    total = (await page.load())['p']['c']['c']['d']['n']
    async with site.batch() as batch:
        for number in range(100):
            batch[f'{route}/{number}']['c'] = {'view': 'x', 'n': number}
    pages = [(await site.load(f'{route}/{number}'))['p']['c']['c']['d']['n'] for number in range(100)]
    await site.aclose()
    print(json.dumps([total, pages == list(range(100))]))

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(Form.EMBEDDED, tmp_path_factory.mktemp("conditional"), flags=FLAGS) as cluster:
        yield cluster


@pytest.mark.parametrize("way", Way)
def test_a_script_saves_only_what_nobody_else_has_changed(
    cluster: Cluster, way: Way, route: str, tmp_path: Path
) -> None:
    said = json.loads(run_script(SCRIPT, cluster, way, tmp_path, route))
    assert said == {
        "new page has a position": True,
        "page was there": 412,
        "load tells the position": True,
        "position moves": True,
        "too late": 412,
        "page": 1,
        "the next save": 2,
    }


@pytest.mark.parametrize("way", Way)
def test_writers_that_look_before_they_save_lose_no_step(
    cluster: Cluster, way: Way, route: str, tmp_path: Path
) -> None:
    total, has_all_pages = json.loads(run_script(ASYNC_SCRIPT, cluster, way, tmp_path, route))
    assert total == 40
    assert has_all_pages
