"""The edge that takes every request: aiohttp."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from html import escape

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_protocol import RequestHandler

from services.access import Verdict
from services.chassis.logs import get_logger
from services.gateway.auth.targets import with_next
from services.gateway.edge.desk import Desk
from services.gateway.edge.guest import Guest
from services.gateway.edge.places import Kind, Place, place_of
from services.gateway.errors import GatewayError
from services.gateway.live import handshake
from services.gateway.web import answers
from services.gateway.web.answers import Answer
from services.gateway.web.intake import read_whole
from services.gateway.web.media import APPLICATION_JSON, accepts_html, media_type
from services.gateway.wire.address import decoded_path

logger = get_logger(__name__)

_ALLOW = ("Allow", "GET, HEAD, OPTIONS, PATCH, POST")
_LINGERING_SECONDS = 2.0

Handler = Callable[["AiohttpEdge", web.BaseRequest, Place], Awaitable[web.StreamResponse]]


class AiohttpEdge:
    """Answers requests that arrive through aiohttp; also makes the protocols that other edges hand over to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._server = web.Server(
            self._handle,
            access_log=None,
            logger=_log_of_aiohttp(),
            auto_decompress=False,
            keepalive_timeout=desk.limits.idle_timeout_seconds,
            lingering_time=_LINGERING_SECONDS,
        )

    def protocol(self) -> RequestHandler:
        """A new protocol for one connection."""
        return self._server()

    async def close(self, timeout_seconds: float) -> None:
        """Lets requests under way end, and closes the connections."""
        self._server.pre_shutdown()
        await self._server.shutdown(timeout_seconds)

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        shape = "other"
        try:
            place = place_of(
                decoded_path(request.raw_path.encode("utf-8", "surrogateescape")),
                self._desk.base_url,
                self._desk.annex.prefixes,
            )
            shape, handler = self._find(request, place)
            response = await handler(self, request, place)
        except GatewayError as error:
            response = _response(answers.of_error(error))
        self._desk.counts.count(shape, response.status)
        # Whoever asks need not know which versions of what answer.
        response.headers.setdefault("Server", "Wave")
        return response

    def _find(self, request: web.BaseRequest, place: Place) -> tuple[str, Handler]:
        if place.kind is Kind.ANNEX:
            return self._desk.annex.shape(place.rest), AiohttpEdge._serve_annex
        if place.kind is not Kind.PAGE:
            return _PLACES[place.kind]
        shape, handler = _METHODS.get(request.method, ("other", AiohttpEdge._refuse_method))
        if handler is AiohttpEdge._show and _is_json(request):
            return "read", AiohttpEdge._read
        return shape, handler

    # -- pages --------------------------------------------------------------------------------------------------

    async def _read(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        """[P5]"""
        refused = await self._refused(request)
        return _response(refused or await self._desk.page_requests.read(place.route))

    async def _edit(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        """[P1]"""
        refused = await self._refused(request) or _refused_encoding(request)
        if refused is not None:
            return _response(refused)
        body = await read_whole(request, self._desk.limits.body)
        return _response(
            await self._desk.page_requests.edit(place.route, body, request.headers.get("If-Match"))
        )

    async def _register(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        """[P6]"""
        refused = await self._refused(request) or _refused_encoding(request)
        if refused is None and not _is_json(request):
            refused = answers.refusal(400, "the Content-Type must be application/json")
        if refused is not None:
            return _response(refused)
        body = await read_whole(request, self._desk.limits.body)
        return _response(await self._desk.app_requests.handle(body))

    async def _show(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        """The shell, or a file of the browser client."""
        name = place.rest.rsplit("/", 1)[-1]
        if "." not in name:
            return await self._show_page(request, place)
        if name == "index.html":
            return _response(Answer(301, headers=(("Location", "./"),)))
        file = await self._desk.files.answer(place.rest, request.headers)
        if file is not None:
            return _response(file)
        # A page may have a dot in its name: whoever navigates is shown the shell, whoever wants an asset is not.
        if accepts_html(request.headers.get("Accept")):
            return await self._show_page(request, place)
        return _response(answers.NOT_FOUND)

    async def _show_page(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        """[A1] The shell, for those who may come in."""
        doorman = self._desk.sockets.doorman
        user = await doorman.user_of(request.headers)
        if doorman.needs_sign_in and user is None:
            path = f"{self._desk.base_url}{place.rest}"
            location = ("Location", with_next(doorman.login_url, path))
            return _response(Answer(302, headers=(location, ("Cache-Control", "no-store"))))
        refused = await doorman.refusal(request, place.route, user)
        if refused is not None:
            return _response(refused)
        known = doorman.introduction(request.headers, is_secure=_is_secure(request))
        answer = self._desk.shell.answer()
        return _response(answer._replace(headers=(*answer.headers, *known)))

    async def _options(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        return _response(Answer(204, headers=(_ALLOW,)))

    async def _refuse_method(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        return _response(answers.refusal(405, "", _ALLOW))

    # -- other places -------------------------------------------------------------------------------------------

    async def _serve_annex(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        refused = _refused_encoding(request) or await self._closed(request, place)
        answer = refused or await self._desk.annex.answer(request, place.rest)
        return _response(answer) if isinstance(answer, Answer) else answer

    async def _closed(self, request: web.BaseRequest, place: Place) -> Answer | None:
        """[A13] The answer to a request for a file or the like that access rules do not allow; programs with a key may."""
        doorman = self._desk.sockets.doorman
        if not (self._desk.annex.is_ruled(place.rest) and doorman.rules.current.names(place.route)):
            return None
        user = await doorman.user_of(request.headers)
        refused = await doorman.refusal(request, place.route, user)
        if refused is None:
            return None
        unknown = await self._refused(request)
        is_stranger = user is None and doorman.needs_sign_in
        # Strangers are told what they are told elsewhere: that they are not known.
        return unknown if unknown is None or is_stranger else refused

    async def _send_outside(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        return _response(answers.NOT_FOUND)

    async def _send_elsewhere(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        """A path that is not clean: a browser goes to the clean one, a program is told."""
        if request.method not in ("GET", "HEAD"):
            return _response(answers.refusal(400, f"the path is not clean; use {place.location}"))
        body = f'<a href="{escape(place.location)}">Temporary Redirect</a>.\n\n'.encode()
        headers = (("Location", place.location), ("Content-Type", "text/html; charset=utf-8"))
        return _response(Answer(307, body, headers))

    async def _open_socket(self, request: web.BaseRequest, place: Place) -> web.StreamResponse:
        """[H1] Answers the handshake, and takes the connection away from aiohttp."""
        sockets = self._desk.sockets
        accepted = handshake.check(request.headers, request.method, sockets.origins)
        if isinstance(accepted, handshake.Refusal):
            version = (("Sec-WebSocket-Version", "13"),) if accepted.status == 400 else ()
            return _response(answers.refusal(accepted.status, "", *version))
        user = await sockets.doorman.user_of(request.headers)
        socket = sockets.open(accepted, request.headers.items(), request.query, user)
        transport = _detach(request)
        guest = transport.get_protocol() if transport is not None else None
        if transport is not None and isinstance(guest, Guest):
            guest.lead_to(socket)
            transport.write(handshake.answer(accepted))
            socket.take(transport)
        # Nobody is left to send this to; aiohttp only wants to be given something.
        return web.Response(status=101)

    # -- keys ---------------------------------------------------------------------------------------------------

    async def _refused(self, request: web.BaseRequest) -> Answer | None:
        """[P7] The answer to a request without a valid key."""
        header = request.headers.get("Authorization")
        verdict = await self._desk.gate.check(header, request.remote or "")
        if verdict is not Verdict.ALLOWED and header is not None:
            logger.warning("key_refused", address=request.remote, verdict=verdict.name.lower())
        return answers.of_verdict(verdict)


_PLACES: dict[Kind, tuple[str, Handler]] = {
    Kind.OUTSIDE: ("other", AiohttpEdge._send_outside),
    Kind.ELSEWHERE: ("other", AiohttpEdge._send_elsewhere),
    Kind.SOCKET: ("socket", AiohttpEdge._open_socket),
}
_METHODS: dict[str, tuple[str, Handler]] = {
    "GET": ("show", AiohttpEdge._show),
    "HEAD": ("show", AiohttpEdge._show),
    "PATCH": ("edit", AiohttpEdge._edit),
    "POST": ("register", AiohttpEdge._register),
    "OPTIONS": ("other", AiohttpEdge._options),
}


def _response(answer: Answer) -> web.Response:
    response = web.Response(status=answer.status, body=answer.body)
    for name, value in answer.headers:
        response.headers.add(name, value)
    if not answer.body:
        response.headers.popall("Content-Type", None)
    if any(header == answers.CLOSE for header in answer.headers):
        response.force_close()
    return response


def _is_secure(request: web.BaseRequest) -> bool:
    """Whether the browser has come by https, here or at a proxy before us. Who lies about that harms nobody else."""
    return request.secure or request.headers.get("X-Forwarded-Proto", "").strip().lower() == "https"


def _is_json(request: web.BaseRequest) -> bool:
    return media_type(request.headers.get("Content-Type")) == APPLICATION_JSON


def _refused_encoding(request: web.BaseRequest) -> Answer | None:
    """Compressed bodies are not taken: a small one may become anything."""
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    return (
        None
        if encoding in ("", "identity")
        else answers.refusal(415, "send the body without Content-Encoding")
    )


class _OursOnly(logging.Filter):
    """Keeps what peers send from being logged as an error of ours, with a traceback for each malformed request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """False for what is the fault of a peer."""
        kind = record.exc_info[0] if record.exc_info else None
        return kind is None or not issubclass(kind, HttpProcessingError)


def _log_of_aiohttp() -> logging.Logger:
    log = logging.getLogger("aiohttp.server")
    if not any(isinstance(one, _OursOnly) for one in log.filters):
        log.addFilter(_OursOnly())
    return log


def _detach(request: web.BaseRequest) -> asyncio.Transport | None:
    """Takes the transport away from aiohttp, for which the connection is then lost."""
    protocol = request.protocol
    transport = protocol.transport
    # First, because a protocol that loses its connection closes the transport it still has.
    protocol.transport = None
    protocol.connection_lost(None)
    return transport
