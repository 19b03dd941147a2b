"""What members want to know about pages, and what was asked of the site-store to tell them."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from services.gateway.live.channel import Channel
from services.gateway.live.member import Member
from services.gateway.upstream.pages import Pages
from services.gateway.wire.position import Position


class Answer(Enum):
    """How a wish to watch was answered."""

    PAGE = auto()
    NO_PAGE = auto()
    MISSED = auto()
    NOTHING = auto()
    # The page of the position that was asked for is gone: it was in memory only, and that was lost.
    LOST = auto()


class Wish(NamedTuple):
    """What a member wants to be sent when it begins to watch a route.

    `preface` is a frame that goes before the content. With `after`, only what came since, where that is known. Without
    `tells_absence`, nothing is sent when there is no page. Nobody has asked for a `catch_up`: it is not sent to a member that
    cannot take it.
    """

    content: bool = True
    ephemeral: bool = False
    preface: bytes = b""
    after: Position | None = None
    tells_absence: bool = True
    catch_up: bool = False


Answered = Callable[[Answer], object]


class Ask(NamedTuple):
    """A wish that waits for the site-store."""

    member: Member
    wish: Wish
    answered: Answered


@dataclass(slots=True)
class Question:
    """What was asked about a channel, and the asks that the answer answers; none when it is for all who watch."""

    channel: Channel
    after: Position | None
    content: bool
    asks: list[Ask] = field(default_factory=list)

    @property
    def is_for_all(self) -> bool:
        """Whether this asks what everybody has missed."""
        return not self.asks


class Questions:
    """The questions without an answer. Those that cannot be asked now are asked when the site-store is back."""

    def __init__(self, pages: Pages) -> None:
        self.is_connected = False
        self._pages = pages
        self._tags = itertools.count(1)
        self._by_tag: dict[int, Question] = {}
        self._of_channel: dict[Channel, list[Question]] = {}

    def __len__(self) -> int:
        return len(self._by_tag)

    def are_open(self, channel: Channel) -> bool:
        """Whether somebody waits to hear about a channel."""
        return channel in self._of_channel

    def ask(self, channel: Channel, ask: Ask) -> None:
        """Asks the site-store, unless a question that will answer this wish too is under way."""
        wish = ask.wish
        for question in self._of_channel.get(channel, ()):
            if question.asks and question.content is wish.content and question.after == wish.after:
                if ask not in question.asks:
                    question.asks.append(ask)
                return
        self._put(Question(channel, wish.after, wish.content, [ask]))

    def take(self, tag: int) -> Question | None:
        """The question that is answered now; None when nobody waits for it any more."""
        question = self._by_tag.pop(tag, None)
        if question is not None:
            questions = self._of_channel[question.channel]
            questions.remove(question)
            if not questions:
                del self._of_channel[question.channel]
        return question

    def connected(self, channels: Iterable[tuple[Channel, Position]]) -> None:
        """Asks what all who watch the channels have missed since the positions, then everything that is open."""
        self.is_connected = True
        open_questions = [question for question in self._by_tag.values() if question.asks]
        self._by_tag, self._of_channel = {}, {}
        for channel, position in channels:
            self._put(Question(channel, position, content=True))
        for question in open_questions:
            self._put(question)

    def _put(self, question: Question) -> None:
        tag = next(self._tags)
        self._by_tag[tag] = question
        self._of_channel.setdefault(question.channel, []).append(question)
        if self.is_connected:
            self._pages.subscribe(
                tag,
                question.channel.route,
                after=question.after,
                ephemeral=question.channel.ephemeral,
                skip_content=not question.content,
            )
