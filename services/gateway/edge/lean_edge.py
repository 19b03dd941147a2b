"""What all connections of the lean edge share: whom they ask, and the heads of answers, made once a second."""

from email.utils import formatdate
from http import HTTPStatus

from services.gateway.edge.aiohttp_edge import AiohttpEdge
from services.gateway.edge.desk import Desk
from services.gateway.edge.guest import Lobby
from services.gateway.edge.heads import Heads
from services.gateway.web.answers import Answer
from services.gateway.wire.position import Position

_PHRASES = {status.value: status.phrase for status in HTTPStatus}


class LeanEdge:
    """What all lean connections share."""

    def __init__(self, desk: Desk, lobby: Lobby, rest: AiohttpEdge) -> None:
        self.desk = desk
        self.lobby = lobby
        self.rest = rest
        self.heads = Heads(
            desk.base_url, max_body_bytes=desk.limits.body.max_bytes, annex=desk.annex.prefixes
        )
        self.counted = desk.counts.requests
        self.knows = desk.gate.knows
        self.edit = desk.pages.edit
        self._date = b""
        self._date_until = 0.0
        # The answer to an edit up to its revision, of this second and this epoch.
        self._applied = b""
        self._applied_until = 0.0
        self._epoch = ""

    def date(self, now: float) -> bytes:
        """The `Date` header of this second."""
        if now >= self._date_until:
            self._date = f"Date: {formatdate(usegmt=True)}\r\n".encode()
            self._date_until = now + 1.0
        return self._date

    def applied(self, position: Position, now: float) -> bytes:
        """[P1] The answer to an edit that was applied."""
        epoch, revision = position
        if now >= self._applied_until or epoch != self._epoch:
            date = self.date(now)
            self._applied = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n%bWave-Position: %b:" % (
                date,
                epoch.encode(),
            )
            self._applied_until, self._epoch = self._date_until, epoch
        return b"%b%d\r\n\r\n" % (self._applied, revision)

    def head_of(self, answer: Answer, now: float) -> bytes:
        """Everything of an answer that stands before its body."""
        lines = [f"HTTP/1.1 {answer.status} {_PHRASES[answer.status]}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        lines.append(f"Content-Length: {len(answer.body)}\r\n")
        head = "\r\n".join(lines).encode()
        return b"%b%b\r\n" % (head, self.date(now))
