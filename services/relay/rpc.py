"""The Relay service: protobuf in, the relay in the middle, protobuf out."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import grpc

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from services.chassis.status import StatusTable
from services.relay.attachments import Stream
from services.relay.delivery.dial_out import DialOutCourier
from services.relay.delivery.lane import Ending
from services.relay.errors import (
    AddressInvalid,
    Draining,
    MessageInvalid,
    RegistryUnwritable,
    RelayError,
    RouteInvalid,
    RouteTaken,
    WatcherBehind,
)
from services.relay.event import Outcome
from services.relay.relay import Relay
from services.relay.wire import (
    app_from_proto,
    event_from_proto,
    event_to_proto,
    mode_from_proto,
    news_to_proto,
    outcome_to_proto,
)

STATUS = StatusTable(
    {
        RouteInvalid: grpc.StatusCode.INVALID_ARGUMENT,
        AddressInvalid: grpc.StatusCode.INVALID_ARGUMENT,
        MessageInvalid: grpc.StatusCode.INVALID_ARGUMENT,
        RouteTaken: grpc.StatusCode.ABORTED,
        WatcherBehind: grpc.StatusCode.RESOURCE_EXHAUSTED,
        Draining: grpc.StatusCode.UNAVAILABLE,
        RegistryUnwritable: grpc.StatusCode.UNAVAILABLE,
    }
)

# How a stream ends for an app that did not end it itself.
_ENDINGS: dict[Ending, type[RelayError]] = {
    Ending.REPLACED: RouteTaken,
    Ending.LEFT: RouteTaken,
    Ending.STOPPED: Draining,
}
_MAX_UNREAD_OUTCOMES = 10_000

Context = grpc.aio.ServicerContext[Any, Any]


class RelayServicer(relay_pb2_grpc.RelayServicer):
    """Serves one relay."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._directory = relay.directory

    @STATUS.applied
    async def RegisterApp(
        self, request: relay_pb2.RegisterAppRequest, context: Context
    ) -> relay_pb2.RegisterAppResponse:
        version = await self._directory.register(app_from_proto(request.app))
        return relay_pb2.RegisterAppResponse(version=version)

    @STATUS.applied
    async def UnregisterApp(
        self, request: relay_pb2.UnregisterAppRequest, context: Context
    ) -> relay_pb2.UnregisterAppResponse:
        version, found = await self._relay.unregister(request.route)
        return relay_pb2.UnregisterAppResponse(version=version, found=found)

    @STATUS.applied
    async def ServeApp(
        self, request_iterator: AsyncIterator[relay_pb2.ServeAppRequest], context: Context
    ) -> AsyncIterator[relay_pb2.ServeAppResponse]:
        dial_in = await _dial_in(request_iterator)
        courier = await self._directory.dial_in(dial_in.route, mode_from_proto(dial_in.mode), dial_in.run_id)
        app = _AppStream(self._relay, dial_in.route, courier)
        reader = asyncio.create_task(app.hear(request_iterator))
        try:
            yield relay_pb2.ServeAppResponse()
            async for batch in courier.batches():
                yield relay_pb2.ServeAppResponse(events=[event_to_proto(*each) for each in batch])
            await app.check_ending(reader)
        finally:
            reader.cancel()
            courier.break_off(self._relay.event_expiry_seconds)

    @STATUS.applied
    async def ForwardEvents(
        self, request_iterator: AsyncIterator[relay_pb2.ForwardEventsRequest], context: Context
    ) -> AsyncIterator[relay_pb2.ForwardEventsResponse]:
        stream = self._relay.open_stream()
        outbox = _Outbox()
        reader = asyncio.create_task(self._hear_gateway(stream, request_iterator, outbox))
        try:
            async for outcomes in outbox.batches():
                yield relay_pb2.ForwardEventsResponse(outcomes=outcomes)
            await reader
        finally:
            reader.cancel()
            self._relay.close_stream(stream)

    @STATUS.applied
    async def WatchApps(
        self, request: relay_pb2.WatchAppsRequest, context: Context
    ) -> AsyncIterator[relay_pb2.WatchAppsResponse]:
        feed = self._directory.watch()
        try:
            async for version, news in feed.batches():
                yield relay_pb2.WatchAppsResponse(
                    version=version, news=news_to_proto(news), run_id=self._directory.run_id
                )
        finally:
            self._directory.newsroom.leave(feed)

    async def _hear_gateway(
        self, stream: Stream, requests: AsyncIterator[relay_pb2.ForwardEventsRequest], outbox: "_Outbox"
    ) -> None:
        try:
            async for request in requests:
                for event in request.events:
                    self._relay.forward(stream, event_from_proto(event), partial(outbox.tell, event.id))
                await outbox.room()
        finally:
            outbox.close()


async def _dial_in(requests: AsyncIterator[relay_pb2.ServeAppRequest]) -> relay_pb2.DialIn:
    """The first request of an app. Raises MessageInvalid."""
    async for request in requests:
        if request.WhichOneof("message") == "dial_in":
            return request.dial_in
        break
    raise MessageInvalid("an app says first who it is: the first request must be a DialIn")


class _AppStream:
    """What a dial-out app says on its stream."""

    def __init__(self, relay: Relay, route: str, courier: DialOutCourier) -> None:
        self._relay = relay
        self._route = route
        self._courier = courier
        self._said_goodbye = False

    async def hear(self, requests: AsyncIterator[relay_pb2.ServeAppRequest]) -> None:
        """Reads until the app says goodbye or its stream ends. Raises MessageInvalid."""
        try:
            async for request in requests:
                message = request.WhichOneof("message")
                if message == "accepted":
                    self._courier.accepted(request.accepted.event_ids)
                elif message == "goodbye":
                    self._said_goodbye = True
                    await self._relay.unregister(self._route, only=self._courier)
                    return
                else:
                    raise MessageInvalid(f"after the DialIn comes accepted or goodbye, not {message}")
        finally:
            self._courier.break_off(self._relay.event_expiry_seconds)

    async def check_ending(self, reader: asyncio.Task[None]) -> None:
        """Raises what the app has to know when it was not the app that ended the stream."""
        ending = self._courier.ending
        if self._said_goodbye or ending not in _ENDINGS:
            await reader
        else:
            raise _ENDINGS[ending](ending.value)


class _Outbox:
    """Outcomes on their way to a gateway, one batch per turn of the loop."""

    def __init__(self) -> None:
        self._outcomes: list[relay_pb2.EventOutcome] = []
        self._is_closed = False
        self._arrived = asyncio.Event()
        self._has_room = asyncio.Event()
        self._has_room.set()

    def tell(self, event_id: int, outcome: Outcome) -> None:
        """Adds an outcome."""
        self._outcomes.append(outcome_to_proto(event_id, outcome))
        self._arrived.set()

    async def room(self) -> None:
        """Waits while the gateway leaves too many outcomes unread: it then sends no more events."""
        if len(self._outcomes) >= _MAX_UNREAD_OUTCOMES:
            self._has_room.clear()
            await self._has_room.wait()

    def close(self) -> None:
        """Ends `batches` when everything was read."""
        self._is_closed = True
        self._arrived.set()

    async def batches(self) -> AsyncIterator[list[relay_pb2.EventOutcome]]:
        """Yields the outcomes as they come, until the outbox is closed."""
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            if self._outcomes:
                outcomes, self._outcomes = self._outcomes, []
                self._has_room.set()
                yield outcomes
            if self._is_closed and not self._outcomes:
                return
