"""A provider, and a server that answers what a test wants."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from joserfc.jwk import ECKey

from services.gateway.auth.provider import Provider, Registration

Answered = Callable[[], web.StreamResponse]
DISCOVERY, TOKEN, KEYS = "/realm/.well-known/openid-configuration", "/token", "/keys"
KEY = ECKey.generate_key("P-256", {"kid": "first", "use": "sig"})


class Scene:
    """A provider, its server, and a clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.answers: dict[str, Answered] = {}
        self.runner = web.ServerRunner(web.Server(self._serve, access_log=None))

    async def start(self) -> None:
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self.runner.addresses[0][1]}"
        self.issuer = f"{self.origin}/realm"
        self.document: dict[str, Any] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.origin}/auth",
            "token_endpoint": f"{self.origin}{TOKEN}",
            "jwks_uri": f"{self.origin}{KEYS}",
        }
        self.answers = {
            DISCOVERY: lambda: web.json_response(self.document),
            KEYS: lambda: web.json_response({"keys": [KEY.as_dict(private=False)]}),
            TOKEN: lambda: web.json_response({"access_token": "a", "id_token": "i", "expires_in": 60}),
        }
        self.provider = self.client()

    def client(self, **more: Any) -> Provider:
        known = {"issuer_url": self.issuer, "client_id": "wave", "client_secret": "secret", **more}
        return Provider(Registration(**known), lambda: self.now)

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append((request.path, form, request.headers.get("Authorization", "")))
        return self.answers[request.path]()

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, *_ in self.asked]


@asynccontextmanager
async def asking() -> AsyncIterator[Scene]:
    """A scene for as long as the context lives."""
    scene = Scene()
    await scene.start()
    try:
        yield scene
    finally:
        await scene.provider.close()
        await scene.runner.cleanup()
