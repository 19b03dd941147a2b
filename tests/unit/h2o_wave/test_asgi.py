import base64
import json
from typing import Any

import pytest

from h2o_wave.asgi import AsgiApp
from h2o_wave.errors import ServiceError
from h2o_wave.event import Event
from tests.unit.h2o_wave.app_scene import Scene


def basic(pair: bytes) -> bytes:
    return b"Basic " + base64.b64encode(pair)


KEY = basic(b"id:secret")
HEADERS = {
    b"authorization": KEY,
    b"wave-client-id": b"c1",
    b"wave-subject-id": b"u1",
    b"wave-username": "Žofie".encode(),
}


class FakeApp:
    """Notes what it is told."""

    route = "/app"

    def __init__(self) -> None:
        self.taken: list[Event] = []
        self.forgotten: list[str] = []
        self.story: list[str] = []
        self.fault: Exception | None = None

    async def start(self) -> None:
        if self.fault is not None:
            raise self.fault
        self.story.append("started")

    async def stop(self, *, says_goodbye: bool) -> None:
        if self.fault is not None:
            raise self.fault
        self.story.append("goodbye" if says_goodbye else "stopped")

    def take(self, event: Event) -> None:
        self.taken.append(event)

    def forget(self, client_id: str) -> None:
        self.forgotten.append(client_id)


class Door:
    """An app behind its door."""

    def __init__(self) -> None:
        self.app = FakeApp()
        self.says_goodbye = True
        self._asgi = AsgiApp(self.app, lambda: self.says_goodbye)  # type: ignore[arg-type]

    async def call(self, scope: dict[str, Any], incoming: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Plays a server: gives messages, and returns those that came."""
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return incoming.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        await self._asgi(scope, receive, send)
        return sent

    async def request(
        self,
        method: str = "POST",
        path: str = "/",
        *,
        headers: dict[bytes, bytes] | None = None,
        body: Any = b'{"data":{}}',
        root_path: str = "",
    ) -> tuple[int, str, dict[bytes, bytes]]:
        """Sends a request; returns status, body and headers of the answer."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "root_path": root_path,
            "scheme": "http",
            "headers": list((HEADERS if headers is None else headers).items()),
        }
        half = len(data) // 2
        incoming = [
            {"type": "http.request", "body": data[:half], "more_body": True},
            {"type": "http.request", "body": data[half:], "more_body": False},
        ]
        start, end = await self.call(scope, incoming)
        return start["status"], end["body"].decode(), dict(start["headers"])


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    Scene(monkeypatch).set(app_access_key_id="id", app_access_key_secret="secret", dev_mode=False)
    return Door()


class TestEvents:
    async def test_an_event_is_taken_and_answered_at_once(self, door: Door) -> None:
        body = {"data": {"a": 1}, "headers": {"X-Foo": ["b"]}}
        status, text, headers = await door.request(body=body)
        assert (status, text, headers[b"content-type"]) == (200, "", b"text/plain; charset=utf-8")
        (event,) = door.app.taken
        assert (event.client_id, event.subject, event.username) == ("c1", "u1", "Žofie")
        assert (event.data, event.headers) == ({"a": 1}, {"X-Foo": ["b"]})
        assert (event.session_id, event.access_token, event.refresh_token) == (None, None, None)

    async def test_tokens_and_session_come_in_headers(self, door: Door) -> None:
        tokens = {b"wave-session-id": b"s", b"wave-access-token": b"a", b"wave-refresh-token": b"r"}
        await door.request(headers=HEADERS | tokens)
        (event,) = door.app.taken
        assert (event.session_id, event.access_token, event.refresh_token) == ("s", "a", "r")

    async def test_claims_come_in_a_header(self, door: Door) -> None:
        encoded = base64.b64encode('{"email":"ž@x","groups":["a"]}'.encode())
        await door.request(headers=HEADERS | {b"wave-claims": encoded})
        await door.request(headers=HEADERS)
        assert [event.claims for event in door.app.taken] == [{"email": "ž@x", "groups": ["a"]}, None]

    @pytest.mark.parametrize("claims", [b"e30", b"!", b"bm9uc2Vuc2U=", b"/w=="])
    async def test_claims_that_make_no_sense_are_refused(self, door: Door, claims: bytes) -> None:
        assert (await door.request(headers=HEADERS | {b"wave-claims": claims}))[0] == 400
        assert door.app.taken == []

    async def test_without_data_there_are_no_arguments(self, door: Door) -> None:
        assert (await door.request(body={}))[0] == 200
        assert door.app.taken[0].data == {}

    @pytest.mark.parametrize(
        "body",
        [b"", b'{"data":', b"[]", b"null", b"\xff", {"data": None}, {"data": []}, {"data": {}, "headers": 5}],
    )
    async def test_a_body_that_is_no_event_is_refused(self, door: Door, body: Any) -> None:
        """[W2] One bad message must not look like a failure of the app."""
        assert (await door.request(body=body))[:2] == (400, "Bad Request")
        assert door.app.taken == []

    async def test_a_body_without_end_is_refused(self, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(AsgiApp._event.__globals__, "_MAX_BODY_BYTES", 10)
        assert (await door.request(body=b'{"data":{"a":"long"}}'))[0] == 413

    async def test_a_sender_that_hangs_up_is_not_an_event(self, door: Door) -> None:
        scope = {"type": "http", "method": "POST", "path": "/", "headers": list(HEADERS.items())}
        sent = await door.call(scope, [{"type": "http.disconnect"}])
        assert sent[0]["status"] == 400
        assert door.app.taken == []


class TestKeys:
    @pytest.mark.parametrize("key", [KEY, b"basic " + KEY[6:], b"Basic   " + KEY[6:]])
    async def test_the_right_key_opens(self, door: Door, key: bytes) -> None:
        assert (await door.request(headers=HEADERS | {b"authorization": key}))[0] == 200

    @pytest.mark.parametrize(
        "key",
        [
            b"",
            b"Basic",
            b"Basic ",
            KEY[6:],
            b"Bearer x",
            b"Digest " + KEY[6:],
            KEY + b" more",
            basic(b"id:wrong"),
            basic(b"wrong:secret"),
            basic(b"id"),
            basic("é:ž".encode()),
            b"Basic !!!",
        ],
    )
    @pytest.mark.parametrize("path", ["/", "/disconnect"])
    async def test_every_other_key_does_not(self, door: Door, key: bytes, path: str) -> None:
        assert (await door.request(path=path, headers=HEADERS | {b"authorization": key}))[:2] == (
            401,
            "Unauthorized",
        )
        assert door.app.taken == door.app.forgotten == []

    async def test_no_key_does_not_open_unless_the_author_has_switched_keys_off(
        self, door: Door, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        headers = {name: value for name, value in HEADERS.items() if name != b"authorization"}
        assert (await door.request(headers=headers))[0] == 401
        Scene(monkeypatch).set(dev_mode=True)
        assert (await door.request(headers=headers))[0] == 200


class TestPaths:
    async def test_a_tab_that_has_gone_is_forgotten(self, door: Door) -> None:
        assert (await door.request(path="/disconnect"))[0] == 200
        assert door.app.forgotten == ["c1"]

    async def test_who_has_gone_must_be_said(self, door: Door) -> None:
        assert (await door.request(path="/disconnect", headers={b"authorization": KEY}))[:2] == (
            400,
            "Bad Request",
        )

    @pytest.mark.parametrize("method", ["GET", "PUT", "HEAD", "OPTIONS"])
    @pytest.mark.parametrize("path", ["/", "/disconnect"])
    async def test_only_post_is_allowed(self, door: Door, method: str, path: str) -> None:
        status, text, headers = await door.request(method, path)
        assert (status, text, headers[b"allow"]) == (405, "Method Not Allowed", b"POST")

    async def test_nothing_else_is_there(self, door: Door) -> None:
        assert (await door.request(path="/app"))[:2] == (404, "Not Found")

    async def test_a_slash_too_many_is_redirected(self, door: Door) -> None:
        status, text, headers = await door.request(path="/disconnect/", headers=HEADERS | {b"host": b"h:1"})
        assert (status, text, headers[b"location"]) == (307, "", b"http://h:1/disconnect")

    async def test_an_app_may_be_mounted_below_a_path(self, door: Door) -> None:
        assert (await door.request(path="/below/disconnect", root_path="/below"))[0] == 200
        assert (await door.request(path="/below", root_path="/below"))[0] == 200
        assert door.app.forgotten == ["c1"]

    async def test_a_websocket_is_refused(self, door: Door) -> None:
        sent = await door.call({"type": "websocket"}, [{"type": "websocket.connect"}])
        assert sent == [{"type": "websocket.close"}]


class TestLifespan:
    LIFE = ({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})

    @pytest.mark.parametrize(("says_goodbye", "end"), [(True, "goodbye"), (False, "stopped")])
    async def test_the_app_lives_as_long_as_the_process(
        self, door: Door, says_goodbye: bool, end: str
    ) -> None:
        door.says_goodbye = says_goodbye
        sent = await door.call({"type": "lifespan"}, list(self.LIFE))
        assert [message["type"] for message in sent] == [
            "lifespan.startup.complete",
            "lifespan.shutdown.complete",
        ]
        assert door.app.story == ["started", end]

    async def test_a_failing_start_is_told_with_the_place_in_the_code(self, door: Door) -> None:
        door.app.fault = RuntimeError("no")
        (message,) = await door.call({"type": "lifespan"}, list(self.LIFE))
        assert message["type"] == "lifespan.startup.failed"
        assert "Traceback" in message["message"] and "RuntimeError: no" in message["message"]

    @pytest.mark.parametrize(
        "fault", [ConnectionError("away"), ServiceError("Registration", 401, "wrong key")]
    )
    async def test_what_is_not_in_the_code_is_told_without(self, door: Door, fault: Exception) -> None:
        door.app.fault = fault
        (message,) = await door.call({"type": "lifespan"}, list(self.LIFE))
        assert "Traceback" not in message["message"]
        assert str(fault) in message["message"]

    async def test_a_failing_end_is_told(self, door: Door) -> None:
        incoming = list(self.LIFE)

        async def start() -> None:
            door.app.fault = RuntimeError("late")

        door.app.start = start  # type: ignore[method-assign]
        sent = await door.call({"type": "lifespan"}, incoming)
        assert sent[-1]["type"] == "lifespan.shutdown.failed"
