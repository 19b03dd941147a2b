"""The door of an app for a server that speaks HTTP: two endpoints, and the events of the process's life."""

import base64
import binascii
import hmac
import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from .errors import ServiceError
from .event import Event
from .marshalling import unmarshal
from .site import settings

if TYPE_CHECKING:
    from .app import App

logger = logging.getLogger("h2o_wave")

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_MAX_BODY_BYTES = 16 * 1024 * 1024
_TEXTS = {
    200: "",
    307: "",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
}


@dataclass(frozen=True, slots=True)
class Response:
    """An answer without content beyond its status."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...] = ()


class BadBody(ValueError):
    """A body that is no event."""


@dataclass(slots=True)
class Request:
    """One POST, as far as an app cares."""

    headers: dict[bytes, bytes]
    receive: Receive
    size_bytes: int = field(default=0)

    def header(self, name: bytes) -> str | None:
        """A header by its name in lower case."""
        value = self.headers.get(name)
        return None if value is None else value.decode(errors="replace")

    async def body(self) -> bytes:
        """The whole body. Raises `BadBody` when it is too large or ends early."""
        chunks = []
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise BadBody("the body ends early")
            chunk = message.get("body", b"")
            self.size_bytes += len(chunk)
            if self.size_bytes > _MAX_BODY_BYTES:
                raise BadBody(f"the body has more than {_MAX_BODY_BYTES} bytes")
            chunks.append(chunk)
            if not message.get("more_body", False):
                return b"".join(chunks)


class AsgiApp:
    """One app as an ASGI application."""

    def __init__(self, app: "App", says_goodbye: Callable[[], bool]) -> None:
        self._app = app
        self._says_goodbye = says_goodbye

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the life of the process."""
        kind = scope["type"]
        if kind == "lifespan":
            await self._live(receive, send)
        elif kind == "http":
            await self._answer(scope, receive, send)
        else:
            # Refuses a websocket during its handshake: 403.
            await send({"type": "websocket.close"})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self._app.start()
        # A server that is told of the failure says so and exits; one that gets an exception goes on without
        # us.
        except Exception as error:  # noqa: BLE001
            await send({"type": "lifespan.startup.failed", "message": _explain(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        try:
            await self._app.stop(says_goodbye=self._says_goodbye())
        except Exception as error:  # noqa: BLE001 - as above
            await send({"type": "lifespan.shutdown.failed", "message": _explain(error)})
            return
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._respond(scope, receive)
        body = _TEXTS[response.status].encode()
        headers = [(b"content-length", str(len(body)).encode()), *response.headers]
        if response.status != 307:
            headers.append((b"content-type", b"text/plain; charset=utf-8"))
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        path = scope["path"].removeprefix(scope.get("root_path", "").rstrip("/")) or "/"
        endpoint = _ENDPOINTS.get(path)
        if endpoint is None:
            shorter = path.rstrip("/")
            return _redirect(scope, shorter) if shorter in _ENDPOINTS else Response(404)
        if scope["method"] != "POST":
            return Response(405, ((b"allow", b"POST"),))
        request = Request(dict(scope["headers"]), receive)
        if not is_authorized(request.headers.get(b"authorization", b"")):
            return Response(401)
        return await endpoint(self, request)

    async def _event(self, request: Request) -> Response:
        try:
            event = _event_of(request, await request.body())
        except BadBody as error:
            logger.warning("event_refused route=%s reason=%s", self._app.route, error)
            return Response(413 if request.size_bytes > _MAX_BODY_BYTES else 400)
        # The server waits for the answer before it sends what the tab does next, so the work comes after.
        self._app.take(event)
        return Response(200)

    async def _disconnect(self, request: Request) -> Response:
        client_id = request.header(b"wave-client-id")
        if not client_id:
            return Response(400)
        self._app.forget(client_id)
        return Response(200)


_ENDPOINTS: dict[str, Callable[[AsgiApp, Request], Awaitable[Response]]] = {
    "/": AsgiApp._event,
    "/disconnect": AsgiApp._disconnect,
}


def is_authorized(header: bytes) -> bool:
    """Whether an `Authorization` header shows the key that the app has registered with."""
    if settings.dev_mode:
        return True
    scheme, _, encoded = header.strip().partition(b" ")
    if scheme.lower() != b"basic":
        return False
    try:
        shown = base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error:
        return False
    key = f"{settings.app_access_key_id}:{settings.app_access_key_secret}".encode()
    return hmac.compare_digest(shown, key)


def _event_of(request: Request, body: bytes) -> Event:
    """Raises `BadBody`."""
    try:
        message = unmarshal(body)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBody(f"the body is not JSON: {error}") from error
    data = message.get("data", {}) if isinstance(message, dict) else None
    headers = message.get("headers") if isinstance(message, dict) else None
    if not isinstance(data, dict) or not (headers is None or isinstance(headers, dict)):
        raise BadBody("the body must be an object whose data, and headers if there are any, are objects")
    return Event(
        client_id=request.header(b"wave-client-id") or None,
        subject=request.header(b"wave-subject-id") or None,
        username=request.header(b"wave-username") or None,
        session_id=request.header(b"wave-session-id") or None,
        access_token=request.header(b"wave-access-token") or None,
        refresh_token=request.header(b"wave-refresh-token") or None,
        data=data,
        headers=headers,
        claims=_claims_of(request.header(b"wave-claims")),
    )


def _claims_of(header: str | None) -> dict[str, Any] | None:
    """Raises `BadBody`."""
    if not header:
        return None
    try:
        claims = unmarshal(base64.b64decode(header, validate=True))
    except (ValueError, RecursionError) as error:
        raise BadBody(f"the claims are not JSON: {error}") from error
    return claims if isinstance(claims, dict) else None


def _explain(error: Exception) -> str:
    """What is wrong; where in the code only when the reason may be there."""
    if isinstance(error, (ConnectionError, ServiceError)):
        return f"{type(error).__name__}: {error}"
    return "".join(traceback.format_exception(error))


def _redirect(scope: Scope, path: str) -> Response:
    host = dict(scope["headers"]).get(b"host", b"")
    location = (
        f"{scope.get('scheme', 'http')}://".encode()
        + host
        + scope.get("root_path", "").encode()
        + path.encode()
    )
    return Response(307, ((b"location", location),))
