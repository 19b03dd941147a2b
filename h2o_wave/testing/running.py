"""An app that runs inside of a test, without ports: its state, its tabs, and the server in memory behind it."""

import asyncio
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any

from ..app import App
from ..event import LOGOUT, Event
from ..expando import Expando
from ..failure import report
from ..query import BROADCAST, MULTICAST, Q, shared_site
from ..site import site
from .background import Background
from .client import Client
from .loading import Target, loaded
from .memory_server import AsyncMemoryTransport, MemoryServer, MemoryTransport
from .replica import Replica
from .views import PageView, not_there

_NOBODY: dict[str, Any] = dict.fromkeys(
    ("subject", "username", "session_id", "access_token", "refresh_token")
)


class HandlerExited(Exception):
    """A handler raised something that is no `Exception`, as `sys.exit()` does. It is the cause of this one."""


class _NoLink:
    """The link of an app that nobody has to know."""

    async def open(self) -> None:
        """Nothing to open."""

    async def refusal(self) -> str:
        """Never returns."""
        never: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        return await never

    async def close(self, *, says_goodbye: bool) -> None:
        """Nothing to close."""


class RunningApp:
    """An app under test."""

    def __init__(self, app: App) -> None:
        self.server = MemoryServer()
        """What stands in for the Wave server: pages, files, cache."""
        self.clients: list[Client] = []
        """The tabs that are open."""
        self._app = app
        self._background = Background()
        self._failures: dict[asyncio.Task[Any] | None, BaseException] = {}
        self._count = 0
        self._cleanup = ExitStack()

    @property
    def route(self) -> str:
        """The route of the app."""
        return self._app.route

    @property
    def state(self) -> Expando:
        """What handlers know as `q.app`."""
        return self._app.state.app

    def user_state(self, subject: str = "anon") -> Expando:
        """What handlers know as `q.user`."""
        return self._app.state.user(subject)

    def client_state(self, client: Client) -> Expando:
        """What handlers know as `q.client`."""
        return self._app.state.client(client.id)

    def page(self, route: str) -> PageView:
        """A page of the site, such as one that the app writes beside its own. Raises `NotThere`."""
        if route not in self.server.pages:
            raise not_there("page", route, self.server.pages)
        return PageView(lambda: self.server.pages.get(route) or Replica())

    async def begin(self) -> None:
        """Start the app. Raises what its `on_startup` raises."""
        blocking, awaited = MemoryTransport(self.server), AsyncMemoryTransport(self.server)
        self._cleanup.callback(site._use, site._use(blocking))
        self._cleanup.callback(shared_site()._use, shared_site()._use(awaited))
        self.server.listeners.append(self._announce)
        self._background.begin()
        self._cleanup.callback(self._background.end)
        self._app.on_failure = self._note_failure
        try:
            with self._background.watching():
                await self._app.start(_NoLink())
        except BaseException:
            self._cleanup.close()
            raise

    async def open(
        self,
        location_hash: str = "",
        *,
        subject: str = "anon",
        username: str | None = None,
        headers: Mapping[str, list[str]] | None = None,
        **tokens: str,
    ) -> Client:
        """Open a tab, signed in as somebody, and wait until the app has drawn.

        `tokens` are `access_token`, `refresh_token` and `session_id`. Raises what the handler raises.
        """
        self._count += 1
        client_id = f"client-{self._count}"
        own = {BROADCAST: self.route, MULTICAST: f"/{subject}"}.get(self._app.mode, f"/{client_id}")
        identity = {**_NOBODY, **tokens, "subject": subject, "username": username or subject}
        if unknown := identity.keys() - _NOBODY.keys():
            raise TypeError(f"open() got an unexpected keyword argument {min(unknown)!r}")
        client = Client(self, client_id, frozenset({self.route, own}), **identity)
        if location_hash:
            client.location += location_hash if location_hash.startswith("#") else f"#{location_hash}"
        if own == f"/{client_id}":
            self.server.ephemeral.add(own)
        self.clients.append(client)
        await client.boot({name: list(values) for name, values in (headers or {}).items()})
        return client

    async def sign_out(self, subject: str = "anon") -> None:
        """Have a user sign out: the app hears of it. Raises what the handler raises."""
        await self._handle(
            Event(client_id=None, data=LOGOUT, **{**_NOBODY, "subject": subject, "username": subject})
        )

    async def deliver(
        self, client: Client, data: dict[str, Any], headers: dict[str, list[str]] | None = None
    ) -> None:
        """Bring what a tab did to the app, and wait for its handler. Raises what that raises."""
        if headers is None and self._app.mode in (BROADCAST, MULTICAST):
            for other in self.clients:
                if self._app.mode == BROADCAST or other.identity["subject"] == client.identity["subject"]:
                    other.clear_inputs()
        await self._handle(Event(client_id=client.id, data=data, headers=headers, **client.identity))

    async def leave(self, client: Client, data: dict[str, Any]) -> None:
        """Tell the app that a tab is gone. Raises what the handler raises."""
        self.clients.remove(client)
        try:
            await self._handle(Event(client_id=client.id, data=data, **client.identity))
        finally:
            self._app.forget(client.id)
            self.server.forget(f"/{client.id}")

    async def idle(self, timeout_seconds: float = 5.0) -> None:
        """Wait until nothing of the app is at work any more.

        Raises what background tasks raise, and `AssertionError` when they go on for too long.
        """
        try:
            async with asyncio.timeout(timeout_seconds):
                while running := self._background.running():
                    await asyncio.wait(running)
        except TimeoutError:
            names = ", ".join(sorted(task.get_name() for task in self._background.running()))
            raise AssertionError(f"still at work after {timeout_seconds} seconds: {names}") from None
        self._raise(self._background.failures())
        failures = list(self._failures.values())
        self._failures.clear()
        self._raise(failures)

    async def stop(self) -> None:
        """Stop the app and put everything back.

        Background tasks that go on are cancelled. Raises what `on_shutdown` raises, and what background tasks have raised
        that nobody has heard of yet.
        """
        try:
            with self._background.watching():
                await self._app.stop()
        finally:
            failures = self._background.failures()
            if running := self._background.running():
                for task in running:
                    task.cancel()
                await asyncio.wait(running)
            failures += self._background.failures()
            self._cleanup.close()
        self._raise(failures)

    async def _handle(self, event: Event) -> None:
        with self._background.watching():
            task = self._app.take(event)
        await task
        failure = self._failures.pop(task, None)
        if failure is not None:
            self._raise([failure])

    async def _note_failure(self, q: Q, error: BaseException) -> None:
        self._failures[asyncio.current_task()] = error
        await report(q, error)

    def _announce(self, route: str, body: bytes) -> None:
        for client in list(self.clients):
            client.receive(route, body)

    @staticmethod
    def _raise(errors: list[BaseException]) -> None:
        for error in errors:
            if isinstance(error, Exception):
                raise error
            raise HandlerExited(f"the handler ended with {error!r}") from error


class start:
    """Start an app without a server, open a tab, and return that as a `Client`.

        client = await start(my_app)           # and later: await client.stop()
        async with start(my_app) as client:    # stops by itself

    The app is given as its module, the module's name, its `main`, its handler, or a file. Keyword arguments are those
    of `RunningApp.open`. One app can run at a time. Raises `BadValue` when there is no app, and what it raises.
    """

    _running: "RunningApp | None" = None

    def __init__(self, target: Target, location_hash: str = "", **tab: Any) -> None:
        self._target = target
        self._tab = (location_hash, tab)
        self._app: RunningApp | None = None

    def __await__(self) -> Generator[Any, None, Client]:
        return self._start().__await__()

    async def __aenter__(self) -> Client:
        return await self._start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._app is not None:
            await self._app.stop()

    async def _start(self) -> Client:
        if start._running is not None:
            raise RuntimeError(
                f"the app at {start._running.route} still runs: stop it first, open another tab with client.app.open()"
            )
        with ExitStack() as stack:
            running = RunningApp(stack.enter_context(loaded(self._target)))
            await running.begin()
            start._running = running
            running._cleanup.callback(_forget_running)
            running._cleanup.push(stack.pop_all())
        self._app = running
        location_hash, tab = self._tab
        try:
            return await running.open(location_hash, **tab)
        except BaseException:
            await running.stop()
            raise


def _forget_running() -> None:
    start._running = None
