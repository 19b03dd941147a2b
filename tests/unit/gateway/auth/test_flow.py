"""The steps of signing in as values."""

import base64
import hashlib
from urllib.parse import parse_qsl, urlsplit

import pytest

from services.gateway.auth import flow
from services.gateway.auth.flow import LOGIN_LIFETIME_SECONDS, Client
from services.gateway.errors import SignInFailed

CLIENT = Client("wave", "https://site/_auth/callback", ("openid", "profile"), (("foo", "bar"),))
LOGIN = flow.begin_login("/demo", 1000.0)
ISSUER = "https://provider"


def read(login: flow.Login | None = LOGIN, *, now: float = 1000.0, **query: str) -> str:
    return flow.read_callback(query, login, issuer=ISSUER, now=now)


def test_every_login_has_random_numbers_of_its_own() -> None:
    """[A3]"""
    logins = [flow.begin_login("/", 0.0) for _ in range(50)]
    values = {value for login in logins for value in (login.state, login.nonce, login.verifier)}
    assert len(values) == 150
    assert all(len(login.state) == len(login.nonce) == 40 for login in logins)


def test_a_login_is_remembered_whole() -> None:
    assert flow.decode_login(LOGIN.encode()) == LOGIN


def test_the_provider_is_asked_with_state_nonce_and_challenge() -> None:
    """[A3]"""
    url = flow.authorization_url("https://provider/auth?tenant=1", CLIENT, LOGIN)
    query = dict(parse_qsl(urlsplit(url).query))
    challenge = (
        base64.urlsafe_b64encode(hashlib.sha256(LOGIN.verifier.encode()).digest()).decode().rstrip("=")
    )
    assert query == {
        "tenant": "1",
        "client_id": "wave",
        "redirect_uri": "https://site/_auth/callback",
        "response_type": "code",
        "scope": "openid profile",
        "state": LOGIN.state,
        "nonce": LOGIN.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "foo": "bar",
    }
    assert LOGIN.verifier not in url


def test_a_code_comes_back_with_the_state() -> None:
    """[A4]"""
    assert read(code="c", state=LOGIN.state) == "c"
    assert read(code="c", state=LOGIN.state, iss=ISSUER) == "c"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"code": "c", "state": "wrong"}, "state"),
        ({"code": "c"}, "state"),
        ({"code": "c", "state": "ž"}, "state"),
        ({"state": LOGIN.state}, "no code"),
        ({"code": "", "state": LOGIN.state}, "no code"),
        ({"error": "access_denied", "state": LOGIN.state}, "access_denied"),
        ({"code": "c", "state": LOGIN.state, "iss": "https://other"}, "another provider"),
    ],
)
def test_anything_else_is_refused_with_a_reason(query: dict[str, str], reason: str) -> None:
    """[A4]"""
    with pytest.raises(SignInFailed, match=reason):
        read(**query)


def test_who_has_not_begun_or_took_too_long_begins_anew() -> None:
    """[A4]"""
    with pytest.raises(SignInFailed, match="begin anew"):
        read(None, code="c", state=LOGIN.state)
    with pytest.raises(SignInFailed, match="10 minutes"):
        read(code="c", state=LOGIN.state, now=1000.0 + LOGIN_LIFETIME_SECONDS)


def test_what_the_provider_says_is_wrong_is_fit_to_be_shown() -> None:
    with pytest.raises(SignInFailed) as caught:
        read(error="a\r\nb\x1b[31m", error_description="x" * 9999, state=LOGIN.state)
    assert str(caught.value).isprintable() and len(str(caught.value)) < 300


def test_the_code_is_sent_with_what_only_this_browser_knows() -> None:
    """[A4]"""
    assert flow.exchange_form("c", CLIENT, LOGIN) == {
        "grant_type": "authorization_code",
        "code": "c",
        "redirect_uri": "https://site/_auth/callback",
        "code_verifier": LOGIN.verifier,
    }
    assert flow.renewal_form("r") == {"grant_type": "refresh_token", "refresh_token": "r"}


def test_signing_out_tells_the_provider_who_and_where_to_go() -> None:
    """[A5]"""
    url = flow.end_session_url("https://provider/end?x=y", id_token="t", post_logout_url="https://site/")
    assert url == ("https://provider/end?x=y&post_logout_redirect_uri=https%3A%2F%2Fsite%2F&id_token_hint=t")
    assert "hint" not in flow.end_session_url("https://p/end", id_token="", post_logout_url="s")
