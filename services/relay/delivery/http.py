"""Brings events to an app that is an HTTP server.

At most once: an event is sent again only when nothing of it can have reached the app. Events of one client go
one after another, events of different clients at the same time.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

import aiohttp
from yarl import URL

from services.chassis.logs import get_logger
from services.relay.apps import HttpAddress
from services.relay.delivery.circuit import Circuit
from services.relay.delivery.connection import (
    KEEP_ALIVE_SECONDS,
    MAX_ANSWER_BYTES,
    Answer,
    Connections,
    Unanswered,
    Unreached,
    encode,
    place_of,
)
from services.relay.delivery.lane import Ending, Lane, Timer
from services.relay.delivery.request import AppRequest, disconnect_request, event_request, redirected
from services.relay.event import Event, EventKind, EventStatus, Outcome
from services.relay.queue import Entry

logger = get_logger(__name__)

MAX_REDIRECTS = 10
_POSTED_AGAIN = (307, 308)
_REDIRECTS = (301, 302, 303, *_POSTED_AGAIN)


class Fate(Enum):
    """What became of one attempt."""

    TAKEN = auto()
    #: The app answered, but not with 200.
    DECLINED = auto()
    #: Nothing was delivered: the connection could not be made.
    UNREACHED = auto()
    #: No answer came; the app may or may not have the event.
    UNANSWERED = auto()


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one attempt, and for a person to read: why."""

    fate: Fate
    reason: str = ""


class Post(Protocol):
    """How an event is posted to an app."""

    async def deliver(self, address: HttpAddress, event: Event) -> Attempt:
        """Posts one event and waits for the answer. Raises nothing."""


class HttpPost:
    """Posts over pooled connections: its own for plain HTTP, those of aiohttp for TLS and to follow redirects."""

    def __init__(
        self, *, answer_timeout_seconds: float, connect_timeout_seconds: float, verify_tls: bool
    ) -> None:
        self._timeout = aiohttp.ClientTimeout(
            total=answer_timeout_seconds, sock_connect=connect_timeout_seconds
        )
        self._answer_timeout_seconds = answer_timeout_seconds
        self._connections = Connections(connect_timeout_seconds=connect_timeout_seconds)
        self._verify_tls = verify_tls
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, address: HttpAddress, event: Event) -> Attempt:
        """Posts one event; after a DISCONNECT, lets the app forget the client. Raises nothing."""
        attempt = await self._attempt(event_request(address, event))
        if event.kind is EventKind.DISCONNECT and attempt.fate in (Fate.TAKEN, Fate.DECLINED):
            goodbye = await self._attempt(disconnect_request(address, event.client.id))
            if goodbye.fate is not Fate.TAKEN:
                logger.warning("client_not_forgotten", route=event.route, reason=goodbye.reason)
        return attempt

    async def close(self) -> None:
        """Closes the connections."""
        self._connections.close()
        if self._session is not None:
            await self._session.close()

    async def _attempt(self, request: AppRequest) -> Attempt:
        try:
            status = await self._post(request)
        except (Unreached, aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return Attempt(Fate.UNREACHED, f"cannot connect to the app at {request.url}: {error}")
        except TimeoutError:
            return Attempt(
                Fate.UNANSWERED, f"the app at {request.url} did not answer in {self._timeout.total:g} s"
            )
        except Unanswered as error:
            return Attempt(Fate.UNANSWERED, f"no answer from the app at {request.url}: {error}")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Attempt(Fate.UNANSWERED, f"no answer from the app at {request.url}: {error!r}")
        if status != 200:
            return Attempt(Fate.DECLINED, f"the app at {request.url} answered {status} instead of 200")
        return Attempt(Fate.TAKEN)

    async def _post(self, request: AppRequest) -> int:
        answer = await self._post_first(request)
        for _ in range(MAX_REDIRECTS):
            if not (answer.status in _REDIRECTS and answer.location):
                break
            request = redirected(request, answer.location, keeps_body=answer.status in _POSTED_AGAIN)
            answer = await self._ask(request)
        return answer.status

    async def _post_first(self, request: AppRequest) -> Answer:
        place = place_of(request.url)
        if place is None:
            return await self._ask(request)
        async with asyncio.timeout(self._answer_timeout_seconds):
            return await self._connections.post(place, encode(place, request.headers, request.body))

    async def _ask(self, request: AppRequest) -> Answer:
        session = self._open()
        async with session.request(
            request.method,
            URL(request.url),
            data=request.body,
            headers=request.headers,
            skip_auto_headers=("Content-Type",),
            # aiohttp would show the user's tokens to whomever an answer leads to.
            allow_redirects=False,
        ) as answer:
            # The answer means nothing, but a connection can be used again only when it was read.
            await answer.content.read(MAX_ANSWER_BYTES)
            return Answer(answer.status, answer.headers.get("Location", ""))

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            # The bound on connections is the courier's, not the pool's.
            connector = aiohttp.TCPConnector(
                limit=0, keepalive_timeout=KEEP_ALIVE_SECONDS, ssl=self._verify_tls
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=self._timeout,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
            )
        return self._session


class Deliveries:
    """The deliveries under way, of all apps: what has to end before the process does."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, delivery: Coroutine[None, None, None]) -> None:
        """Begins a delivery."""
        task = asyncio.get_running_loop().create_task(delivery)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Waits until nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def cancel(self) -> None:
        """Breaks off what is under way."""
        for task in self._tasks:
            task.cancel()
        await self.finish()


class HttpCourier:
    """Empties a lane into one HTTP app."""

    is_pipelined = False

    def __init__(
        self, lane: Lane, address: HttpAddress, *, post: Post, deliveries: Deliveries, max_parallel: int
    ) -> None:
        self._lane = lane
        self._address = address
        self._post = post
        self._deliveries = deliveries
        self._max_parallel = max_parallel
        self._circuit = Circuit()
        self._in_flight = 0
        self._retry: Timer | None = None
        self._is_closed = False

    def wake(self) -> None:
        """Begins as many deliveries as are allowed."""
        if self._is_closed:
            return
        now = self._lane.clock.time()
        if now < self._circuit.retry_at:
            self._wake_at(self._circuit.retry_at)
            return
        room = self._circuit.room(now, self._in_flight, self._max_parallel)
        for entry in self._lane.queue.take(room):
            self._in_flight += 1
            self._deliveries.start(self._deliver(entry))

    def close(self, ending: Ending) -> None:
        """Begins no more deliveries; those under way come to their end."""
        self._is_closed = True
        if self._retry is not None:
            self._retry.cancel()

    def _wake_at(self, when: float) -> None:
        if self._retry is None and len(self._lane.queue):
            self._retry = self._lane.clock.call_at(when, self._retry_now)

    def _retry_now(self) -> None:
        self._retry = None
        self.wake()

    async def _deliver(self, entry: Entry) -> None:
        try:
            attempt = await self._post.deliver(self._address, entry.event)
        except Exception as error:  # A defect of ours must not leave a client waiting for ever.
            logger.exception("delivery_failed", route=self._lane.route)
            attempt = Attempt(Fate.UNANSWERED, f"the relay failed: {error!r}")
        _LEARN[attempt.fate](self, attempt)
        if attempt.fate is Fate.UNREACHED:
            self._lane.put_back(entry)
        else:
            self._lane.settle(entry, _outcome(attempt))
        self._in_flight -= 1
        # After a replacement it is the new courier that goes on.
        courier = self._lane.courier
        if courier is not None:
            courier.wake()

    def _answered(self, attempt: Attempt) -> None:
        if self._circuit.succeeded() and not self._is_closed:
            self._lane.come_up()

    def _not_answered(self, attempt: Attempt) -> None:
        if self._circuit.failed(self._lane.clock.time()) and not self._is_closed:
            self._lane.go_down(attempt.reason)


_LEARN = {
    Fate.TAKEN: HttpCourier._answered,
    # An app that declines is there: one event's trouble is not everybody's.
    Fate.DECLINED: HttpCourier._answered,
    Fate.UNREACHED: HttpCourier._not_answered,
    Fate.UNANSWERED: HttpCourier._not_answered,
}


def _outcome(attempt: Attempt) -> Outcome:
    status = EventStatus.ACCEPTED if attempt.fate is Fate.TAKEN else EventStatus.FAILED
    return Outcome(status, attempt.reason)
