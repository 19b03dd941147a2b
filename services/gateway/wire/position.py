"""A place in the life of a page, as HTTP headers and browsers name it. PURE."""

from typing import NamedTuple


class Position(NamedTuple):
    """Everything up to `revision` of the life `epoch`. Epochs are opaque; compare them for equality only."""

    epoch: str
    revision: int

    def __str__(self) -> str:
        return f"{self.epoch}:{self.revision}"


def parse(text: str) -> Position | None:
    """Reads `<epoch>:<revision>`; None for anything else."""
    epoch, colon, revision = text.rpartition(":")
    if not colon or not epoch or not revision.isascii() or not revision.isdigit() or len(revision) > 19:
        return None
    return Position(epoch, int(revision))


def parse_entity_tag(text: str) -> Position | None:
    """[P3] Reads the value of `If-Match`: one strong entity tag that holds a position; None for anything else."""
    text = text.strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"' or '"' in text[1:-1]:
        return None
    return parse(text[1:-1])
