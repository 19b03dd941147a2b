"""A directory as a page of links. PURE."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from services.gateway.web.answers import NOSNIFF, Answer

_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    NOSNIFF,
    ("Content-Security-Policy", "default-src 'none'"),
    ("Cache-Control", "no-cache"),
)


def listing(names: Sequence[str], *, is_cut: bool = False) -> Answer:
    """Links to what is in a directory, in the given order; the names of folders end with `/`."""
    # The `./` keeps a name with a colon from being read as the scheme of a URL.
    links = "".join(f'<a href="./{quote(name, errors="replace")}">{escape(name)}</a>\n' for name in names)
    more = "There is more.\n" if is_cut else ""
    return Answer(200, f"<!doctype html>\n<pre>\n{links}</pre>\n{more}".encode(errors="replace"), _HEADERS)
