"""Who the provider is, and what becomes of its answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from services.gateway.auth import provider as provider_module
from services.gateway.auth.provider import Metadata, Provider, Registration
from services.gateway.errors import ProviderAway
from tests.unit.gateway.auth.provider_scene import DISCOVERY, KEYS, TOKEN, Answered, Scene, asking

LONG = 4000


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with asking() as scene:
        yield scene


# -- who it is --------------------------------------------------------------------------------------------------


async def test_a_provider_says_once_who_it_is(scene: Scene) -> None:
    """[A3]"""
    assert not scene.provider.is_known
    endpoints = [f"{scene.origin}{path}" for path in ("/auth", TOKEN, KEYS)]
    for _ in range(2):
        assert await scene.provider.metadata() == Metadata(scene.issuer, *endpoints, takes_basic=True)
    assert scene.paths() == [DISCOVERY] and scene.provider.is_known


async def test_a_slash_at_the_end_makes_no_other_issuer(scene: Scene) -> None:
    """[A3]"""
    provider = scene.client(issuer_url=f"{scene.issuer}/")
    assert (await provider.metadata()).issuer == scene.issuer
    await provider.close()


@pytest.mark.parametrize(
    ("methods", "takes_basic"),
    [(["client_secret_post"], False), (["client_secret_post", "client_secret_basic"], True), ([], False)],
)
async def test_how_a_client_says_who_it_is_is_up_to_the_provider(
    methods: list[str], takes_basic: bool, scene: Scene
) -> None:
    """[A4]"""
    scene.document["token_endpoint_auth_methods_supported"] = methods
    assert (await scene.provider.metadata()).takes_basic is takes_basic


MALFORMED: dict[str, Callable[[dict[str, Any]], object]] = {
    "no JSON": lambda document: None,
    "a list": lambda document: [document],
    "a text": lambda document: "issuer",
    "no issuer": lambda document: _without(document, "issuer"),
    "no token endpoint": lambda document: _without(document, "token_endpoint"),
    "an issuer that is no text": lambda document: {**document, "issuer": 5},
    "keys that are nowhere": lambda document: {**document, "jwks_uri": None},
    "an endpoint that is a list": lambda document: {**document, "authorization_endpoint": ["x"]},
    "methods that are none": lambda document: {**document, "token_endpoint_auth_methods_supported": None},
}


def _without(document: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != name}


@pytest.mark.parametrize("how", MALFORMED)
async def test_a_provider_that_makes_no_sense_is_as_one_that_is_away(how: str, scene: Scene) -> None:
    """[A3]"""
    said = MALFORMED[how](scene.document)
    text = "<html>" if said is None else json.dumps(said)
    scene.answers[DISCOVERY] = lambda: web.Response(text=text)
    with pytest.raises(ProviderAway, match="malformed"):
        await scene.provider.metadata()
    assert not scene.provider.is_known


async def test_a_provider_that_says_it_is_another_is_not_believed(scene: Scene) -> None:
    """[A3]"""
    scene.document["issuer"] = "https://evil.example"
    with pytest.raises(ProviderAway, match=r"says that it is https://evil\.example .*-oidc-provider-url"):
        await scene.provider.metadata()


# -- asking -----------------------------------------------------------------------------------------------------


FAILURES: dict[str, tuple[Answered, str]] = {
    "not found": (lambda: web.Response(status=404), "answers 404"),
    "broken": (lambda: web.Response(status=503), "answers 503"),
    # It could lead anywhere.
    "elsewhere": (
        lambda: web.Response(status=302, headers={"Location": f"{TOKEN}"}),
        "answers 302",
    ),
    "endless": (lambda: web.Response(body=b"x" * LONG), f"more than {LONG - 1} bytes"),
}


@pytest.mark.parametrize("how", FAILURES)
async def test_an_answer_that_is_none_is_away(
    how: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[A3]"""
    monkeypatch.setattr(provider_module, "MAX_ANSWER_BYTES", LONG - 1)
    scene.answers[DISCOVERY], reason = FAILURES[how]
    with pytest.raises(ProviderAway, match=reason):
        await scene.provider.metadata()
    assert scene.paths() == [DISCOVERY]


async def test_an_answer_as_long_as_may_be_is_read(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    length = len(json.dumps(scene.document))
    monkeypatch.setattr(provider_module, "MAX_ANSWER_BYTES", length)
    assert await scene.provider.metadata()


async def test_a_provider_that_does_not_answer_is_away(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_module, "TIMEOUT_SECONDS", 0.05)
    never = asyncio.Event()

    async def wait(request: web.BaseRequest) -> web.StreamResponse:
        await never.wait()
        return web.Response()

    runner = web.ServerRunner(web.Server(wait, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    provider = scene.client(issuer_url=f"http://127.0.0.1:{runner.addresses[0][1]}")
    with pytest.raises(ProviderAway, match=r"did not answer in 0\.05 s"):
        await provider.metadata()
    never.set()
    await provider.close()
    await runner.cleanup()


async def test_a_provider_that_is_not_there_is_away(scene: Scene) -> None:
    await scene.runner.cleanup()
    with pytest.raises(ProviderAway, match="does not answer: http"):
        await scene.provider.metadata()


def test_no_secret_is_in_the_repr() -> None:
    assert "client secret" not in repr(
        Provider(Registration("https://h", "id", "client secret"), lambda: 0.0)
    )
