"""Who may do what beside pages."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from services.access import Verdict
from services.chassis.logs import get_logger
from services.gateway.auth.gate import Gate
from services.gateway.live.handshake import OriginRules
from services.gateway.web import answers
from services.gateway.web.answers import Answer

logger = get_logger(__name__)

HasSession = Callable[[web.BaseRequest], Awaitable[bool]]


class Guard:
    """Looks at requests. Every method returns the answer to a request that may not, and None to one that may.

    `has_session` tells whether a user who signed in sent the request; None when there is no sign-in on this server.
    """

    def __init__(self, gate: Gate, origins: OriginRules, has_session: HasSession | None = None) -> None:
        self._gate = gate
        self._origins = origins
        self._has_session = has_session

    async def refuse_without_key(self, request: web.BaseRequest) -> Answer | None:
        """[P7] For programs only."""
        header = request.headers.get("Authorization")
        verdict = await self._gate.check(header, request.remote or "")
        if verdict is not Verdict.ALLOWED and header is not None:
            logger.warning("key_refused", address=request.remote, verdict=verdict.name.lower())
        return answers.of_verdict(verdict)

    async def refuse_stranger(self, request: web.BaseRequest) -> Answer | None:
        """For users who signed in, and programs; for programs only where nobody can sign in."""
        if self._has_session is not None and await self._has_session(request):
            return None
        return await self.refuse_without_key(request)

    async def refuse_visitor(self, request: web.BaseRequest) -> Answer | None:
        """For everybody where nobody can sign in; else for users who did, and programs."""
        return None if self._has_session is None else await self.refuse_stranger(request)

    def refuse_foreign_page(self, request: web.BaseRequest) -> Answer | None:
        """For everything but pages of other sites: what a browser sends is its user's only if one of ours made it."""
        if self._origins.allow(request.headers.get("Origin"), request.headers.get("Host")):
            return None
        return answers.refusal(
            403, "the page that sent this request is of another site (setting allowed-origins)"
        )
