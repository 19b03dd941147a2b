from services.gateway.user import ANONYMOUS, User


def test_without_sign_in_everybody_is_anon() -> None:
    """[N2]"""
    assert (ANONYMOUS.subject, ANONYMOUS.username, ANONYMOUS.session_id) == ("anon", "anon", "")


def test_tokens_are_not_shown() -> None:
    shown = repr(User("u1", "Zoë", "session", "access", "refresh"))
    assert "u1" in shown
    assert not any(secret in shown for secret in ("session", "access", "refresh"))
