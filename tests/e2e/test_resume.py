"""A browser that loses its gateway misses nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.resumable_socket import ResumableSocket
from tests.e2e.rpc_client import RpcClient

EDITS = 1000
ROUTE = "/numbers"


@pytest.fixture
def two_gateways(tmp_path: Path) -> Iterator[Cluster]:
    with running(Form.SPLIT_UNIX, tmp_path, gateways=2) as cluster:
        yield cluster


@pytest.fixture
async def tab() -> AsyncIterator[ResumableSocket]:
    tab = ResumableSocket(ROUTE)
    yield tab
    await tab.close()


def write_numbers(address: str, first: int, count: int) -> None:
    client = RpcClient(address)
    for number in range(first, first + count):
        status, body, _ = client.patch(ROUTE, {"k": "c n", "v": number})
        assert status == 200, body
    client.close()


def begin(address: str) -> None:
    client = RpcClient(address)
    assert client.patch(ROUTE, {"k": "c", "d": {"view": "x", "n": 0}})[0] == 200
    client.close()


def numbers(tab: ResumableSocket) -> list[Any]:
    return [op["v"] for line in tab.deltas for op in line["d"]]


async def read_until_last(tab: ResumableSocket) -> None:
    while not numbers(tab) or numbers(tab)[-1] != EDITS:
        assert await tab.read_frame(), f"the socket ended with {tab.close_code}"


async def keep_reading(tab: ResumableSocket) -> None:
    while await tab.read_frame():
        pass


async def reconnect(tab: ResumableSocket, address: str) -> None:
    while True:
        with contextlib.suppress(OSError):
            await tab.connect(address)
            return
        await asyncio.sleep(0.05)


@pytest.mark.e2e
async def test_a_tab_whose_gateway_is_killed_and_restarted_sees_every_edit_once_in_order(
    two_gateways: Cluster, tab: ResumableSocket
) -> None:
    """[R3, R4]"""
    begin(two_gateways.addresses[1])
    await tab.connect(two_gateways.addresses[0])
    while not tab.marks:
        await tab.read_frame()
    first_id = tab.client_id
    writing = asyncio.create_task(asyncio.to_thread(write_numbers, two_gateways.addresses[1], 1, EDITS))
    reading = asyncio.create_task(keep_reading(tab))
    for _ in range(3):
        await asyncio.sleep(0.1)
        await asyncio.to_thread(two_gateways.gateway(0).kill)
        await reading
        await asyncio.to_thread(two_gateways.gateway(0).restart)
        await reconnect(tab, two_gateways.addresses[0])
        reading = asyncio.create_task(keep_reading(tab))
    await writing
    reading.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await reading
    await reconnect(tab, two_gateways.addresses[0])
    await read_until_last(tab)
    assert numbers(tab) == list(range(1, EDITS + 1))
    assert len(tab.snapshots) == 1, "the page was sent again although nothing of it was missing"
    assert tab.client_id == first_id


@pytest.mark.e2e
async def test_a_tab_that_moves_between_gateways_sees_every_edit_once_in_order(
    two_gateways: Cluster, tab: ResumableSocket
) -> None:
    """[R3, R4, R8]"""
    begin(two_gateways.addresses[0])
    await tab.connect(two_gateways.addresses[0])
    while not tab.marks:
        await tab.read_frame()
    writing = asyncio.create_task(asyncio.to_thread(write_numbers, two_gateways.addresses[1], 1, EDITS))
    for turn in range(8):
        reading = asyncio.create_task(keep_reading(tab))
        await asyncio.sleep(0.05)
        await tab.drop()
        await reading
        await tab.connect(two_gateways.addresses[(turn + 1) % 2])
    await writing
    await read_until_last(tab)
    assert numbers(tab) == list(range(1, EDITS + 1))
    assert len(tab.snapshots) == 1


@pytest.mark.e2e
async def test_a_tab_resumes_after_the_site_store_was_killed(
    two_gateways: Cluster, tab: ResumableSocket
) -> None:
    begin(two_gateways.addresses[0])
    await tab.connect(two_gateways.addresses[0])
    while not tab.marks:
        await tab.read_frame()
    await asyncio.to_thread(write_numbers, two_gateways.addresses[0], 1, 500)
    await asyncio.to_thread(two_gateways.site_store().kill)
    await asyncio.to_thread(two_gateways.site_store().restart)
    await asyncio.to_thread(write_numbers, two_gateways.addresses[1], 501, 500)
    await read_until_last(tab)
    assert numbers(tab) == list(range(1, EDITS + 1))


@pytest.mark.e2e
async def test_with_a_wrong_key_a_tab_begins_anew(two_gateways: Cluster, tab: ResumableSocket) -> None:
    """[H5, R5]"""
    begin(two_gateways.addresses[0])
    await tab.connect(two_gateways.addresses[0])
    while not tab.marks:
        await tab.read_frame()
    stolen = ResumableSocket(ROUTE)
    stolen.client_id, stolen._key, stolen.marks = tab.client_id, "made up", dict(tab.marks)
    await stolen.connect(two_gateways.addresses[0])
    await stolen.read_frame()
    assert stolen.client_id != tab.client_id
    await stolen.close()


@pytest.mark.e2e
async def test_a_tab_that_was_away_for_too_much_gets_the_page(
    two_gateways: Cluster, tab: ResumableSocket
) -> None:
    """[R4]"""
    begin(two_gateways.addresses[0])
    await tab.connect(two_gateways.addresses[0])
    while not tab.marks:
        await tab.read_frame()
    await tab.drop()
    client = RpcClient(two_gateways.addresses[0])
    for number in range(30):
        assert client.patch(ROUTE, {"k": "c big", "v": str(number) * 50_000})[0] == 200
    client.close()
    await tab.connect(two_gateways.addresses[0])
    while len(tab.snapshots) < 2:
        assert await tab.read_frame()
    assert tab.snapshots[-1]["p"]["c"]["c"]["d"]["big"] == "29" * 50_000
    assert tab.deltas == []
