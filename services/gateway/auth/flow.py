"""The steps of signing in as values: what is remembered, what is sent to the provider, what may come back. PURE."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

import orjson

from services.gateway.auth.reason import presentable
from services.gateway.errors import SignInFailed

LOGIN_LIFETIME_SECONDS = 600.0
_RANDOM_BYTES = 20
_VERIFIER_BYTES = 32


class Login(NamedTuple):
    """A sign-in under way; remembered by the browser, sealed."""

    state: str
    nonce: str
    verifier: str
    target: str
    expires_at: float

    def encode(self) -> bytes:
        """The login as bytes, to be sealed."""
        return orjson.dumps(list(self))


class Client(NamedTuple):
    """This site, as the provider knows it."""

    id: str
    redirect_url: str
    scopes: Sequence[str]
    extra: Sequence[tuple[str, str]] = ()


def begin_login(target: str, now: float) -> Login:
    """A new login, with random numbers that nobody else knows."""
    return Login(
        state=secrets.token_hex(_RANDOM_BYTES),
        nonce=secrets.token_hex(_RANDOM_BYTES),
        verifier=secrets.token_urlsafe(_VERIFIER_BYTES),
        target=target,
        expires_at=now + LOGIN_LIFETIME_SECONDS,
    )


def decode_login(content: bytes) -> Login:
    """What `encode` has made; it was sealed, so nobody has changed it."""
    return Login(*orjson.loads(content))


def authorization_url(endpoint: str, client: Client, login: Login) -> str:
    """Where a browser goes to sign in."""
    challenge = (
        base64.urlsafe_b64encode(hashlib.sha256(login.verifier.encode()).digest()).decode().rstrip("=")
    )
    return _with_query(
        endpoint,
        [
            ("client_id", client.id),
            ("redirect_uri", client.redirect_url),
            ("response_type", "code"),
            ("scope", " ".join(client.scopes)),
            ("state", login.state),
            ("nonce", login.nonce),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
            *client.extra,
        ],
    )


def read_callback(query: Mapping[str, str], login: Login | None, *, issuer: str, now: float) -> str:
    """The code with which a browser comes back from the provider. Raises SignInFailed."""
    if login is None:
        raise SignInFailed("this browser has not begun to sign in here, or did so too long ago; begin anew")
    if login.expires_at <= now:
        raise SignInFailed(f"signing in took more than {LOGIN_LIFETIME_SECONDS / 60:.0f} minutes; begin anew")
    if not hmac.compare_digest(query.get("state", "").encode(), login.state.encode()):
        raise SignInFailed(
            "the state does not fit: another sign-in of this browser has overtaken this one; begin anew"
        )
    # A provider that says who it is says so here (RFC 9207): a code of another one is not sent to this one.
    if query.get("iss", issuer) != issuer:
        raise SignInFailed("the answer comes from another provider than the one of this site")
    if "error" in query:
        reason = f"{query['error']}: {query.get('error_description', '')}".rstrip(": ")
        raise SignInFailed(f"the provider says {presentable(reason)}")
    code = query.get("code", "")
    if not code:
        raise SignInFailed("the provider has sent no code")
    return code


def exchange_form(code: str, client: Client, login: Login) -> dict[str, str]:
    """What is sent for the tokens."""
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": client.redirect_url,
        "code_verifier": login.verifier,
    }


def renewal_form(refresh_token: str) -> dict[str, str]:
    """What is sent for new tokens."""
    return {"grant_type": "refresh_token", "refresh_token": refresh_token}


def end_session_url(endpoint: str, *, id_token: str, post_logout_url: str) -> str:
    """Where a browser goes to sign out."""
    parameters = [("post_logout_redirect_uri", post_logout_url)]
    if id_token:
        parameters.append(("id_token_hint", id_token))
    return _with_query(endpoint, parameters)


def _with_query(url: str, parameters: Sequence[tuple[str, str]]) -> str:
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(parameters))))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
