"""Signing in and out over HTTP: `_auth/`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, quote

from aiohttp import web

from services.chassis.logs import get_logger
from services.gateway.auth.cookies import Cookie, read_cookies
from services.gateway.auth.doorman import SESSION_COOKIE, session_secret_of
from services.gateway.auth.flow import LOGIN_LIFETIME_SECONDS, Login
from services.gateway.auth.session import Session
from services.gateway.auth.sign_in import SignIn
from services.gateway.auth.targets import safe_target, with_next
from services.gateway.errors import GatewayError, RequestInvalid
from services.gateway.upstream.apps import Apps, Event, EventKind, EventOutcome, EventStatus
from services.gateway.web import answers
from services.gateway.web.answers import Answer, Headers
from services.gateway.web.guard import Guard
from services.gateway.web.index import Shell
from services.gateway.web.intake import IntakeLimits, read_whole

logger = get_logger(__name__)

# A browser may sign in in several tabs at once; beyond this, the oldest are given up.
MAX_LOGINS = 5
LOGIN_COOKIE = "oidclogin"
MAX_LOGOUT_BYTES = 64 << 10
_STATE_CHARACTERS = 8
_NO_STORE = ("Cache-Control", "no-store")


class RoomRules(NamedTuple):
    """What the operator has chosen. `is_secure` when browsers come by https, whatever there is between."""

    base_url: str
    is_secure: bool
    skips_login: bool
    session_seconds: float
    body_timeout_seconds: float


class AuthRoom:
    """Answers below `_auth/`."""

    def __init__(self, sign_in: SignIn, shell: Shell, guard: Guard, apps: Apps, rules: RoomRules) -> None:
        self._sign_in = sign_in
        self._shell = shell
        self._guard = guard
        self._apps = apps
        self._rules = rules
        self._cookie = Cookie(rules.base_url, rules.is_secure)
        # Nobody but us needs to be sent what a sign-in remembers.
        self._login_cookie = Cookie(f"{rules.base_url}_auth/", rules.is_secure)

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer:
        """See `Room`."""
        handler = _HANDLERS.get(rest)
        if handler is None:
            return answers.NOT_FOUND
        try:
            answer = await handler(self, request)
        except GatewayError as error:
            answer = answers.of_error(error)
        # Neither a redirect with a state nor a token is for anybody else.
        return answer if rest == "login" and answer.status == 200 else _unstored(answer)

    async def _login(self, request: web.BaseRequest) -> Answer:
        """[A2] The page with the button, or the way past it."""
        if not self._rules.skips_login:
            return self._shell.answer()
        url, target = f"{self._rules.base_url}_auth/init", safe_target(request.query.get("next"))
        return _redirect(with_next(url, target) if target else url)

    async def _init(self, request: web.BaseRequest) -> Answer:
        """[A3] Sends the browser to the provider."""
        target = safe_target(request.query.get("next")) or self._rules.base_url
        begun = await self._sign_in.begin(target)
        # The oldest stand first: that is the order in which browsers send cookies of one path.
        others = _login_cookies(request)
        given_up = others[: max(0, len(others) + 1 - MAX_LOGINS)]
        return _redirect(
            begun.url,
            *(self._login_cookie.clear(name) for name in given_up),
            self._login_cookie.set(_login_name(begun.state), begun.sealed, LOGIN_LIFETIME_SECONDS),
        )

    async def _callback(self, request: web.BaseRequest) -> Answer:
        """[A4] Takes the browser back from the provider."""
        name = _login_name(request.query.get("state", ""))
        login = self._remembered(request, name)
        if login is None and await self._is_signed_in(request):
            # The user has gone back in the history of the browser.
            return _redirect(self._rules.base_url)
        signed_in = await self._sign_in.finish(request.query, login)
        await self._end_earlier(session_secret_of(request.headers))
        return _redirect(
            signed_in.target,
            self._cookie.set(SESSION_COOKIE, signed_in.secret, self._rules.session_seconds),
            self._login_cookie.clear(name),
        )

    async def _end_earlier(self, secret: str) -> None:
        """Ends the session that a browser had before. It must not fail: the new one has begun, and its code is spent."""
        try:
            if secret:
                await self._sign_in.end(secret)
        except GatewayError as error:
            logger.warning("earlier_session_not_ended", reason=str(error))

    async def _logout(self, request: web.BaseRequest) -> Answer:
        """[A5] Ends the session, wherever it is used."""
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            return answers.refusal(
                403, "a page of another site wants to sign you out; do it from here instead"
            )
        secret = session_secret_of(request.headers)
        session = await self._sign_in.end(secret) if secret else None
        if session is not None:
            self._tell_apps(session)
        host = request.headers.get("Host", "")
        target = self._sign_in.farewell(session, host=host) or self._rules.base_url
        return _redirect(target, *((self._cookie.clear(SESSION_COOKIE),) if secret else ()))

    async def _refresh(self, request: web.BaseRequest) -> Answer:
        """[A6] Fresh tokens for an app."""
        refused = await self._guard.refuse_without_key(request)
        if refused is not None:
            return refused
        session_id = request.headers.get("Wave-Session-ID", "")
        if not _is_digest(session_id):
            return answers.UNAUTHORIZED
        user = await self._sign_in.sessions.tokens(session_id)
        tokens = (("Wave-Access-Token", user.access_token), ("Wave-Refresh-Token", user.refresh_token))
        return Answer(200, headers=tokens)

    async def _logout_by_provider(self, request: web.BaseRequest) -> Answer:
        """[A7] Back-channel logout: the provider itself says that a user has signed out."""
        if request.method != "POST":
            return answers.refusal(405, "", ("Allow", "POST"))
        limits = IntakeLimits(MAX_LOGOUT_BYTES, "", self._rules.body_timeout_seconds)
        body = await read_whole(request, limits)
        for session in await self._sign_in.end_by_provider(_logout_token(body)):
            self._tell_apps(session)
        return answers.OK

    def _remembered(self, request: web.BaseRequest, name: str) -> Login | None:
        return self._sign_in.remembered(read_cookies(request.headers.get("Cookie")).get(name))

    async def _is_signed_in(self, request: web.BaseRequest) -> bool:
        secret = session_secret_of(request.headers)
        return bool(secret) and await self._sign_in.sessions.opens(secret)

    def _tell_apps(self, session: Session) -> None:
        """[A5] The relay tells every app, whatever route is named."""
        event = Event("", EventKind.LOGOUT, "", session.user, b"")
        self._apps.forward(event, _told)


_Handler = Callable[[AuthRoom, web.BaseRequest], Awaitable[Answer]]
_HANDLERS: Mapping[str, _Handler] = {
    "login": AuthRoom._login,
    "init": AuthRoom._init,
    "callback": AuthRoom._callback,
    "logout": AuthRoom._logout,
    "refresh": AuthRoom._refresh,
    "backchannel-logout": AuthRoom._logout_by_provider,
}


def _redirect(url: str, *headers: tuple[str, str]) -> Answer:
    return Answer(302, headers=(("Location", _encoded(url)), *headers))


def _encoded(url: str) -> str:
    """A URL as it may stand in a header: what is not ASCII is percent-encoded, what is encoded already stays."""
    return quote(url, safe="/%?#[]@!$&'()*+,;=:~")


def _unstored(answer: Answer) -> Answer:
    headers: Headers = (*answer.headers, _NO_STORE)
    return answer._replace(headers=headers)


def _login_name(state: str) -> str:
    return f"{LOGIN_COOKIE}_{state[:_STATE_CHARACTERS]}"


def _login_cookies(request: web.BaseRequest) -> tuple[str, ...]:
    names = read_cookies(request.headers.get("Cookie"))
    return tuple(name for name in names if name.startswith(f"{LOGIN_COOKIE}_") and name.isascii())


def _is_digest(text: str) -> bool:
    return len(text) == 64 and all(one in "0123456789abcdef" for one in text)


def _logout_token(body: bytes) -> str:
    try:
        fields = parse_qs(body.decode("ascii"), strict_parsing=True, max_num_fields=10)
    except ValueError as error:
        raise RequestInvalid("want a form with a logout_token") from error
    tokens = fields.get("logout_token", [])
    if len(tokens) != 1:
        raise RequestInvalid("want a form with one logout_token")
    return tokens[0]


def _told(outcome: EventOutcome) -> None:
    if outcome.status is not EventStatus.ACCEPTED:
        logger.warning("logout_not_told", status=outcome.status.name.lower(), reason=outcome.reason)
