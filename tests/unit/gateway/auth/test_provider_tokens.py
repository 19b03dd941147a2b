"""Tokens of the provider, and the keys that they are signed with."""

import base64
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from joserfc.jwk import KeySet

from services.gateway.auth.provider import MIN_KEY_PAUSE_SECONDS
from services.gateway.auth.remembered import BELIEVED_SECONDS
from services.gateway.auth.session import Tokens
from services.gateway.errors import ProviderAway, RenewalRefused, SignInFailed, UnknownKey
from tests.unit.gateway.auth.provider_scene import DISCOVERY, KEYS, TOKEN, Answered, Scene, asking

LONG = 4000


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with asking() as scene:
        yield scene


# -- tokens -----------------------------------------------------------------------------------------------------


async def test_a_client_says_who_it_is_in_a_header(scene: Scene) -> None:
    """[A4] Encoded, so that a colon in the id does not end it."""
    provider = scene.client(client_id="wave:1", client_secret="s/e?c r&et")
    assert await provider.exchange({"code": "c"}) == Tokens("a", "", "i", 60.0)
    path, form, header = scene.asked[-1]
    assert (path, form) == (TOKEN, {"code": "c"})
    scheme, _, encoded = header.partition(" ")
    assert scheme == "Basic" and base64.b64decode(encoded) == b"wave%3A1:s%2Fe%3Fc+r%26et"
    await provider.close()


async def test_a_client_says_who_it_is_in_the_form_where_that_is_wanted(scene: Scene) -> None:
    """[A4]"""
    scene.document["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    await scene.provider.renew({"refresh_token": "r"})
    secrets = {"client_id": "wave", "client_secret": "secret"}
    assert scene.asked[-1] == (TOKEN, {"refresh_token": "r", **secrets}, "")


def refused(status: int, **answer: object) -> Answered:
    return lambda: web.json_response(answer, status=status)


@pytest.mark.parametrize(
    ("answered", "reason"),
    [
        (
            refused(400, error="invalid_grant", error_description="used\r\nup"),
            "code: invalid_grant used  up$",
        ),
        (refused(401, error="invalid_client"), "code: invalid_client$"),
        (refused(400, error="x" * LONG), "code: x{200}$"),
        (refused(400, error=5), "code: status 400$"),
        (lambda: web.Response(status=403, text="<html>"), "code: status 403$"),
    ],
)
async def test_a_code_that_is_not_taken_ends_the_sign_in(
    answered: Answered, reason: str, scene: Scene
) -> None:
    """[A4] What the provider says is shown on one line, and not all of it."""
    scene.answers[TOKEN] = answered
    with pytest.raises(SignInFailed, match=reason):
        await scene.provider.exchange({"code": "c"})


@pytest.mark.parametrize("text", ["", "<html>", "[]", '{"access_token":5}'])
async def test_an_answer_without_tokens_ends_the_sign_in(text: str, scene: Scene) -> None:
    """[A4]"""
    scene.answers[TOKEN] = lambda: web.Response(text=text)
    with pytest.raises(SignInFailed, match="no access token"):
        await scene.provider.exchange({"code": "c"})


@pytest.mark.parametrize(
    ("answered", "error"),
    [
        (refused(400, error="invalid_grant"), RenewalRefused),
        (refused(401, error="access_denied"), RenewalRefused),
        # None of these says that the refresh token is no good.
        (refused(401, error="invalid_client"), ProviderAway),
        (refused(400, error="slow_down"), ProviderAway),
        (refused(429, error="invalid_grant"), ProviderAway),
        (refused(400), ProviderAway),
        (refused(500, error="invalid_grant"), ProviderAway),
        (lambda: web.Response(status=403, text="<html>"), ProviderAway),
    ],
)
async def test_only_a_refusal_of_the_token_itself_ends_a_session(
    answered: Answered, error: type[Exception], scene: Scene
) -> None:
    """[A6]"""
    scene.answers[TOKEN] = answered
    with pytest.raises(error) as caught:
        await scene.provider.renew({"refresh_token": "r"})
    assert type(caught.value) is error


# -- keys -------------------------------------------------------------------------------------------------------


class Verifying:
    """Believes what is signed with a key of some sets; notes those it tries."""

    def __init__(self, *, refuses: int, error: type[Exception] = UnknownKey) -> None:
        self.tried: list[KeySet] = []
        self._refuses = refuses
        self._error = error

    def __call__(self, keys: KeySet) -> str:
        self.tried.append(keys)
        if len(self.tried) <= self._refuses:
            raise self._error("no")
        return "believed"


async def test_keys_are_asked_for_once_and_again_after_a_while(scene: Scene) -> None:
    """[A4]"""
    for _ in range(3):
        assert await scene.provider.verified(Verifying(refuses=0)) == "believed"
    assert scene.paths() == [DISCOVERY, KEYS]
    scene.now += BELIEVED_SECONDS
    await scene.provider.verified(Verifying(refuses=0))
    assert scene.paths().count(KEYS) == 2


async def test_a_token_with_an_unknown_key_has_new_ones_asked_for_but_not_too_often(scene: Scene) -> None:
    """[A4]"""
    first = Verifying(refuses=1)
    assert await scene.provider.verified(first) == "believed"
    assert first.tried[0] is not first.tried[1] and scene.paths().count(KEYS) == 2
    scene.now += MIN_KEY_PAUSE_SECONDS - 1
    soon = Verifying(refuses=1)
    with pytest.raises(UnknownKey):
        await scene.provider.verified(soon)
    assert len(soon.tried) == 1 and scene.paths().count(KEYS) == 2
    scene.now += 1
    assert await scene.provider.verified(Verifying(refuses=1)) == "believed"
    assert scene.paths().count(KEYS) == 3
    scene.now += MIN_KEY_PAUSE_SECONDS
    # The new ones do not do either.
    with pytest.raises(UnknownKey):
        await scene.provider.verified(Verifying(refuses=2))


async def test_a_token_that_is_wrong_otherwise_has_no_keys_asked_for(scene: Scene) -> None:
    """[A4]"""
    wrong = Verifying(refuses=1, error=SignInFailed)
    with pytest.raises(SignInFailed):
        await scene.provider.verified(wrong)
    assert len(wrong.tried) == 1 and scene.paths().count(KEYS) == 1


@pytest.mark.parametrize("text", ["", "{}", '{"keys":[]}', '{"keys":5}'])
async def test_keys_that_make_no_sense_are_as_none(text: str, scene: Scene) -> None:
    """[A4]"""
    scene.answers[KEYS] = lambda: web.Response(text=text)
    with pytest.raises(ProviderAway, match="keys? "):
        await scene.provider.verified(Verifying(refuses=0))
