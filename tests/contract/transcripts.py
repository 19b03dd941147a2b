"""Plays recorded conversations of browsers, programs and apps against a server, and says what is different."""

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web

from tests.contract.raw_websocket import RawWebsocket, basic

QUIET_SECONDS = 0.15
APP_HEADERS = ("authorization", "content-type", "referer")


class StubApp:
    """An app that notes what it is sent, and answers as it is told."""

    def __init__(self) -> None:
        self.address = ""
        self.reply: dict[str, Any] = {}
        self.received: list[dict[str, Any]] = []
        self.substitute: Callable[[Any], Any] = lambda value: value

    async def start(self) -> None:
        """Listens on a free port."""
        self._runner = web.ServerRunner(web.Server(self._handle, access_log=None))
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = f"127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stops listening."""
        await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        body = (await request.read()).decode()
        headers = {
            name.lower(): value
            for name, value in request.headers.items()
            if name.lower() in APP_HEADERS or name.lower().startswith("wave-")
        }
        one: dict[str, Any] = {"method": request.method, "path": request.path, "headers": headers}
        try:
            one["body"] = json.loads(body) if body else None
        except ValueError:
            one["raw"] = body
        self.received.append(one)
        await asyncio.sleep(self.reply.get("delay", 0))
        status = self.reply.get("status", 200)
        location = self.reply.get("location")
        return web.Response(
            status=status if isinstance(status, int) else 200,
            headers={"Location": self.substitute(location)} if location else {},
        )


class Player:
    """Plays one transcript."""

    def __init__(self, address: str, base_url: str = "/") -> None:
        self._address = address
        self._base_url = base_url
        self._sockets: dict[str, RawWebsocket] = {}
        self._apps: dict[str, StubApp] = {}
        self._masks: dict[str, str] = {"$SERVER": address, "$APP_KEY": basic("kid", "ksec")}
        self._http = aiohttp.ClientSession(skip_auto_headers=["Content-Type", "Accept"])

    async def play(self, steps: list[dict[str, Any]]) -> str:
        """Returns what is different; nothing, if nothing is."""
        try:
            for number, step in enumerate(steps):
                difference = await self._step(step)
                if difference:
                    return f"step {number} {json.dumps(step)[:200]}: {difference}"
            return ""
        finally:
            for socket in self._sockets.values():
                if socket.status == 101:
                    await socket.end()
            for app in self._apps.values():
                await app.stop()
            await self._http.close()

    async def _step(self, step: dict[str, Any]) -> str:
        if "http" in step:
            return await self._request(step)
        if "ws" in step:
            return await self._socket_step(self._sockets.setdefault(step["ws"], RawWebsocket()), step)
        if "app" in step:
            return await self._app_step(step)
        await asyncio.sleep(step.get("sleep", 0))
        return ""

    # -- http ---------------------------------------------------------------------------------------------------

    async def _request(self, step: dict[str, Any]) -> str:
        request = step["http"]
        headers = dict(request.get("headers", {}))
        auth = request.get("auth", ["access_key_id", "access_key_secret"])
        if auth:
            headers["Authorization"] = basic(*auth) if isinstance(auth, list) else auth
        url = f"http://{self._address}{self._filled(request['path'])}"
        async with self._http.request(
            request["method"], url, data=self._body(request), headers=headers, allow_redirects=False
        ) as response:
            text = await response.text()
            if response.status != step["status"]:
                return f"status {response.status} {text!r}"
            return self._compare_text(text, step["response"]) if "response" in step else ""

    def _body(self, request: dict[str, Any]) -> bytes | None:
        if "raw_repeat" in request:
            parts = request["raw_repeat"]
            return (parts["prefix"] + parts["repeat"] * parts["times"] + parts["suffix"]).encode()
        if "raw" in request:
            return str(request["raw"]).encode()
        body = self._filled(request.get("body"))
        return None if body is None else json.dumps(body, separators=(",", ":")).encode()

    def _compare_text(self, text: str, expected: Any) -> str:
        if expected == "$INDEX_HTML":
            return "" if "<body" in text else f"no index page: {text!r}"
        if isinstance(expected, str):
            return "" if text == self._filled(expected) else f"response {text!r}"
        got = json.loads(text)
        return "" if got == self._filled(expected) else f"response {got}"

    # -- websockets ---------------------------------------------------------------------------------------------

    async def _socket_step(self, socket: RawWebsocket, step: dict[str, Any]) -> str:
        if "connect" in step:
            return await self._connect(socket, step)
        if "recv" in step:
            expected = step["recv"]
            events = await socket.take(len(expected), quiet_seconds=QUIET_SECONDS)
            return self._compare_events(step["ws"], events, expected)
        if "send_bytes" in step:
            socket.send_bytes(bytes.fromhex(step["send_bytes"]))
        elif "send" in step:
            socket.send_frame(step.get("opcode", 1), self._payload(step["send"]))
        elif "close" in step:
            socket.close(step["close"])
        elif "drop" in step:
            socket.drop()
        # What one socket says is understood before what the next step does.
        await asyncio.sleep(0.02)
        return ""

    async def _connect(self, socket: RawWebsocket, step: dict[str, Any]) -> str:
        wanted = step["connect"]
        path = wanted.get("path", f"{self._base_url}_s/")
        query = wanted.get("query", "")
        if "client-id" in wanted:
            query = f"client-id={self._filled(wanted['client-id'])}"
        headers = dict(wanted.get("headers", {}))
        if "origin" in wanted:
            headers["Origin"] = self._filled(wanted["origin"])
        await socket.connect(self._address, path + (f"?{query}" if query else ""), headers=headers)
        if socket.status != step["status"]:
            return f"status {socket.status}"
        if "location" in step and socket.response_headers.get("location") != step["location"]:
            return f"location {socket.response_headers.get('location')}"
        return self._compare_text(socket.response_body, step["response"]) if "response" in step else ""

    def _payload(self, given: Any) -> bytes:
        if isinstance(given, str):
            return str(self._filled(given)).encode()
        if "base64" in given:
            return base64.b64decode(given["base64"])
        return str(given["prefix"] + given["repeat"] * given["times"]).encode()

    def _compare_events(self, name: str, events: list[str], expected: list[str]) -> str:
        # Whether the connection is cut after the goodbye is not part of the conversation.
        if "$EOF" not in expected:
            events = [event for event in events if event != "$EOF"]
        for event in events:
            if event.startswith('{"i":'):
                self._masks["$CLIENT_ID" if name == "A" else f"$CLIENT_ID_{name}"] = json.loads(event)["i"]
        same = len(events) == len(expected) and all(
            _same_line(event, self._filled(line)) for event, line in zip(events, expected, strict=True)
        )
        return "" if same else f"received {[event[:300] for event in events]}"

    # -- apps ---------------------------------------------------------------------------------------------------

    async def _app_step(self, step: dict[str, Any]) -> str:
        name = step["app"]
        if "listen" in step:
            app = self._apps[name] = StubApp()
            app.substitute = self._filled
            await app.start()
            self._masks[f"${name}"] = app.address
            return ""
        app = self._apps[name]
        if "reply" in step:
            app.reply = step["reply"]
            return ""
        return await self._compare_received(app, step)

    async def _compare_received(self, app: StubApp, step: dict[str, Any]) -> str:
        expected = [self._filled(one) for one in step["received"]]
        # What has to come may take longer on a busy machine; what must not come is waited for as recorded.
        within = 10.0 if expected else step.get("within", 0.3)
        deadline = asyncio.get_running_loop().time() + within
        while len(app.received) < len(expected) or not expected:
            if asyncio.get_running_loop().time() > deadline:
                break
            await asyncio.sleep(0.02)
        received, app.received = app.received, []
        for one in received:
            one.setdefault("body", None)
        for one in expected:
            one.setdefault("body", None)
        return "" if received == expected else f"the app has received {json.dumps(received)[:900]}"

    def _filled(self, value: Any) -> Any:
        """The value with the masks that are known by now replaced."""
        if isinstance(value, str):
            # The longest first: $CLIENT_ID begins $CLIENT_ID_B.
            for mask in sorted(self._masks, key=len, reverse=True):
                value = value.replace(mask, self._masks[mask])
            return value
        if isinstance(value, list):
            return [self._filled(one) for one in value]
        if isinstance(value, dict):
            return {self._filled(key): self._filled(one) for key, one in value.items()}
        return value


def _same_line(got: str, expected: str) -> bool:
    if expected.startswith("$LONG "):
        return len(got) == int(expected.split()[1])
    if expected.startswith('{"p":'):
        return bool(json.loads(got) == json.loads(expected))
    return got == expected
