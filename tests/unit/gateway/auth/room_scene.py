"""The room of signing in and out, with a sign-in that does what a test tells it."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from aiohttp import StreamReader, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from services.gateway.auth.flow import Login
from services.gateway.auth.room import AuthRoom, RoomRules
from services.gateway.auth.session import Session, session_id
from services.gateway.auth.sign_in import Begun, SignedIn
from services.gateway.user import User
from services.gateway.web.answers import Answer
from tests.unit.gateway.fakes import FakeApps

STATE = "0123456789abcdef"
LOGIN = Login(STATE, "nonce", "verifier", "/demo", 2000.0)
RULES = RoomRules("/base/", is_secure=True, skips_login=False, session_seconds=60.0, body_timeout_seconds=5.0)
SHELL = Answer(200, b"shell", (("Cache-Control", "no-cache, must-revalidate"),))
ID = session_id("old")
ANN = Session(ID, "id-ann", "ann", (), "{}", "", "access", "refresh", "id token", 0.0, 2000.0)


class FakeSignIn:
    """Notes what it is asked. `failures` are raised by the methods with these names."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.failures: dict[str, Exception] = {}
        self.known = {"old": ANN}
        self.goes_to: str | None = None
        self.sessions = SimpleNamespace(opens=self._opens, tokens=self._tokens)

    async def begin(self, target: str) -> Begun:
        self._note("begin", target)
        return Begun("https://provider/auth?x=y", STATE, "sealed")

    def remembered(self, sealed: str | None) -> Login | None:
        return LOGIN if sealed == "sealed" else None

    async def finish(self, query: Mapping[str, str], login: Login | None) -> SignedIn:
        self._note("finish", query.get("code"), login)
        return SignedIn("new", "/demo")

    async def end(self, secret: str) -> Session | None:
        self._note("end", secret)
        return self.known.pop(secret, None)

    async def end_by_provider(self, logout_token: str) -> list[Session]:
        self._note("end_by_provider", logout_token)
        return [ANN, replace(ANN, username="eve")]

    def farewell(self, session: Session | None, *, host: str) -> str | None:
        self._note("farewell", session, host)
        return self.goes_to

    async def _opens(self, secret: str) -> bool:
        return secret in self.known

    async def _tokens(self, session: str) -> User:
        self._note("tokens", session)
        return ANN.user

    def _note(self, name: str, *given: object) -> None:
        self.asked.append((name, *given))
        if name in self.failures:
            raise self.failures[name]


class Scene:
    """The room, and what is around it."""

    def __init__(self, rules: RoomRules = RULES) -> None:
        self.sign_in = FakeSignIn()
        self.apps = FakeApps()
        self.key_answer: Answer | None = None
        shell, guard = SimpleNamespace(answer=lambda: SHELL), SimpleNamespace(refuse_without_key=self._key)
        parts: list[Any] = [self.sign_in, shell, guard, self.apps]
        self.room = AuthRoom(*parts, rules)

    async def _key(self, request: web.BaseRequest) -> Answer | None:
        return self.key_answer

    async def get(self, path: str, **headers: str) -> Answer:
        """What a path below `_auth/` is answered."""
        named = CIMultiDict({name.replace("_", "-"): value for name, value in headers.items()})
        request = make_mocked_request("GET", f"/base/_auth/{path}", named)
        return await self.room.answer(request, path.partition("?")[0])

    async def post(self, path: str, body: bytes) -> Answer:
        """What is answered to a body."""
        loop = asyncio.get_running_loop()
        protocol = BaseProtocol(loop)
        protocol.transport = cast(asyncio.Transport, SimpleNamespace())
        content = StreamReader(protocol, 1 << 16, loop=loop)
        content.feed_data(body)
        content.feed_eof()
        request = make_mocked_request("POST", f"/base/_auth/{path}", payload=content)
        return await self.room.answer(request, path)


def location(answer: Answer) -> str:
    assert answer.status == 302, answer
    return dict(answer.headers)["Location"]


def cookies(answer: Answer) -> dict[str, str]:
    """The cookies that are set, with their attributes but for the moment at which they end."""
    texts = [value for name, value in answer.headers if name == "Set-Cookie"]
    pairs = (text.partition("=") for text in texts)
    return {name: value for name, _, value in pairs}
