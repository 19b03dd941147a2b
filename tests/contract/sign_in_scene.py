"""Wave in front of a hostile provider, and a browser that signs in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import aiohttp

from tests.contract.gateway_scene import wave
from tests.contract.hostile_provider import CLIENT_ID, HostileProvider


class Scene:
    """Wave, the provider, and a browser."""

    def __init__(self, address: str, provider: HostileProvider, browser: aiohttp.ClientSession) -> None:
        self.address = f"http://{address}"
        self.provider = provider
        self.browser = browser

    async def get(self, path: str) -> tuple[int, str, str]:
        """Status, location and text."""
        async with self.browser.get(self.address + path, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", ""), await answer.text()

    async def begin(self) -> dict[str, str]:
        """Begins to sign in; returns what the provider was asked with."""
        status, location, text = await self.get("/_auth/init?next=/demo")
        assert status == 302, text
        asked = dict(parse_qsl(urlsplit(location).query))
        self.provider.nonce = asked["nonce"]
        return asked

    async def sign_in(self) -> tuple[int, str, str]:
        """Signs in; returns how that ended."""
        asked = await self.begin()
        return await self.get(f"/_auth/callback?code=c&state={asked['state']}")

    async def is_signed_in(self) -> bool:
        """Whether pages are shown."""
        return (await self.get("/demo"))[0] == 200


@asynccontextmanager
async def signing_in(folder: Path, *flags: str, **document: str) -> AsyncIterator[Scene]:
    """The scene for as long as the context lives; `document` is what the provider says otherwise of itself."""
    provider = HostileProvider()
    provider.document = document
    await provider.start()
    given = [
        *("-oidc-provider-url", provider.issuer, "-oidc-client-id", CLIENT_ID, "-oidc-client-secret", "s"),
        *("-oidc-redirect-url", "http://127.0.0.1/_auth/callback", *flags),
    ]
    jar = aiohttp.CookieJar(unsafe=True, quote_cookie=False)
    try:
        async with wave(folder, *given) as served, aiohttp.ClientSession(cookie_jar=jar) as browser:
            yield Scene(served.address, provider, browser)
    finally:
        await provider.stop()
