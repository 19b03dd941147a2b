"""What end-to-end tests share."""

import itertools
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import chromium
from tests.e2e.cluster import Cluster
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.stub_app import StubApp

_numbers = itertools.count(1)


@pytest.fixture
def route() -> str:
    """A route that no other test of the same server uses."""
    return f"/r{next(_numbers)}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a file. No longer than that: while it runs, no other loop may in the same thread."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def client(cluster: Cluster) -> Iterator[RpcClient]:
    """A program that speaks HTTP to the last gateway: the one at which tests do not open their first tab."""
    client = RpcClient(cluster.addresses[-1])
    yield client
    client.close()


@pytest.fixture
async def new_tab() -> AsyncIterator[Callable[[], PlainSocket]]:
    """Makes tabs of Wave 1.8, and closes them."""
    tabs: list[PlainSocket] = []

    def make() -> PlainSocket:
        tabs.append(PlainSocket())
        return tabs[-1]

    yield make
    for tab in tabs:
        await tab.close()


@pytest.fixture
async def app() -> AsyncIterator[StubApp]:
    """An app that listens, and is not registered."""
    app = StubApp()
    await app.start()
    yield app
    await app.stop()
