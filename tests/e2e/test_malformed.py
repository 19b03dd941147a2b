"""A share of the malformed requests of `python -m benchmarks --only malformed`, over every surface that is there."""

import asyncio
import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import malformed, targets
from benchmarks.still_provider import sign_in_flags, still_provider
from tests.e2e.bystander import FAULTS, Bystander
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.raw_socket import RawSocket
from tests.e2e.rpc_client import RpcClient

REQUESTS = 1000
# Another seed finds other faults: what it finds belongs into bad_input.
SEED = int(os.environ.get("WAVE_FUZZ_SEED", "20261"))

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


FORMS = [Form.EMBEDDED, Form.SPLIT_UNIX]


def everything(folder: Path) -> list[str]:
    """The flags of a server with all switched on that anybody can be served."""
    shown = folder / "shown"
    shown.mkdir()
    (shown / "file.txt").write_text("x")
    (folder / "rules.toml").write_text(targets.RULES)
    flags = ["-fsync", "no", "-proxy=true", "-debug=true", "-editable=true"]
    flags += ["-access-rules", str(folder / "rules.toml")]
    return [*flags, "-public-dir", f"/public/@{shown}", "-private-dir", f"/private/@{shown}"]


@pytest.fixture(scope="module", params=FORMS, ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder: Path = tmp_path_factory.mktemp("malformed")
    with running(request.param, folder, flags=everything(folder)) as cluster:
        yield cluster


@pytest.fixture(params=FORMS, ids=lambda form: form.value)
def guarded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cluster]:
    """One with a sign-in."""
    with still_provider() as provider:
        flags = [*everything(tmp_path), *sign_in_flags(provider, "http://127.0.0.1/_auth/callback")]
        with running(request.param, tmp_path, flags=flags) as cluster:
            yield cluster


@pytest.fixture
def bystander(cluster: Cluster, route: str) -> Iterator[Bystander]:
    bystander = Bystander(cluster, route)
    yield bystander
    bystander.close()


def descriptors(cluster: Cluster) -> int:
    return sum(malformed.open_descriptors(process.pid) for process in cluster.processes.values())


def settled_descriptors(cluster: Cluster, wanted: int) -> int:
    """Their number once it is as wanted, or after a while."""
    limit = time.monotonic() + 20
    while (found := descriptors(cluster)) > wanted and time.monotonic() < limit:
        time.sleep(0.2)
    return found


def test_malformed_requests_harm_nobody(cluster: Cluster, bystander: Bystander) -> None:
    """Nothing ends, nothing fails for a reason of ours, nothing is kept."""
    ports = cluster.http_ports
    asyncio.run(malformed.send(ports, REQUESTS // 10, SEED + 1))
    before = descriptors(cluster)
    answers = asyncio.run(malformed.send(ports, REQUESTS, SEED))
    assert (answers.faults, answers.kept) == ([], [])
    assert not [status for status in answers.statuses if status.startswith("5")], answers.statuses
    # Or else most of them never got as far as to something of ours.
    assert len(answers.statuses) >= 8, answers.statuses
    assert settled_descriptors(cluster, before) <= before
    bystander.check_beside(None)


def test_malformed_requests_harm_no_server_that_users_sign_in_to(guarded: Cluster) -> None:
    """Neither its door nor what is behind it."""
    asyncio.run(malformed.send(guarded.http_ports, REQUESTS // 10, SEED + 1))
    before = descriptors(guarded)
    answers = asyncio.run(malformed.send(guarded.http_ports, REQUESTS, SEED + 2))
    assert (answers.faults, answers.kept) == ([], [])
    assert not [status for status in answers.statuses if status.startswith("5")], answers.statuses
    assert len(answers.statuses) >= 8, answers.statuses
    assert settled_descriptors(guarded, before) <= before
    for name, process in guarded.processes.items():
        assert process.is_running(), name
        found = [line for line in process.tail(10**9).splitlines() if any(fault in line for fault in FAULTS)]
        assert not found, "\n".join(found[:5])
    with contextlib.closing(RpcClient(guarded.address)) as client:
        assert client.patch("/after", {"k": "c", "d": {"view": "x"}})[0] == 200
        assert client.card("/after", "c") is not None


def test_a_half_closed_connection_is_not_kept(cluster: Cluster) -> None:
    before = descriptors(cluster)
    for _ in range(20):
        tab = RawSocket(cluster.address)
        tab.send_bytes(b"\x81\xfe")
        tab.close()
    assert settled_descriptors(cluster, before) <= before
