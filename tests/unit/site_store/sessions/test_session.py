"""A session as it is kept."""

from dataclasses import replace
from typing import Any

import pytest

from services.site_store.sessions.errors import SessionInvalid
from services.site_store.sessions.session import MAX_LABEL_BYTES, MAX_LABELS, MAX_SEALED_BYTES, check
from tests.unit.site_store.sessions.sample import session


def test_it_is_idle_when_it_was_not_used_for_long_enough() -> None:
    assert not session().is_idle(1_000_999)
    assert session().is_idle(1_001_000)
    assert not session(used_at_ms=1_000_001).is_idle(1_001_000)


def test_a_use_in_the_past_changes_nothing() -> None:
    assert session().used(999_999) == session()
    assert session().used(1_000_001).used_at_ms == 1_000_001


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": b"short"}, "id"),
        ({"sealed": b"x" * (MAX_SEALED_BYTES + 1)}, "claims"),
        ({"labels": (b"x",) * (MAX_LABELS + 1)}, "labels"),
        ({"labels": (b"x" * (MAX_LABEL_BYTES + 1),)}, "label"),
        ({"expires_at_ms": 1_000_000}, "expired"),
        ({"idle_limit_ms": 0}, "idle"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(SessionInvalid, match=reason):
        check(replace(session(), **change), 1_000_000)


def test_what_is_sealed_is_not_in_the_repr() -> None:
    assert "sealed" not in repr(session())
