"""What a handler is given: who did what, and the page to answer on."""

import contextvars
import functools
import sys
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, overload

from . import requests
from .async_site import AsyncSite
from .expando import Expando
from .page import AsyncPage
from .site import settings, site

if TYPE_CHECKING:
    from concurrent.futures import Executor

P = ParamSpec("P")
T = TypeVar("T")

UNICAST = "unicast"
MULTICAST = "multicast"
BROADCAST = "broadcast"


class Auth:
    """Who is at the browser. Without sign-in, subject and username are `anon` and there are no tokens."""

    def __init__(
        self,
        username: str | None,
        subject: str | None,
        access_token: str | None,
        refresh_token: str | None,
        session_id: str | None,
        claims: dict[str, Any] | None = None,
    ) -> None:
        self.username = username
        """The user's name."""
        self.subject = subject
        """Who the user is, as an id."""
        self.access_token = access_token
        """The access token, if there is one. It may have expired: see `ensure_fresh_token`."""
        self.refresh_token = refresh_token
        """The refresh token, if there is one."""
        self.claims = claims or {}
        """What the sign-in provider says of the user, such as `email` or `groups`; nothing without sign-in."""
        self._session_id = session_id

    async def ensure_fresh_token(self) -> str | None:
        """Have the server renew the tokens if they are about to expire, and return the access token.

        Returns None when there is nothing to renew. Raises `ServiceError` when the session is unknown or
        over, and `TransportError`.
        """
        if not self.refresh_token:
            return None
        return self._take(
            await shared_site()._call(requests.refresh_tokens(settings.base_url, self._session_id or ""))
        )

    def ensure_fresh_token_sync(self) -> str | None:
        """As `ensure_fresh_token`, for programs that do not await."""
        if not self.refresh_token:
            return None
        return self._take(site._call(requests.refresh_tokens(settings.base_url, self._session_id or "")))

    def _take(self, tokens: tuple[str, str]) -> str:
        self.access_token, self.refresh_token = tokens
        return self.access_token


class Q:
    """One event of one browser, and everything a handler needs to answer it."""

    def __init__(
        self,
        site: AsyncSite,
        mode: str,
        auth: Auth,
        client_id: str | None,
        route: str,
        app_state: Expando,
        user_state: Expando,
        client_state: Expando,
        args: Expando,
        events: Expando,
        headers: dict[str, list[str]],
    ) -> None:
        self.site = site
        """The site, to reach other pages: `q.site['/sales']`."""
        self.mode = mode
        """Whom the app's pages are for: `unicast`, `multicast` or `broadcast`."""
        self.auth = auth
        """Who the user is."""
        self.client_id = client_id
        """Which browser tab it is; None for what concerns no tab, as signing out."""
        self.route = route
        """The route of the app."""
        self.page = _page(site, mode, auth.subject, client_id, route)
        """The page that the user sees."""
        self.app = app_state
        """The state of the app, shared by everybody."""
        self.user = user_state
        """The state of the user, shared by all tabs."""
        self.client = client_state
        """The state of the tab."""
        self.args = args
        """What was submitted: values by the names of components."""
        self.events = events
        """What happened: `q.events.chart.select_marks`."""
        self.headers = headers
        """Headers of the request with which the browser came, as lists by name."""

    async def sleep(self, delay: float, result: T | None = None) -> T | None:
        """Wait for `delay` seconds while others are served, and return `result`."""
        from asyncio import sleep  # see app.py

        return await sleep(delay, result)

    @overload
    async def exec(
        self,
        executor: "Executor | None",
        func: Callable[P, Coroutine[Any, Any, T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T: ...
    @overload
    async def exec(
        self, executor: "Executor | None", func: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T: ...
    async def exec(
        self, executor: "Executor | None", func: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Run a blocking function in an executor (None: a thread), and return its result.

        The function sees the context variables of the caller, unless it runs in another process. A coroutine
        function is awaited in place.
        """
        from asyncio import get_running_loop
        from inspect import iscoroutinefunction

        if iscoroutinefunction(func):
            return await func(*args, **kwargs)
        call = functools.partial(func, *args, **kwargs)
        if not _is_in_another_process(executor):
            call = functools.partial(contextvars.copy_context().run, call)
        return await get_running_loop().run_in_executor(executor, call)

    @overload
    async def run(
        self, func: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T: ...
    @overload
    async def run(self, func: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T: ...
    async def run(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a blocking function in a thread, and return its result. See `exec`."""
        return await self.exec(None, func, *args, **kwargs)


class _Nowhere(AsyncSite):
    """The site of pages that nobody sees: what is saved there is forgotten."""

    def __init__(self) -> None:
        """Without a transport: there is nothing to send."""
        self._save = _forget


async def _forget(route: str, body: bytes, if_position: str | None = None) -> None:
    """Takes an edit of a page without a reader."""


@functools.cache
def shared_site() -> AsyncSite:
    """The site that all apps of this process share."""
    return AsyncSite()


def _page(site: AsyncSite, mode: str, subject: str | None, client_id: str | None, route: str) -> AsyncPage:
    owner = {UNICAST: client_id, MULTICAST: subject}.get(mode, route)
    # What concerns no tab, as signing out, has no page: a page of the name None would be seen by whoever asks
    # for it.
    return AsyncPage(site, f"/{owner}") if owner else AsyncPage(_Nowhere(), route)


def _is_in_another_process(executor: "Executor | None") -> bool:
    # Whoever has such an executor has imported this module; for all others it is too heavy.
    module = sys.modules.get("concurrent.futures.process")
    return module is not None and isinstance(executor, module.ProcessPoolExecutor)
