"""All clients of this gateway: who comes, who comes back, who is given up."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from services.chassis.logs import get_logger
from services.gateway.auth.rules import words_of
from services.gateway.live.channel import Channel
from services.gateway.live.client import Client
from services.gateway.live.conversation import Conversation, Line, Upstream, not_told
from services.gateway.live.effects import Forward
from services.gateway.live.resume import ResumeKeys
from services.gateway.live.signed_in import SignedIn
from services.gateway.live.site import Site
from services.gateway.upstream.apps import AppChange, EventKind, EventOutcome, EventStatus, HeaderList, News
from services.gateway.user import User, visitor
from services.gateway.wire import messages, notices, resume
from services.gateway.wire.close import CloseCode
from services.gateway.wire.resume import ResumeRequest

logger = get_logger(__name__)


class Deadlines(Protocol):
    """What the clients need of an event loop."""

    def call_later(self, delay: float, callback: Callable[..., object], *args: Any) -> Any:
        """Calls back after `delay` seconds; `cancel` of the result prevents it."""


class Visit:
    """Who stands at the door: what the handshake told. `headers` are those that apps are told, when they are asked for.

    `user` is None for a browser that keeps no cookie: each of its clients is a user apart.
    """

    __slots__ = ("client_id", "headers", "resumable", "session", "user")

    def __init__(
        self,
        user: User | None,
        *,
        session: str = "",
        headers: Callable[[], HeaderList] = tuple,
        client_id: str = "",
        resumable: bool = False,
    ) -> None:
        self.user = user
        self.session = session
        self.headers = headers
        self.client_id = client_id
        self.resumable = resumable


class Clients:
    """The conversations by client id. Hears about apps; see `AppListener`."""

    def __init__(
        self,
        upstream: Upstream,
        site: Site,
        keys: ResumeKeys,
        timers: Deadlines,
        *,
        reconnect_timeout_seconds: float,
    ) -> None:
        self.resumed = 0
        self.taken_over = 0
        self.given_up = 0
        self._upstream = upstream
        self._site = site
        self._keys = keys
        self._timers = timers
        self._reconnect_timeout_seconds = reconnect_timeout_seconds
        self._conversations: dict[str, Conversation] = {}
        self._signed_in = SignedIn(site.labels_of)
        upstream.apps.listen(self)

    def __len__(self) -> int:
        return len(self._conversations)

    def by_state(self) -> dict[tuple[str, str], int]:
        """How many clients there are, by state and dialogue."""
        counts = {
            (state, dialogue): 0
            for state in ("level", "behind", "away")
            for dialogue in ("plain", "resumable")
        }
        for conversation in self._conversations.values():
            member = conversation.member
            state = "away" if member.outlet is None else "level" if member.is_level else "behind"
            counts[state, "resumable" if member.resumable else "plain"] += 1
        return counts

    # -- coming and going ---------------------------------------------------------------------------------------

    def admit(self, visit: Visit, line: Line) -> Conversation:
        """Lets a browser in that speaks the plain dialogue: as the client it was, or as a new one."""
        known = self._conversations.get(visit.client_id)
        if known is not None and self._may_go_on(known, visit):
            self.resumed += 1
            known.client.is_back = True
            self._free(known)
            known.attach(line)
            return known
        return self._welcome(visit, line, key=False)

    def admit_resumable(self, visit: Visit, line: Line, text: str) -> Conversation:
        """[R1] Lets a browser in that speaks the resumable dialogue, as its first message wants it."""
        message = messages.parse(text)
        request = resume.parse(message) if message is not None and message.kind == messages.RESUME else None
        if request is None or not self._fits(request, visit):
            conversation = self._welcome(visit, line, key=True)
            if request is None and message is not None and message.kind != messages.RESUME:
                conversation.receive(text)
            return conversation
        self.resumed += 1
        known = self._conversations.get(request.client_id)
        conversation = known or self._make(visit, request.client_id, request.key)
        self._free(conversation)
        conversation.attach_resuming(line, request, is_known=known is not None)
        return conversation

    def left(self, conversation: Conversation, line: Line) -> None:
        """The socket of a client is gone; the client has a while to come back."""
        if conversation.line is not line:
            return  # Another socket has taken the client over.
        conversation.detach()
        # Who has watched nothing has nothing to come back to.
        has_nothing = not conversation.client.routes and conversation.is_idle
        if self._reconnect_timeout_seconds <= 0 or has_nothing:
            self._give_up(conversation)
        else:
            conversation.ending = self._timers.call_later(
                self._reconnect_timeout_seconds, self._give_up, conversation
            )

    def lines(self) -> list[Line]:
        """The sockets of all clients."""
        return [one.line for one in self._conversations.values() if one.line is not None]

    def close(self) -> None:
        """Ends all timers and steps, without telling anybody: this server leaves, not its clients."""
        for conversation in self._conversations.values():
            if conversation.ending is not None:
                conversation.ending.cancel()
            conversation.end()
        self._conversations.clear()
        self._signed_in.clear()

    def _may_go_on(self, known: Conversation, visit: Visit) -> bool:
        """[H5] The id is not enough: it has to be the same session, and who has a resume key must show it."""
        client = known.client
        return client.session == visit.session and not client.resumable and bool(client.routes)

    def _fits(self, request: ResumeRequest, visit: Visit) -> bool:
        """[R4] Whether id, key and session belong together."""
        known = self._conversations.get(request.client_id)
        is_plain = known is not None and not known.client.resumable
        return not is_plain and self._keys.fits(request.key, request.client_id, visit.session)

    def _welcome(self, visit: Visit, line: Line, *, key: bool) -> Conversation:
        client_id = str(uuid.uuid4())
        resume_key = self._keys.key_for(client_id, visit.session) if key else None
        conversation = self._make(visit, client_id, resume_key)
        conversation.attach(line)
        conversation.member.tell(conversation.client.greet())
        return conversation

    def _make(self, visit: Visit, client_id: str, key: str | None) -> Conversation:
        # Between the handshake and now nobody has told this client of new tokens.
        user = self._site.newest(visit.user) if visit.user is not None else visitor(client_id)
        client = Client(
            client_id,
            user,
            self._site,
            self._upstream.counts,
            session=visit.session,
            key=key,
            headers=visit.headers,
        )
        conversation = self._conversations[client_id] = Conversation(client, self._upstream)
        if client.user.is_signed_in:
            self._signed_in.add(conversation)
        return conversation

    def _free(self, conversation: Conversation) -> None:
        """[R7] Makes room for a new socket; the one that the client has is closed."""
        if conversation.ending is not None:
            conversation.ending.cancel()
            conversation.ending = None
        older = conversation.line
        if older is not None:
            self.taken_over += 1
            conversation.detach()
            older.close(CloseCode.TAKEN_OVER, "another socket has taken over")

    def _give_up(self, conversation: Conversation) -> None:
        """Forgets a client, and tells the apps it has come to."""
        client = conversation.client
        self.given_up += 1
        has_page = client.page in client.routes
        conversation.end()
        self._conversations.pop(client.id, None)
        self._signed_in.remove(conversation)
        if client.last_app:
            # The relay tells every app that this client has come to.
            self._upstream.apps.forward(
                conversation.event(Forward(client.last_app, EventKind.DISCONNECT)), not_told
            )
        if has_page:
            # After the last watch has ended, so that a client that is now at another gateway keeps its page.
            self._upstream.hub.release(client.page)

    # -- news of sessions ---------------------------------------------------------------------------------------

    def sessions(self) -> Sequence[str]:
        """The ids of the sessions that have a client here."""
        return self._signed_in.sessions()

    def renewed(self, user: User) -> None:
        """The tokens or claims of a user are new: events tell them from now on."""
        for conversation in self._signed_in.of_session(user.session_id):
            are_alike = words_of(conversation.client.user) == words_of(user)
            conversation.client.user = user
            if not are_alike:
                conversation.review()

    def ended(self, session: str) -> None:
        """[A5] A session is over: its clients see and do nothing any more."""
        for conversation in self._signed_in.of_session(session):
            line = conversation.line
            conversation.member.tell(notices.RESET)
            if conversation.ending is not None:
                conversation.ending.cancel()
            if line is not None:
                conversation.detach()
                line.close(CloseCode.SIGNED_OUT, "signed out")
            self._give_up(conversation)

    def review(self) -> None:
        """[A13] The access rules have changed: everybody is looked at again."""
        for conversation in self._conversations.values():
            conversation.review()

    def signed_out(self, labels: Sequence[bytes]) -> None:
        """[N5] A user has signed out of a session with these labels: the user's other browsers look anew."""
        for conversation in self._signed_in.of_labels(labels):
            conversation.member.tell(notices.RESET)

    # -- news of apps -------------------------------------------------------------------------------------------

    def heard(self, news: Sequence[News]) -> None:
        """[N4, N5, N7, N10] Tells those who watch."""
        hub = self._upstream.hub
        for one in news:
            if one.change is AppChange.CLEARED:
                hub.clear(one.route)
                continue
            if one.change in _FORGETS:
                for conversation in self._conversations.values():
                    conversation.client.forget_app(one.route)
            plain, resumable = _NOTICES.get(one.change, (None, None))
            hub.tell(one.route, plain, resumable)

    def reattach(self) -> None:
        """The relay has to learn who is here, or it will tell apps that these clients have left."""
        for conversation in self._conversations.values():
            if conversation.client.last_app:
                event = conversation.event(Forward(conversation.client.last_app, EventKind.RESUME))
                self._upstream.apps.forward(event, _reattached)

    def lost(self, channel: Channel) -> None:
        """[R6] The page of a client is gone with the site-store's memory: it has to be drawn anew."""
        self._upstream.hub.tell(channel.route, notices.RESET, notices.APP_NEW)


_FORGETS = (AppChange.REGISTERED, AppChange.UNREGISTERED)
_NOTICES = {
    AppChange.REGISTERED: (notices.RESET, notices.APP_NEW),
    AppChange.UNREGISTERED: (notices.RESET, notices.APP_GONE),
    AppChange.DOWN: (None, notices.APP_DOWN),
    AppChange.UP: (None, notices.APP_UP),
}


def _reattached(outcome: EventOutcome) -> None:
    if outcome.status not in (EventStatus.ACCEPTED, EventStatus.UNKNOWN_APP):
        logger.warning("reattach_failed", status=outcome.status.name.lower(), reason=outcome.reason)
