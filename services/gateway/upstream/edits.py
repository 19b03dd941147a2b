"""The stream on which edits go to the site-store, many at a time."""

import asyncio
import secrets
from collections import deque
from typing import Any

from h2o.wave.v1 import page_pb2, site_store_pb2, site_store_pb2_grpc
from services.chassis import quick_tuple
from services.gateway.upstream.pages import EditDone, EditOutcome, EditStatus
from services.gateway.upstream.stream import BatchedStream
from services.gateway.wire.position import Position
from services.plain import edits as plain

MAX_WAITING_EDITS = 20_000
MAX_WAITING_BYTES = 64 << 20
# With the site-store away, an edit waits this long for it to come back.
HELD_SECONDS = 2.0
# With the site-store there, this long for a stalled disk.
ANSWER_SECONDS = 30.0
_SWEEP_SECONDS = 0.25

STATUSES = {
    site_store_pb2.EDIT_STATUS_APPLIED: EditStatus.APPLIED,
    site_store_pb2.EDIT_STATUS_REFUSED: EditStatus.REFUSED,
    site_store_pb2.EDIT_STATUS_TOO_LARGE: EditStatus.TOO_LARGE,
    site_store_pb2.EDIT_STATUS_CONFLICT: EditStatus.CONFLICT,
    site_store_pb2.EDIT_STATUS_BUSY: EditStatus.BUSY,
    site_store_pb2.EDIT_STATUS_READ_ONLY: EditStatus.READ_ONLY,
    site_store_pb2.EDIT_STATUS_DISCARDED: EditStatus.DISCARDED,
}
_APPLIED = site_store_pb2.EDIT_STATUS_APPLIED
_IS_APPLIED = EditStatus.APPLIED
_new = quick_tuple.new
_Response = site_store_pb2.StreamEditsResponse | plain.StreamEditsResponse
_BUSY = EditOutcome(EditStatus.BUSY, reason="too many edits are waiting for the site-store; try again later")
_AWAY = EditOutcome(EditStatus.AWAY, reason="the site-store does not answer; try again later")


class _Waiting:
    """An edit without an answer. `done` is None when nobody waits any more."""

    __slots__ = ("body", "done", "if_position", "number", "route", "since")

    def __init__(
        self, route: str, body: bytes, number: int, if_position: Position | None, done: EditDone, since: float
    ) -> None:
        self.route = route
        self.body = body
        self.number = number
        self.if_position = if_position
        self.done: EditDone | None = done
        self.since = since


class EditStream:
    """Edits on their way. Outcomes come back first in, first out.

    After a break everything unanswered is sent again under the same writer and number, so that no edit is applied twice.
    """

    def __init__(self, stub: site_store_pb2_grpc.SiteStoreStub) -> None:
        self._writer = secrets.randbits(64) or 1
        self._number = 0
        self._waiting: deque[_Waiting] = deque()
        self._waiting_bytes = 0
        # The time when it was last looked at: waiting is counted in seconds, so a quarter of one is near enough.
        self._now: float | None = None
        self._stream: BatchedStream[_Waiting, Any, _Response] = BatchedStream(
            "edits",
            open_call=stub.StreamEdits,
            to_request=self._to_request,
            to_plain=self._to_plain,
            listener=self,
            size_of=lambda edit: len(edit.body) + len(edit.route),
        )

    @property
    def is_open(self) -> bool:
        """Whether edits can be sent now."""
        return self._stream.is_open

    @property
    def waiting_bytes(self) -> int:
        """Bytes of edits without an answer."""
        return self._waiting_bytes

    async def run(self) -> None:
        """Keeps the stream open, and gives up on edits that wait too long, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._stream.run())
            tasks.create_task(self._sweep())

    def submit(self, route: str, body: bytes, done: EditDone, if_position: Position | None) -> None:
        """Sends an edit; `done` is called once, with what became of it."""
        size = len(body)
        if len(self._waiting) >= MAX_WAITING_EDITS or self._waiting_bytes + size > MAX_WAITING_BYTES:
            done(_BUSY)
            return
        now = self._now
        if now is None:
            now = self._now = asyncio.get_running_loop().time()
        self._number = number = self._number + 1
        waiting = _Waiting(route, body, number, if_position, done, now)
        self._waiting.append(waiting)
        self._waiting_bytes += size
        self._stream.send(waiting, at_once=True)

    def _to_request(self, edits: list[_Waiting]) -> site_store_pb2.StreamEditsRequest:
        request = site_store_pb2.StreamEditsRequest()
        add, writer = request.edits.add, self._writer
        for waiting in edits:
            edit = add(route=waiting.route, body=waiting.body, writer=writer, number=waiting.number)
            if waiting.if_position is not None:
                epoch, revision = waiting.if_position
                edit.if_position.CopyFrom(page_pb2.Position(epoch=epoch, revision=revision))
        return request

    def _to_plain(self, edits: list[_Waiting]) -> plain.StreamEditsRequest:
        writer = self._writer
        twins = [
            _new(plain.Edit, (edit.route, edit.body, writer, edit.number, edit.if_position)) for edit in edits
        ]
        return plain.StreamEditsRequest(twins)

    def opened(self) -> None:
        """Repeats what was not answered."""
        for waiting in self._waiting:
            self._stream.send(waiting)

    def received(self, response: _Response) -> None:
        """Settles the oldest edits."""
        epoch = response.epoch
        next_waiting = self._waiting.popleft
        for outcome in response.outcomes:
            waiting = next_waiting()
            self._waiting_bytes -= len(waiting.body)
            done = waiting.done
            if done is None:
                continue
            if outcome.status == _APPLIED:
                position = _new(Position, (epoch, outcome.revision))
                done(_new(EditOutcome, (_IS_APPLIED, position, "")))
            else:
                status = STATUSES[outcome.status]  # type: ignore[index] # a number, whatever protobuf calls it
                done(EditOutcome(status, reason=outcome.reason))

    def broken(self) -> None:
        """Nothing is lost: what was not answered is kept until `opened`, or until `give_up`."""

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            self._now = None
            if self._waiting:
                self.give_up(asyncio.get_running_loop().time())

    def give_up(self, now: float) -> None:
        """Tells those who have waited too long that the site-store is away."""
        if self._stream.is_open:
            self._give_up_sent(now - ANSWER_SECONDS)
            return
        while self._waiting and self._waiting[0].since <= now - HELD_SECONDS:
            waiting = self._waiting.popleft()
            self._waiting_bytes -= len(waiting.body)
            if waiting.done is not None:
                waiting.done(_AWAY)

    def _give_up_sent(self, limit: float) -> None:
        # Their outcomes still come, and in this order, so they keep their place.
        for waiting in self._waiting:
            if waiting.since > limit:
                return
            if waiting.done is not None:
                done, waiting.done = waiting.done, None
                done(_AWAY)
