from services.gateway.user import ANONYMOUS, VISITOR, User, visitor


def test_without_sign_in_everybody_is_anon() -> None:
    """[N2]"""
    assert (ANONYMOUS.subject, ANONYMOUS.username, ANONYMOUS.session_id) == ("anon", "anon", "")


def test_visitors_have_one_name_and_are_users_apart() -> None:
    """[A10]"""
    one, other = visitor("secret of one browser"), visitor("secret of another")
    assert one.username == other.username == "anon"
    assert one == visitor("secret of one browser")
    assert one.subject != other.subject
    assert one.subject.startswith(VISITOR) and "secret" not in one.subject
    assert not one.is_signed_in


def test_tokens_are_not_shown() -> None:
    shown = repr(User("u1", "Zoë", "session", "access", "refresh"))
    assert "u1" in shown
    assert not any(secret in shown for secret in ("session", "access", "refresh"))
