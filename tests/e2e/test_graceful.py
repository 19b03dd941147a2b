"""Starting and stopping in good order: nothing that was answered is lost, and what is wrong is said in one line."""

import asyncio
import http.client
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.raw_socket import RawSocket
from tests.e2e.rpc_client import RpcClient

NewTab = Callable[[], PlainSocket]
WRITERS, TABS = 8, 10
FORMS = [Form.EMBEDDED, Form.SPLIT_UNIX]

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


class Writer(threading.Thread):
    """Writes numbered edits on one keep-alive connection, and a new one when that ends, until nobody listens."""

    def __init__(self, address: str, route: str) -> None:
        super().__init__()
        self.route = route
        self.acknowledged = 0
        self.has_begun = threading.Event()
        self._address = address

    def run(self) -> None:
        number, refusals = 0, 0
        while refusals < 2:
            client = RpcClient(self._address)
            try:
                while True:
                    number += 1
                    status, body, headers = client.patch(self.route, {"k": "c n", "v": number})
                    assert status in (200, 503), body
                    if status == 200:
                        self.acknowledged = number
                        self.has_begun.set()
                    assert status == 200 or headers["retry-after"]
            except (OSError, http.client.HTTPException):
                refusals += 1
            finally:
                client.close()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.value)
async def test_no_answered_edit_is_lost_by_stopping_under_load(
    form: Form, new_tab: NewTab, tmp_path: Path
) -> None:
    """[F8, P1]"""
    with running(form, tmp_path, flags=["-drain-spread", "500ms"]) as cluster:
        client = RpcClient(cluster.address)
        writers = [Writer(cluster.address, f"/w{number}") for number in range(WRITERS)]
        for writer in writers:
            assert client.patch(writer.route, {"k": "c", "d": {"view": "x", "n": 0}})[0] == 200
        client.close()
        tabs = [await new_tab().connect(cluster.address) for _ in range(TABS)]
        for tab in tabs:
            await tab.send("+ /w0 ")
        closing = [asyncio.create_task(tab.closed()) for tab in tabs]
        for writer in writers:
            writer.start()
        for writer in writers:
            await asyncio.to_thread(writer.has_begun.wait)
        for process in reversed(cluster.processes.values()):
            assert await asyncio.to_thread(process.stop) == 0, process.tail()
        assert await asyncio.gather(*closing) == [1012] * TABS
        for writer in writers:
            await asyncio.to_thread(writer.join)
        cluster.start()
        assert "ending=clean" in cluster.site_store().tail()
        client = RpcClient(cluster.address)
        for writer in writers:
            # One more may have been taken whose answer had no time to come.
            assert 0 <= client.card(writer.route, "c")["d"]["n"] - writer.acknowledged <= 1
        client.close()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.value)
def test_a_port_that_is_taken_ends_the_process_with_one_clear_line(form: Form, tmp_path: Path) -> None:
    with running(form, tmp_path / "first") as first:
        # A second gateway of the same services, or a second server.
        second = Cluster(form, tmp_path / ("second" if form is Form.EMBEDDED else "first"))
        process = second.gateway()
        process.log = tmp_path / "second.log"
        process.command += ["-listen", f"127.0.0.1:{first.http_ports[0]}"]
        process.spawn()
        assert process.wait() == 1
        (line,) = [line for line in process.tail().splitlines() if " error " in line]
        assert f"cannot listen on 127.0.0.1:{first.http_ports[0]} (flag -listen)" in line
        assert "Traceback" not in process.tail()
        assert first.gateway().is_running()


def test_two_servers_do_not_share_a_log(tmp_path: Path) -> None:
    with running(Form.EMBEDDED, tmp_path) as first:
        second = Cluster(Form.EMBEDDED, tmp_path)
        process = second.site_store()
        process.log = tmp_path / "second.log"
        process.spawn()
        assert process.wait() == 1
        (line,) = [line for line in process.tail().splitlines() if " error " in line]
        assert "data" in line and "start_failed" in line
        assert first.site_store().is_running()


@pytest.mark.parametrize(
    "flags",
    [["-no-such-flag"], ["-fsync", "sometimes"], ["-segment-size", "-5"], ["-base-url", "x"], ["stray"]],
    ids=" ".join,
)
def test_a_wrong_flag_ends_the_process_with_2(flags: list[str], tmp_path: Path) -> None:
    process = Cluster(Form.EMBEDDED, tmp_path).gateway()
    process.command += flags
    process.spawn()
    assert process.wait() == 2
    said = process.tail()
    assert "Traceback" not in said
    assert flags[0].lstrip("-") in said
    assert len(said.splitlines()) <= 3, said


def test_the_second_signal_does_not_wait(tmp_path: Path) -> None:
    """Whoever presses Ctrl-C twice means it."""
    with running(Form.EMBEDDED, tmp_path, flags=["-drain-spread", "1m", "-drain-timeout", "1m"]) as cluster:
        tab = RawSocket(cluster.address)
        tab.receive_lines()
        waved = cluster.gateway()
        waved.ask_to_stop()
        tab.receive_goodbye()
        waved.ask_to_stop()
        assert waved.wait() == 128 + signal.SIGTERM
        tab.close()
