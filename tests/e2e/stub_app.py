"""An app of Wave 1.8 as the server sees it: two endpoints, and a test that decides what they answer."""

import asyncio
import base64
import json
from typing import Any, NamedTuple

from aiohttp import web

from tests.e2e.rpc_client import JSON, RpcClient

KEY_ID, KEY_SECRET = "app_key_id", "app_key_secret"
KEY = "Basic " + base64.b64encode(f"{KEY_ID}:{KEY_SECRET}".encode()).decode()
DISCONNECT = {"": {"@system": {"client_disconnect": True}}}


def unregister(client: RpcClient, route: str) -> None:
    """Says goodbye for the app at a route."""
    body = json.dumps({"unregister_app": {"route": route}}).encode()
    status, reason, _ = client.request("POST", "/", body, JSON)
    assert status == 200, reason


class Told(NamedTuple):
    """One request to the app; `body` is None when it was empty."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any] | None

    @property
    def client_id(self) -> str:
        """Which tab it is about."""
        return self.headers.get("wave-client-id", "")

    @property
    def data(self) -> Any:
        """The arguments."""
        assert self.body is not None
        return self.body["data"]


class StubApp:
    """Answers with `status` as soon as `may_answer` is set, and hands over what it was told, in order."""

    def __init__(self) -> None:
        self.status = 200
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._told: asyncio.Queue[Told] = asyncio.Queue()
        self._port = 0
        self._runner: web.ServerRunner | None = None

    @property
    def address(self) -> str:
        """Where it listens; the same after a restart."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Listens."""
        self._runner = web.ServerRunner(web.Server(self._answer, access_log=None))
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Refuses connections from now on."""
        self.may_answer.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def next(self, timeout_seconds: float = 20) -> Told:
        """What it was told next. Raises TimeoutError."""
        return await asyncio.wait_for(self._told.get(), timeout_seconds)

    async def next_of(self, client_id: str) -> Told:
        """What it was told next, which has to be about a certain tab."""
        told = await self.next()
        assert told.client_id == client_id, told
        return told

    @property
    def is_told_nothing(self) -> bool:
        """Whether everything it was told has been handed over."""
        return self._told.empty()

    def register(self, client: RpcClient, route: str, mode: str = "unicast") -> None:
        """Makes it known to the gateway of a client; other gateways hear of it soon."""
        app = {"route": route, "mode": mode, "address": self.address}
        body = json.dumps({"register_app": app | {"key_id": KEY_ID, "key_secret": KEY_SECRET}}).encode()
        status, reason, _ = client.request("POST", "/", body, JSON)
        assert status == 200, reason

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        text = await request.text()
        headers = {name.lower(): value for name, value in request.headers.items()}
        self._told.put_nowait(Told(request.path, headers, json.loads(text) if text else None))
        await self.may_answer.wait()
        return web.Response(status=self.status)
