"""What an uploaded file may be called, and the URL under which it is found. PURE."""

from urllib.parse import quote

from services.gateway.errors import FormInvalid

MAX_SEGMENT_BYTES = 255
MAX_DEPTH = 32


def segments_of(name: str, *, nested: bool) -> tuple[str, ...]:
    """The folders and the name in the file name of an upload; `nested` allows folders.

    Raises FormInvalid for names that are empty, leave their place, or that no file can have.
    """
    segments = tuple(name.split("/"))
    if any(ord(character) < 0x20 or character == "\x7f" for character in name):
        raise FormInvalid(f"file name {name!r} has control characters")
    if any(segment in ("", ".", "..") for segment in segments):
        raise FormInvalid(f"file name {name!r} must not be empty or have the segments '', '.' and '..'")
    if len(segments) > (MAX_DEPTH if nested else 1):
        limit = f"more than {MAX_DEPTH} folders deep" if nested else "in a folder; upload the folder instead"
        raise FormInvalid(f"file name {name!r} is {limit}")
    if any(len(segment.encode()) > MAX_SEGMENT_BYTES for segment in segments):
        raise FormInvalid(f"file name {name!r} is longer than {MAX_SEGMENT_BYTES} bytes")
    return segments


def url_of(base: str, *segments: str) -> str:
    """The path of a file, percent-encoded, so that it can be used as it is wherever URLs are."""
    return base + "/".join(quote(segment, safe="") for segment in segments)


def requested_segments(rest: str) -> tuple[str, ...] | None:
    """The segments of a decoded path that was asked for; None when nothing can be there."""
    segments = tuple(rest.rstrip("/").split("/"))
    is_strange = any(segment in ("", ".", "..") or "\0" in segment for segment in segments)
    # What begins with a dot here is not finished yet.
    return None if is_strange or segments[0].startswith(".") else segments
