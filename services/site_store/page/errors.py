"""Why an edit or a snapshot is refused.

ValueError
├── BadSnapshot             what should be a page is not
└── BadDelta                what should be a delta is not
    └── LimitExceeded       it is one, but holds too much
        ├── TooDeep
        ├── TooLarge
        │   ├── EditTooLarge
        │   └── PageTooLarge
        ├── TooManyCards
        ├── TooManyOps
        └── TooManyRows
"""

from typing import Any, ClassVar

# How much of a name or value an error repeats.
_QUOTE_CHARS = 60


def quote(text: str) -> str:
    """Returns text as one short line, for an error message."""
    return repr(text if len(text) <= _QUOTE_CHARS else text[:_QUOTE_CHARS] + "…")


def kind(value: Any) -> str:
    """Names what a JSON value is, for an error message."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value!r}"
    if isinstance(value, str):
        return f"the string {quote(value)}"
    return "an array" if isinstance(value, list) else "an object"


class BadSnapshot(ValueError):
    """The bytes are not a page. Says what is wrong and where."""


class BadDelta(ValueError):
    """The bytes are not a delta that a page could take. Says what is wrong, and in which op."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = ""

    def locate(self, op_index: int, key: object) -> None:
        """Adds which op is meant; the first call counts."""
        if not self.place:
            self.place = f"op {op_index}" + (f", key {quote(key)}: " if isinstance(key, str) else ": ")

    def __str__(self) -> str:
        return self.place + self.reason


def wrong_type(what: str, wanted: str, got: Any) -> BadDelta:
    """Returns the error for a value of the wrong type."""
    return BadDelta(f"{what} must be {wanted}, got {kind(got)}")


class LimitExceeded(BadDelta):
    """An edit or the page it would make is beyond a limit."""

    noun: ClassVar[str]
    limit_name: ClassVar[str]

    def __init__(self, limit: int, value: int) -> None:
        super().__init__(f"{self.noun}: {value}, the limit ({self.limit_name}) is {limit}")
        self.limit = limit
        self.value = value


class TooLarge(LimitExceeded):
    """The edit or its page has too many bytes."""


class EditTooLarge(TooLarge):
    """The edit has too many bytes."""

    noun = "bytes of the edit"
    limit_name = "max_edit_bytes"


class PageTooLarge(TooLarge):
    """The page could get too many bytes by the edit."""

    noun = "bytes of the page with this edit"
    limit_name = "max_page_bytes"


class TooDeep(LimitExceeded):
    """A value would be nested too deeply."""

    noun = "levels of the key and its value"
    limit_name = "max_depth"


class TooManyCards(LimitExceeded):
    """The page would get too many cards."""

    noun = "cards of the page with this edit"
    limit_name = "max_cards"


class TooManyOps(LimitExceeded):
    """The edit has too many ops."""

    noun = "ops of the edit"
    limit_name = "max_ops"


class TooManyRows(LimitExceeded):
    """The new buffers of the edit have too many rows."""

    noun = "rows of the new buffers of the edit"
    limit_name = "max_buffer_rows"
