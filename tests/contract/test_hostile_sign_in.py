"""Sign-ins that must not succeed, and providers that do not keep to the rules, before the real endpoints."""

import asyncio
import base64
import hmac
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from joserfc.jwk import RSAKey

from services.gateway.auth import provider as provider_module
from services.site_store.sessions.session import MAX_SEALED_BYTES
from tests.contract.hostile_provider import CLIENT_ID, HostileProvider
from tests.contract.sign_in_scene import Scene, signing_in

TOO_LONG = "x" * (MAX_SEALED_BYTES + 1)
OTHER = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with signing_in(tmp_path) as scene:
        yield scene


async def test_a_good_token_signs_in(scene: Scene) -> None:
    """[A4] So that what follows means something."""
    status, location, text = await scene.sign_in()
    assert (status, location) == (302, "/demo"), text
    assert await scene.is_signed_in()
    assert scene.provider.asked[0]["code_verifier"] and "client_secret" not in scene.provider.asked[0]


def unsigned(claims: dict[str, Any], alg: str, secret: bytes | None = None) -> str:
    parts = ({"alg": alg, "kid": "first"}, claims)
    text = ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts)
    signature = hmac.digest(secret, text.encode(), "sha256") if secret else b""
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


TOKENS: dict[str, Callable[[HostileProvider], str]] = {
    "wrong nonce": lambda one: one.signed(one.claims(nonce="of another sign-in")),
    "no nonce": lambda one: one.signed(one.claims(nonce=None)),
    "expired": lambda one: one.signed(one.claims(exp=1)),
    "no expiry": lambda one: one.signed(one.claims(exp=None)),
    "of the future": lambda one: one.signed(one.claims(iat=2**40, nbf=2**40)),
    "unknown key": lambda one: one.signed(one.claims(), OTHER),
    "alg none": lambda one: unsigned(one.claims(), "none"),
    "alg None": lambda one: unsigned(one.claims(), "None"),
    "public key as secret": lambda one: unsigned(one.claims(), "HS256", one.key.as_pem(private=False)),
    "client secret as key": lambda one: unsigned(one.claims(), "HS256", b"s"),
    "other issuer": lambda one: one.signed(one.claims(iss="https://evil.example")),
    "other audience": lambda one: one.signed(one.claims(aud="another client")),
    "two audiences, not for us": lambda one: one.signed(one.claims(aud=[CLIENT_ID, "x"], azp="x")),
    "no subject": lambda one: one.signed(one.claims(sub=None)),
    "cut": lambda one: one.signed(one.claims())[:-10],
    "nothing": lambda one: "",
    "nonsense": lambda one: "a.b.c",
}


@pytest.mark.parametrize("name", TOKENS)
async def test_a_token_that_cannot_be_believed_signs_nobody_in(name: str, scene: Scene) -> None:
    """[A4]"""
    make = TOKENS[name]
    scene.provider.answer = lambda form: scene.provider.tokens(form, id_token=make(scene.provider))
    status, location, text = await scene.sign_in()
    assert (status, location) == (400, ""), text
    assert text.count("\n") == 1 and "Traceback" not in text
    assert not await scene.is_signed_in()


async def test_keys_that_the_provider_has_replaced_are_asked_for(scene: Scene) -> None:
    """[A4] Also when it has done so just after we asked for them."""
    assert (await scene.sign_in())[0] == 302
    scene.provider.key, scene.provider.shown = OTHER, [OTHER]
    assert (await scene.sign_in())[0] == 302
    assert scene.provider.key_reads == 2


async def test_tokens_with_unknown_keys_make_nobody_ask_for_keys_again_and_again(scene: Scene) -> None:
    """[A4, A7] Anybody can send one."""
    assert (await scene.sign_in())[0] == 302
    token = scene.provider.signed(scene.provider.claims(), OTHER)
    for _ in range(5):
        form = {"logout_token": token}
        async with scene.browser.post(f"{scene.address}/_auth/backchannel-logout", data=form) as answer:
            assert answer.status == 400
    assert scene.provider.key_reads == 2


ANSWERS: dict[str, tuple[int, web.Response]] = {
    "refused": (400, web.json_response({"error": "invalid_grant"}, status=400)),
    "refused without a word": (400, web.Response(status=401)),
    "no access token": (400, web.json_response({"id_token": "x"})),
    "tokens of another kind": (400, web.json_response({"access_token": 7, "id_token": ["x"]})),
    "a list": (400, web.json_response([1, 2])),
    "no JSON": (400, web.Response(text="<html>")),
    "elsewhere": (400, web.Response(status=302, headers={"Location": "http://evil.example/"})),
    "broken": (502, web.Response(status=500)),
    "endless": (502, web.Response(body=b"x" * (provider_module.MAX_ANSWER_BYTES + 1))),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_that_makes_no_sense_signs_nobody_in(name: str, tmp_path: Path) -> None:
    """[A4]"""
    expected, template = ANSWERS[name]
    async with signing_in(tmp_path) as scene:
        scene.provider.answer = lambda form: web.Response(
            status=template.status, body=template.body, headers=template.headers
        )
        status, _, text = await scene.sign_in()
        assert (status, text.count("\n")) == (expected, 1)
        assert not await scene.is_signed_in()


async def test_a_provider_that_says_it_is_another_is_not_believed(tmp_path: Path) -> None:
    """[A3]"""
    async with signing_in(tmp_path, issuer="https://evil.example") as scene:
        status, location, text = await scene.get("/_auth/init")
        assert (status, location) == (502, "") and "evil.example" in text and "-oidc-provider-url" in text


async def test_a_provider_that_is_away_is_told_and_does_not_end_sessions(tmp_path: Path) -> None:
    """[A6]"""
    async with signing_in(tmp_path) as scene:
        scene.provider.answer = lambda form: scene.provider.tokens(form, expires_in=5)
        assert (await scene.sign_in())[0] == 302
        await scene.provider.stop()
        assert await scene.is_signed_in()
        assert await scene.is_signed_in()


async def test_tokens_that_the_provider_does_not_renew_end_the_session(tmp_path: Path) -> None:
    """[A6] On a page; a socket that is open goes on with the old token."""
    async with signing_in(tmp_path) as scene:
        scene.provider.answer = lambda form: scene.provider.tokens(form, expires_in=10.8)
        assert (await scene.sign_in())[0] == 302
        assert await scene.is_signed_in()
        socket = await scene.browser.ws_connect(f"{scene.address}/_s/")
        assert "i" in await socket.receive_json()
        scene.provider.answer = lambda form: web.json_response({"error": "invalid_grant"}, status=400)
        await asyncio.sleep(1)
        await socket.send_str("+ /x ")
        assert '"u":"ann"' in await socket.receive_str()
        assert not await scene.is_signed_in()
        await socket.close()


async def test_renewed_tokens_of_another_user_are_not_taken(tmp_path: Path) -> None:
    """[A6]"""
    async with signing_in(tmp_path) as scene:
        scene.provider.answer = lambda form: scene.provider.tokens(form, expires_in=5)
        assert (await scene.sign_in())[0] == 302
        for_eve = lambda form: scene.provider.tokens(  # noqa: E731 - one more answer
            form, id_token=scene.provider.signed(scene.provider.claims(sub="eve"))
        )
        scene.provider.answer = for_eve
        assert await scene.is_signed_in()
        socket = await scene.browser.ws_connect(f"{scene.address}/_s/")
        await socket.receive_json()
        await socket.send_str("+ /x ")
        assert '"u":"ann"' in await socket.receive_str()
        await socket.close()


async def test_a_provider_without_refresh_tokens_does_not_sign_users_out(tmp_path: Path) -> None:
    """[A6]"""
    async with signing_in(tmp_path) as scene:
        scene.provider.answer = lambda form: scene.provider.tokens(form, expires_in=1, refresh_token=None)
        assert (await scene.sign_in())[0] == 302
        assert await scene.is_signed_in()
        assert len(scene.provider.asked) == 1


async def test_no_more_users_sign_in_than_there_is_room_for(tmp_path: Path) -> None:
    """[A12]"""
    async with signing_in(tmp_path, "-max-sessions", "1") as scene:
        assert (await scene.sign_in())[0] == 302
        scene.browser.cookie_jar.clear()
        status, _, text = await scene.sign_in()
        assert (status, "max-sessions" in text) == (503, True)


async def test_a_session_that_is_too_large_to_be_kept_signs_nobody_in_and_says_why(scene: Scene) -> None:
    """[A4, A12]"""
    scene.provider.answer = lambda form: scene.provider.tokens(form, access_token=TOO_LONG)
    status, _, text = await scene.sign_in()
    assert (status, text.count("\n")) == (400, 1) and "shorter tokens" in text
    assert not await scene.is_signed_in()


async def test_renewed_tokens_that_are_too_large_to_be_kept_leave_the_old_ones(scene: Scene) -> None:
    """[A6]"""
    scene.provider.answer = lambda form: scene.provider.tokens(form, expires_in=5)
    assert (await scene.sign_in())[0] == 302
    scene.provider.answer = lambda form: scene.provider.tokens(form, access_token=TOO_LONG)
    assert await scene.is_signed_in()
    assert await scene.is_signed_in()
    # It is not tried again with every page.
    assert len(scene.provider.asked) == 2


async def test_no_secret_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """[A12]"""
    with caplog.at_level("DEBUG"):
        async with signing_in(tmp_path) as scene:
            assert (await scene.sign_in())[0] == 302
            secret = next(one.value for one in scene.browser.cookie_jar if one.key == "oidcsession")
            await scene.get("/_auth/logout")
            scene.provider.answer = lambda form: scene.provider.tokens(form, id_token="leaked.by.mistake")
            await scene.sign_in()
    said = "".join(str(vars(record)) for record in caplog.records)
    assert "user_signed_in" in said
    assert not [one for one in (secret, "access 1", "refresh 1", "leaked.by.mistake") if one in said]
