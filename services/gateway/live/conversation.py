"""Performs what a client wants done: takes its messages one after another, and waits for each to be done (W5)."""

from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from services.chassis.logs import get_logger
from services.gateway.live.client import Client, Step
from services.gateway.live.client_counts import ClientCounts
from services.gateway.live.effects import Change, Effect, Forward, Revive, Say, Unwatch, Watch
from services.gateway.live.hub import Hub
from services.gateway.live.member import Member, Outlet
from services.gateway.live.steps import Run
from services.gateway.upstream.apps import Apps, Event, EventKind, EventOutcome, EventStatus
from services.gateway.upstream.pages import Pages
from services.gateway.user import User
from services.gateway.wire import messages, notices
from services.gateway.wire.close import CloseCode
from services.gateway.wire.frames import text_frame
from services.gateway.wire.resume import ResumeRequest

logger = get_logger(__name__)

# Above either, reading from the socket stops until half of it is done.
MAX_WAITING_MESSAGES = 100
MAX_WAITING_CHARACTERS = 1 << 20


class Line(Outlet, Protocol):
    """The socket of a client."""

    def pause(self) -> None:
        """Stops reading."""

    def unpause(self) -> None:
        """Goes on reading."""

    def close(self, code: CloseCode, reason: str = "") -> None:
        """Ends the socket; whoever talks through it has let go of it already."""


# Finds the user of a session, and calls back with the user, or None when the session is over.
Revival = Callable[[User, Callable[[User | None], None]], None]


class Upstream:
    """Where the effects go."""

    __slots__ = ("apps", "counts", "hub", "pages", "revive")

    def __init__(
        self, pages: Pages, apps: Apps, hub: Hub, counts: ClientCounts, revive: Revival | None = None
    ) -> None:
        self.revive = revive or (lambda user, then: then(user))
        self.pages = pages
        self.apps = apps
        self.hub = hub
        self.counts = counts


class Conversation:
    """A client, the socket it is on (or none, for a while), and the messages that wait."""

    __slots__ = (
        "_inbox",
        "_inbox_characters",
        "_is_paused",
        "_runs",
        "_upstream",
        "client",
        "ending",
        "line",
        "member",
    )

    def __init__(self, client: Client, upstream: Upstream) -> None:
        self.client = client
        self.member = Member(resumable=client.resumable)
        self.line: Line | None = None
        # The timer of the reconnect timeout, while the client is away.
        self.ending: Any = None
        self._upstream = upstream
        self._inbox: deque[str] = deque()
        self._inbox_characters = 0
        self._is_paused = False
        self._runs: list[Run] = []

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits to be done."""
        return not self._runs and not self._inbox

    # -- the socket ---------------------------------------------------------------------------------------------

    def attach(self, line: Line) -> None:
        """Goes on through a socket: first what was kept, then what has changed meanwhile."""
        self._put_on(line)
        self._tell_missed()
        self._pump()

    def attach_resuming(self, line: Line, request: ResumeRequest, *, is_known: bool) -> None:
        """[R4] Goes on through a socket from where the browser has stopped."""
        self._put_on(line)
        # Level from here on; each route follows when it is answered.
        self.member.is_level = True
        if self._begin(self.client.resume(request, is_known=is_known), self._resumed):
            self._resumed()

    def detach(self) -> None:
        """Goes on without a socket."""
        self._upstream.hub.lag(self.member)
        self.line = self.member.outlet = None

    def lag(self) -> None:
        """The socket cannot take more."""
        self._upstream.hub.lag(self.member)

    def catch_up(self) -> None:
        """The socket can take more again."""
        self._upstream.hub.catch_up(self.member)
        self._pump()

    def review(self) -> None:
        """[A13] Looks again whether everything that is watched may be seen; if not, the browser begins anew.

        From here on it hears nothing more: so no change reaches anybody who may not see it. What it wants done and is not
        done yet, it wants of the routes it has watched: that is dropped, too.
        """
        client = self.client
        if not any(client.is_closed(route) for route in client.routes):
            return
        for route in client.routes:
            self._upstream.hub.unwatch(self.member, route)
        client.routes.clear()
        client.booted.clear()
        self._drop_work()
        self.member.tell(notices.RESET)
        # Who had said too much at once is listened to again.
        self._pump()

    def end(self) -> None:
        """Forgets everything."""
        self._upstream.hub.leave(self.member)
        self._drop_work()

    def _drop_work(self) -> None:
        self._inbox.clear()
        self._inbox_characters = 0
        for run in self._runs:
            run.stop()
        self._runs.clear()

    def _put_on(self, line: Line) -> None:
        self.line = self.member.outlet = line
        self._is_paused = False

    def _resumed(self) -> None:
        self._tell_missed()
        self._pump()

    def _tell_missed(self) -> None:
        for notice in self.member.take_notices():
            self.member.tell(notice)
        self._upstream.hub.catch_up(self.member)

    # -- messages -----------------------------------------------------------------------------------------------

    def receive(self, text: str) -> None:
        """Takes a message; it is understood when those before it are done."""
        self._inbox.append(text)
        self._inbox_characters += len(text)
        self._pump()
        if not self._is_paused and self._is_full(1):
            self._is_paused = True
            if self.line is not None:
                self.line.pause()

    def _is_full(self, share: int) -> bool:
        return (
            len(self._inbox) * share > MAX_WAITING_MESSAGES
            or self._inbox_characters * share > MAX_WAITING_CHARACTERS
        )

    def _pump(self) -> None:
        # A client that does not read is not listened to: each message may ask for a page.
        while self._inbox and not self._runs and (self.member.is_level or self.line is None):
            text = self._inbox.popleft()
            self._inbox_characters -= len(text)
            self._upstream.counts.messages += 1
            message = messages.parse(text)
            if message is None:
                self._upstream.counts.ignored += 1
            else:
                self._begin(self.client.receive(message), self._pump)
        if self._is_paused and not self._is_full(2):
            self._is_paused = False
            if self.line is not None:
                self.line.unpause()

    def _begin(self, step: Step, then: Callable[[], None]) -> bool:
        """Runs a step. True when it is done already; otherwise `then` is called when it is."""

        def done() -> None:
            self._runs.remove(run)
            if is_late:
                then()

        is_late = False
        run = Run(step, self._perform, done)
        self._runs.append(run)
        run.begin()
        is_late = True
        return run not in self._runs

    # -- effects ------------------------------------------------------------------------------------------------

    def _perform(self, effect: Effect, then: Callable[[Any], None]) -> None:
        _PERFORM[type(effect)](self, effect, then)

    def _say(self, effect: Say, then: Callable[[Any], None]) -> None:
        self.member.send(text_frame(effect.line))
        then(None)

    def _watch(self, effect: Watch, then: Callable[[Any], None]) -> None:
        self._upstream.hub.watch(self.member, effect.route, effect.wish, then)

    def _unwatch(self, effect: Unwatch, then: Callable[[Any], None]) -> None:
        self._upstream.hub.unwatch(self.member, effect.route)
        then(None)

    def _revive(self, effect: Revive, then: Callable[[Any], None]) -> None:
        self._upstream.revive(effect.user, then)

    def _change(self, effect: Change, then: Callable[[Any], None]) -> None:
        self._upstream.pages.edit(effect.route, effect.body, then)

    def _forward(self, effect: Forward, then: Callable[[Any], None]) -> None:
        is_settled = False

        def settled(outcome: EventOutcome) -> None:
            nonlocal is_settled
            if is_settled:
                self._settled_late(outcome)
            else:
                is_settled = True
                then(outcome)

        self._upstream.apps.forward(self.event(effect), settled)

    def _settled_late(self, outcome: EventOutcome) -> None:
        notice = self.client.settled_late(outcome)
        if notice is not None and not self.member.is_gone:
            self.member.tell(notice)

    def event(self, effect: Forward) -> Event:
        """The event of this client that an effect stands for."""
        client = self.client
        headers = client.headers() if effect.kind is EventKind.BOOT else ()
        return Event(effect.route, effect.kind, client.id, client.user, effect.arguments, headers)


_PERFORM: dict[type, Callable[[Conversation, Any, Callable[[Any], None]], None]] = {
    Say: Conversation._say,
    Watch: Conversation._watch,
    Unwatch: Conversation._unwatch,
    Revive: Conversation._revive,
    Change: Conversation._change,
    Forward: Conversation._forward,
}


def not_told(outcome: EventOutcome) -> None:
    """Takes what became of an event whose client is not there to hear it."""
    if outcome.status is not EventStatus.ACCEPTED:
        logger.info("goodbye_failed", status=outcome.status.name.lower(), reason=outcome.reason)
