"""Tokens of the provider: which are believed, and what they say. PURE but for the clock it is given."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, import_key

from services.gateway.errors import SignInFailed, UnknownKey

# Signatures with a key pair only: what is signed with a shared secret could be signed by whoever knows it, and `none` by anybody.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
)
# How far the clocks of two machines may be apart.
LEEWAY_SECONDS = 60
# A logout token is sent at once; an old one may have been picked up somewhere.
MAX_LOGOUT_AGE_SECONDS = 300
MAX_TOKEN_CHARACTERS = 64 << 10
_LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_UNKNOWN = ("invalid_key_id", "missing_key")

Clock = Callable[[], float]
Claims = Mapping[str, Any]


class TokenRules:
    """Whose tokens are believed, by whom, and for whom."""

    def __init__(self, issuer: str, client_id: str, clock: Clock) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._clock = clock

    def id_token(self, token: str, keys: KeySet, *, nonce: str | None) -> Claims:
        """The claims of an ID token; of a renewed one the nonce is None. Raises SignInFailed, UnknownKey."""
        claims = self._verified(token, keys)
        self._check(claims, sub={"essential": True}, exp={"essential": True})
        if nonce is not None and claims.get("nonce") != nonce:
            raise SignInFailed("the ID token has the wrong nonce: it was made for another sign-in")
        self._check_party(claims)
        return claims

    def logout_token(self, token: str, keys: KeySet) -> Claims:
        """The claims of a logout token: `sub` or `sid` or both. Raises SignInFailed, UnknownKey."""
        claims = self._verified(token, keys)
        self._check(claims, jti={"essential": True})
        events = claims.get("events")
        if not isinstance(events, dict) or not isinstance(events.get(_LOGOUT_EVENT), dict):
            raise SignInFailed("the token is no logout token: it names no such event")
        if "nonce" in claims:
            raise SignInFailed("the token is no logout token: it has a nonce")
        if not any(isinstance(claims.get(name), str) and claims[name] for name in ("sub", "sid")):
            raise SignInFailed("the logout token names neither a user nor a session")
        if claims["iat"] < self._clock() - MAX_LOGOUT_AGE_SECONDS:
            raise SignInFailed("the logout token is too old")
        return claims

    def _verified(self, token: str, keys: KeySet) -> dict[str, Any]:
        if len(token) > MAX_TOKEN_CHARACTERS:
            raise SignInFailed("the token is too long")
        try:
            return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
        except JoseError as error:
            kind = UnknownKey if error.error in _UNKNOWN else SignInFailed
            raise kind(f"the token cannot be believed: {error}") from error
        except (ValueError, TypeError) as error:
            raise SignInFailed(f"the token is malformed: {error}") from error

    def _check(self, claims: dict[str, Any], **more: Any) -> None:
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._client_id},
            iat={"essential": True},
            **more,
        )
        try:
            registry.validate(claims)
        except JoseError as error:
            raise SignInFailed(f"the token cannot be believed: {error}") from error

    def _check_party(self, claims: Claims) -> None:
        audience = claims["aud"]
        is_shared = isinstance(audience, list) and len(audience) > 1
        if claims.get("azp", None if is_shared else self._client_id) != self._client_id:
            raise SignInFailed("the ID token was made for another client")


def read_keys(document: bytes) -> KeySet:
    """The keys of a provider. Those of a kind that is unknown, or for another use, are left out. Raises SignInFailed."""
    try:
        entries = orjson.loads(document)["keys"]
        known = [key for entry in entries if (key := _key_of(entry)) is not None]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise SignInFailed("the keys of the provider are malformed") from error
    if not known:
        raise SignInFailed("the provider has no key that could be used")
    return KeySet(known)


def groups_of(claims: Claims, name: str) -> tuple[str, ...]:
    """The groups of a user: a list of texts, or one text, in a claim or, by dots, within one."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    values: Sequence[Any] = [found] if isinstance(found, str) else found if isinstance(found, list) else ()
    return tuple(value for value in values if isinstance(value, str))


def username_of(claims: Claims) -> str:
    """What a user is called: the best name there is."""
    names = (claims.get(name) for name in ("preferred_username", "email", "name", "sub"))
    return next((name for name in names if isinstance(name, str) and name), "")


def _key_of(entry: Any) -> Any:
    if not isinstance(entry, dict) or entry.get("kty") == "oct" or entry.get("use", "sig") != "sig":
        return None
    try:
        return import_key(entry)
    except (JoseError, ValueError, TypeError, KeyError):
        return None  # of a kind that this library does not know: another key may do
