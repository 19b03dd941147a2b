"""A driver's app that dials out, against a real relay."""

import asyncio
from pathlib import Path

import pytest

from h2o.wave.v1 import relay_pb2
from h2o_wave import _dial_out
from h2o_wave._dial_out import DialOut
from h2o_wave.errors import ServiceError
from h2o_wave.event import Event
from tests.contract.relay_scene import PATIENCE_SECONDS, DialOutApp, Gateway, Watcher, relay

BOOT, QUERY = relay_pb2.EVENT_KIND_BOOT, relay_pb2.EVENT_KIND_QUERY
DISCONNECT, LOGOUT = relay_pb2.EVENT_KIND_DISCONNECT, relay_pb2.EVENT_KIND_LOGOUT
ACCEPTED, WAITING = relay_pb2.EVENT_STATUS_ACCEPTED, relay_pb2.EVENT_STATUS_WAITING


class FakeApp:
    """Notes what it is told; a handler runs until the test lets it end."""

    def __init__(self, route: str = "/app", mode: str = "unicast") -> None:
        self.route = route
        self.mode = mode
        self.taken: asyncio.Queue[Event] = asyncio.Queue()
        self.forgotten: asyncio.Queue[str] = asyncio.Queue()
        self.handlers_end = asyncio.Event()
        self.handlers_end.set()

    def take(self, event: Event) -> "asyncio.Task[object]":
        self.taken.put_nowait(event)
        return asyncio.create_task(self.handlers_end.wait())

    def forget(self, client_id: str) -> None:
        self.forgotten.put_nowait(client_id)

    async def next_event(self) -> Event:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.taken.get()


@pytest.fixture(autouse=True)
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("H2O_WAVE_RELAY_ADDRESS", f"grpc+unix:{tmp_path}/relay.sock")


def dial_out(app: FakeApp) -> DialOut:
    return DialOut(app)  # type: ignore[arg-type]


async def test_events_reach_the_handler_and_are_accepted(tmp_path: Path) -> None:
    """[W5, W7]"""
    async with relay("unix socket", tmp_path) as stub:
        app, gateway = FakeApp(), Gateway(stub)
        link = dial_out(app)
        await link.open()
        header = relay_pb2.Header(name="X-Foo", values=["a", "b"])
        ids = [await gateway.send(BOOT, headers=[header]), await gateway.query(5)]
        assert await gateway.outcomes(2) == [(each, ACCEPTED) for each in ids]
        boot, query = await app.next_event(), await app.next_event()
        assert (boot.client_id, boot.subject, boot.session_id) == ("c1", "anon", None)
        assert (boot.data, boot.headers) == ({}, {"X-Foo": ["a", "b"]})
        assert (query.data, query.headers) == ({"n": 5}, None)
        await link.close(says_goodbye=True)


async def test_a_tab_that_has_gone_is_forgotten_after_its_handler_has_run(tmp_path: Path) -> None:
    async with relay("unix socket", tmp_path) as stub:
        app, gateway = FakeApp(), Gateway(stub)
        link = dial_out(app)
        await link.open()
        await gateway.send(BOOT)
        await app.next_event()
        app.handlers_end.clear()
        await gateway.send(DISCONNECT)
        event = await app.next_event()
        assert event.data == {"": {"@system": {"client_disconnect": True}}}
        assert app.forgotten.empty()
        app.handlers_end.set()
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await app.forgotten.get() == "c1"
        await link.close(says_goodbye=True)


async def test_signing_out_concerns_no_tab(tmp_path: Path) -> None:
    async with relay("unix socket", tmp_path) as stub:
        app, gateway = FakeApp(), Gateway(stub)
        link = dial_out(app)
        await link.open()
        await gateway.send(LOGOUT, client="", route="")
        event = await app.next_event()
        assert (event.client_id, event.data) == (None, {"": {"@system": {"logout": True}}})
        await link.close(says_goodbye=True)


async def test_arguments_that_are_no_object_are_dropped_and_do_not_come_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with relay("unix socket", tmp_path) as stub:
        app, gateway = FakeApp(), Gateway(stub)
        link = dial_out(app)
        await link.open()
        bad = [await gateway.send(QUERY, arguments=text) for text in (b"[]", b"{")]
        good = await gateway.query(1)
        assert await gateway.outcomes(3) == [(each, ACCEPTED) for each in (*bad, good)]
        assert (await app.next_event()).data == {"n": 1}
        assert caplog.text.count("event_refused") == 2
        await link.close(says_goodbye=True)


@pytest.mark.parametrize(
    ("says_goodbye", "change"),
    [(True, relay_pb2.APP_CHANGE_UNREGISTERED), (False, relay_pb2.APP_CHANGE_DOWN)],
)
async def test_only_a_goodbye_makes_the_relay_forget(tmp_path: Path, says_goodbye: bool, change: int) -> None:
    """[N7, N10]"""
    async with relay("unix socket", tmp_path) as stub:
        watcher = Watcher(stub)
        await watcher.news()
        link = dial_out(FakeApp())
        await link.open()
        assert await watcher.news() == [("/app", relay_pb2.APP_CHANGE_REGISTERED)]
        await link.close(says_goodbye=says_goodbye)
        assert await watcher.news() == [("/app", change)]


async def test_an_app_that_is_started_again_gets_what_came_meanwhile(tmp_path: Path) -> None:
    async with relay("unix socket", tmp_path) as stub:
        gateway = Gateway(stub)
        first = dial_out(FakeApp())
        await first.open()
        await first.close(says_goodbye=False)
        query = await gateway.query(7)
        assert await gateway.outcomes() == [(query, WAITING)]
        app = FakeApp()
        second = dial_out(app)
        await second.open()
        assert (await app.next_event()).data == {"n": 7}
        assert await gateway.outcomes() == [(query, ACCEPTED)]
        await second.close(says_goodbye=True)


async def test_when_the_relay_is_started_again_the_app_dials_in_again(tmp_path: Path) -> None:
    app = FakeApp()
    link = dial_out(app)
    async with relay("unix socket", tmp_path):
        await link.open()
    async with relay("unix socket", tmp_path) as stub:
        watcher, gateway = Watcher(stub), Gateway(stub)
        while not await watcher.news():
            pass
        await gateway.query(1)
        assert (await app.next_event()).data == {"n": 1}
        await link.close(says_goodbye=True)


async def test_an_app_whose_route_is_taken_does_not_take_it_back(tmp_path: Path) -> None:
    async with relay("unix socket", tmp_path) as stub:
        link = dial_out(FakeApp())
        await link.open()
        await DialOutApp(stub).dial_in()
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await link.refusal() == "another app serves the route now"
        await link.close(says_goodbye=True)


async def test_without_a_relay_the_app_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_dial_out, "_RETRY_SECONDS", 0.05)
    link = dial_out(FakeApp())
    with pytest.raises(
        ConnectionError, match="Could not connect to Wave server at grpc\\+unix://.*Make sure it is"
    ):
        await link.open()


async def test_a_relay_that_refuses_says_why(tmp_path: Path) -> None:
    async with relay("unix socket", tmp_path):
        link = dial_out(FakeApp(route="no-slash"))
        with pytest.raises(ServiceError, match="does not begin with '/'") as refusal:
            await link.open()
        assert refusal.value.status == 400
        await link.close(says_goodbye=False)


def test_the_address_is_that_of_the_pages_unless_the_relay_is_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("H2O_WAVE_RELAY_ADDRESS")
    monkeypatch.setattr(_dial_out, "settings", _dial_out.settings._replace(app_mode="unicast"))
    assert dial_out(FakeApp())._address == _dial_out.settings.address
