"""An event as the HTTP request that an app of Wave 1.8 understands. PURE."""

from base64 import b64encode
from dataclasses import dataclass, replace
from functools import lru_cache

import orjson
from yarl import URL

from services.relay.apps import HttpAddress
from services.relay.event import Client, Event, EventKind

CONTENT_TYPE = "application/json; charset=utf-8"

# More does not fit into what servers take as one header; apps find the rest in the tokens.
MAX_CLAIMS_BYTES = 4 << 10

_PRIVATE = ("Authorization", "Wave-")

# Byte for byte as apps have always received them.
_SYSTEM_BODIES = {
    EventKind.DISCONNECT: b'{"data": {"":{"@system":{"client_disconnect":true}}}}',
    EventKind.LOGOUT: b'{"data": {"":{"@system":{"logout":true}}}}',
}


@dataclass(frozen=True, slots=True)
class AppRequest:
    """One request to an app."""

    url: str
    headers: dict[str, str]
    body: bytes
    method: str = "POST"


def event_request(address: HttpAddress, event: Event) -> AppRequest:
    """The POST that tells an app of an event."""
    headers = {
        "Authorization": _credentials(address),
        "Content-Type": CONTENT_TYPE,
        **_identity(event.client),
    }
    return AppRequest(address.url, headers, _body(event))


def disconnect_request(address: HttpAddress, client_id: str) -> AppRequest:
    """The POST after a DISCONNECT event that lets the app forget the client."""
    headers = {"Authorization": _credentials(address), "Wave-Client-ID": _header_value(client_id)}
    return AppRequest(f"{address.url.rstrip('/')}/disconnect", headers, b"")


def redirected(request: AppRequest, location: str, *, keeps_body: bool) -> AppRequest:
    """The request as it goes where an answer leads: with the event, or just to look. Raises ValueError for no URL.

    The secret of the app, and who the user is (with the user's tokens), are for the app that was registered: at another
    origin nobody is told.
    """
    here = URL(request.url)
    there = here.join(URL(location))
    headers = request.headers
    if there.origin() != here.origin():
        headers = {name: value for name, value in headers.items() if not name.startswith(_PRIVATE)}
    if keeps_body:
        return replace(request, url=str(there), headers=headers)
    return AppRequest(str(there), headers, b"", "GET")


def _body(event: Event) -> bytes:
    system_body = _SYSTEM_BODIES.get(event.kind)
    if system_body is not None:
        return system_body
    arguments = event.arguments or b"{}"
    if event.kind is not EventKind.BOOT:
        return b'{"data":%b}' % arguments
    headers = orjson.dumps({name: list(values) for name, values in event.headers})
    return b'{"data":%b,"headers":%b}' % (arguments, headers)


def _identity(client: Client) -> dict[str, str]:
    fields = {
        "Wave-Client-ID": client.id,
        "Wave-Subject-ID": client.subject,
        "Wave-Username": client.username,
        "Wave-Session-ID": client.session_id,
        "Wave-Access-Token": client.access_token,
        "Wave-Refresh-Token": client.refresh_token,
    }
    headers = {name: _header_value(value) for name, value in fields.items() if value}
    if client.claims and len(client.claims) <= MAX_CLAIMS_BYTES:
        headers["Wave-Claims"] = b64encode(client.claims).decode()
    return headers


@lru_cache(maxsize=1024)
def _credentials(address: HttpAddress) -> str:
    pair = f"{address.key_id}:{address.key_secret}".encode()
    return f"Basic {b64encode(pair).decode()}"


def _header_value(text: str) -> str:
    if text.isprintable():
        return text
    # A sign-in provider may call a user anything; a line break must not become a header of its own.
    return "".join(character if character.isprintable() else " " for character in text)
