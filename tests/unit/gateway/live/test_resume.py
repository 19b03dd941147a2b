import pytest

from services.gateway.live.resume import ResumeKeys

SECRET = b"0123456789abcdef"


def test_a_key_fits_its_client_and_session_only() -> None:
    """[H5] [R8]"""
    keys = ResumeKeys(SECRET)
    key = keys.key_for("id", "session")
    assert keys.fits(key, "id", "session")
    assert not keys.fits(key, "other", "session")
    assert not keys.fits(key, "id", "")
    assert not keys.fits("", "id", "session")
    assert not keys.fits("ž", "id", "session")


def test_gateways_with_the_same_secret_take_each_others_clients() -> None:
    """[R8]"""
    assert ResumeKeys(SECRET).fits(ResumeKeys(SECRET).key_for("id", "s"), "id", "s")
    assert not ResumeKeys(b"fedcba9876543210").fits(ResumeKeys(SECRET).key_for("id", "s"), "id", "s")


def test_the_parts_of_a_key_cannot_be_shifted() -> None:
    keys = ResumeKeys(SECRET)
    assert keys.key_for("a", "bc") != keys.key_for("ab", "c")


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        ResumeKeys(b"short")


def test_the_secret_is_not_shown() -> None:
    assert "0123" not in repr(ResumeKeys(SECRET))
