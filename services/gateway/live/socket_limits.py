"""The bounds of one websocket."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """The bounds of one socket."""

    max_message_bytes: int
    max_backlog_bytes: int
    slow_timeout_seconds: float
    ping_interval_seconds: float
