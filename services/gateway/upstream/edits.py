"""The stream on which edits go to the site-store, many at a time."""

import asyncio
import secrets
from collections import deque

from h2o.wave.v1 import page_pb2, site_store_pb2, site_store_pb2_grpc
from services.gateway.upstream.pages import EditDone, EditOutcome, EditStatus
from services.gateway.upstream.stream import BatchedStream
from services.gateway.wire.position import Position

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
_BUSY = EditOutcome(EditStatus.BUSY, reason="too many edits are waiting for the site-store; try again later")
_AWAY = EditOutcome(EditStatus.AWAY, reason="the site-store does not answer; try again later")


class _Waiting:
    """An edit without an answer. `done` is None when nobody waits any more."""

    __slots__ = ("done", "edit", "since", "size")

    def __init__(self, edit: site_store_pb2.Edit, done: EditDone, since: float, size: int) -> None:
        self.edit = edit
        self.done: EditDone | None = done
        self.since = since
        self.size = size


class EditStream:
    """Edits on their way. Outcomes come back first in, first out.

    After a break everything unanswered is sent again under the same writer and number, so that no edit is applied twice.
    """

    def __init__(self, stub: site_store_pb2_grpc.SiteStoreStub) -> None:
        self._writer = secrets.randbits(64) or 1
        self._number = 0
        self._waiting: deque[_Waiting] = deque()
        self._waiting_bytes = 0
        self._stream: BatchedStream[
            site_store_pb2.Edit, site_store_pb2.StreamEditsRequest, site_store_pb2.StreamEditsResponse
        ] = BatchedStream(
            "edits",
            open_call=stub.StreamEdits,
            to_request=lambda edits: site_store_pb2.StreamEditsRequest(edits=edits),
            listener=self,
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
        self._number += 1
        edit = site_store_pb2.Edit(route=route, body=body, writer=self._writer, number=self._number)
        if if_position is not None:
            edit.if_position.CopyFrom(
                page_pb2.Position(epoch=if_position.epoch, revision=if_position.revision)
            )
        self._waiting.append(_Waiting(edit, done, asyncio.get_running_loop().time(), size))
        self._waiting_bytes += size
        self._stream.send(edit, at_once=True)

    def opened(self) -> None:
        """Repeats what was not answered."""
        for waiting in self._waiting:
            self._stream.send(waiting.edit)

    def received(self, response: site_store_pb2.StreamEditsResponse) -> None:
        """Settles the oldest edits."""
        epoch = response.epoch
        for outcome in response.outcomes:
            waiting = self._waiting.popleft()
            self._waiting_bytes -= waiting.size
            if waiting.done is None:
                continue
            if outcome.status == _APPLIED:
                waiting.done(EditOutcome(EditStatus.APPLIED, Position(epoch, outcome.revision)))
            else:
                waiting.done(EditOutcome(STATUSES[outcome.status], reason=outcome.reason))

    def broken(self) -> None:
        """Nothing is lost: what was not answered is kept until `opened`, or until `give_up`."""

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            if self._waiting:
                self.give_up(asyncio.get_running_loop().time())

    def give_up(self, now: float) -> None:
        """Tells those who have waited too long that the site-store is away."""
        if self._stream.is_open:
            self._give_up_sent(now - ANSWER_SECONDS)
            return
        while self._waiting and self._waiting[0].since <= now - HELD_SECONDS:
            waiting = self._waiting.popleft()
            self._waiting_bytes -= waiting.size
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
