"""The edge that serves the hot requests itself: edits and reads by programs, and the handshake of websockets.

It also serves apps that register, because their edits follow on the same connection. It takes one request at a time. Whatever it
does not recognise, it hands over to aiohttp with all bytes that were not served yet; from then on the connection is aiohttp's. It
never does so with an answer under way.
"""

import asyncio
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from multidict import CIMultiDict

from services.access import Verdict
from services.chassis.logs import get_logger
from services.gateway.edge.guest import Guest
from services.gateway.edge.heads import END, MAX_HEAD_BYTES, Head, Shape
from services.gateway.edge.lean_edge import LeanEdge
from services.gateway.errors import GatewayError
from services.gateway.live import handshake
from services.gateway.trickle import MIN_BYTES_PER_SECOND
from services.gateway.upstream.pages import EditOutcome
from services.gateway.web import answers
from services.gateway.web.answers import Answer

logger = get_logger(__name__)

# What may come before the answer to the request before it is written.
MAX_PIPELINED_BYTES = 64 << 10
# A larger body is not copied to stand behind its head.
MAX_JOINED_BYTES = 16 << 10

# Every edit comes through here: what a name costs matters.
_EDIT, _READ, _SOCKET = Shape.EDIT, Shape.READ, Shape.SOCKET
_EDITED = ("edit", "200")


class LeanHttp:
    """Serves one connection until it ends or is handed over."""

    __slots__ = (
        "_body",
        "_body_bytes",
        "_buffer",
        "_edge",
        "_guest",
        "_head",
        "_is_busy",
        "_is_choked",
        "_is_ending",
        "_loop",
        "_task",
        "_transport",
        "_waits_since",
    )

    def __init__(self, edge: LeanEdge, guest: Guest) -> None:
        self._edge = edge
        self._guest = guest
        self._transport = guest.transport
        self._loop = asyncio.get_running_loop()
        self._buffer = b""
        # The request whose body is not complete.
        self._head: Head | None = None
        self._body: list[bytes] = []
        self._body_bytes = 0
        # True from a complete request until its answer is written.
        self._is_busy = False
        # True while the peer does not read answers.
        self._is_choked = False
        # True when the connection ends after the answer under way.
        self._is_ending = False
        self._task: asyncio.Task[None] | None = None
        self._waits_since = self._loop.time()
        edge.lobby.timed.add(self)

    # -- the connection -----------------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Takes requests apart."""
        if self._is_busy or self._is_choked:
            self._buffer += data
            if len(self._buffer) > MAX_PIPELINED_BYTES:
                self._transport.pause_reading()
        elif self._head is not None:
            self._take_body(self._head, data)
        else:
            self._take_head(self._buffer + data if self._buffer else data)

    def eof_received(self) -> bool:
        """The peer has said everything; it still gets the answer under way."""
        self._is_ending = True
        return self._is_busy

    def pause_writing(self) -> None:
        """The peer does not read: it gets no further answers."""
        self._is_choked = True

    def resume_writing(self) -> None:
        """The peer reads."""
        self._is_choked = False
        self._go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is over; an edit under way is not taken back."""
        self._leave()
        self._is_ending = True
        if self._task is not None:
            self._task.cancel()

    def check_time(self, now: float) -> None:
        """Ends the connection of a peer that is too slow."""
        if self._is_busy or self._is_ending:
            return
        limits = self._edge.desk.limits
        if self._head is not None:
            limit = limits.body.timeout_seconds + self._body_bytes / MIN_BYTES_PER_SECOND
        elif self._buffer or self._is_choked:
            limit = limits.header_timeout_seconds
        else:
            limit = limits.idle_timeout_seconds
        if now - self._waits_since > limit:
            self._edge.desk.counts.timed_out += 1
            self._is_ending = True
            if self._head is not None or self._buffer:
                late = answers.refusal(408, "", answers.CLOSE)
                self._transport.write(self._edge.head_of(late, self._loop.time()) + late.body)
            self._transport.close()

    def end(self) -> None:
        """Ends the connection, after the answer under way if there is one."""
        self._is_ending = True
        if not self._is_busy:
            self._transport.close()

    # -- requests -----------------------------------------------------------------------------------------------

    def _take_head(self, data: bytes) -> None:
        end = data.find(END)
        if end < 0:
            if len(data) > MAX_HEAD_BYTES or not data.startswith((b"P", b"G")):
                self._hand_over(data)
            else:
                if not self._buffer:
                    self._waits_since = self._loop.time()
                self._buffer = data
            return
        end += len(END)
        head = self._edge.heads.recognise(data[:end]) if end <= MAX_HEAD_BYTES else None
        if head is None:
            self._hand_over(data)
            return
        self._buffer = b""
        rest = data[end:]
        if len(rest) == head.body_bytes and head.shape is not _SOCKET:
            self._take_request(head, rest, b"")
        elif head.shape is _SOCKET:
            self._open_socket(head, data, rest)
        elif len(rest) > head.body_bytes:
            self._take_request(head, rest[: head.body_bytes], rest[head.body_bytes :])
        else:
            self._head, self._body, self._body_bytes = head, [rest], len(rest)
            self._waits_since = self._loop.time()

    def _take_body(self, head: Head, data: bytes) -> None:
        self._body.append(data)
        self._body_bytes += len(data)
        if self._body_bytes >= head.body_bytes:
            body = b"".join(self._body)
            self._head, self._body, self._body_bytes = None, [], 0
            self._take_request(head, body[: head.body_bytes], body[head.body_bytes :])

    def _take_request(self, head: Head, body: bytes, rest: bytes) -> None:
        self._is_busy = True
        self._buffer = rest
        edge = self._edge
        if not edge.knows(head.authorization):
            self._task = self._loop.create_task(self._check_key(head, body))
        elif head.shape is _EDIT:
            edge.edit(head.route, body, self._edited)
        elif not self._serve_now(head):
            self._task = self._loop.create_task(self._serve(head, body))

    async def _check_key(self, head: Head, body: bytes) -> None:
        desk = self._edge.desk
        verdict = await desk.gate.check(head.authorization, self._guest.address)
        if verdict is not Verdict.ALLOWED:
            logger.warning("key_refused", address=self._guest.address, verdict=verdict.name.lower())
            refused = answers.of_verdict(verdict)
            assert refused is not None
            self._answer(head.shape.name.lower(), refused)
        elif head.shape is Shape.EDIT:
            desk.pages.edit(head.route, body, self._edited)
        else:
            await self._serve(head, body)

    def _serve_now(self, head: Head) -> bool:
        """Answers a read whose answer is at hand; False when one has to wait for it."""
        if head.shape is not _READ:
            return False
        try:
            answer = self._edge.desk.page_requests.read_now(head.route)
        except GatewayError as error:
            answer = answers.of_error(error)
        if answer is None:
            return False
        self._answer("read", answer)
        return True

    async def _serve(self, head: Head, body: bytes) -> None:
        desk = self._edge.desk
        is_read = head.shape is _READ
        try:
            answer = await (
                desk.page_requests.read(head.route) if is_read else desk.app_requests.handle(body)
            )
        except GatewayError as error:
            answer = answers.of_error(error)
        except Exception:  # A defect of ours must not leave a program waiting for ever.
            logger.exception("request_failed", shape=head.shape.name.lower())
            answer = answers.refusal(500)
        self._answer(head.shape.name.lower(), answer)

    def _edited(self, outcome: EditOutcome) -> None:
        if outcome.position is None:
            self._answer("edit", answers.of_edit(outcome))
            return
        now = self._loop.time()
        edge = self._edge
        edge.counted[_EDITED] += 1
        self._write(edge.applied(outcome.position, now), now)

    # -- answers ------------------------------------------------------------------------------------------------

    def _answer(self, shape: str, answer: Answer) -> None:
        self._edge.desk.counts.count(shape, answer.status)
        body, now = answer.body, self._loop.time()
        head = self._edge.head_of(answer, now)
        if len(body) <= MAX_JOINED_BYTES or self._transport.is_closing():
            self._write(head + body, now)
        else:
            self._transport.write(head)
            self._write(body, now)

    def _write(self, response: bytes, now: float) -> None:
        self._task = None
        self._is_busy = False
        self._waits_since = now
        # The peer may have left meanwhile.
        if self._transport.is_closing():
            return
        self._transport.write(response)
        if self._is_ending or self._edge.desk.draining.is_set():
            self._transport.close()
        elif self._buffer:
            # Not at once: answers to one that sends many requests must not keep everybody else waiting.
            self._loop.call_soon(self._go_on)

    def _go_on(self) -> None:
        if self._is_busy or self._is_choked or self._transport.is_closing():
            return
        self._transport.resume_reading()
        if self._buffer:
            data, self._buffer = self._buffer, b""
            self._take_head(data)

    # -- leaving ------------------------------------------------------------------------------------------------

    def _open_socket(self, head: Head, data: bytes, rest: bytes) -> None:
        sockets = self._edge.desk.sockets
        headers = CIMultiDict(head.headers)
        accepted = handshake.check(headers, "GET", sockets.origins)
        user = sockets.doorman.user_at_hand(headers)
        # Whether a session goes on may have to be asked, and that takes a while.
        if isinstance(accepted, handshake.Refusal) or (user is None and sockets.doorman.needs_sign_in):
            self._hand_over(data)
            return
        query = dict(parse_qsl(urlsplit(head.target).query))
        socket = sockets.open(accepted, head.headers, query, user)
        self._edge.desk.counts.count("socket", 101)
        self._leave()
        self._guest.lead_to(socket)
        self._transport.write(handshake.answer(accepted))
        socket.take(self._transport, rest)

    def _hand_over(self, data: bytes) -> None:
        """Gives the connection to aiohttp, with everything that was not served."""
        self._edge.desk.counts.handed_over += 1
        self._leave()
        protocol: Any = self._edge.rest.protocol()
        self._guest.lead_to(protocol)
        protocol.connection_made(self._transport)
        protocol.data_received(data)

    def _leave(self) -> None:
        self._edge.lobby.timed.discard(self)
