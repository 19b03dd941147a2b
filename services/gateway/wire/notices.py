"""What the gateway itself says to a browser: one JSON object per line. PURE.

The one-letter keys belong to the browsers of Wave 1.8; they are known here and nowhere else.
"""

import orjson

NOT_FOUND = b'{"e":"not_found"}'
CLEAR = b'{"c":1}'
RESET = b'{"r":1}'
APP_DOWN = b'{"app":"down"}'
APP_UP = b'{"app":"up"}'
APP_NEW = b'{"app":"new"}'
APP_GONE = b'{"app":"gone"}'
APP_UNAVAILABLE = b'{"e":"app_unavailable"}'
BAD_QUERY = b'{"e":"bad_query"}'
EMPTY_PAGE = b'{"p":{"c":{}}}'


def hello(client_id: str, key: str | None = None) -> bytes:
    """[N1] Tells a browser its client id; in the resumable dialogue also the key to come back with."""
    return orjson.dumps({"i": client_id} if key is None else {"i": client_id, "k": key})


def meta(username: str, editable: bool) -> bytes:
    """[N2] Tells who the user is and whether pages may be edited."""
    return orjson.dumps({"m": {"u": username, "e": editable}})


def redirect(url: str) -> bytes:
    """[N6] Sends a browser elsewhere: its session is missing or over."""
    return orjson.dumps({"u": url})


def mark(route: str, epoch: str, revision: int) -> bytes:
    """[R2] Tells that everything at the route up to the position has been sent."""
    return orjson.dumps({"at": [route, epoch, revision]})
