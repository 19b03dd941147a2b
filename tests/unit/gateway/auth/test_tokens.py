"""Which tokens are believed."""

import base64
import hmac
from typing import Any

import orjson
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from services.gateway.auth.tokens import (
    LEEWAY_SECONDS,
    MAX_LOGOUT_AGE_SECONDS,
    MAX_TOKEN_CHARACTERS,
    TokenRules,
    groups_of,
    read_keys,
    username_of,
)
from services.gateway.errors import SignInFailed, UnknownKey

NOW = 1_000_000
ISSUER, CLIENT = "https://provider", "wave"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
RULES = TokenRules(ISSUER, CLIENT, lambda: float(NOW))
LOGOUT = {"http://schemas.openid.net/event/backchannel-logout": {}}


def keys(*those: Any) -> KeySet:
    return read_keys(orjson.dumps({"keys": [one.as_dict(private=False) for one in those or (KEY, EC)]}))


def claims(**more: Any) -> dict[str, Any]:
    """Claims of an ID token; None leaves one out."""
    given = {"iss": ISSUER, "sub": "ann", "aud": CLIENT, "exp": NOW + 60, "iat": NOW, "nonce": "n", **more}
    return {name: value for name, value in given.items() if value is not None}


def logout_claims(**more: Any) -> dict[str, Any]:
    """Claims of a logout token; None leaves one out."""
    given = {"iss": ISSUER, "sub": "ann", "aud": CLIENT, "iat": NOW, "jti": "j", "events": LOGOUT, **more}
    return {name: value for name, value in given.items() if value is not None}


def signed(content: dict[str, Any], key: Any = KEY, alg: str = "RS256", kid: str | None = "one") -> str:
    header = {"alg": alg} if kid is None else {"alg": alg, "kid": kid}
    return jwt.encode(header, content, key, algorithms=[alg])


def unsigned(content: dict[str, Any], alg: str = "none") -> str:
    return ".".join(encoded(orjson.dumps(part)) for part in ({"alg": alg, "kid": "one"}, content)) + "."


def signed_by_hand(content: dict[str, Any], secret: bytes) -> str:
    """With a shared secret, by no library: those do not let one do that any more."""
    text = unsigned(content, "HS256")
    return text + encoded(hmac.digest(secret, text[:-1].encode(), "sha256"))


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


@pytest.mark.parametrize(
    ("token", "nonce"),
    [
        (signed(claims()), "n"),
        (signed(claims(), EC, "ES256", "ec"), "n"),
        (signed(claims(), alg="PS256"), "n"),
        (signed(claims(aud=[CLIENT, "other"], azp=CLIENT)), "n"),
        (signed(claims(aud=[CLIENT])), "n"),
        (signed(claims(azp=CLIENT)), "n"),
        (signed(claims(nonce=None)), None),
        (signed(claims(exp=NOW - LEEWAY_SECONDS + 1)), "n"),
        (signed(claims(iat=NOW + LEEWAY_SECONDS)), "n"),
    ],
)
def test_a_token_of_the_provider_for_us_is_believed(token: str, nonce: str | None) -> None:
    """[A4]"""
    assert RULES.id_token(token, keys(), nonce=nonce)["sub"] == "ann"


@pytest.mark.parametrize(
    "content",
    [
        claims(nonce="other"),
        claims(nonce=None),
        claims(iss="https://evil"),
        claims(iss=None),
        claims(aud="other"),
        claims(aud=["other", "another"]),
        claims(aud=None),
        claims(aud=[CLIENT, "other"]),
        claims(aud=[CLIENT, "other"], azp="other"),
        claims(azp="other"),
        claims(exp=NOW - LEEWAY_SECONDS),
        claims(exp=None),
        claims(exp="never"),
        claims(iat=None),
        claims(iat=NOW + 3600),
        claims(nbf=NOW + 3600),
        claims(sub=None),
        claims(sub=7),
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(content: dict[str, Any]) -> None:
    """[A4]"""
    with pytest.raises(SignInFailed):
        RULES.id_token(signed(content), keys(), nonce="n")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        "a.b.c.d.e",
        "ž.ž.ž",
        unsigned(claims()),
        signed(claims())[:-4] + "AAAA",
        signed(claims(), OTHER),
        # The public key taken for a shared secret: the oldest trick.
        signed_by_hand(claims(), KEY.as_pem(private=False)),
        signed(claims(), OctKey.import_key("secret of thirty-two characters!"), "HS256"),
        "x" * (MAX_TOKEN_CHARACTERS + 1),
    ],
)
def test_a_token_that_the_provider_has_not_signed_is_refused(token: str) -> None:
    """[A4]"""
    with pytest.raises(SignInFailed):
        RULES.id_token(token, keys(), nonce="n")


def test_a_key_that_is_unknown_is_told_apart_because_it_may_be_new() -> None:
    """[A4]"""
    with pytest.raises(UnknownKey):
        RULES.id_token(signed(claims(), OTHER, kid="two"), keys(), nonce="n")
    assert RULES.id_token(signed(claims(), OTHER, kid="two"), keys(KEY, OTHER), nonce="n")


def test_a_logout_token_names_a_user_or_a_session() -> None:
    """[A7]"""
    assert RULES.logout_token(signed(logout_claims()), keys())["sub"] == "ann"
    assert RULES.logout_token(signed(logout_claims(sub=None, sid="s")), keys())["sid"] == "s"


@pytest.mark.parametrize(
    "content",
    [
        logout_claims(sub=None),
        logout_claims(nonce="n"),
        logout_claims(events=None),
        logout_claims(events={"other": {}}),
        logout_claims(events=list(LOGOUT)),
        logout_claims(jti=None),
        logout_claims(aud="other"),
        logout_claims(iss="https://evil"),
        logout_claims(iat=NOW - MAX_LOGOUT_AGE_SECONDS - 1),
        logout_claims(iat=None),
        claims(),
    ],
)
def test_what_is_no_fresh_logout_token_for_us_signs_nobody_out(content: dict[str, Any]) -> None:
    """[A7]"""
    with pytest.raises(SignInFailed):
        RULES.logout_token(signed(content), keys())


def test_keys_that_are_of_no_use_are_left_out() -> None:
    entries = [
        {"kty": "oct", "k": "c2VjcmV0"},
        {"kty": "new kind"},
        {"kty": "RSA", "n": 7},
        "nonsense",
        {**OTHER.as_dict(private=False), "use": "enc"},
        KEY.as_dict(private=False),
    ]
    assert [key.kid for key in read_keys(orjson.dumps({"keys": entries})).keys] == ["one"]


@pytest.mark.parametrize(
    "document", [b"", b"[]", b"{}", b'{"keys": 7}', b'{"keys": []}', b'{"keys": [{"kty": "x"}]}']
)
def test_keys_that_make_no_sense_are_refused(document: bytes) -> None:
    with pytest.raises(SignInFailed):
        read_keys(document)


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("groups", ("a", "b")),
        ("one", ("a",)),
        ("realm_access.roles", ("r",)),
        ("https://example.org/groups", ("u",)),
        ("numbers", ()),
        ("missing", ()),
        ("groups.x", ()),
    ],
)
def test_groups_are_found_where_providers_put_them(name: str, groups: tuple[str, ...]) -> None:
    found = {
        "groups": ["a", "b", 7],
        "one": "a",
        "realm_access": {"roles": ["r"]},
        "https://example.org/groups": ["u"],
        "numbers": 7,
    }
    assert groups_of(found, name) == groups


def test_a_user_is_called_by_the_best_name_there_is() -> None:
    given = {"sub": "1", "name": "Ann A.", "email": "a@x", "preferred_username": "ann"}
    assert username_of(given) == "ann"
    assert username_of({**given, "preferred_username": ""}) == "a@x"
    assert username_of({"sub": "1", "preferred_username": 7}) == "1"
