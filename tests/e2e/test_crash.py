"""What was acknowledged survives kill -9."""

import http.client
import random
import threading
import time
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.rpc_client import RpcClient

ROUNDS = 50
WRITERS = 8
CREATE = {"k": "c", "d": {"view": "x", "n": -1, "~rows": 0}, "b": [{"m": {"f": ["n", "before"]}}]}


class Writer(threading.Thread):
    """Writes numbered edits to a page of its own until the server goes away; remembers which were acknowledged."""

    def __init__(self, address: str, route: str, first: int) -> None:
        super().__init__()
        self.route = route
        self.next = first
        self.acknowledged = first - 1
        self._address = address

    def run(self) -> None:
        client = RpcClient(self._address)
        try:
            while True:
                number = self.next
                self.next += 1  # From here on it may exist, whether or not an answer comes.
                row = {"k": f"c rows {number}", "v": [number, self.acknowledged]}
                status, body, _ = client.patch(self.route, row, {"k": "c n", "v": number})
                assert status == 200, body
                self.acknowledged = number
        except (OSError, http.client.HTTPException):
            pass  # The server was killed: that is what this test is about.
        finally:
            client.close()


def check(client: RpcClient, writer: Writer) -> None:
    card = client.card(writer.route, "c")
    rows = {int(key): row for key, row in (card["b"][0]["m"].get("d") or {}).items()}
    # All that was acknowledged is there; at most the one edit that was under way may be there too.
    assert set(range(writer.acknowledged + 1)) <= rows.keys()
    assert max(rows, default=-1) < writer.next
    # In order: the last of the numbers was written last.
    assert card["d"]["n"] == max(rows, default=-1)


@pytest.mark.e2e
@pytest.mark.timeout(400)
@pytest.mark.parametrize("policy", ["always", "everysec", "no"])
@pytest.mark.parametrize("form", [Form.EMBEDDED, Form.SPLIT_UNIX])
def test_every_acknowledged_edit_is_there_after_kill_9(form: Form, policy: str, tmp_path: Path) -> None:
    """The default policy also survives a power cut; every policy survives the death of the process."""
    rounds = ROUNDS if (form, policy) == (Form.EMBEDDED, "always") else 5
    dice = random.Random(20_260)
    with running(form, tmp_path, flags=["-fsync", policy]) as cluster:
        client = RpcClient(cluster.address)
        numbers = {f"/w{index}": 0 for index in range(WRITERS)}
        for route in numbers:
            assert client.patch(route, CREATE)[0] == 200
        client.close()
        for _ in range(rounds):
            writers = crash_under_load(cluster, numbers, dice.uniform(0.02, 0.4))
            client = RpcClient(cluster.address)
            for writer in writers:
                check(client, writer)
                # Continue from what is there: the edit under way may have been kept.
                numbers[writer.route] = client.card(writer.route, "c")["d"]["n"] + 1
            client.close()
        assert min(numbers.values()) > rounds, "the writers hardly wrote: this round trip proved nothing"


def crash_under_load(cluster: Cluster, numbers: dict[str, int], seconds: float) -> list[Writer]:
    writers = [Writer(cluster.address, route, first) for route, first in numbers.items()]
    for writer in writers:
        writer.start()
    time.sleep(seconds)
    for process in {cluster.site_store(), cluster.gateway()}:
        process.kill()
    for writer in writers:
        writer.join(20)
        assert not writer.is_alive()
    for process in (cluster.site_store(), cluster.gateway()):
        if not process.is_running():
            process.start()
    return writers
