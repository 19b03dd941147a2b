"""One open websocket: frames in and out, pings, and the two ways of being slow (F3, F6, F7)."""

import asyncio
from collections import deque

from services.chassis.logs import get_logger
from services.gateway.live.clients import Clients, Visit
from services.gateway.live.conversation import Conversation
from services.gateway.live.member import Write
from services.gateway.live.socket_counts import SocketCounts
from services.gateway.live.socket_limits import SocketLimits
from services.gateway.trickle import MIN_BYTES_PER_SECOND
from services.gateway.wire.close import CloseCode
from services.gateway.wire.frames import (
    FrameError,
    FrameReader,
    Opcode,
    close_code,
    close_frame,
    ping_frame,
    pong_frame,
    text_frame,
)

logger = get_logger(__name__)

# A client that falls behind more often than this within a minute is dropped.
MAX_LAGS_PER_MINUTE = 6
# A message that has not arrived within a ping interval must at least come as fast as this.
# After a close frame was sent, how long to wait for the one of the other side.
CLOSE_TIMEOUT_SECONDS = 2.0
_PONG_SHARE = 1 / 9


class Socket(asyncio.Protocol):
    """A websocket after its handshake; it is led to the transport of an HTTP connection, and then told to `take` it."""

    __slots__ = (
        "_beat",
        "_clients",
        "_conversation",
        "_counts",
        "_heard_at",
        "_is_behind",
        "_is_closing",
        "_is_paused",
        "_lags",
        "_limits",
        "_loop",
        "_raised_limit",
        "_reader",
        "_refusal",
        "_transport",
        "_unfinished",
        "_unsent_bytes",
        "_visit",
        "_watchdog",
    )

    _transport: asyncio.Transport

    def __init__(
        self,
        visit: Visit,
        clients: Clients,
        limits: SocketLimits,
        counts: SocketCounts,
        loop: asyncio.AbstractEventLoop,
        *,
        refusal: bytes = b"",
    ) -> None:
        # What is said to a browser that is not let in; it is not listened to.
        self._refusal = refusal
        self._visit = visit
        self._clients = clients
        self._limits = limits
        self._counts = counts
        self._reader = FrameReader(limits.max_message_bytes)
        self._loop = loop
        self._conversation: Conversation | None = None
        self._is_closing = False
        self._is_behind = False
        self._is_paused = False
        self._raised_limit = False
        self._heard_at = 0.0
        self._unsent_bytes = 0
        self._unfinished: tuple[object, int] | None = None
        # Made when it falls behind for the first time: most never do.
        self._lags: deque[float] | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._watchdog: asyncio.TimerHandle | None = None

    # -- the transport ------------------------------------------------------------------------------------------

    def take(self, transport: asyncio.Transport, unread: bytes = b"") -> None:
        """Begins to live on a transport on which the handshake was answered; `unread` came after the handshake."""
        self._transport = transport
        self._counts.opened += 1
        self._heard_at = self._loop.time()
        self._limit_backlog(self._limits.max_backlog_bytes)
        self._beat = self._loop.call_later(self._limits.ping_interval_seconds, self._ping)
        if self._refusal:
            # [A8] Whoever closes the socket of such a browser makes it come back again and again.
            self._transport.write(text_frame(self._refusal))
            return
        # [R1] In the resumable dialogue the browser speaks first.
        if not self._visit.resumable:
            self._conversation = self._clients.admit(self._visit, self)
        if unread:
            self.data_received(unread)

    def data_received(self, data: bytes) -> None:
        """Understands what has come."""
        self._heard_at = self._loop.time()
        try:
            for frame in self._reader.feed(data):
                _ON_FRAME[frame.opcode](self, frame.payload)
        except FrameError as error:
            self.close(error.code, error.reason)

    def connection_lost(self, exc: Exception | None) -> None:
        """The transport is gone."""
        self._is_closing = True
        for timer in (self._beat, self._watchdog):
            if timer is not None:
                timer.cancel()
        self._let_go()

    def pause_writing(self) -> None:
        """[F6] The browser does not read fast enough: it is behind."""
        now = self._loop.time()
        self._is_behind = True
        self._counts.lags += 1
        if self._lags is None:
            self._lags = deque(maxlen=MAX_LAGS_PER_MINUTE + 1)
        self._lags.append(now)
        if self._conversation is not None:
            self._conversation.lag()
        if len(self._lags) > MAX_LAGS_PER_MINUTE and now - self._lags[0] < 60:
            # Not from within a write: whoever writes to many goes on writing.
            self._loop.call_soon(self.close, CloseCode.TOO_SLOW, "fell behind too often")
            return
        self._unsent_bytes = self._transport.get_write_buffer_size()
        self._watch_progress()

    def resume_writing(self) -> None:
        """[F6] The browser has read what was sent: it gets the pages as they stand now."""
        self._is_behind = False
        if self._watchdog is not None and not self._is_closing:
            self._watchdog.cancel()
            self._watchdog = None
        if self._raised_limit:
            self._raised_limit = False
            self._limit_backlog(self._limits.max_backlog_bytes)
        if self._conversation is not None:
            self._conversation.catch_up()

    # -- what a conversation needs of its line ------------------------------------------------------------------

    @property
    def write(self) -> Write:
        """See `Outlet`."""
        return self._transport.write

    def send(self, frame: bytes) -> None:
        """See `Outlet`. What is sent as one frame does not count as backlog: a page may be larger than the limit."""
        if self._is_closing:
            return
        if len(frame) * 2 > self._limits.max_backlog_bytes:
            self._raised_limit = True
            self._limit_backlog(self._limits.max_backlog_bytes + len(frame))
        self._transport.write(frame)

    def pause(self) -> None:
        """See `Line`."""
        if not self._is_closing:
            self._is_paused = True
            self._transport.pause_reading()

    def unpause(self) -> None:
        """See `Line`."""
        if not self._is_closing:
            self._is_paused = False
            self._heard_at = self._loop.time()
            self._unfinished = None
            self._transport.resume_reading()

    def close(self, code: CloseCode, reason: str = "") -> None:
        """Says goodbye, waits a little for the answer, and ends the transport."""
        self._close(code, reason)

    # -- frames -------------------------------------------------------------------------------------------------

    def _on_text(self, payload: bytes) -> None:
        try:
            text = payload.decode()
        except UnicodeDecodeError:
            raise FrameError(CloseCode.INVALID_TEXT, "invalid UTF-8") from None
        self._receive(text)

    def _on_binary(self, payload: bytes) -> None:
        # [F1] Taken as text; what is not UTF-8 cannot be a message either, and is ignored as such.
        self._receive(payload.decode(errors="replace"))

    def _receive(self, text: str) -> None:
        if self._is_closing or self._refusal:
            return
        if self._conversation is None:
            self._conversation = self._clients.admit_resumable(self._visit, self, text)
        else:
            self._conversation.receive(text)

    def _on_ping(self, payload: bytes) -> None:
        if not self._is_closing and not self._is_behind:
            self._transport.write(pong_frame(payload))

    def _on_pong(self, payload: bytes) -> None:
        """That it came is all it says."""

    def _on_close(self, payload: bytes) -> None:
        self._close(close_code(payload), "")
        self._transport.close()

    # -- ending -------------------------------------------------------------------------------------------------

    def _close(self, code: int | None, reason: str) -> None:
        if self._is_closing:
            return
        self._is_closing = True
        self._counts.count_close(code)
        self._transport.write(close_frame(code, reason))
        if self._watchdog is not None:
            self._watchdog.cancel()
        self._watchdog = self._loop.call_later(CLOSE_TIMEOUT_SECONDS, self._transport.abort)
        # A socket that is being closed has to hear the answer.
        self._transport.resume_reading()
        self._let_go()

    def _let_go(self) -> None:
        conversation, self._conversation = self._conversation, None
        if conversation is not None:
            self._clients.left(conversation, self)

    # -- timers -------------------------------------------------------------------------------------------------

    def _ping(self) -> None:
        """[F7]"""
        if self._is_closing:
            return
        interval = self._limits.ping_interval_seconds
        pinged_at = self._loop.time()
        if self._dawdles():
            self.close(CloseCode.TOO_SLOW, "the message does not arrive in time")
            return
        if not self._is_behind:
            self._transport.write(ping_frame())
        self._beat = self._loop.call_later(interval * _PONG_SHARE, self._check_pong, pinged_at)

    def _dawdles(self) -> bool:
        """[F7] Whether a message has been on its way since the last ping, and less of it came than a modem would bring."""
        before, now = self._unfinished, self._reader.unfinished
        self._unfinished = now
        if before is None or now is None or self._is_paused or now[0] is not before[0]:
            return False
        return now[1] - before[1] < MIN_BYTES_PER_SECOND * self._limits.ping_interval_seconds

    def _check_pong(self, pinged_at: float) -> None:
        # Whom we do not listen to cannot answer, and whoever is behind is watched otherwise.
        if self._heard_at < pinged_at and not (self._is_paused or self._is_behind):
            self.close(CloseCode.TOO_SLOW, "no answer to a ping")
            return
        interval = self._limits.ping_interval_seconds
        self._beat = self._loop.call_later(interval * (1 - _PONG_SHARE), self._ping)

    def _watch_progress(self) -> None:
        self._watchdog = self._loop.call_later(self._limits.slow_timeout_seconds, self._check_progress)

    def _check_progress(self) -> None:
        """[F6] Whoever is behind has to read at least something within the slow client timeout."""
        unsent = self._transport.get_write_buffer_size()
        if unsent >= self._unsent_bytes:
            self.close(CloseCode.TOO_SLOW, "reads too slowly")
            return
        self._unsent_bytes = unsent
        self._watch_progress()

    def _limit_backlog(self, high: int) -> None:
        self._transport.set_write_buffer_limits(high=high, low=high // 4)


_ON_FRAME = {
    Opcode.TEXT: Socket._on_text,
    Opcode.BINARY: Socket._on_binary,
    Opcode.PING: Socket._on_ping,
    Opcode.PONG: Socket._on_pong,
    Opcode.CLOSE: Socket._on_close,
}
