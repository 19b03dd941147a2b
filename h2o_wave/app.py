"""An app:

a handler, the state of those it serves, and `@app` and `main`, by which authors and servers know it.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from .app_state import AppState
from .errors import BadValue, WaveError
from .event import Event
from .query import BROADCAST, MULTICAST, UNICAST, Auth, Q, shared_site
from .site import settings
from .urls import clean_route

# What only a running app needs is imported by what runs: asyncio is more than half of the time that an import takes.
if TYPE_CHECKING:
    import asyncio

    from .asgi import Receive, Scope, Send
    from .checkpoint import Checkpoint

logger = logging.getLogger("h2o_wave")

Handle = Callable[[Q], Awaitable[Any] | Any]
Callback = Callable[[], Any]
AnyHandle = TypeVar("AnyHandle", bound=Handle)

_MODES = (UNICAST, MULTICAST, BROADCAST)
# How long handlers may go on when the app is stopped.
_GRACE_SECONDS = 3.0
_NO_APP = "there is no app: decorate a function with @app('/route') in the module that is run"


class Link(Protocol):
    """How an app is known to the server, and hears from it."""

    async def open(self) -> None:
        """Make the app known. Raises `ConnectionError`, `ServiceError`."""

    async def refusal(self) -> str:
        """Waits until the server will not have the app any more, and returns why; over HTTP nobody tells."""

    async def close(self, *, says_goodbye: bool) -> None:
        """End the link; with a goodbye the server forgets the app. Raises nothing."""


class App:
    """A handler, and the state of those it serves."""

    def __init__(
        self,
        route: str,
        handle: Handle,
        *,
        mode: str | None = None,
        on_startup: Callback | None = None,
        on_shutdown: Callback | None = None,
    ) -> None:
        """Raises `BadValue`, `BadType` or `InvalidURL` for a route or mode that makes no sense."""
        self.route = clean_route(route)
        self.mode = mode or settings.app_mode
        if self.mode not in _MODES:
            raise BadValue(f"mode of the app at {route}: want one of {', '.join(_MODES)}, got {self.mode!r}")
        self._handle = handle
        self._on_startup = on_startup
        self._on_shutdown = on_shutdown
        self._checkpoint = _open_checkpoint()
        self._state = AppState()
        self._tasks: set[asyncio.Task[None]] = set()
        self._link: Link | None = None
        self.on_failure: Callable[[Q, BaseException], Awaitable[None]] = _report
        """What is done when a handler fails: its error is logged and shown."""

    def fresh(self) -> "App":
        """The same app, without what it remembers."""
        return App(
            self.route,
            self._handle,
            mode=self.mode,
            on_startup=self._on_startup,
            on_shutdown=self._on_shutdown,
        )

    def is_handled_by(self, handle: Handle) -> bool:
        """Whether this is the function that `@app` declared."""
        return self._handle is handle

    @property
    def module(self) -> str:
        """The name of the module that the handler comes from."""
        return str(getattr(self._handle, "__module__", ""))

    @property
    def state(self) -> AppState:
        """What the app remembers of everybody, of users, and of tabs."""
        return self._state

    async def start(self, link: Link | None = None) -> None:
        """Begin to serve: first get ready, then become known. Without a link the settings choose one.

        Raises what the author's callback raises, and `ConnectionError` or `ServiceError` when the server is
        away or refuses.
        """
        if self._checkpoint is not None:
            self._state.restore(*self._checkpoint.load())
        await _call(self._on_startup)
        link = link or self._make_link()
        await link.open()
        self._link = link

    async def stop(self, *, says_goodbye: bool = True) -> None:
        """Stop serving: first become unknown, let handlers finish, then keep the state.

        Raises what the author's callback raises.
        """
        if self._link is not None:
            await self._link.close(says_goodbye=says_goodbye)
            self._link = None
        await self._finish()
        if self._checkpoint is not None:
            self._checkpoint.save(self._state.to_keep())
        await _call(self._on_shutdown)
        await shared_site().aclose()

    async def refusal(self) -> str:
        """Waits until the server will not have the app any more, and returns why."""
        if self._link is None:
            raise RuntimeError(f"the app at {self.route} was not started")
        return await self._link.refusal()

    def take(self, event: Event) -> "asyncio.Task[None]":
        """Begin to handle an event, beside whatever is being handled already."""
        import asyncio

        task = asyncio.get_running_loop().create_task(self._run(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def forget(self, client_id: str) -> None:
        """Forget the state of a tab: it is gone."""
        self._state.forget(client_id)

    def _make_link(self) -> Link:
        if settings.address.scheme in ("http", "https"):
            from .registration import Registration

            return Registration(self.route, self.mode)
        from ._dial_out import DialOut  # gRPC is heavy, and not needed over HTTP

        return DialOut(self)

    def _query(self, event: Event) -> Q:
        state = self._state
        args, events = event.split()
        if event.client_id is not None and event.headers is not None:
            state.headers[event.client_id] = event.headers
        return Q(
            site=shared_site(),
            mode=self.mode,
            auth=Auth(
                event.username,
                event.subject,
                event.access_token,
                event.refresh_token,
                event.session_id,
                event.claims,
            ),
            client_id=event.client_id,
            route=self.route,
            app_state=state.app,
            user_state=state.user(event.subject),
            client_state=state.client(event.client_id),
            args=args,
            events=events,
            headers=state.headers.get(event.client_id, {}) if event.client_id else {},
        )

    async def _run(self, event: Event) -> None:
        from asyncio import CancelledError

        try:
            q = self._query(event)
        except WaveError as error:
            # The name of a user can be such that there is no page for it.
            logger.error("event_refused route=%s reason=%s", self.route, error)
            return
        try:
            result = self._handle(q)
            if isinstance(result, Awaitable):
                await result
        except (CancelledError, KeyboardInterrupt):
            raise
        # Whatever a handler does, sys.exit included, must not end the app for everybody.
        except BaseException as error:  # noqa: BLE001
            await self.on_failure(q, error)

    async def _finish(self) -> None:
        import asyncio

        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_GRACE_SECONDS)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            logger.warning("handlers_cancelled route=%s count=%d", self.route, len(self._tasks))
            await asyncio.wait(self._tasks)


class Main:
    """The app of this process, for whoever runs it."""

    def __init__(self) -> None:
        self.app: App | None = None
        self.declared: list[App] = []
        """All apps that were declared in this process, the last one last."""
        self.says_goodbye = True
        """Whether the server is to forget the app when it stops."""

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Serve as an ASGI application: `uvicorn module:main`. Raises `RuntimeError` when there is no app."""
        from .asgi import AsgiApp

        if self.app is None and scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.failed", "message": _NO_APP})
            return
        await AsgiApp(self.chosen(), lambda: self.says_goodbye)(scope, receive, send)

    def chosen(self) -> App:
        """The app. Raises `RuntimeError` when there is none."""
        if self.app is None:
            raise RuntimeError(_NO_APP)
        return self.app


main = Main()
"""The ASGI application of this process."""


def app(
    route: str,
    mode: str | None = None,
    on_startup: Callback | None = None,
    on_shutdown: Callback | None = None,
) -> Callable[[AnyHandle], AnyHandle]:
    """Declare the handler of this app: `@app('/route')` before `async def serve(q: Q)`.

    `mode` says whom pages are for: one tab (`unicast`, the default), all tabs of a user (`multicast`) or
    everybody (`broadcast`). The callbacks take no arguments and may be coroutine functions. The last handler
    declared wins.
    """

    def declare(handle: AnyHandle) -> AnyHandle:
        main.app = App(route, handle, mode=mode, on_startup=on_startup, on_shutdown=on_shutdown)
        main.declared.append(main.app)
        return handle

    return declare


async def _call(callback: Callback | None) -> None:
    if callback is not None:
        result = callback()
        if isinstance(result, Awaitable):
            await result


def _open_checkpoint() -> "Checkpoint | None":
    if not settings.checkpoint_dir:
        return None
    from .checkpoint import Checkpoint

    return Checkpoint(settings.checkpoint_dir)


async def _report(q: Q, error: BaseException) -> None:
    from .failure import report

    await report(q, error)
