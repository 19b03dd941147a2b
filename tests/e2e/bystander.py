"""Someone who looks at a page while others misbehave, and finds that nothing has happened to anybody."""

import contextlib
import itertools
import json
from typing import Any

from tests.e2e.cluster import Cluster
from tests.e2e.raw_socket import RawSocket
from tests.e2e.rpc_client import RpcClient

# An edit of its page that it would notice.
EDIT = b'{"d":[{"k":"mark n","v":99}]}'
RECORDS = "wave_site_store_log_records_total"
FAULTS = ("Traceback", "traceback=", " error ", " critical ")


class Bystander:
    """A tab on a page of its own making, beside the numbers that must not change."""

    def __init__(self, cluster: Cluster, route: str) -> None:
        self.route = route
        self._cluster = cluster
        self._marks = itertools.count(1)
        self._edit({"k": "mark", "d": {"view": "x", "n": 0}})
        self._tab = RawSocket(cluster.address)
        self._tab.send(f"+ {route} ")
        while not any(line.startswith('{"p":') for line in self._tab.receive_lines()):
            pass
        self._pids = {name: process.pid for name, process in cluster.processes.items()}
        self._log_sizes = {name: len(process.tail(10**9)) for name, process in cluster.processes.items()}
        self._note()

    def check(self) -> None:
        """Nothing was logged, shown or stored since; the page answers, every process lives and has nothing to complain of."""
        self.check_beside(0)

    def check_beside(self, edits: int | None) -> None:
        """As `check`, when that many edits of other pages were taken meanwhile; None when nobody knows how many."""
        if edits is not None:
            assert self._records() == self._seen_records + edits, "something was written to the log"
        assert self._page() == self._seen_page
        op = {"k": "mark n", "v": next(self._marks)}
        self._edit(op)
        assert self._tab.receive_lines() == [json.dumps({"d": [op]})], "something was shown"
        self._check_processes()
        self._note()

    def close(self) -> None:
        """Looks away."""
        self._tab.close()

    def _check_processes(self) -> None:
        for name, process in self._cluster.processes.items():
            assert process.is_running(), f"{name} has died:\n{process.tail()}"
            assert process.pid == self._pids[name]
            said = process.tail(10**9)[self._log_sizes[name] :]
            found = [line for line in said.splitlines() if any(fault in line for fault in FAULTS)]
            assert not found, f"{name} complains:\n" + "\n".join(found[:5])

    def _note(self) -> None:
        self._seen_records = self._records()
        self._seen_page = self._page()

    def _records(self) -> float:
        return self._cluster.site_store().metrics()[RECORDS]

    def _page(self) -> object:
        with contextlib.closing(RpcClient(self._cluster.address)) as client:
            return client.page(self.route)

    def _edit(self, op: dict[str, Any]) -> None:
        with contextlib.closing(RpcClient(self._cluster.address)) as client:
            status, reason, _ = client.patch(self.route, op)
            assert status == 200, reason
