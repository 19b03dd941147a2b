"""Where the answer of an app leads, and what goes along."""

from collections.abc import AsyncIterator, Mapping

import pytest
from aiohttp import web

from services.relay.apps import HttpAddress
from services.relay.delivery import http
from services.relay.delivery.http import Fate, HttpPost
from services.relay.event import Client, Event, EventKind
from tests.contract.relay_scene import Answer, Posted, http_app
from tests.unit.relay.fakes import query

ANN = Client("c1", "u-1", "Ann", "s1", "access", "refresh", b'{"sub":"u-1"}')


@pytest.fixture(params=["our own connection", "aiohttp"])
async def post(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[HttpPost]:
    if request.param == "aiohttp":  # As for an app behind TLS.
        monkeypatch.setattr(http, "place_of", lambda url: None)
    found = HttpPost(answer_timeout_seconds=30, connect_timeout_seconds=30, verify_tls=True)
    yield found
    await found.close()


def leading(answers: Mapping[str, tuple[int, str]]) -> Answer:
    async def answer(posted: Posted) -> web.Response:
        if posted.path not in answers:
            return web.Response()
        status, location = answers[posted.path]
        return web.Response(status=status, headers={"Location": location})

    return answer


def shown(posted: Posted) -> set[str]:
    return {name for name in posted.headers if name == "Authorization" or name.startswith("Wave-")}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_else_is_told_who_the_user_is(post: HttpPost, status: int) -> None:
    async with http_app() as app, http_app() as other:
        app.answers = leading({"/": (status, "/a"), "/a": (status, f"{other.address}/b")})
        other.answers = leading({"/b": (status, "/c")})
        event = Event("/app", EventKind.QUERY, ANN, b"{}")
        attempt = await post.deliver(HttpAddress(app.address, "id", "secret"), event)
        first, second = await app.next_post(), await app.next_post()
        third, fourth = await other.next_post(), await other.next_post()
    assert attempt.fate is Fate.TAKEN
    everything = {"Authorization", "Wave-Client-ID", "Wave-Subject-ID", "Wave-Username", "Wave-Session-ID"}
    everything |= {"Wave-Access-Token", "Wave-Refresh-Token", "Wave-Claims"}
    assert [shown(each) for each in (first, second, third, fourth)] == [everything, everything, set(), set()]
    kept = ("POST", b'{"data":{}}') if status in (307, 308) else ("GET", b"")
    assert [(each.method, each.body) for each in (second, third, fourth)] == [kept] * 3


async def test_a_secret_does_not_come_back_with_a_detour(post: HttpPost) -> None:
    async with http_app() as app, http_app() as other:
        app.answers = leading({"/": (307, f"{other.address}/")})
        other.answers = leading({"/": (307, f"{app.address}/end")})
        await post.deliver(HttpAddress(app.address, "id", "secret"), Event("/app", EventKind.QUERY, ANN))
        await app.next_post()
        assert shown(await app.next_post()) == set()


async def test_an_app_that_leads_in_circles_has_declined(post: HttpPost) -> None:
    async with http_app() as app:
        app.answers = leading({"/": (307, "/")})
        attempt = await post.deliver(HttpAddress(app.address, "id", "secret"), query())
        assert attempt.fate is Fate.DECLINED
        assert app.posts.qsize() == 1 + http.MAX_REDIRECTS
