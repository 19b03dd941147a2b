"""A provider that answers whatever a test wants: what a real one never does, and an attacker might."""

import time
from collections.abc import Callable
from typing import Any

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "wave"


class HostileProvider:
    """Says who it is, shows its keys, and gives tokens; each can be replaced."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
        self.shown = [self.key]
        self.nonce = ""
        self.asked: list[dict[str, str]] = []
        # Makes the answer of the token endpoint.
        self.answer: Callable[[dict[str, str]], web.Response] = self.tokens
        self.document: dict[str, Any] = {}
        self._runner = web.ServerRunner(web.Server(self._serve, access_log=None))
        self.issuer = ""
        self.key_reads = 0

    async def start(self) -> None:
        """Listens."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.issuer = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Is away from now on."""
        await self._runner.cleanup()

    def claims(self, **more: Any) -> dict[str, Any]:
        """Claims of a good ID token, changed; None leaves one out."""
        now = int(time.time())
        good = {
            "iss": self.issuer,
            "sub": "ann",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 60,
            "nonce": self.nonce,
        }
        return {name: value for name, value in {**good, **more}.items() if value is not None}

    def signed(self, claims: dict[str, Any], key: RSAKey | None = None) -> str:
        """A token."""
        key = key or self.key
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key, algorithms=["RS256"])

    def tokens(self, form: dict[str, str], *, id_token: str | None = None, **more: Any) -> web.Response:
        """A good answer of the token endpoint, or one with another ID token."""
        number = len(self.asked)
        given = {
            "access_token": f"access {number}",
            "refresh_token": f"refresh {number}",
            "token_type": "Bearer",
            "expires_in": 3600,
            "id_token": self.signed(self.claims()) if id_token is None else id_token,
            **more,
        }
        return web.json_response({name: value for name, value in given.items() if value is not None})

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path == "/.well-known/openid-configuration":
            good = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/auth",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
            return web.json_response(good | self.document)
        if request.path == "/keys":
            self.key_reads += 1
            return web.json_response({"keys": [key.as_dict(private=False) for key in self.shown]})
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form)
        return self.answer(form)
