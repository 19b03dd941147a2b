"""Positions as authors hold them: `<epoch>:<revision>`, to be kept, compared and given back, not to be looked into."""

from .errors import BadValue

_MOST_DIGITS = 19


def split_position(text: object) -> tuple[str, int]:
    """The epoch and the revision. Raises `BadValue` for what is no position."""
    if isinstance(text, str) and text.isascii() and text.isprintable():
        epoch, _, revision = text.rpartition(":")
        if epoch and '"' not in epoch and revision.isdigit() and len(revision) <= _MOST_DIGITS:
            return epoch, int(revision)
    raise BadValue(f"if_position: want a position such as page.position, got {text!r}")
