"""Someone who looks at a page while others misbehave, and finds that nothing has happened to anybody."""

import itertools
import json

from tests.e2e.cluster import Cluster
from tests.e2e.raw_socket import RawSocket
from tests.e2e.rpc_client import RpcClient

RECORDS = "wave_site_store_log_records_total"
FAULTS = ("Traceback", "traceback=", " error ", " critical ")


class Bystander:
    """A tab on a page of its own making, beside the numbers that must not change."""

    def __init__(self, cluster: Cluster, route: str) -> None:
        self.route = route
        self._cluster = cluster
        self._client = RpcClient(cluster.address)
        self._marks = itertools.count(1)
        status, reason, _ = self._client.patch(route, {"k": "mark", "d": {"view": "x", "n": 0}})
        assert status == 200, reason
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

    def check_beside(self, edits: int) -> None:
        """As `check`, when that many edits of other pages were taken meanwhile."""
        assert self._records() == self._seen_records + edits, "something was written to the log"
        assert self._page() == self._seen_page
        op = {"k": "mark n", "v": next(self._marks)}
        assert self._client.patch(self.route, op)[0] == 200
        assert self._tab.receive_lines() == [json.dumps({"d": [op]})], "something was shown"
        self._check_processes()
        self._note()

    def close(self) -> None:
        """Looks away."""
        self._tab.close()
        self._client.close()

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
        return self._client.page(self.route)
