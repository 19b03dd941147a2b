"""From a URL path or a websocket address to a route. PURE.

`base_url` begins and ends with `/`. A route is a string that begins with `/`; a path outside the base becomes a route that no
page can have, because it begins with two slashes.
"""

from urllib.parse import unquote, unquote_to_bytes

from services.gateway.errors import PathInvalid


def route_of_address(address: str, base_url: str) -> str | None:
    """[F4] The route of a websocket address; None when its percent-encoding is not UTF-8."""
    try:
        path = unquote(address, errors="strict") if "%" in address else address
    except UnicodeDecodeError:
        return None
    return "/" + path.removeprefix(base_url)


def decoded_path(target: bytes) -> str:
    """The path of a request target, decoded, without its query.

    Raises PathInvalid when the target is not a path, its encoding is not UTF-8, or it holds control characters.
    """
    raw = target.partition(b"?")[0]
    if not raw.startswith(b"/"):
        raise PathInvalid("the request target must be a path that begins with '/'")
    try:
        path = (unquote_to_bytes(raw) if b"%" in raw else raw).decode()
    except UnicodeDecodeError:
        raise PathInvalid("the path is not percent-encoded UTF-8") from None
    if not path.isprintable() and any(ord(character) < 0x20 or character == "\x7f" for character in path):
        raise PathInvalid("the path holds control characters")
    return path


def clean_path(path: str) -> str:
    """The path without empty, `.` and `..` segments; the path itself when it is clean already."""
    if "//" not in path and "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    ends_as_folder = segments[-1] in ("", ".", "..")
    return "/" + "/".join(kept) + ("/" if kept and ends_as_folder else "")


def is_client_page(route: str, client_id: str) -> bool:
    """Whether the route is the ephemeral page of the client."""
    return len(route) == len(client_id) + 1 and route.startswith("/") and route.endswith(client_id)
