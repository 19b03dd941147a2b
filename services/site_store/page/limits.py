"""How much one edit or one page may hold."""

import sys
from dataclasses import dataclass
from typing import Final

# The longest list buffer (rule B13). Not a setting: the browser applies the same rule.
LIST_CAPACITY_ROWS: Final = 1_000_000

# How many component lists inside each other are searched for names (rule C8). Together with `max_depth` it keeps every
# page shallow enough to be written as JSON, which ends at 254 levels: a write by name begins at most 50 levels down.
COMPONENT_LISTS_DEPTH: Final = 16


@dataclass(frozen=True, slots=True)
class PageLimits:
    """Bounds that an edit is checked against before it is logged (rule D19)."""

    # Levels: the segments of a key plus the nesting of its value. At most 200, or pages could not be written as JSON.
    # Exceeded: TooDeep.
    max_depth: int = 200

    # Ops in one edit. Exceeded: TooManyOps.
    max_ops: int = 10_000

    # Cards of one page. Exceeded: TooManyCards.
    max_cards: int = 10_000

    # Rows of all new buffers of one edit together, given or declared. Exceeded: TooManyRows.
    max_buffer_rows: int = 1_000_000

    # Bytes of one page, written as a snapshot. Exceeded: PageTooLarge.
    max_page_bytes: int = 16 * 1024 * 1024

    # Bytes of one edit. Exceeded: EditTooLarge.
    max_edit_bytes: int = 5 * 1024 * 1024

    def __post_init__(self) -> None:
        """Raises ValueError when a bound is below 1, or `max_depth` above 200."""
        for name in self.__slots__:
            value = getattr(self, name)
            if value < 1:
                raise ValueError(f"{name} must be at least 1, got {value}")
        if self.max_depth > 200:
            raise ValueError(f"max_depth must be at most 200, got {self.max_depth}")

    @classmethod
    def unlimited(cls) -> "PageLimits":
        """Returns limits for what was accepted before: a log must load even when they have been lowered since."""
        without = sys.maxsize
        return cls(
            max_ops=without,
            max_cards=without,
            max_buffer_rows=without,
            max_page_bytes=without,
            max_edit_bytes=without,
        )
