"""A signed-in user, as gateways know one. PURE."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import orjson

from services.gateway.auth.tokens import Claims, groups_of, username_of
from services.gateway.errors import SignInFailed
from services.gateway.user import User

# An access token that ends within this time is renewed first.
RENEW_BEFORE_SECONDS = 10.0
_FIELDS = (
    "subject",
    "username",
    "groups",
    "claims",
    "provider_session",
    "access_token",
    "refresh_token",
    "id_token",
    "access_expires_at",
    "expires_at",
)


@dataclass(frozen=True, slots=True)
class Session:
    """A session. `id` is a digest of the secret in the cookie; times are seconds since 1970, 0 for unknown."""

    id: str
    subject: str
    username: str
    groups: tuple[str, ...]
    claims: str
    provider_session: str
    access_token: str
    refresh_token: str
    id_token: str
    access_expires_at: float
    expires_at: float
    version: int = 0

    def __repr__(self) -> str:
        # A repr ends up in logs and tracebacks; tokens must not.
        return f"Session({self.id[:8]}, version {self.version})"

    @property
    def user(self) -> User:
        """The user."""
        return User(
            self.subject,
            self.username,
            self.id,
            self.access_token,
            self.refresh_token,
            self.groups,
            self.claims.encode(),
        )

    def needs_renewal(self, now: float) -> bool:
        """Whether the access token has ended, or is about to, and another can be had."""
        ends_at = self.access_expires_at
        return bool(self.refresh_token) and 0 < ends_at <= now + RENEW_BEFORE_SECONDS

    def encode(self) -> bytes:
        """The session as bytes, to be sealed."""
        return orjson.dumps([getattr(self, name) for name in _FIELDS])


def session_id(secret: str) -> str:
    """The digest under which the session of a cookie is known: whoever learns it cannot make the cookie of it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def decode_session(content: bytes, session_id: str, version: int) -> Session:
    """What `encode` has made; it was sealed, so nobody has changed it."""
    values = dict(zip(_FIELDS, orjson.loads(content), strict=True))
    values["groups"] = tuple(values["groups"])
    return Session(id=session_id, version=version, **values)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider has answered."""

    access_token: str
    refresh_token: str
    id_token: str
    lifetime_seconds: float

    def __repr__(self) -> str:
        return "Tokens()"


def read_tokens(answer: Any) -> Tokens:
    """Understands an answer of the token endpoint. Raises SignInFailed."""
    fields = answer if isinstance(answer, dict) else {}
    texts = [fields.get(name, "") for name in ("access_token", "refresh_token", "id_token")]
    try:
        lifetime = float(fields.get("expires_in") or 0)
    except (TypeError, ValueError):
        lifetime = 0.0
    if not math.isfinite(lifetime):
        # It could not be kept: JSON has no such number.
        lifetime = 0.0
    if not all(isinstance(text, str) for text in texts) or not texts[0]:
        raise SignInFailed("the provider has sent no access token")
    access_token, refresh_token, id_token = texts
    return Tokens(access_token, refresh_token, id_token, lifetime_seconds=max(lifetime, 0.0))


class SessionMaker:
    """Makes sessions of what the provider says."""

    def __init__(self, *, expiry_seconds: float, groups_claim: str, clock: Callable[[], float]) -> None:
        self._expiry_seconds = expiry_seconds
        self._groups_claim = groups_claim
        self._clock = clock

    def begin(self, session_id: str, tokens: Tokens, claims: Claims) -> Session:
        """The session of a user who has just signed in."""
        now = self._clock()
        sid = claims.get("sid")
        return Session(
            id=session_id,
            subject=claims["sub"],
            username=username_of(claims),
            groups=groups_of(claims, self._groups_claim),
            claims=orjson.dumps(dict(claims)).decode(),
            provider_session=sid if isinstance(sid, str) else "",
            access_token=tokens.access_token,
            refresh_token=tokens.refresh_token,
            id_token=tokens.id_token,
            access_expires_at=now + tokens.lifetime_seconds if tokens.lifetime_seconds else 0.0,
            expires_at=now + self._expiry_seconds,
        )

    def renew(self, session: Session, tokens: Tokens, claims: Claims | None) -> Session:
        """The session with new tokens; `claims` are those of a new ID token, if there is one. Raises SignInFailed."""
        now = self._clock()
        renewed = replace(
            session,
            access_token=tokens.access_token,
            # Who sends no new refresh token wants the old one to be used again.
            refresh_token=tokens.refresh_token or session.refresh_token,
            id_token=tokens.id_token or session.id_token,
            access_expires_at=now + tokens.lifetime_seconds if tokens.lifetime_seconds else 0.0,
        )
        if claims is None:
            return renewed
        if claims["sub"] != session.subject:
            raise SignInFailed("the provider has renewed the tokens of another user")
        return replace(
            renewed,
            username=username_of(claims),
            groups=groups_of(claims, self._groups_claim),
            claims=orjson.dumps(dict(claims)).decode(),
        )
