"""[A8] Sessions that nobody uses: their browsers may look on, until somebody signs out."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from services.site_store import service
from tests.contract.sign_in_scene import Scene, signing_in

IDLE_SECONDS = 2.0
BACK_CHANNEL = "http://schemas.openid.net/event/backchannel-logout"
Socket = aiohttp.ClientWebSocketResponse


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    # What is over leaves before a test looks for it.
    monkeypatch.setattr(service, "SESSION_SWEEP_SECONDS", 0.1)
    async with signing_in(tmp_path, "-session-inactivity-timeout", f"{IDLE_SECONDS:g}s") as scene:
        yield scene


async def looking_on(scene: Scene) -> Socket:
    """A socket that watches a page, in a session that is idle."""
    assert (await scene.sign_in())[0] == 302
    socket = await scene.browser.ws_connect(f"{scene.address}/_s/")
    await socket.receive_json()
    await socket.send_str("+ /x ")
    assert '"u":"ann"' in await socket.receive_str()
    assert await socket.receive_json() == {"e": "not_found"}
    await asyncio.sleep(IDLE_SECONDS + 0.5)
    assert not await scene.is_signed_in()
    return socket


async def closed_as(socket: Socket) -> tuple[Any, int | None]:
    """What a socket is told last, and how it is closed."""
    async with asyncio.timeout(10):
        told = await socket.receive_json()
        await socket.receive()
    return told, socket.close_code


async def test_a_session_that_is_idle_is_ended_by_the_provider(scene: Scene) -> None:
    """[A7]"""
    socket = await looking_on(scene)
    claims = scene.provider.claims(jti="1", events={BACK_CHANNEL: {}}, nonce=None, exp=None)
    form = {"logout_token": scene.provider.signed(claims)}
    async with scene.browser.post(f"{scene.address}/_auth/backchannel-logout", data=form) as answer:
        assert answer.status == 200, await answer.text()
    assert await closed_as(socket) == ({"r": 1}, 4001)


async def test_a_session_that_is_idle_is_ended_by_signing_out(scene: Scene) -> None:
    """[A5]"""
    socket = await looking_on(scene)
    assert (await scene.get("/_auth/logout"))[0] == 302
    assert await closed_as(socket) == ({"r": 1}, 4001)


async def test_a_session_that_is_idle_is_ended_by_signing_in_anew(scene: Scene) -> None:
    """[A4] The user's other browsers are not concerned."""
    socket = await looking_on(scene)
    await scene.begin()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True, quote_cookie=False)) as other:
        elsewhere = await looking_on(Scene(scene.address.removeprefix("http://"), scene.provider, other))
        assert (await scene.sign_in())[0] == 302
        assert await closed_as(socket) == ({"r": 1}, 4001)
        await elsewhere.send_str("+ /y ")
        assert await elsewhere.receive_json() == {"u": "/_auth/logout"}
