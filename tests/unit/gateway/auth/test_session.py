"""A signed-in user, made of what the provider says."""

from dataclasses import replace
from typing import Any

import pytest

from services.gateway.auth.session import (
    RENEW_BEFORE_SECONDS,
    Session,
    SessionMaker,
    Tokens,
    decode_session,
    read_tokens,
    session_id,
)
from services.gateway.errors import SignInFailed

NOW = 1000.0
CLAIMS: dict[str, Any] = {"sub": "id-ann", "preferred_username": "ann", "sid": "p1", "groups": ["sales"]}
TOKENS = Tokens("access", "refresh", "id token", 300.0)
MAKER = SessionMaker(expiry_seconds=3600.0, groups_claim="groups", clock=lambda: NOW)


def begun(claims: dict[str, Any] = CLAIMS, tokens: Tokens = TOKENS) -> Session:
    return MAKER.begin("ab" * 32, tokens, claims)


def test_a_session_is_what_the_provider_has_said() -> None:
    """[A4]"""
    session = begun()
    assert (session.subject, session.username, session.groups) == ("id-ann", "ann", ("sales",))
    assert (session.provider_session, session.access_expires_at) == ("p1", NOW + 300)
    assert (session.expires_at, session.version) == (NOW + 3600, 0)
    user = session.user
    assert (user.subject, user.session_id, user.access_token, user.refresh_token) == (
        "id-ann",
        session.id,
        "access",
        "refresh",
    )
    assert b'"sid":"p1"' in user.claims


@pytest.mark.parametrize("sid", [None, 5, ["p1"]])
def test_a_session_of_the_provider_is_a_text_or_none(sid: Any) -> None:
    """[A7]"""
    assert begun({**CLAIMS, "sid": sid}).provider_session == ""


def test_a_session_comes_back_as_it_was_sealed() -> None:
    """[A12]"""
    session = begun()
    again = decode_session(session.encode(), session.id, 3)
    assert again == replace(session, version=3) and again.groups == ("sales",)


def test_neither_the_secret_nor_a_token_is_shown() -> None:
    """[A12]"""
    secret = "secret of a cookie"
    assert secret not in session_id(secret) and session_id(secret) != session_id(f"{secret}.")
    shown = repr(begun()) + repr(TOKENS)
    assert not [text for text in ("access", "refresh", "id token", "ann") if text in shown]


def test_a_cookie_of_any_bytes_has_a_digest() -> None:
    """Headers may hold bytes that are no text: they come as lone surrogates."""
    assert len(session_id("\udcff")) == 64


@pytest.mark.parametrize(
    ("refresh_token", "ends_at", "is_needed"),
    [
        ("refresh", NOW + RENEW_BEFORE_SECONDS, True),
        ("refresh", NOW - 1, True),
        ("refresh", NOW + RENEW_BEFORE_SECONDS + 1, False),
        ("refresh", 0.0, False),
        ("", NOW - 1, False),
    ],
)
def test_a_token_is_renewed_when_it_is_about_to_end_and_can_be(
    refresh_token: str, ends_at: float, is_needed: bool
) -> None:
    """[A6]"""
    lifetime = ends_at - NOW if ends_at else 0.0
    session = begun(tokens=Tokens("access", refresh_token, "", lifetime))
    assert session.needs_renewal(NOW) is is_needed


def test_new_tokens_take_the_place_of_the_old_ones() -> None:
    """[A6]"""
    claims = {"sub": "id-ann", "preferred_username": "anna", "groups": ["board"]}
    renewed = MAKER.renew(begun(), Tokens("new access", "new refresh", "new id", 0.0), claims)
    assert (renewed.access_token, renewed.refresh_token, renewed.id_token) == (
        "new access",
        "new refresh",
        "new id",
    )
    assert (renewed.username, renewed.groups, renewed.access_expires_at) == ("anna", ("board",), 0.0)
    # It is the same session, and does not get older than it may.
    assert (renewed.id, renewed.provider_session, renewed.expires_at) == ("ab" * 32, "p1", NOW + 3600)


def test_what_the_provider_does_not_send_again_stays() -> None:
    """[A6]"""
    renewed = MAKER.renew(begun(), Tokens("new access", "", "", 60.0), None)
    assert (renewed.refresh_token, renewed.id_token, renewed.username) == ("refresh", "id token", "ann")
    assert (renewed.access_token, renewed.access_expires_at) == ("new access", NOW + 60)


def test_renewed_tokens_of_another_user_are_refused() -> None:
    """[A6]"""
    with pytest.raises(SignInFailed, match="of another user"):
        MAKER.renew(begun(), TOKENS, {"sub": "id-bob"})


@pytest.mark.parametrize(
    ("more", "lifetime"),
    [
        ({}, 0.0),
        ({"expires_in": 300}, 300.0),
        ({"expires_in": "300"}, 300.0),
        ({"expires_in": None}, 0.0),
        ({"expires_in": "soon"}, 0.0),
        ({"expires_in": "inf"}, 0.0),
        ({"expires_in": "nan"}, 0.0),
        ({"expires_in": [1]}, 0.0),
        ({"expires_in": -5}, 0.0),
    ],
)
def test_tokens_have_a_lifetime_or_none_that_is_known(more: dict[str, Any], lifetime: float) -> None:
    """[A4]"""
    assert read_tokens({"access_token": "a", **more}) == Tokens("a", "", "", lifetime)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "access",
        {},
        {"access_token": ""},
        {"access_token": 5},
        {"access_token": "a", "refresh_token": 5},
        {"access_token": "a", "id_token": {"a": 1}},
    ],
)
def test_an_answer_without_tokens_is_refused(answer: Any) -> None:
    """[A4]"""
    with pytest.raises(SignInFailed, match="no access token"):
        read_tokens(answer)
