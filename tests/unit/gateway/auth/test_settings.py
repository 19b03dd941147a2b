"""The settings of signing in."""

import pytest

from services.chassis.settings import load
from services.gateway.auth.settings import SignInSettings, scopes, url, url_parameters

COMPLETE = {
    "oidc-client-id": "wave",
    "oidc-client-secret": "secret",
    "oidc-provider-url": "https://login.example.org/realms/staff",
    "oidc-redirect-url": "https://wave.example.org/_auth/callback",
}


def settings(given: dict[str, str]) -> SignInSettings:
    flags = [word for name, value in given.items() for word in (f"-{name}", value)]
    return load(SignInSettings, flags, {}, "H2O_WAVE_").settings


@pytest.mark.parametrize("given", ["", "http://h", "https://h:8080/a?b=c", "https://[::1]/"])
def test_a_url_is_absolute_or_nothing(given: str) -> None:
    assert url(given) == given


@pytest.mark.parametrize(
    "given",
    ["h", "/path", "//h", "ftp://h", "https://", "https:///a", "https://h/a b", "https://h/\n", " https://h"],
)
def test_any_other_url_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="want an absolute URL"):
        url(given)


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("", ("openid", "profile")),
        ("openid", ("openid",)),
        ("email, openid", ("email", "openid")),
        ("email,groups", ("openid", "email", "groups")),
    ],
)
def test_who_signs_in_is_always_asked_who_they_are(given: str, understood: tuple[str, ...]) -> None:
    """[A3]"""
    assert scopes(given) == understood


def test_url_parameters_are_pairs() -> None:
    """[A3]"""
    assert url_parameters(" a : b ,, prompt:login,a:c") == (("a", "b"), ("prompt", "login"), ("a", "c"))
    assert url_parameters("") == ()


@pytest.mark.parametrize("given", ["a", "a:", ":b", "a:b:c", "a:b,c"])
def test_url_parameters_that_are_no_pairs_are_refused(given: str) -> None:
    with pytest.raises(ValueError, match="with exactly one colon in each"):
        url_parameters(given)


@pytest.mark.parametrize("name", ["state", "nonce", "redirect_uri", "code_challenge_method", "response_type"])
def test_a_parameter_of_signing_in_itself_is_refused(name: str) -> None:
    """[A3] Or whoever sets it would take away what keeps a sign-in safe."""
    with pytest.raises(ValueError, match=f"signing in itself needs: {name}$"):
        url_parameters(f"prompt:login,{name}:x")


def test_users_sign_in_when_everything_that_takes_is_set() -> None:
    """[A1]"""
    full = settings(COMPLETE)
    assert full.has_sign_in and full.sign_in_gaps == ()


@pytest.mark.parametrize("missing", COMPLETE)
def test_nobody_signs_in_when_one_of_it_is_missing_which_is_named(missing: str) -> None:
    """[A1]"""
    partly = settings({name: value for name, value in COMPLETE.items() if name != missing})
    assert not partly.has_sign_in and partly.sign_in_gaps == (missing,)


def test_where_nothing_of_it_is_set_nothing_is_missing() -> None:
    """[A1]"""
    none = settings({})
    assert not none.has_sign_in and none.sign_in_gaps == ()
