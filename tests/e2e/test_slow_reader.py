"""A browser that does not read neither slows others nor grows memory without bound, and ends with the right page."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from tests.e2e.cluster import Form, running
from tests.e2e.raw_socket import RawSocket
from tests.e2e.resumable_socket import ResumableSocket
from tests.e2e.rpc_client import RpcClient

ROUTE = "/flood"
EDITS = 3000
EDIT_BYTES = 20_000
SLOW_TABS = 10


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def flood(address: str) -> None:
    client = RpcClient(address)
    for number in range(1, EDITS + 1):
        status, body, _ = client.patch(
            ROUTE, {"k": "c n", "v": number}, {"k": "c big", "v": "x" * EDIT_BYTES}
        )
        assert status == 200, body
    client.close()


def open_slow_tab(address: str) -> RawSocket:
    """Watches, takes the first page, and then reads no more."""
    tab = RawSocket(address, receive_buffer_bytes=64 * 1024)
    tab.send(f"+ {ROUTE} ")
    while not any(line.startswith('{"p"') for line in tab.receive_lines()):
        pass
    return tab


@pytest.mark.e2e
@pytest.mark.timeout(120)
@pytest.mark.parametrize("form", [Form.EMBEDDED, Form.SPLIT_UNIX])
async def test_slow_tabs_are_behind_not_in_the_way(form: Form, tmp_path: Path) -> None:
    """[F6]"""
    flags = ["-fsync", "no", "-slow-client-timeout", "60s"]
    with running(form, tmp_path, flags=flags) as cluster:
        client = RpcClient(cluster.address)
        client.patch(ROUTE, {"k": "c", "d": {"view": "x", "n": 0, "big": ""}})
        slow = [open_slow_tab(cluster.address) for _ in range(SLOW_TABS)]
        good = ResumableSocket(ROUTE)
        await good.connect(cluster.address)
        await good.read_frame()
        before = resident_bytes(cluster.gateway().pid)
        writing = asyncio.create_task(asyncio.to_thread(flood, cluster.address))
        while not good.deltas or good.deltas[-1]["d"][0]["v"] != EDITS:
            assert await good.read_frame(), "the good reader was dropped"
        await writing
        grown = resident_bytes(cluster.gateway().pid) - before
        # Unread, the slow tabs would have been sent 600 MB. Each may have 1 MiB waiting; history takes up to 64 MiB.
        assert grown < 160 * 1024 * 1024, f"memory grew by {grown / 1e6:.0f} MB"
        assert [line["d"][0]["v"] for line in good.deltas] == list(range(1, EDITS + 1))
        for tab in slow:
            assert await asyncio.to_thread(last_number, tab) == EDITS
            tab.close()
        await good.close()
        client.close()


def last_number(tab: RawSocket) -> int:
    """Reads again until the newest value has come, by delta or by snapshot."""
    number = 0
    while number != EDITS:
        for line in tab.receive_lines():
            content = json.loads(line)
            if "p" in content:
                number = content["p"]["c"]["c"]["d"]["n"]
            elif "d" in content:
                number = content["d"][0]["v"]
    return number
