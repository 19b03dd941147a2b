"""`Apps` over gRPC: one stream of events, one of news, and two unary calls."""

import asyncio
from collections.abc import Sequence
from typing import Any

import grpc

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc
from services.gateway.errors import AppInvalid, RelayAway
from services.gateway.upstream.apps import (
    AppChange,
    AppListener,
    AppMode,
    Event,
    EventSettled,
    HttpApp,
    News,
)
from services.gateway.upstream.events import EventStream
from services.gateway.upstream.stream import follow
from services.gateway.upstream.table import AppTable

CALL_TIMEOUT_SECONDS = 5.0

MODES = {
    AppMode.UNICAST: relay_pb2.APP_MODE_UNICAST,
    AppMode.MULTICAST: relay_pb2.APP_MODE_MULTICAST,
    AppMode.BROADCAST: relay_pb2.APP_MODE_BROADCAST,
}
_MODES_BACK = {number: mode for mode, number in MODES.items()}
CHANGES = {
    relay_pb2.APP_CHANGE_LISTED: AppChange.LISTED,
    relay_pb2.APP_CHANGE_LISTED_DOWN: AppChange.LISTED_DOWN,
    relay_pb2.APP_CHANGE_REGISTERED: AppChange.REGISTERED,
    relay_pb2.APP_CHANGE_UNREGISTERED: AppChange.UNREGISTERED,
    relay_pb2.APP_CHANGE_DOWN: AppChange.DOWN,
    relay_pb2.APP_CHANGE_UP: AppChange.UP,
    relay_pb2.APP_CHANGE_CLEARED: AppChange.CLEARED,
}


class GrpcApps:
    """The apps of the relay behind a channel."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self.table = AppTable()
        self._stub = relay_pb2_grpc.RelayStub(channel)  # type: ignore[no-untyped-call]
        self._events = EventStream(self._stub, self._reattach)
        self._listener: AppListener | None = None
        self._is_listed = False
        self._events.know_apps(are_known=False)

    @property
    def is_connected(self) -> bool:
        """Whether events can be sent and the apps are known."""
        return self._events.is_open and self._is_listed

    async def run(self) -> None:
        """Keeps the streams open until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._events.run())
            tasks.create_task(self._watch())

    def listen(self, listener: AppListener) -> None:
        """See `Apps`."""
        self._listener = listener

    def mode_of(self, route: str) -> AppMode | None:
        """See `Apps`."""
        return self.table.mode_of(route)

    def forward(self, event: Event, settled: EventSettled) -> None:
        """See `Apps`."""
        self._events.submit(event, settled)

    async def register(self, app: HttpApp) -> None:
        """See `Apps`."""
        message = relay_pb2.HttpApp(
            route=app.route,
            mode=MODES[app.mode],
            address=app.address,
            key_id=app.key_id,
            key_secret=app.key_secret,
            run_id=app.run_id,
        )
        response = await self._call(self._stub.RegisterApp, relay_pb2.RegisterAppRequest(app=message))
        await self._table_reached(response.version)

    async def unregister(self, route: str) -> None:
        """See `Apps`."""
        response = await self._call(self._stub.UnregisterApp, relay_pb2.UnregisterAppRequest(route=route))
        await self._table_reached(response.version)

    async def _call(self, method: Any, request: Any) -> Any:
        try:
            return await method(request, timeout=CALL_TIMEOUT_SECONDS)
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.INVALID_ARGUMENT:
                raise AppInvalid(error.details() or "the registration makes no sense") from error
            raise RelayAway(f"the relay does not answer ({error.code().name}); try again later") from error

    async def _table_reached(self, version: int) -> None:
        try:
            async with asyncio.timeout(CALL_TIMEOUT_SECONDS):
                await self.table.reached(version)
        except TimeoutError:
            raise RelayAway("the relay took the app, but does not say so; try again later") from None

    def _reattach(self) -> None:
        if self._listener is not None:
            self._listener.reattach()

    async def _watch(self) -> None:
        def watch() -> Any:
            return self._stub.WatchApps(relay_pb2.WatchAppsRequest())

        await follow("apps", watch, hear=self._hear, lost=self._lose)

    def _lose(self) -> None:
        self._is_listed = False
        self._events.know_apps(are_known=False)

    def _hear(self, response: relay_pb2.WatchAppsResponse, is_first: bool) -> None:
        news: Sequence[News] = [
            News(one.route, CHANGES[one.change], _MODES_BACK.get(one.mode, AppMode.UNICAST))
            for one in response.news
            if one.change in CHANGES
        ]
        if is_first:
            news = self.table.replace(response.version, news)
            self._is_listed = True
        else:
            self.table.apply(response.version, news)
        if self._listener is not None and news:
            self._listener.heard(news)
        # Only now: browsers have heard of the apps that are gone, so no event can get lost unseen.
        self._events.know_apps(are_known=True)
