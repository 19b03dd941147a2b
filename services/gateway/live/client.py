"""One browser tab as a state machine: messages in, effects out, for both dialogues. PURE.

A step is a generator: it yields effects and is sent what comes back. So it reads in the order in which things happen, and is
driven by whoever can perform effects: a conversation, or a test.
"""

from collections.abc import Callable, Generator
from functools import lru_cache
from typing import Any

import orjson

from services.gateway.live.client_counts import ClientCounts
from services.gateway.live.effects import Change, Effect, Forward, Revive, Say, Unwatch, Watch
from services.gateway.live.questions import Answer, Wish
from services.gateway.live.site import Site
from services.gateway.upstream.apps import AppMode, EventKind, EventOutcome, EventStatus, HeaderList
from services.gateway.user import User
from services.gateway.wire import notices
from services.gateway.wire.address import is_client_page, route_of_address
from services.gateway.wire.frames import text_frame
from services.gateway.wire.messages import EDIT, KEEP_ALIVE, QUERY, WATCH, ClientMessage
from services.gateway.wire.resume import ResumeRequest

Step = Generator[Effect, Any, None]

_BOOT_WITH_HASH = "__wave_submission_name__"


class Client:
    """A tab: who it is, which routes it watches, which apps it has booted.

    `is_back` is true between a plain resume and the next watch; `last_app` is where its latest event went.
    """

    __slots__ = (
        "_counts",
        "_site",
        "booted",
        "headers",
        "id",
        "is_back",
        "key",
        "last_app",
        "routes",
        "session",
        "user",
    )

    def __init__(
        self,
        client_id: str,
        user: User,
        site: Site,
        counts: ClientCounts,
        *,
        session: str = "",
        key: str | None = None,
        headers: Callable[[], HeaderList] = tuple,
    ) -> None:
        self.id = client_id
        self.user = user
        self.session = session
        self.key = key
        # Asked for when an app is booted: most clients never do that.
        self.headers = headers
        self.routes: dict[str, None] = {}
        self.booted: dict[str, None] = {}
        self.is_back = False
        self.last_app = ""
        self._site = site
        self._counts = counts

    @property
    def resumable(self) -> bool:
        """Whether it speaks the resumable dialogue."""
        return self.key is not None

    @property
    def page(self) -> str:
        """The route of its ephemeral page."""
        return f"/{self.id}"

    def greet(self) -> bytes:
        """[N1] What it is told first of all."""
        return notices.hello(self.id, self.key)

    def receive(self, message: ClientMessage) -> Step:
        """Understands one message."""
        if not (yield from self._is_in_session()):
            return
        route = route_of_address(message.address, self._site.base_url)
        handle = _HANDLERS.get(message.kind)
        if handle is None or route is None:
            self._counts.ignored += 1
            return
        yield from handle(self, route, message.data)

    def resume(self, request: ResumeRequest, *, is_known: bool) -> Step:
        """[R4] Goes on where the browser stopped. `is_known` if it was here before, not on another gateway."""
        # It may have been ended since the handshake, when this client was not there to be told.
        if not (yield from self._is_in_session()):
            return
        yield Say(self.greet())
        is_lost = False
        for route, position in request.positions.items():
            is_own = is_client_page(route, self.id)
            if not self.is_closed(route):
                self.routes[route] = None
                answer = yield Watch(route, Wish(after=position, ephemeral=is_own))
                is_lost = is_lost or answer is Answer.LOST
        if not is_known:
            is_lost = (yield from self._reattach(request.path)) or is_lost
        if is_lost:
            # [R6] The app would not draw anew for a client that it knows, or does not know this one any more.
            yield Say(notices.APP_NEW)

    def settled_late(self, outcome: EventOutcome) -> bytes | None:
        """What to say when an event that waited has come to its end."""
        return notices.APP_UNAVAILABLE if self.resumable and outcome.status in _NOT_DELIVERED else None

    def forget_app(self, route: str) -> None:
        """The app that this client has come to is gone; another one does not know it."""
        self.booted.pop(route, None)

    def _is_in_session(self) -> Generator[Effect, Any, bool]:
        """[A8] Whether the session goes on, if there is one; if not, the browser is sent away and the message is not heard."""
        session = self.user.session_id
        if not session or self._site.is_at_hand(session):
            return True
        user: User | None = yield Revive(self.user)
        if user is None:
            yield Say(notices.redirect(self._site.logout_url))
            return False
        # Whoever renews tokens tells all clients of the session, and has rules looked at again: see `Clients.renewed`.
        return True

    def is_closed(self, route: str) -> bool:
        """[W8, A13] Whether a route is not for this client: it belongs to another one or to another user, or rules say so."""
        if is_client_page(route, self.id):
            return False
        if self._site.is_private(route):
            return True
        if route == f"/{self.user.subject}":
            return not self._site.may_see_own(self.user, route)
        return self._site.is_personal(route) or not self._site.may_see(self.user, route)

    def _may_edit(self, route: str) -> bool:
        if not self._site.editable:
            return False
        return is_client_page(route, self.id) or self._site.may_edit(self.user, route)

    # -- messages -----------------------------------------------------------------------------------------------

    def _watch(self, route: str, data: str) -> Step:
        if self.is_back:
            self.is_back = False
            if route not in self.routes:
                # [W9] It has gone elsewhere meanwhile.
                for left in list(self.routes):
                    del self.routes[left]
                    yield Unwatch(left)
            elif route in self.booted and not self.is_closed(route):
                yield from self._show_again(route, data)
                return
        mode = self._site.mode_of(route)
        if self.is_closed(route):
            # As if there were nothing: whoever may not see it need not know that it is there.
            yield Say(notices.meta(self.user.username, self._may_edit(route)) + b"\n" + notices.NOT_FOUND)
        elif mode is None:
            yield from self._watch_page(route)
        else:
            yield from self._watch_app(route, mode, data)

    def _watch_page(self, route: str) -> Step:
        """[W6]"""
        self.routes[route] = None
        yield Watch(route, Wish(preface=_meta_frame(self.user.username, self._may_edit(route))))

    def _watch_app(self, route: str, mode: AppMode, data: str) -> Step:
        """[W7]"""
        page = self._page_of(route, mode)
        self.routes[route] = None
        yield Watch(route, Wish(content=False))
        if page != route and not self.is_closed(page):
            self.routes[page] = None
            yield Watch(page, Wish(content=False, ephemeral=mode is AppMode.UNICAST))
        yield from self._boot(route, data)

    def _boot(self, route: str, data: str) -> Step:
        self.booted[route] = None
        arguments = orjson.dumps({"#": data, _BOOT_WITH_HASH: "#"}) if data else b""
        outcome = yield from self._forward(Forward(route, EventKind.BOOT, arguments))
        yield from self._say_outcome(outcome)

    def _show_again(self, route: str, data: str) -> Step:
        """[W9] Shows the page of an app that knows this client already."""
        mode = self._site.mode_of(route)
        page = route if mode is None else self._page_of(route, mode)
        answer = yield Watch(page, Wish(ephemeral=page == self.page, tells_absence=False))
        if answer is not Answer.PAGE and mode is not None:
            yield from self._boot(route, data)

    def _query(self, route: str, data: str) -> Step:
        """[W2] Parsed and written anew, so that nothing can be smuggled beside the arguments."""
        try:
            arguments = orjson.loads(data)
            encoded = orjson.dumps(arguments)
        except (orjson.JSONDecodeError, orjson.JSONEncodeError):
            arguments, encoded = None, b""
        if not isinstance(arguments, dict):
            self._counts.refused_queries += 1
            if self.resumable:
                yield Say(notices.BAD_QUERY)
            return
        if self.is_closed(route):
            self._counts.refused_queries += 1
            yield from self._say_outcome(_NO_APP)
            return
        outcome = yield from self._forward(Forward(route, EventKind.QUERY, encoded))
        yield from self._say_outcome(outcome)

    def _edit(self, route: str, data: str) -> Step:
        """[W3]"""
        if not self._may_edit(route) or self.is_closed(route):
            self._counts.refused_edits += 1
            return
        yield Change(route, data.encode())

    def _keep_alive(self, route: str, data: str) -> Step:
        """[W4]"""
        yield from ()

    def _forward(self, event: Forward) -> Generator[Effect, Any, EventOutcome]:
        self.last_app = event.route
        outcome: EventOutcome = yield event
        self._counts.count_event(event.kind, outcome.status)
        return outcome

    def _say_outcome(self, outcome: EventOutcome) -> Step:
        if not self.resumable:
            return
        if outcome.status is EventStatus.WAITING:
            yield Say(notices.APP_DOWN)
        elif outcome.status in _NOT_DELIVERED:
            yield Say(notices.APP_UNAVAILABLE)

    def _reattach(self, path: str) -> Generator[Effect, Any, bool]:
        """Says to the app's relay that the client is here now; true if nobody there has heard of it."""
        route = route_of_address(path, self._site.base_url)
        if route is None or self._site.mode_of(route) is None or self.is_closed(route):
            return False
        self.booted[route] = None
        outcome = yield from self._forward(Forward(route, EventKind.RESUME))
        return outcome.status is not EventStatus.ACCEPTED

    def _page_of(self, route: str, mode: AppMode) -> str:
        pages = {
            AppMode.UNICAST: self.page,
            AppMode.MULTICAST: f"/{self.user.subject}",
            AppMode.BROADCAST: route,
        }
        return pages[mode]


@lru_cache(maxsize=256)
def _meta_frame(username: str, editable: bool) -> bytes:
    return text_frame(notices.meta(username, editable))


_HANDLERS: dict[str, Callable[[Client, str, str], Step]] = {
    WATCH: Client._watch,
    QUERY: Client._query,
    EDIT: Client._edit,
    KEEP_ALIVE: Client._keep_alive,
}
_NO_APP = EventOutcome(EventStatus.UNKNOWN_APP)
_NOT_DELIVERED = frozenset(EventStatus) - {EventStatus.ACCEPTED, EventStatus.WAITING}
