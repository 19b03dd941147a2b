"""Who stands at the door: finds the user of a request, or of a websocket that is about to open."""

import secrets
from collections.abc import Mapping

from aiohttp import web

from services.chassis.logs import get_logger
from services.gateway.auth.cookies import Cookie, read_cookies
from services.gateway.auth.rule_file import RuleBook
from services.gateway.auth.sessions import Sessions
from services.gateway.user import ANONYMOUS, User, visitor
from services.gateway.web import answers
from services.gateway.web.answers import Answer

logger = get_logger(__name__)

SESSION_COOKIE = "oidcsession"
VISITOR_COOKIE = "wavevisitor"
_VISITOR_BYTES = 16
_LOOKING = frozenset(("GET", "HEAD", "OPTIONS"))
_MAX_SECRET_CHARACTERS = 128


class Doorman:
    """Knows users by their cookies. Without sign-in everybody is let in, each browser as a user of its own."""

    def __init__(
        self,
        base_url: str,
        *,
        rules: RuleBook | None = None,
        sessions: Sessions | None = None,
        shares_anonymous: bool = False,
        visitor_seconds: float = 0.0,
    ) -> None:
        self.base_url = base_url
        self.rules = rules or RuleBook("")
        self._sessions = sessions
        self._shares_anonymous = shares_anonymous
        self._visitor_seconds = visitor_seconds

    @property
    def needs_sign_in(self) -> bool:
        """Whether nobody is let in without a session."""
        return self._sessions is not None

    @property
    def login_url(self) -> str:
        """Where users sign in."""
        return f"{self.base_url}_auth/login"

    @property
    def logout_url(self) -> str:
        """Where those go whose session is over."""
        return f"{self.base_url}_auth/logout"

    async def user_of(self, headers: Mapping[str, str]) -> User | None:
        """The user of a request; None for somebody who is not known. Raises StoreAway."""
        if self._sessions is None:
            return self._visitor(headers)
        secret = session_secret_of(headers)
        return await self._sessions.visit(secret) if secret else None

    async def has_session(self, request: web.BaseRequest) -> bool:
        """Whether a user who signed in has sent a request. Raises StoreAway."""
        return await self.user_of(request.headers) is not None

    async def refusal(self, request: web.BaseRequest, route: str, user: User | None) -> Answer | None:
        """[A13] The answer to a request that access rules do not allow; None for one that they do."""
        rules = self.rules.current
        who = user or ANONYMOUS
        allowed = rules.may_see if request.method in _LOOKING else rules.may_edit
        if rules.is_open or allowed(who, route):
            return None
        logger.info("access_refused", route=route, subject=who.subject, method=request.method)
        name = f"You are signed in as {who.username}, who" if who.is_signed_in else "Whoever is not signed in"
        return answers.refusal(
            403,
            f"{name} may not do that here ({route}); ask those who run this site",
            ("Cache-Control", "no-store"),
        )

    def user_at_hand(self, headers: Mapping[str, str]) -> User | None:
        """The user of a request, as far as that is known without asking."""
        if self._sessions is None:
            return self._visitor(headers)
        secret = session_secret_of(headers)
        return self._sessions.known.at_hand(secret) if secret else None

    def introduction(self, headers: Mapping[str, str], *, is_secure: bool) -> tuple[tuple[str, str], ...]:
        """The headers with which a browser is known from now on; none if it is known, or need not be."""
        if (
            self.needs_sign_in
            or self._shares_anonymous
            or VISITOR_COOKIE in read_cookies(headers.get("Cookie"))
        ):
            return ()
        cookie = Cookie(self.base_url, is_secure)
        return (cookie.set(VISITOR_COOKIE, secrets.token_urlsafe(_VISITOR_BYTES), self._visitor_seconds),)

    def _visitor(self, headers: Mapping[str, str]) -> User | None:
        if self._shares_anonymous:
            return ANONYMOUS
        secret = read_cookies(headers.get("Cookie")).get(VISITOR_COOKIE, "")
        return visitor(secret) if 0 < len(secret) <= _MAX_SECRET_CHARACTERS else None


def session_secret_of(headers: Mapping[str, str]) -> str:
    """The secret in the cookie of a session; empty without one."""
    secret = read_cookies(headers.get("Cookie")).get(SESSION_COOKIE, "")
    return secret if len(secret) <= _MAX_SECRET_CHARACTERS else ""
