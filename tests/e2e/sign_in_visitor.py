"""A browser without a screen: it keeps cookies and goes where it is sent, one step at a time, so that a test can meddle."""

import html
import re
import urllib.parse
from types import TracebackType
from typing import NamedTuple, Self

import aiohttp

HTML = {"Accept": "text/html"}


class Seen(NamedTuple):
    """An answer."""

    url: str
    status: int
    headers: "aiohttp.typedefs.LooseHeaders"
    location: str
    cookies: list[str]
    text: str


class Visitor:
    """Somebody with cookies of their own."""

    def __init__(self) -> None:
        # Cookies of addresses without a name are kept too.
        self._jar = aiohttp.CookieJar(unsafe=True, quote_cookie=False)
        self._session = aiohttp.ClientSession(cookie_jar=self._jar)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    def cookie(self, name: str) -> str | None:
        """A cookie that is kept."""
        return next((one.value for one in self._jar if one.key == name), None)

    def names(self) -> list[str]:
        """The names of the cookies that are kept."""
        return [one.key for one in self._jar]

    def keep(self, url: str, **cookies: str) -> None:
        """Puts cookies into the place of others."""
        from yarl import URL

        self._jar.update_cookies(cookies, URL(url))

    def drop_cookies(self) -> None:
        """Forgets them all."""
        self._jar.clear()

    async def go(
        self, url: str, *, method: str = "GET", data: dict[str, str] | None = None, **headers: str
    ) -> Seen:
        """One step: redirects are not followed."""
        from yarl import URL

        async with self._session.request(
            method, URL(url, encoded=True), data=data, headers={**HTML, **headers}, allow_redirects=False
        ) as answer:
            text = (await answer.read()).decode(errors="replace")
            location = answer.headers.get("Location", "")
            where = urllib.parse.urljoin(url, location) if location else ""
            return Seen(
                url, answer.status, answer.headers, where, answer.headers.getall("Set-Cookie", []), text
            )

    async def follow(self, url: str, *, until: str = "") -> Seen:
        """Goes on until nobody sends us on, or until we are sent to an address with `until` in it."""
        seen = await self.go(url)
        while seen.location and not (until and until in seen.location):
            seen = await self.go(seen.location)
        return seen

    async def callback_url(self, address: str, name: str, *, next_: str = "") -> str:
        """Signs in at the provider; returns where the provider sends us, without going there."""
        query = f"?next={urllib.parse.quote_plus(next_)}" if next_ else ""
        seen = await self.follow(f"{address}/_auth/init{query}", until="_auth/callback")
        if not seen.location:
            seen = await self._fill_in(seen, name)
        assert "_auth/callback" in seen.location, seen
        return seen.location

    async def sign_in(self, address: str, name: str, *, next_: str = "") -> Seen:
        """Signs in; returns what the callback answers."""
        return await self.go(await self.callback_url(address, name, next_=next_))

    async def _fill_in(self, form: Seen, name: str) -> Seen:
        action = re.search(r'<form[^>]* action="([^"]+)"', form.text)
        assert action, form
        data = {"prompt": "login", "login": name, "password": "any"}
        target = urllib.parse.urljoin(form.url, html.unescape(action[1]))
        seen = await self.go(target, method="POST", data=data)
        while seen.location and "_auth/callback" not in seen.location:
            seen = await self.go(seen.location)
        return seen
