"""A client as the hub sees it: someone to write to, and the routes it watches."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from services.gateway.wire.frames import text_frame

if TYPE_CHECKING:
    from services.gateway.live.channel import Channel

# A client that is away is told at most this many different notices when it is back.
MAX_KEPT_NOTICES = 16

Write = Callable[[bytes], object]


class Outlet(Protocol):
    """Where frames for one client go."""

    @property
    def write(self) -> Write:
        """Writes a frame at once; for the fan-out, where nothing may be added to its cost."""

    def send(self, frame: bytes) -> None:
        """Writes a frame that may be large, or may be written to a socket that is behind."""


class Member:
    """Someone who watches routes.

    Level: it gets every frame as it is made. Behind: its frames are dropped, and it is given each page as a whole when it can
    take it. Away (without an outlet) is the longest way of being behind.
    """

    __slots__ = ("channels", "is_gone", "is_level", "notices", "outlet", "resumable")

    def __init__(self, *, resumable: bool) -> None:
        self.resumable = resumable
        self.outlet: Outlet | None = None
        self.is_level = False
        self.is_gone = False
        self.channels: dict[str, Channel] = {}
        self.notices: dict[bytes, None] = {}

    def tell(self, line: bytes) -> None:
        """Sends a notice now, or keeps it for when the client is back."""
        if self.outlet is not None:
            self.outlet.send(text_frame(line))
        elif len(self.notices) < MAX_KEPT_NOTICES:
            self.notices[line] = None

    def send(self, frame: bytes) -> None:
        """Sends a frame now; without an outlet it is dropped."""
        if self.outlet is not None:
            self.outlet.send(frame)

    def take_notices(self) -> list[bytes]:
        """What was kept; it is then the caller's."""
        lines, self.notices = list(self.notices), {}
        return lines
