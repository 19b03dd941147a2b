"""The limits of pages and edits."""

import dataclasses

import pytest

from services.site_store.page.limits import PageLimits


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(PageLimits)])
def test_every_limit_must_let_something_through(field: str) -> None:
    with pytest.raises(ValueError, match=f"{field} must be at least 1, got 0"):
        PageLimits(**{field: 0})


def test_pages_must_stay_shallow_enough_to_be_written() -> None:
    with pytest.raises(ValueError, match="max_depth must be at most 200, got 201"):
        PageLimits(max_depth=201)


def test_without_limits_only_depth_is_bounded() -> None:
    limits = PageLimits.unlimited()
    assert limits.max_depth == 200
    assert limits.max_edit_bytes > 2**40
