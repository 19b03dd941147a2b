"""What a request is about, by its path. PURE."""

from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import quote

from services.gateway.wire.address import clean_path

SOCKET_PREFIX = "_s"


class Kind(Enum):
    """What is at a path."""

    OUTSIDE = auto()
    ELSEWHERE = auto()
    SOCKET = auto()
    ANNEX = auto()
    PAGE = auto()


class Place(NamedTuple):
    """A path understood. `rest` is the path below the base, for ELSEWHERE the clean path to go to."""

    kind: Kind
    rest: str = ""

    @property
    def route(self) -> str:
        """The route of the page."""
        return f"/{self.rest}"

    @property
    def location(self) -> str:
        """Where to go instead, as it stands in a header."""
        return quote(self.rest, safe="/~!$&'()*+,;=:@")


_OUTSIDE = Place(Kind.OUTSIDE)


def place_of(path: str, base_url: str, annex: tuple[str, ...] = ()) -> Place:
    """Understands a decoded path. `annex` are the beginnings, below the base, of what is served beside pages."""
    clean = clean_path(path)
    if clean != path:
        return Place(Kind.ELSEWHERE, clean)
    if not path.startswith(base_url):
        return Place(Kind.ELSEWHERE, base_url) if path + "/" == base_url else _OUTSIDE
    rest = path[len(base_url) :]
    if rest.startswith(SOCKET_PREFIX):
        if rest == SOCKET_PREFIX:
            return Place(Kind.ELSEWHERE, f"{path}/")
        if rest.startswith(f"{SOCKET_PREFIX}/"):
            return Place(Kind.SOCKET, rest)
    if rest.startswith(annex):
        return Place(Kind.ANNEX, rest)
    if f"{rest}/" in annex:
        return Place(Kind.ELSEWHERE, f"{path}/")
    return Place(Kind.PAGE, rest)
