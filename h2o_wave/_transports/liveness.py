"""Tells whether an idle connection is still good, without touching what is in it."""

import select
from collections.abc import Callable
from typing import Protocol


class _HasFileno(Protocol):
    def fileno(self) -> int: ...


def watch_for_news(socket: _HasFileno) -> Callable[[], bool]:
    """A question to ask of a socket: does it have anything to read, if only its end?

    On an idle connection no news is good news: whatever the server sends unasked, the connection must not be used.
    """
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(socket.fileno(), select.POLLIN)
        return lambda: bool(poll.poll(0))
    return lambda: bool(select.select([socket], [], [], 0)[0])
