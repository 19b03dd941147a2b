"""What all kinds of buffer have in common."""

import pytest

from services.site_store.page.buffers import BUFFER_TYPES, KINDS, Buffer
from services.site_store.page.buffers.buffer import null_rows
from services.site_store.page.row import Fields


def test_the_letters_count_in_their_order() -> None:
    """[D3]"""
    assert "".join(KINDS) == "cfml"
    assert frozenset(KINDS.values()) == BUFFER_TYPES


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_kind_is_a_buffer_without_a_dictionary(kind: type) -> None:
    assert issubclass(kind, Buffer)
    made = KINDS["c"].load(Fields([]), None, 1, None)
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize(("size", "count"), [(1, 1), (0, 10), (-5, 10), (None, 10)])
def test_a_buffer_without_rows_has_ten_or_as_many_as_it_says(size: int | None, count: int) -> None:
    """[B2]"""
    assert null_rows(size) == [None] * count
