"""What leaves this process must come back unread and unchanged."""

import pytest

from services.gateway.auth.sealing import Sealer

OLD, NEW = b"o" * 32, b"n" * 32


def test_what_was_sealed_is_opened_and_cannot_be_read_meanwhile() -> None:
    sealed = Sealer([OLD]).seal(b"the content", b"purpose")
    assert b"content" not in sealed
    assert Sealer([OLD]).open(sealed, b"purpose") == b"the content"


def test_the_same_is_never_sealed_alike() -> None:
    sealer = Sealer([OLD])
    assert sealer.seal(b"x", b"") != sealer.seal(b"x", b"")


def test_any_change_is_noticed() -> None:
    sealer = Sealer([OLD])
    sealed = sealer.seal(b"x", b"p")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert sealer.open(bytes(changed), b"p") is None
    for length in range(len(sealed)):
        assert sealer.open(sealed[:length], b"p") is None


@pytest.mark.parametrize("purpose", [b"", b"other", b"purposes"])
def test_what_was_sealed_for_one_purpose_is_not_opened_for_another(purpose: bytes) -> None:
    sealer = Sealer([OLD])
    assert sealer.open(sealer.seal(b"x", b"purpose"), purpose) is None


def test_a_new_secret_seals_and_the_old_one_still_opens() -> None:
    sealed = Sealer([OLD]).seal(b"x", b"")
    both = Sealer([NEW, OLD])
    assert both.open(sealed, b"") == b"x"
    assert Sealer([OLD]).open(both.seal(b"x", b""), b"") is None
    assert Sealer([NEW]).open(both.seal(b"x", b""), b"") == b"x"


def test_labels_stay_the_same_while_secrets_are_replaced() -> None:
    assert Sealer([NEW, OLD]).label("subject", "ann") == Sealer([OLD]).label("subject", "ann")


def test_labels_tell_kinds_and_sites_apart() -> None:
    sealer = Sealer([OLD])
    labels = {sealer.label("subject", "a"), sealer.label("session", "a"), Sealer([NEW]).label("subject", "a")}
    assert len(labels) == 3


def test_the_secrets_are_not_in_the_repr() -> None:
    assert "o" * 8 not in repr(Sealer([OLD]))
