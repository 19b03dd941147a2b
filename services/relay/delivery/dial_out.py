"""Brings events to an app over the stream that the app opened.

At least once: what the app has not accepted when its stream breaks waits for it, and is sent again when it
dials in.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable

from services.relay.delivery.lane import Ending, Lane
from services.relay.event import Event
from services.relay.queue import Entry

_MAX_BATCH_EVENTS = 256
_MAX_BATCH_BYTES = 1024 * 1024


class DialOutCourier:
    """Empties a lane into one stream."""

    is_pipelined = True

    def __init__(self, lane: Lane) -> None:
        self.ending: Ending | None = None
        self._lane = lane
        self._sent: dict[int, Entry] = {}
        self._last_id = 0
        self._work = asyncio.Event()

    def wake(self) -> None:
        """Lets `batches` look at the queue."""
        self._work.set()

    def close(self, ending: Ending) -> None:
        """Ends `batches`; what was not accepted goes back to the queue."""
        if self.ending is not None:
            return
        self.ending = ending
        self._give_back()
        self._work.set()

    async def batches(self) -> AsyncIterator[list[tuple[int, Event]]]:
        """Yields events with their ids on this stream, until the courier is closed."""
        while self.ending is None:
            batch = self._take()
            if batch:
                yield batch
            else:
                self._work.clear()
                await self._work.wait()

    def accepted(self, event_ids: Iterable[int]) -> None:
        """Settles events that the app has taken; unknown ids are ignored, they were accepted before."""
        for event_id in event_ids:
            entry = self._sent.pop(event_id, None)
            if entry is not None:
                self._lane.settle(entry)

    def break_off(self, wait_seconds: float) -> None:
        """Notes that the stream broke: what was not accepted waits for `wait_seconds` from now on."""
        if self.ending is not None:
            return
        self.ending = Ending.BROKEN
        expires_at = self._lane.clock.time() + wait_seconds
        for entry in self._sent.values():
            entry.expires_at = expires_at
        self._give_back()
        self._work.set()
        if self._lane.courier is self:
            self._lane.courier = None
            self._lane.go_down(Ending.BROKEN.value)

    def _take(self) -> list[tuple[int, Event]]:
        batch = []
        for entry in self._lane.queue.take(_MAX_BATCH_EVENTS, _MAX_BATCH_BYTES):
            self._last_id += 1
            self._sent[self._last_id] = entry
            batch.append((self._last_id, entry.event))
        return batch

    def _give_back(self) -> None:
        sent, self._sent = self._sent, {}
        for entry in sent.values():
            self._lane.put_back(entry)
