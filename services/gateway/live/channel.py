"""One watched route: who watches it, how its page stands, and what was not sent yet. PURE but for the writes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from services.gateway.live.member import Member, Write
from services.gateway.live.pace import Pace
from services.gateway.wire import notices
from services.gateway.wire.frames import text_frame
from services.gateway.wire.position import Position

NOWHERE = Position("", -1)


class Lag(NamedTuple):
    """Up to where a member that is behind has seen the channel."""

    position: Position
    clears: int


class Frames(NamedTuple):
    """The same lines for both dialogues."""

    plain: bytes
    resumable: bytes


@dataclass(slots=True, eq=False)
class Channel:
    """A route that somebody watches.

    `position` is up to where everything was heard from the site-store, `sent` up to which revision it was sent to members.
    `page` holds the frames of the whole page, and is None when a change made them stale.
    """

    route: str
    ephemeral: bool = False
    is_open: bool = False
    is_present: bool = False
    position: Position = Position("", 0)
    sent: int = 0
    page: Frames | None = None
    clears: int = 0
    plain: dict[Member, Write] = field(default_factory=dict)
    resumable: dict[Member, Write] = field(default_factory=dict)
    behind: dict[Member, Lag] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    line_bytes: int = 0
    is_due: bool = False
    pace: Pace = field(default_factory=Pace)

    @property
    def is_empty(self) -> bool:
        """Whether nobody watches."""
        return not (self.plain or self.resumable or self.behind)

    def members(self) -> list[Member]:
        """Everybody who watches, level or behind."""
        return [*self.plain, *self.resumable, *self.behind]

    def mark(self) -> bytes:
        """[R2] The mark of everything heard so far."""
        return notices.mark(self.route, self.position.epoch, self.position.revision)

    def append(self, line: bytes) -> None:
        """Adds a line to the next frame."""
        self.lines.append(line)
        self.line_bytes += len(line)

    def take_frames(self) -> Frames:
        """[F5] Makes the frames of what was not sent yet, once per dialogue."""
        payload = b"\n".join(self.lines)
        self.lines = []
        self.line_bytes = 0
        self.sent = self.position.revision
        plain = text_frame(payload) if self.plain else b""
        resumable = text_frame(payload + b"\n" + self.mark()) if self.resumable else b""
        return Frames(plain, resumable)

    def set_page(self, snapshot: bytes | None) -> Frames:
        """Takes the whole page, or that there is none; returns its frames."""
        self.is_present = snapshot is not None
        line = notices.NOT_FOUND if snapshot is None else snapshot
        self.page = Frames(text_frame(line), text_frame(line + b"\n" + self.mark()))
        return self.page

    def empty_page(self) -> Frames:
        """The frames that show those who saw a page that it is gone."""
        return Frames(text_frame(notices.EMPTY_PAGE), text_frame(notices.EMPTY_PAGE + b"\n" + self.mark()))

    def join(self, member: Member) -> None:
        """Makes a member that has seen everything so far hear every frame from now on."""
        if member.outlet is None:
            # What was written went nowhere.
            self.behind[member] = Lag(NOWHERE, self.clears)
        elif not member.is_level:
            self.behind[member] = Lag(self.position, self.clears)
        else:
            self.behind.pop(member, None)
            level = self.resumable if member.resumable else self.plain
            level[member] = member.outlet.write

    def fall_behind(self, member: Member) -> None:
        """Stops writing to a member."""
        level = self.resumable if member.resumable else self.plain
        if level.pop(member, None) is not None:
            self.behind[member] = Lag(Position(self.position.epoch, self.sent), self.clears)

    def leave(self, member: Member) -> None:
        """Forgets a member."""
        self.plain.pop(member, None)
        self.resumable.pop(member, None)
        self.behind.pop(member, None)
