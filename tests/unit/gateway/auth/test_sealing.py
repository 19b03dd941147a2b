"""What leaves this process must come back unread and unchanged."""

from itertools import pairwise

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


# The secrets of a site as they are replaced, one step after another.
STEPS = ([OLD], [OLD, NEW], [NEW, OLD], [NEW])


@pytest.mark.parametrize(("step", "next_step"), list(pairwise(STEPS)))
def test_in_every_step_gateways_that_are_a_step_apart_understand_each_other(
    step: list[bytes], next_step: list[bytes]
) -> None:
    """[A12] They are restarted one after another."""
    for one, other in ((Sealer(step), Sealer(next_step)), (Sealer(next_step), Sealer(step))):
        assert one.open(other.seal(b"x", b""), b"") == b"x"
        assert other.labels("subject", "ann")[0] in one.labels("subject", "ann")


def test_labels_are_those_of_the_secret_that_seals_and_found_by_all() -> None:
    """[A7]"""
    old, new = Sealer([OLD]).labels("subject", "ann"), Sealer([NEW]).labels("subject", "ann")
    assert Sealer([NEW, OLD]).labels("subject", "ann") == new + old
    assert Sealer([OLD, NEW]).labels("subject", "ann") == old + new


def test_labels_tell_kinds_and_sites_apart() -> None:
    sealer = Sealer([OLD])
    labels = {
        *sealer.labels("subject", "a"),
        *sealer.labels("session", "a"),
        *Sealer([NEW]).labels("subject", "a"),
    }
    assert len(labels) == 3


def test_the_secrets_are_not_in_the_repr() -> None:
    assert "o" * 8 not in repr(Sealer([OLD]))
