"""A disk that is full: edits are refused, everything else goes on, and nothing that was answered is lost."""

import contextlib
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.raw_socket import RawSocket
from tests.e2e.rpc_client import RpcClient

ROUTE = "/full"
# The segments that are there can be filled, but there is no room for another.
ROOM_BYTES = 1024 * 1024 - 4096
TEXT = "x" * 100_000
MAX_ATTEMPTS = 30
FLAGS = ["-segment-size", "1M"]

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit")]


@contextlib.contextmanager
def files_no_larger_than(size_bytes: int, pid: int) -> Iterator[None]:
    """What a full disk looks like to one process."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def fill(cluster: Cluster) -> int:
    """Writes until the disk is full; returns the number of the last edit that was taken."""
    number = 0
    with contextlib.closing(RpcClient(cluster.address)) as client:
        while True:
            status, reason, headers = client.patch(
                ROUTE, {"k": "c n", "v": number + 1}, {"k": "c text", "v": TEXT}
            )
            if status != 200:
                assert status == 507, reason
                assert int(headers["retry-after"]) > 0
                assert reason.strip()
                return number
            number += 1
            assert number < 1000, "there is no end to this disk"


def patched_when_there_is_room(client: RpcClient, number: int) -> tuple[int, bytes, dict[str, str]]:
    """The answer to an edit that is sent again as long as it is told to come back, when it is told to, and not for ever."""
    for _ in range(MAX_ATTEMPTS):
        answer = client.patch(ROUTE, {"k": "c n", "v": number})
        if answer[0] != 507:
            break
        time.sleep(int(answer[2]["retry-after"]))
    return answer


@pytest.mark.parametrize("form", [Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
def test_a_full_disk_refuses_edits_and_nothing_else(form: Form, tmp_path: Path) -> None:
    """[P4]"""
    with running(form, tmp_path, flags=FLAGS) as cluster, contextlib.ExitStack() as stack:
        client = stack.enter_context(contextlib.closing(RpcClient(cluster.address)))
        assert client.patch(ROUTE, {"k": "c", "d": {"view": "x", "n": 0}})[0] == 200
        tab = stack.enter_context(contextlib.closing(RawSocket(cluster.address)))
        tab.send(f"+ {ROUTE} ")
        with files_no_larger_than(ROOM_BYTES, cluster.site_store().pid):
            last = fill(cluster)
            assert client.card(ROUTE, "c")["d"]["n"] == last
            assert client.patch(ROUTE, {"k": "c n", "v": -1})[0] == 507
            late = stack.enter_context(contextlib.closing(RawSocket(cluster.address)))
            late.send(f"+ {ROUTE} ")
            # Every read has a limit of its own.
            while not any(f'"n":{last}' in line for line in late.receive_lines()):
                pass
        answer = patched_when_there_is_room(client, last + 1)
        assert answer[0] == 200, answer
        cluster.site_store().kill()
        cluster.recover()
        again = stack.enter_context(contextlib.closing(RpcClient(cluster.address)))
        assert again.card(ROUTE, "c")["d"]["n"] == last + 1
