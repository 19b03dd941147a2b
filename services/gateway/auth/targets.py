"""Where a browser may be sent after signing in: to this site only. PURE."""

from urllib.parse import quote_plus, urlsplit, urlunsplit

MAX_TARGET_CHARACTERS = 2048


def safe_target(wanted: str | None) -> str | None:
    """The path that was asked for, taken apart and put together anew; None when it leads, or may lead, elsewhere.

    A browser reads a backslash as a slash and drops tabs and line feeds, so neither is let through.
    """
    if not wanted or len(wanted) > MAX_TARGET_CHARACTERS or not wanted.isprintable():
        return None
    if "\\" in wanted or wanted.startswith("//"):
        return None
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    return urlunsplit(("", "", parts.path, parts.query, parts.fragment))


def with_next(url: str, target: str) -> str:
    """A URL of ours that remembers where to go afterwards."""
    return f"{url}?next={quote_plus(target)}"
