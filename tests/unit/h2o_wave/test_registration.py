import asyncio
import json
from typing import Any

import pytest

from h2o_wave import registration
from h2o_wave.errors import ConnectError, ServiceError, TransportError
from h2o_wave.registration import Registration
from tests.unit.h2o_wave.app_scene import settle_down


class FakeServer:
    """Answers calls with what a test has put up, else well; and is there or not."""

    def __init__(self) -> None:
        self.faults: list[Exception] = []
        self.calls: list[str] = []
        self.bodies: list[bytes] = []
        self.is_there = True
        self.lost = asyncio.Event()

    async def _call(self, call: Any) -> None:
        self.calls.append(call.request.call)
        self.bodies.append(call.request.body)
        if self.faults:
            raise self.faults.pop(0)


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    server = FakeServer()
    sleep = asyncio.sleep

    async def until_closed() -> None:
        await server.lost.wait()
        server.lost.clear()

    async def is_there() -> bool:
        return server.is_there

    monkeypatch.setattr(registration, "shared_site", lambda: server)
    monkeypatch.setattr(registration, "_until_closed", until_closed)
    monkeypatch.setattr(registration, "_is_there", is_there)
    monkeypatch.setattr(registration.asyncio, "sleep", lambda seconds: sleep(0))
    monkeypatch.setattr(registration, "_RETRY_SECONDS", 0.0)
    monkeypatch.setenv("H2O_WAVE_APP_ADDRESS", "http://here:1")
    return server


async def test_an_app_registers_and_unregisters(server: FakeServer) -> None:
    entry = Registration("/app", "multicast")
    await entry.open()
    await entry.close(says_goodbye=True)
    assert server.calls == ["register_app", "unregister_app"]
    assert b'"mode":"multicast"' in server.bodies[0] and b'"address":"http://here:1"' in server.bodies[0]


async def test_an_app_that_is_started_again_stays_registered(server: FakeServer) -> None:
    entry = Registration("/app", "unicast")
    await entry.open()
    await entry.close(says_goodbye=False)
    assert server.calls == ["register_app"]


async def test_a_server_that_is_away_is_asked_again_before_giving_up(server: FakeServer) -> None:
    server.faults = [ConnectError("refused")] * 100
    with pytest.raises(
        ConnectionError, match="Could not connect to Wave server at .* Make sure it is running"
    ):
        await Registration("/app", "unicast").open()
    assert len(server.calls) >= 1


async def test_a_server_that_is_late_is_waited_for(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "_RETRY_SECONDS", 1.0)
    server.faults = [ConnectError("refused")]
    entry = Registration("/app", "unicast")
    await entry.open()
    await entry.close(says_goodbye=False)
    assert server.calls == ["register_app", "register_app"]


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "H2O_WAVE_ACCESS_KEY_ID"), (404, "H2O_WAVE_BASE_URL"), (500, "log of the server")],
)
async def test_a_refusal_says_how_to_mend_it(server: FakeServer, status: int, advice: str) -> None:
    server.faults = [ServiceError("Request", status, "Unauthorized\n")]
    with pytest.raises(ServiceError, match=advice) as refusal:
        await Registration("/app", "unicast").open()
    assert refusal.value.status == status


async def test_after_the_server_was_away_the_app_registers_again(server: FakeServer) -> None:
    entry = Registration("/app", "unicast")
    await entry.open()
    server.is_there = False
    server.lost.set()
    await settle_down()
    assert server.calls == ["register_app"]
    server.is_there = True
    await settle_down()
    await entry.close(says_goodbye=False)
    assert server.calls == ["register_app", "register_app"]
    first, second = (json.loads(body)["register_app"]["run_id"] for body in server.bodies)
    assert first == second != ""


async def test_a_silent_connection_that_is_closed_is_no_restart(server: FakeServer) -> None:
    entry = Registration("/app", "unicast")
    await entry.open()
    server.lost.set()
    await settle_down()
    await entry.close(says_goodbye=False)
    assert server.calls == ["register_app"]


async def test_a_goodbye_that_fails_is_only_logged(
    server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    entry = Registration("/app", "unicast")
    await entry.open()
    server.faults = [TransportError("gone")]
    await entry.close(says_goodbye=True)
    assert "app_not_unregistered" in caplog.text


async def test_a_registration_that_fails_later_is_only_logged(
    server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    entry = Registration("/app", "unicast")
    await entry.open()
    server.faults = [ServiceError("Request", 401, "")]
    server.is_there = False
    server.lost.set()
    await settle_down()
    server.is_there = True
    await settle_down()
    await entry.close(says_goodbye=False)
    assert "app_not_registered_again" in caplog.text
