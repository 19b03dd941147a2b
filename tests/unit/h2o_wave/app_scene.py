"""A site that remembers, and apps on it, without a network."""

import asyncio
import json
import sys
from typing import Any

import pytest

from h2o_wave import asgi, failure, query
from h2o_wave.app import App
from h2o_wave.async_site import AsyncSite
from h2o_wave.errors import ServiceError
from h2o_wave.event import Event
from h2o_wave.expando import Expando
from h2o_wave.query import Auth, Q

# The package gives the name of this module to a function.
app_module = sys.modules["h2o_wave.app"]


class FakeSite(AsyncSite):
    """A site whose edits stay here. With `refusals`, the next saves fail, one by one."""

    def __init__(self) -> None:
        self.saved: list[tuple[str, list[Any]]] = []
        self.refusals: list[ServiceError] = []
        self._save = self._note

    async def _note(self, route: str, body: bytes) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.saved.append((route, json.loads(body)["d"]))

    async def aclose(self) -> None:
        pass


class FakeLink:
    """Notes what an app tells the server."""

    def __init__(self, story: list[str]) -> None:
        self.story = story
        self.fault: Exception | None = None

    async def open(self) -> None:
        if self.fault is not None:
            raise self.fault
        self.story.append("open")

    async def refusal(self) -> str:
        return "not wanted"

    async def close(self, *, says_goodbye: bool) -> None:
        self.story.append("goodbye" if says_goodbye else "close")


class Scene:
    """What tests of apps need: settings that can be changed, a site, and the story of what happened."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.site = FakeSite()
        self.story: list[str] = []
        self.link = FakeLink(self.story)
        self.set(
            app_access_key_id="id", app_access_key_secret="secret", checkpoint_dir=None, app_mode="unicast"
        )
        patch.setattr(app_module, "shared_site", lambda: self.site)
        patch.setattr(App, "_make_link", lambda _: self.link)

    def set(self, **settings: Any) -> None:
        """Changes settings of the driver."""
        changed = query.settings._replace(**settings)
        for module in (query, app_module, asgi, failure):
            self._patch.setattr(module, "settings", changed)

    async def handle(self, app: App, data: dict[str, Any] | None = None, **fields: Any) -> None:
        """Has an app handle an event, to the end."""
        await app.take(event(data, **fields))


def event(data: dict[str, Any] | None = None, **fields: Any) -> Event:
    given: dict[str, Any] = {
        "client_id": "c1",
        "subject": "anon",
        "username": "anon",
        "session_id": None,
        "access_token": None,
        "refresh_token": None,
    }
    return Event(**(given | fields), data=data or {})


def make_q(site: AsyncSite, args: dict[str, Any] | None = None, mode: str = "unicast", **events: Any) -> Q:
    """What a handler gets."""
    return Q(
        site=site,
        mode=mode,
        auth=Auth("anon", "anon", None, None, None),
        client_id="c1",
        route="/app",
        app_state=Expando(),
        user_state=Expando(),
        client_state=Expando(),
        args=Expando(args or {}),
        events=Expando({source: Expando(each) for source, each in events.items()}),
        headers={},
    )


async def settle_down() -> None:
    """Lets everything happen that can happen by itself."""
    for _ in range(20):
        await asyncio.sleep(0)
