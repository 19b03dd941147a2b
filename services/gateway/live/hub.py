"""Which clients watch which routes: they are answered how a page stands, and hear every later change exactly once."""

import time
from collections.abc import Callable

from services.gateway.live.answering import answer_opened, answer_with_lines, answer_with_page
from services.gateway.live.channel import Channel
from services.gateway.live.fanout import Fanout, Timers
from services.gateway.live.hub_counts import HubCounts
from services.gateway.live.member import Member
from services.gateway.live.questions import Answer, Answered, Ask, Questions, Wish
from services.gateway.upstream.pages import Content, Opened, Pages
from services.gateway.wire import notices
from services.gateway.wire.position import Position

UNKNOWN = Position("", 0)


class Hub:
    """All channels. Hears from the site-store; see `PageListener`."""

    def __init__(
        self,
        pages: Pages,
        timers: Timers,
        *,
        on_lost: Callable[[Channel], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.counts = HubCounts()
        self.fanout = Fanout(timers, clock=clock, on_lag=self.lag)
        self._pages = pages
        self._questions = Questions(pages)
        self._on_lost = on_lost
        self._channels: dict[str, Channel] = {}
        self._progress = UNKNOWN
        pages.listen(self)

    def __len__(self) -> int:
        return len(self._channels)

    @property
    def waiting_bytes(self) -> int:
        """Bytes of changes that were not sent yet."""
        return sum(channel.line_bytes for channel in self._channels.values())

    def is_private(self, route: str) -> bool:
        """[W8] Whether the page at the route belongs to one client."""
        channel = self._channels.get(route)
        return channel is not None and channel.ephemeral

    # -- members ------------------------------------------------------------------------------------------------

    def watch(self, member: Member, route: str, wish: Wish, answered: Answered) -> None:
        """[W6] Makes a member watch a route; `answered` is called when it does, now or later.

        At that moment the content is written, and every later change will follow.
        """
        channel = self._channels.get(route)
        if channel is None:
            channel = self._channels[route] = Channel(route)
        if wish.ephemeral and not channel.ephemeral:
            # The page that was there, if any, has nothing to do with the one that begins now.
            channel.ephemeral, channel.page, channel.position = True, None, UNKNOWN
        member.channels[route] = channel
        ask = Ask(member, wish, answered)
        if not self._answer_at_once(channel, ask):
            self._questions.ask(channel, ask)

    def unwatch(self, member: Member, route: str) -> None:
        """Ends that."""
        channel = member.channels.pop(route, None)
        if channel is not None:
            channel.leave(member)
            self._forget_if_unused(channel)

    def leave(self, member: Member) -> None:
        """Forgets a member; its questions are answered to nobody."""
        member.is_gone = True
        for route in list(member.channels):
            self.unwatch(member, route)

    def release(self, route: str) -> None:
        """Ends the life of an ephemeral page."""
        self._pages.release(route)

    def lag(self, member: Member) -> None:
        """[F6] Stops writing to a member until `catch_up`."""
        member.is_level = False
        if not self.fanout.defers_lag(member):
            for channel in member.channels.values():
                channel.fall_behind(member)

    def catch_up(self, member: Member) -> None:
        """Writes to a member again, beginning with the pages that have changed meanwhile."""
        member.is_level = True
        for route, channel in list(member.channels.items()):
            lag = channel.behind.get(member)
            if lag is None:
                continue
            self.fanout.flush(channel)
            if lag.clears != channel.clears:
                member.tell(notices.CLEAR)
            if channel.is_open and lag.position == channel.position:
                channel.join(member)
            else:
                self.watch(member, route, Wish(catch_up=True), _nobody)

    def tell(self, route: str, plain: bytes | None, resumable: bytes | None) -> None:
        """Sends a notice to everybody who watches a route, after what was announced there before."""
        channel = self._channels.get(route)
        if channel is None:
            return
        self.fanout.flush(channel)
        for member in channel.members():
            line = resumable if member.resumable else plain
            if line is not None:
                member.tell(line)

    def clear(self, route: str) -> None:
        """[N4] Makes everybody who watches a page forget pending input, in order with its changes."""
        channel = self._channels.get(route)
        if channel is not None and channel.is_open:
            channel.clears += 1
            self.fanout.append(channel, notices.CLEAR)

    # -- news of pages ------------------------------------------------------------------------------------------

    def connected(self) -> None:
        """Asks anew how everything stands."""
        channels = self._channels.values()
        self._questions.connected(
            [
                (channel, self._newest(channel))
                for channel in channels
                if channel.is_open and not channel.is_empty
            ]
        )

    def disconnected(self) -> None:
        """Until `connected`, nothing is known to be current, so every wish waits."""
        self._questions.is_connected = False

    def changed(self, route: str, revision: int, body: bytes) -> None:
        """Announces a change."""
        channel = self._channels.get(route)
        # Before the first answer nothing was promised, and the answer will contain it.
        if channel is None or not channel.is_open or revision <= channel.position.revision:
            return
        self.counts.changes += 1
        channel.position = Position(channel.position.epoch, revision)
        channel.page = None
        channel.is_present = True
        self.fanout.append(channel, body)

    def replaced(self, route: str, revision: int, snapshot: bytes | None) -> None:
        """Sends the whole page: the gateway itself has missed changes."""
        channel = self._channels.get(route)
        if channel is not None and channel.is_open:
            self.fanout.flush(channel)
            self._show_page(channel, Position(channel.position.epoch, revision), snapshot)

    def progressed(self, position: Position) -> None:
        """Remembers how far the site has come."""
        self._progress = position

    def opened(self, opened: Opened) -> None:
        """Answers everybody who has asked."""
        question = self._questions.take(opened.tag)
        if question is None:
            return
        channel = question.channel
        # What came before the answer belongs to those who were here before it.
        self.fanout.flush(channel)
        if question.is_for_all:
            self._reopen(channel, opened)
        else:
            self._take(channel, opened)
            channel.is_open = True
            for ask in question.asks:
                answer_opened(channel, ask, opened, self.counts)
        self._forget_if_unused(channel)

    # -- answers ------------------------------------------------------------------------------------------------

    def _answer_at_once(self, channel: Channel, ask: Ask) -> bool:
        """Answers a wish from what is known; False when the site-store has to be asked."""
        if not channel.is_open or not self._questions.is_connected or channel.position == UNKNOWN:
            return False
        wish = ask.wish
        if wish.after is not None and wish.after != channel.position:
            return False
        wants_page = wish.content and wish.after is None
        if wants_page and channel.page is None:
            return False
        self.counts.local_answers += 1
        self.fanout.flush(channel)
        if wants_page:
            answer_with_page(channel, ask, self.counts)
        else:
            answer_with_lines(channel, ask, Answer.NOTHING)
        return True

    def _take(self, channel: Channel, opened: Opened) -> None:
        """Notes how the page stands, for those who have asked; nobody else has missed anything."""
        if opened.position != channel.position:
            channel.page = None
        channel.position = opened.position
        channel.sent = opened.position.revision
        if opened.content is Content.SNAPSHOT:
            channel.set_page(opened.snapshot)
        elif opened.content is Content.ABSENT:
            channel.set_page(None)

    def _reopen(self, channel: Channel, opened: Opened) -> None:
        """Sends everybody what happened while the site-store was away."""
        if channel.ephemeral and channel.position.epoch != opened.position.epoch:
            # The memory that held the page is gone. Nobody is shown the empty page in its place: the app draws anew.
            self.counts.lost_pages += 1
            self._take(channel, opened)
            self._on_lost(channel)
        elif opened.content is Content.MISSED:
            channel.position = opened.position
            if opened.missed:
                channel.page = None
                channel.lines = list(opened.missed)
                self.fanout.flush(channel)
            channel.sent = opened.position.revision
        elif opened.content is Content.SNAPSHOT:
            self._show_page(channel, opened.position, opened.snapshot)
        elif channel.is_present:
            self._show_page(channel, opened.position, None)
        else:
            self._take(channel, opened)

    def _show_page(self, channel: Channel, position: Position, snapshot: bytes | None) -> None:
        """Replaces what everybody sees. A page that is gone is shown empty: `not_found` is an answer, not news."""
        channel.position = position
        channel.sent = position.revision
        plain, resumable = channel.set_page(snapshot)
        if snapshot is None:
            plain, resumable = channel.empty_page()
        for member in [*channel.plain, *channel.resumable]:
            self.counts.snapshots += 1
            member.send(resumable if member.resumable else plain)

    # -- channels -----------------------------------------------------------------------------------------------

    def _forget_if_unused(self, channel: Channel) -> None:
        unused = channel.is_empty and not self._questions.are_open(channel)
        if unused and self._channels.get(channel.route) is channel:
            del self._channels[channel.route]
            self._pages.unsubscribe(channel.route)

    def _newest(self, channel: Channel) -> Position:
        """The newest position known for a channel: the newer, the more likely it is still in the log."""
        if channel.position.epoch == self._progress.epoch:
            return max(channel.position, self._progress)
        return channel.position


def _nobody(_: Answer) -> None:
    """Takes the answer that a member which catches up has not asked for."""
